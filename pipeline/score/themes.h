/* Coded comments as measures: does a person's comment have this code? Loaded whole: as many rows as comments were coded.
 *
 *     struct themes *themes = themes_load(book, store, wave, failure);        NULL only on failure
 *     themes_fill(themes, measure, first_row, rows, codes);                   0 yes, 1 no, 240 + REASON_NOT_ASKED: no comment of this person was coded
 *
 * A code counts for a comment when more than half of those who coded it gave it; where the coder called "agreed" coded it, that one decides alone.
 * It counts for a person when it counts for any of the person's comments. Checked in tests/unit/score/test_themes.c.
 */
#ifndef SPWELL_SCORE_THEMES_H
#define SPWELL_SCORE_THEMES_H
#include <stdint.h>
#include "codebook.h"
#include "store.h"

/* Pure: what coders say of one comment. given[code] = how many gave it; by_agreed[code]: the agreed coder did. */
struct theme_votes { int coders; bool agreed; int *given; bool *by_agreed; };
bool theme_counts(const struct theme_votes *votes, int code);

struct themes;
struct themes *themes_load(const struct codebook *book, struct store *store, const char *wave, struct failure *failure) MUST_USE;
void themes_destroy(struct themes *themes);
void themes_fill(const struct themes *themes, int measure, int64_t first_row, size_t rows, uint8_t *codes);

#endif
