# awk -f compare.awk -v case=C -v tolerance=1e-9 ours.tsv expected.tsv: compares each expected number with ours, relative to the expected one,
# or to the estimate's own size where it is 0 but for rounding. Ours is made by private.sql.
BEGIN { FS = "\t"; split("n count n_effective value se df low high", names, " ") }
function far(wanted, got, scale) {
    if (wanted == "") return -1 # R gives none: nothing to compare
    if (got == "NULL" || got == "") return 1e9
    if (abs(wanted + 0) < 1e-12 * scale) return (got + 0 == 0) ? 0 : abs(got + 0) / scale
    return abs((got - wanted) / wanted)
}
function abs(x) { return x < 0 ? -x : x }
FNR == NR { ours[$1, $2, $3, $4, $5] = $0; next }
FNR == 1 || $1 != case { next }
{
    rows++
    key = $2 SUBSEP $3 SUBSEP $4 SUBSEP $5 SUBSEP $6
    if (!(key in ours)) { lost++; if (lost < 8) print "no such row: " $2, $3, $4, $5, $6; next }
    split(ours[key], got, "\t")
    scale = abs($10) > 1 ? abs($10) : 1
    for (i = 1; i <= 8; i++) {
        if (only != "" && index(" " only " ", " " names[i] " ") == 0) continue
        distance = far($(6 + i), got[5 + i], scale)
        if (distance < 0) continue
        compared++
        if (distance > largest) { largest = distance; where = $2 " " $3 " " $4 " " $5 " " $6 " " names[i] ": R " $(6 + i) ", here " got[5 + i] }
        if (distance > tolerance) { wrong++; if (wrong < 12) print $2, $3, $4, $5, $6, names[i] ": R " $(6 + i) ", here " got[5 + i] }
    }
}
END {
    printf "%d numbers of %d rows compared, largest relative difference %.2g", compared, rows, largest
    if (where != "") printf " (%s)", where
    printf "\n"
    if (!rows || lost) print lost + 0 " rows lost"
    exit !rows || lost > 0 || wrong > 0
}
