# One line with its interval for each group; an empty row in marks.tsv breaks line and ribbon where a period is withheld.
# marks.tsv: group, period, value, low, high, whether a mark stands there (a lone period is a short band of three rows)
load 'style.gp'
of(group, value) = $1 == group ? value : NaN
if (marks > 0) {
    plot for [group = 1:0:-1] 'marks.tsv' using (of(group, $2)):4:5 with filledcurves fillcolor rgb group_colour[group + 1] fillstyle transparent solid 0.18 noborder notitle, \
         for [group = 1:0:-1] 'marks.tsv' using (of(group, $2)):3 with lines linewidth 3 linecolor rgb group_colour[group + 1] notitle, \
         'marks.tsv' using ($6 == 1 ? of(1, $2) : NaN):3 with points pointtype 5 pointsize 0.85 linecolor rgb group_colour[2] notitle, \
         'marks.tsv' using ($6 == 1 ? of(0, $2) : NaN):3 with points pointtype 7 pointsize 0.95 linecolor rgb group_colour[1] notitle
}
load 'words.gp'
