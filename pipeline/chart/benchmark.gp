# Bullets: bands and intervals lie with the boxes of the page, results are points in pixels.
# marks.tsv: 0, x, y
load 'style.gp'
if (marks > 0) {
    plot 'marks.tsv' using 2:3 with points pointtype 7 pointsize 1.0 linecolor rgb group_colour[1] notitle
}
load 'words.gp'
