/* The one owner of gnuplot: a separate process without a shell, in a private folder, with limits, watched.
 *
 *     struct gnuplot gnuplot = {.seconds = 20};
 *     if (gnuplot_find(&gnuplot, failure)) return -1;
 *     if (gnuplot_draw(&gnuplot, files, count, "trend.gp", &svg, failure)) ...
 *
 * Success is exit code 0 and nothing on stderr; whether the file is whole is for the caller to check (svg.h). A failure has STATUS_FAULT
 * and says what gnuplot said; a gnuplot that is absent has STATUS_CONFIG.
 */
#ifndef SPWELL_CHART_GNUPLOT_H
#define SPWELL_CHART_GNUPLOT_H
#include "status.h"
#include "text.h"

struct gnuplot { const char *program; int seconds; };
struct gnuplot_file { const char *name; struct text bytes; };

/* $SPWELL_GNUPLOT (an absolute path) or the first of /usr/bin and /usr/local/bin. */
int gnuplot_find(struct gnuplot *gnuplot, struct failure *failure) MUST_USE;
/* Writes the files into a folder of its own, runs `script` there, reads chart.svg into `svg` (cleared first), removes the folder. */
int gnuplot_draw(const struct gnuplot *gnuplot, const struct gnuplot_file *files, int count, const char *script, struct buffer *svg, struct failure *failure) MUST_USE;

#endif
