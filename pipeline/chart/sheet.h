/* The plan of one chart: what the three kinds draw up and gnuplot then draws. Pure: it only grows buffers.
 *
 *     struct sheet sheet = {.arena = arena, .script = "trend"};
 *     y += 18 * sheet_paragraph(&sheet, &place, subtitle);  sheet_word(&sheet, x, y, style, "NHS");  sheet_box(&sheet, ...);
 *     sheet_mark(&sheet, 0, (double[]){1, 41, 36, 46}, 4);
 *     sheet_frame(&sheet, &frame);
 *     sheet_free(&sheet);
 *
 * Words and boxes are in pixels from the top left corner, marks in the units of the data. Each buffer becomes a TSV file of its name.
 */
#ifndef SPWELL_CHART_SHEET_H
#define SPWELL_CHART_SHEET_H
#include "label.h"

enum { SHEET_WIDTH = 760, SHEET_EDGE = 8, SHEET_LINES = 6 };
enum sheet_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
/* Colours have names here and values in style.gp alone. Groups take INK_GROUP + 0, 1, 2; the bands of benchmarks INK_BAND + 0 (darkest) to 3. */
enum sheet_ink { INK_TEXT, INK_MUTED, INK_RULE, INK_SHADE, INK_PAPER, INK_GROUP, INK_DARK = INK_GROUP + 3, INK_PALE, INK_BAND };
struct sheet_style { enum sheet_align align; int size; bool bold; enum sheet_ink ink; };
struct sheet_place { double x, y, width, pitch; int limit; struct sheet_style style; bool evenly; /* lines about equally long */ };

/* The box of the data in pixels and the values at its edges. */
struct sheet_frame { double height, left, right, top, bottom, x_low, x_high, y_low, y_high, panels, pitch; };

struct sheet {
    struct arena *arena;
    const char *script; /* "trend": the resource chart/trend.gp */
    int words_written, marks_written;
    struct buffer frame, words, boxes, marks;
    const char *title, *description; /* of the whole picture, for those who do not see it */
};

void sheet_free(struct sheet *sheet); /* the buffers */
/* The middle of the word's line stands at y. Empty words are passed over. */
void sheet_word(struct sheet *sheet, double x, double y, struct sheet_style style, const char *word);
/* Wrapped into at most `limit` lines from y down. Returns how many there were. */
int sheet_paragraph(struct sheet *sheet, const struct sheet_place *place, const char *words);
/* Filled; drawn in the order given, before marks and words. */
void sheet_box(struct sheet *sheet, double x1, double y1, double x2, double y2, enum sheet_ink ink);
/* One row of marks.tsv; rows of a series are joined until sheet_break(). */
void sheet_mark(struct sheet *sheet, int series, const double *numbers, int count);
void sheet_break(struct sheet *sheet);
void sheet_frame(struct sheet *sheet, const struct sheet_frame *frame);

#endif
