# One panel for each group, on the same bins and the same scale.
# marks.tsv: panel, left and right edge in bins, percentage
load 'style.gp'
of(panel, value) = $1 == panel ? value : NaN
do for [panel = 0:panels - 1] {
    set tmargin at screen 1 - (top + panel * pitch) / height
    set bmargin at screen 1 - (bottom + panel * pitch) / height
    if (marks > 0) {
        plot 'marks.tsv' using (of(panel, $2)):(0):2:3:(0):4 with boxxyerror fillcolor rgb group_colour[panel + 1] notitle
    }
}
load 'words.gp'
