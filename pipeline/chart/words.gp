# All words of a chart, read last: they lie over the marks. Axes are pixels again.
# gnuplot 5.4 falls over a labels file of a single row; a chart always has its subtitle and its source.
set lmargin at screen 0
set rmargin at screen 1
set bmargin at screen 0
set tmargin at screen 1
set xrange [0:width]
set yrange [height:0]
face(size, bold) = font.(bold ? ' Bold,' : ',').size
is(align, size, bold) = strcol(3) eq align && $4 == size && $5 == bold
plot for [size in '12 13 14'] for [bold = 0:1] \
         'words.tsv' using (is('left', size + 0, bold) ? $1 : NaN):2:7:(ink[int($6) + 1]) with labels left font face(size, bold) textcolor rgb variable notitle, \
     for [size in '12 13 14'] for [bold = 0:1] \
         'words.tsv' using (is('center', size + 0, bold) ? $1 : NaN):2:7:(ink[int($6) + 1]) with labels center font face(size, bold) textcolor rgb variable notitle, \
     for [size in '12 13 14'] for [bold = 0:1] \
         'words.tsv' using (is('right', size + 0, bold) ? $1 : NaN):2:7:(ink[int($6) + 1]) with labels right font face(size, bold) textcolor rgb variable notitle
unset multiplot
unset output
