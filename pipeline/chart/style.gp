# The house style, read first by every chart: the page in pixels, the colours, and the boxes that lie under the marks.
set encoding utf8
set decimalsign '.'
set datafile separator "\t"
set datafile commentschars ''

# frame.tsv holds one row of numbers; `using` assigns them.
stats 'frame.tsv' using (width = $1, height = $2, left = $3, right = $4, top = $5, bottom = $6, \
    x_low = $7, x_high = $8, y_low = $9, y_high = $10, panels = int($11), pitch = $12, marks = int($13), 0) nooutput

# noenhanced closes the markup of labels: without it a label can write raw SVG. C sets the font stack afterwards.
font = 'Arial'
set terminal svg size width, height fixed font font.',14' rounded background '#FFFFFF' noenhanced
set output 'chart.svg'
unset key
unset border
unset tics

# Government Analysis Function palette: dark blue and orange for two groups, pink for a third. Orange as text is darker (4.9 to 1).
array group_colour[3] = [0x12436D, 0xF46A25, 0x801650]
array ink[14] = [0x0B0C0C, 0x505A5F, 0xD9DDE0, 0xEEF0F1, 0xFFFFFF, 0x12436D, 0xC44A0E, 0x801650, 0x3D3D3D, 0xA285D1, 0xB9C0C6, 0xD0D5D9, 0xE3E7EA, 0xF1F3F4]
set style fill solid 1.0 noborder

set multiplot
set lmargin at screen 0
set rmargin at screen 1
set bmargin at screen 0
set tmargin at screen 1
set xrange [0:width]
set yrange [height:0]
plot 'boxes.tsv' using 1:2:1:3:2:4:(ink[int($5) + 1]) with boxxyerror fillcolor rgb variable notitle

# From here on the axes are those of the data.
set lmargin at screen left / width
set rmargin at screen right / width
set tmargin at screen 1 - top / height
set bmargin at screen 1 - bottom / height
set xrange [x_low:x_high]
set yrange [y_low:y_high]
