#!/bin/sh
# The walls between the rooms (README, "The wall"; CONTRIBUTING, "Where things are"): who may include, link and open what.
# `make rooms` runs this; it ends with 1 when a wall is broken, and says which file broke it.
# Called with a folder it checks that tree instead, which is how the last tests here see that it bites.
here=$(cd "$(dirname "$0")/.." && pwd) || exit 1
cd "$here" || exit 1
. tests/tap.sh
tree="${1:-.}"
cd "$tree" || exit 1

# --- one owner for each foreign library -------------------------------------------------------------------------------
including()
{
    grep -rlE "^[[:space:]]*#[[:space:]]*include[[:space:]]*<($1)>" include pipeline --include='*.[ch]'
    # In quotes a name may be a header of our own, beside the file.
    grep -rlE "^[[:space:]]*#[[:space:]]*include[[:space:]]*\"($1)\"" include pipeline --include='*.[ch]' | while IFS= read -r file; do
        ls "$(dirname "$file")" include | grep -qxE "$1" || echo "$file"
    done
}
owned() # header (regular expression), the files that may include it
{
    header="$1"; shift
    name="<$(printf '%s' "$header" | tr -d '\\')> is included by nothing but $*"
    strangers=""
    for file in $(including "$header"); do
        case " $* " in *" $file "*) ;; *) strangers="$strangers $file" ;; esac
    done
    is "$strangers" ""
}
owned 'csv\.h' pipeline/lib/csvfile.c
owned 'iconv\.h' pipeline/lib/textfile.c
owned 'sqlite3\.h' pipeline/lib/store.c
owned 'jansson\.h' pipeline/lib/json.c
owned 'gsl/[a-z_0-9]+\.h' pipeline/lib/guard.c pipeline/analyse/matrix.c
owned 'sodium\.h' pipeline/ingest/pseudonym.c
owned 'openssl/[a-z_0-9]+\.h' pipeline/lib/digest.c
owned 'xlsxwriter\.h' pipeline/report/xlsx.c
owned 'glpk\.h' pipeline/disclose/audit.c
owned 'spawn\.h' pipeline/chart/gnuplot.c pipeline/spwell/program.c
owned 'pthread\.h' pipeline/ingest/workers.c pipeline/score/beside.c pipeline/analyse/jobs.c

# --- rooms keep to themselves -----------------------------------------------------------------------------------------
stages=$(for folder in pipeline/*/; do basename "$folder"; done | grep -v '^lib$')
for stage in $stages; do
    name="$stage includes headers of its own folder and of include/ alone"
    wrong=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' pipeline/"$stage"/*.[ch] 2>/dev/null | while IFS= read -r line; do
        header=$(printf '%s\n' "$line" | sed 's/^[^"]*"\([^"]*\)".*/\1/')
        [ -e "pipeline/$stage/$header" ] || [ -e "include/$header" ] || printf '%s\n' "$line"
        case "$header" in */*) printf '%s\n' "$line" ;; esac
    done)
    is "$wrong" ""
done
name="the corridor includes no stage's header"
wrong=$(grep -hE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' pipeline/lib/*.[ch] include/*.h | sed 's/^[^"]*"\([^"]*\)".*/\1/' | sort -u | while IFS= read -r header; do
    [ -e "include/$header" ] || [ -e "pipeline/lib/$header" ] || echo "$header"; done)
is "$wrong" ""

