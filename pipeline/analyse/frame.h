/* The population, as the frame tells it: headcounts by rows of categories.
 *
 *     frame_load(&frame, store, wave, book, failure)
 *     uint64_t shape; if (frame_tells(&frame, fields, 2, &shape)) ... frame_sum(&frame, shape, fields, codes, 2, FRAME_HEADCOUNT) ...
 *
 * Rows that fill in the same fields are a table of their own (their *shape*): a frame may hold one table by sector and region, or one of each. What is
 * asked by some fields is summed over the table with the fewest fields that has them all; of equals over the first.
 */
#ifndef SPWELL_ANALYSE_FRAME_H
#define SPWELL_ANALYSE_FRAME_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "codebook.h"
#include "store.h"

enum frame_count { FRAME_HEADCOUNT, FRAME_TEAMS, FRAME_NOT_CONTACTED, FRAME_REFUSED, FRAME_OTHER, FRAME_UNKNOWN, FRAME_COUNTS };

struct frame_row { uint64_t shape; /* one bit a field of `fields` */ int codes[64]; double counts[FRAME_COUNTS]; /* NaN: not told */ };
struct frame { int fields[64]; int field_count; struct frame_row *rows; size_t row_count, room; };

int frame_load(struct frame *frame, struct store *store, const char *wave, const struct codebook *book, struct failure *failure) MUST_USE;
void frame_free(struct frame *frame);
bool frame_tells(const struct frame *frame, const int *fields, int count, uint64_t *shape);
/* Of the rows of a shape with these categories; NaN where one of them does not tell the count. */
double frame_sum(const struct frame *frame, uint64_t shape, const int *fields, const int *codes, int count, enum frame_count counted);

#endif
