# For test scripts: . tests/tap.sh      results in the Test Anything Protocol, read by prove
#
#     ok COMMAND...            a test that passes when the command succeeds; its name is in $name
#     is GOT WANTED            equal texts
#     has FILE PATTERN         a line of the file matches (grep -E)
#     hasnt FILE PATTERN       no line does
#     bye                      prints the plan; the script ends with 1 when a test failed
#     note TEXT                shown, whatever happens
#     skip_all REASON          nothing here can be tested on this machine
#
# Diagnoses go to standard error, where prove lets them through.
# $program is the program under test, $room a private folder that goes when the script ends.
set -u
unset CDPATH MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
umask 077
B="${B:-build}"
program="$PWD/$B/bin/spwell"
tests=0 failed=0 name=""
room=$(mktemp -d "${TMPDIR:-/tmp}/spwell-test-XXXXXX") || exit 1
at_end="" # what a script wants done first when it ends
leave() { status=$?; trap - EXIT; eval "$at_end"; rm -rf "$room"; exit "$status"; }
trap leave EXIT
trap 'exit 130' INT TERM HUP

result() # STATUS, file whose first lines say what was wrong (never in a pipe: it counts)
{
    tests=$((tests + 1))
    if [ "$1" = 0 ]; then echo "ok $tests - $name"; else
        failed=$((failed + 1))
        echo "not ok $tests - $name"
        { echo "# failed: $name"; [ -z "${2:-}" ] || head -n 40 "$2" | sed 's/^/#   /'; } >&2
    fi
}
ok() { "$@" >"$room/.why" 2>&1; result $? "$room/.why"; }
is()
{
    printf 'got:    %s\nwanted: %s\n' "$1" "$2" >"$room/.why"
    [ "$1" = "$2" ]; result $? "$room/.why"
}
has()
{
    { echo "no line matches $2 in:"; cat "$1"; } >"$room/.why"
    grep -Eq -e "$2" "$1"; result $? "$room/.why"
}
hasnt()
{
    { echo "lines match $2:"; grep -En -e "$2" "$1"; } >"$room/.why"
    ! grep -Eq -e "$2" "$1"; result $? "$room/.why"
}
note() { echo "# $*" >&2; }
skip() { tests=$((tests + 1)); echo "ok $tests - $name # SKIP $1"; }
skip_all() { echo "1..0 # SKIP $1"; exit 0; }
bye() { echo "1..$tests"; [ "$failed" = 0 ]; exit; }

# Public survey files that are not ours to ship: a folder beside the project, or wherever SPWELL_TEST_DATA says.
data="${SPWELL_TEST_DATA:-$PWD/../shared/data}"
need_data() { [ -e "$data/$1" ] || skip_all "$1 is not in $data (set SPWELL_TEST_DATA)"; }
need_program() { [ -x "$program" ] || { echo "Bail out! $program is not built: run make"; exit 1; }; }
