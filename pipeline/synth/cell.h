/* Cells as they stand in the file: quoted where RFC 4180 needs it, the separator (or the end of the row) behind them. */
#ifndef SPWELL_SYNTH_CELL_H
#define SPWELL_SYNTH_CELL_H
#include <stdint.h>
#include "codebook.h"
#include "memory.h"
#include "text.h"

struct text cell_text(struct arena *arena, const char *text, char separator, char behind);
/* `mark` stands before the decimals. */
struct text cell_number(struct arena *arena, double value, int decimals, char mark, char separator, char behind);
/* How data write a category: a boolean's first spelling, else its value. */
const char *cell_category(const struct category *category);
/* Days since 1970-01-01, by a format of answer.h; NULL is ISO. */
struct text cell_date(struct arena *arena, int64_t days, const char *format, char separator, char behind);

#endif