# --- arithmetic has neither files nor databases -----------------------------------------------------------------------
# A file that includes none of these headers is pure, and must not reach for the outside in another way.
doors='"(store|stored|stage|file|csvfile|message)\.h"|<(unistd|fcntl|dirent|spawn|sys/[a-z]+)\.h>'
name="files without a door (store, file, message ...) neither read, write, print nor look at the clock"
wrong=$(grep -LE "include +($doors)" $(ls pipeline/*/*.c | grep -v '^pipeline/lib/') | xargs grep -nE '\b(FILE|fopen|fread|fwrite|fputs|puts|printf|fprintf|getenv|setlocale|time|clock|rand|random)[[:space:]]*[(*]' /dev/null)
is "$wrong" ""
# Files that must stay pure: formulas and rules. Others may become so; these may not cease to be.
for file in analyse/agreement analyse/agreement_table analyse/analysis analyse/compare analyse/design analyse/estimate analyse/influence analyse/tally analyse/weight score/scale score/careless disclose/suppress disclose/wall disclose/bins disclose/counts disclose/benchmark_band ingest/convert ingest/match \
            ingest/duplicates codebook/absent codebook/column codebook/draft codebook/dictionary codebook/formats codebook/heading codebook/layout codebook/look codebook/multiple codebook/name codebook/order codebook/questionnaire codebook/redcap_choices codebook/redcap_logic codebook/redcap_route codebook/tally codebook/write lib/guard lib/incomplete lib/template lib/view chart/axis chart/label chart/sentence report/sentence report/number synth/normal synth/stream; do
    name="$file.c is pure"
    is "$(grep -nE "include +($doors)" "pipeline/$file.c" /dev/null)" ""
done

# --- the wall ---------------------------------------------------------------------------------------------------------
for stage in chart report; do
    name="$stage knows nothing of the private store, of its option or of the codebook"
    is "$(grep -rnE 'work\.db|STORE_WORK|--store|include +"(codebook|chunk)\.h"' pipeline/$stage)" ""
done
both() { for stage in $stages; do grep -qs STORE_WORK pipeline/"$stage"/*.c && grep -qs STORE_RELEASE pipeline/"$stage"/*.c && printf '%s ' "$stage"; done; }
name="disclose alone opens both databases"
is "$(both)" "disclose "
name="no SQL of chart and report names a private table"
private=$(sed -n 's/^CREATE TABLE \([a-z_]*\).*/\1/p' schemas/[123]-*.sql | sort)
public=$(sed -n 's/^CREATE TABLE \([a-z_]*\).*/\1/p' schemas/4-*.sql | sort)
only=$(for table in $private; do echo "$public" | grep -qx "$table" || echo "$table"; done | paste -sd '|' -)
is "$(grep -nEi "(from|join|into|update)[[:space:]]+\"?($only)\"?([^a-z_]|\$)" pipeline/chart/*.sql pipeline/report/*.sql)" ""

# --- nothing that a shell or a locale could bend ----------------------------------------------------------------------
forbidden() { name="$1"; is "$(grep -nE "$2" pipeline/*/*.[ch] include/*.h | grep -vE ':[0-9]+: \*')" ""; }
forbidden "no shell is started" '\b(system|popen|execlp|execvp|wordexp)[[:space:]]*\('
forbidden "no locale is set" '\bsetlocale[[:space:]]*\('
forbidden "no unbounded or lenient string function is used" '\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok)[[:space:]]*\('
name="no SQL is made in C"
is "$(grep -nE '"[^"]*\b(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE [a-z_]+ SET|CREATE TABLE)\b' pipeline/*/*.c | grep -v sqlite_schema)" ""

# --- what is linked ---------------------------------------------------------------------------------------------------
linked_by() { sed -n 's/^LIBS_\([a-z]*\) .*-l'"$1"'\b.*/\1/p' Makefile | sort | tr '\n' ' '; }
links() { name="the Makefile links $1 into '$2' alone"; is "$(linked_by "$1" | sed 's/ $//')" "$2"; }
links gsl analyse
links csv "codebook disclose ingest"
if [ "$tree" = . ]; then
    if [ -x "$B/bin/spwell" ]; then
        needs() { for file in "$B"/bin/spwell-*; do ldd "$file" | grep -q "lib$1\.so" && basename "$file" | sed 's/^spwell-//'; done | paste -sd ' ' -; }
        name="ldd: GSL is in analyse alone"; is "$(needs gsl)" "analyse"
        name="ldd: libcsv is in codebook, disclose and ingest alone"; is "$(needs csv)" "codebook disclose ingest"
        name="ldd: no program but report and disclose may come to need libxlsxwriter or GLPK"
        is "$(needs xlsxwriter | sed 's/^report$//')$(needs glpk | sed 's/^disclose$//')" ""
    else
        name="ldd of the programs"; skip "nothing is built in $B"
    fi

    # --- does this check bite? ----------------------------------------------------------------------------------------
    copy() { rm -rf "$room/tree"; mkdir "$room/tree" && cp -R Makefile include pipeline schemas "$room/tree"; }
    bites() # name, file, line that breaks a wall
    {
        name="a broken wall is seen: $1"
        copy
        printf '%s\n' "$3" >>"$room/tree/$2"
        ! sh tests/rooms.sh "$room/tree" >"$room/out" 2>&1 && grep -q "^#.*$(basename "$2")" "$room/out"
        result $? "$room/out"
    }
    copy
    name="an unbroken copy of the tree passes"; ok sh tests/rooms.sh "$room/tree"
    bites "report.c includes sqlite3.h" pipeline/report/report.c '#include <sqlite3.h>'
    bites "chart.c includes codebook.h" pipeline/chart/chart.c '#include "codebook.h"'
    bites "report.c names work.db" pipeline/report/report.c 'static const char there[] = "output/private/work.db";'
    bites "score.c includes a header of disclose" pipeline/score/score.c '#include "wall.h"'
    bites "scale.c includes store.h" pipeline/score/scale.c '#include "store.h"'
    bites "wall.c prints" pipeline/disclose/wall.c 'void wall_say(void) { printf("x"); }'
fi
bye
