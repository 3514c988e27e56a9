/* From what gnuplot drew to a picture that may stand in a page beside others, or alone. Pure.
 *
 *     struct svg svg = {.name = "caseload", .title = ..., .description = ..., .words = 42};
 *     if (svg_finish(&svg, raw, &out, &why)) ... why says what is wrong with the raw picture ...
 *
 * Every id gets the prefix "chart-NAME-", so that several pictures in one page share none; points and filters that nothing uses,
 * tooltips, prolog and empty groups go; role, title and description come; the fonts become a list that every machine can fill. Elements and attributes
 * outside a short list, references outside the picture, numbers that are not finite, and another count of words than was written are refused. The same
 * input gives the same bytes.
 */
#ifndef SPWELL_CHART_SVG_H
#define SPWELL_CHART_SVG_H
#include "text.h"

struct svg { const char *name, *title, *description; int words; };

bool svg_is_name(const char *name); /* [A-Za-z0-9_-]{1,64}: usable in ids and as a file name */
/* Returns 0, or -1 with *why (static words). `out` is cleared first. */
int svg_finish(const struct svg *svg, struct text raw, struct buffer *out, const char **why) __attribute__((warn_unused_result));

#endif
