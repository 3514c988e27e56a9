# Dot and whisker: a row for each measure, the reference above and the group below its middle.
# marks.tsv: group, value, low, high, y in pixels
load 'style.gp'
of(group, value) = $1 == group ? value : NaN
if (marks > 0) {
    plot for [group = 0:1] 'marks.tsv' using (of(group, $3)):5:($4 - $3):(0) with vectors nohead linewidth 3 linecolor rgb group_colour[group + 1] notitle, \
         'marks.tsv' using (of(0, $2)):5 with points pointtype 7 pointsize 1.0 linecolor rgb group_colour[1] notitle, \
         'marks.tsv' using (of(1, $2)):5 with points pointtype 5 pointsize 0.9 linecolor rgb group_colour[2] notitle
}
load 'words.gp'
