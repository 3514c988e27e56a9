/* Words on charts: how wide they are, where they break, how they pass through gnuplot unharmed.
 *
 * Widths are those of Arial and Liberation Sans, in pixels at a font size in pixels.
 */
#ifndef SPWELL_CHART_LABEL_H
#define SPWELL_CHART_LABEL_H
#include <stdbool.h>
#include "memory.h"
#include "text.h"

struct font { int size; bool bold; };

double label_width(struct text label, struct font font);
/* Breaks at spaces (inside a word only when it alone is too wide) into at most `limit` lines; what does not fit is cut and
 * ends in an ellipsis. Returns the number of lines, 0 for an empty label. */
int label_wrap(struct arena *arena, const char *label, double width, struct font font, int limit, const char **lines);
/* The same number of lines, about equally long; `lines` has room for one more than `limit`. */
int label_wrap_evenly(struct arena *arena, const char *label, double width, struct font font, int limit, const char **lines);
/* Fixed decimals with a true minus sign; with `sign`, a plus before what is above zero. */
void label_number(struct buffer *out, double value, int decimals, bool sign);
/* `decimals`, or more (3 at most) where the value would be printed as 0 without being 0: the report's rule of rounding. */
int label_decimals(double value, int decimals);

/* One cell of a file for gnuplot. gnuplot cuts cells at double quotes and reads \n inside them, so those two
 * characters travel as private-use characters; tabs, line breaks and runs of space become one space; controls, bidirectional
 * overrides and non-characters vanish; what is not UTF-8 becomes U+FFFD. */
void label_escape(struct buffer *out, struct text label);
/* The way back, on text that came out of gnuplot. */
void label_restore(struct buffer *out, struct text cell);

#endif
