# For run.sh: . tests/cases/refusals.sh    Every code of odd_codes[] and every refusal in the sources of ingest must have come up in a case; lists made from the sources.
sources="$(ls pipeline/ingest/*.c) pipeline/lib/csvfile.c pipeline/lib/textfile.c $(ls pipeline/lib/profile*.c)"

odd_codes() { sed -n '/odd_codes\[ODD_COUNT\] = {/,/};/p' pipeline/ingest/convert.c | grep -o '"[a-z_]\{1,\}"' | tr -d '"'; }

# The formats of fail() and fail_at(), as regular expressions. Faults of ours are no refusals.
refusals()
{
    # shellcheck disable=SC2086
    cat $sources | tr '\n' ' ' | grep -oE '\bfail(_at)?\([^;]*' | grep -v STATUS_FAULT |
        sed -n 's/codebook ? codebook : "",//; s/^[^"]*"\(\([^"\\]\|\\.\)*\)".*/\1/p' |
        sed 's/%%/@@/g; s/%[-0-9.]*[lz]\{0,2\}[a-zA-Z]/~~/g; s/[][(){}.*+?^$|\\]/\\&/g; s/~~/.*/g; s/@@/%/g' | grep -v '^$' | sort -u
}

# What no case can bring about: a piece of the message, and the test that does.
elsewhere() { sed -n 's/^\([^#|][^|]*\) | .*/\1/p' tests/cases/elsewhere.txt; }

untried_codes() { odd_codes | while read -r code; do grep -qx "$code" "$room/all-codes" || echo "no case has the code $code"; done; }
untried_refusals()
{
    refusals | while IFS= read -r pattern; do
        grep -qE -e "$pattern" "$room/all-err" && continue
        elsewhere | while IFS= read -r piece; do printf '%s\n' "$pattern" | grep -qF -e "$piece" && echo found; done | grep -q found || printf 'no case is refused with: %s\n' "$pattern"
    done
}

# README.md here has a line for each of the 115 bad inputs, and what it names is there.
lines_that_lack()
{
    for number in $(seq 1 115); do
        line=$(grep "^| $number |" tests/cases/README.md) || { echo "no line for $number"; continue; }
        printf '%s\n' "$line" | grep -qE '`|to come with the issue' || echo "nothing holds $number"
        for held in $(printf '%s\n' "$line" | cut -d '|' -f 5 | grep -oE '`[^` ]+`' | tr -d '`'); do
            case "$held" in
                tests/*) [ -e "$held" ] || echo "$number: $held is not there" ;;
                [0-9]*) ls -d tests/cases/$held >/dev/null 2>&1 || echo "$number: no case $held" ;;
            esac
        done
    done
    for folder in tests/cases/[01][0-9][0-9]-*/; do
        number=$(basename "$folder" | sed 's/^0*\([0-9]*\)-.*/\1/')
        grep "^| $number |" tests/cases/README.md | grep -q "\`$(printf %03d "$number")-" || echo "$folder is not in the table"
    done
}
