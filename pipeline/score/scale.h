/* The arithmetic of measures, a chunk at a time. Pure.
 *
 * Scores of one survey take few values, so sums are kept as whole numbers wherever they can be: a mean of k items of which at least m are
 * answered is numerator * step / denominator with denominator = lcm(m..k) * multiplier, exact for every number of answers.
 * Formulas: methods of each instrument's publisher as its file cites them; checked in tests/unit/score/test_scale.c.
 */
#ifndef SPWELL_SCORE_SCALE_H
#define SPWELL_SCORE_SCALE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "chunk.h"

/* value = whole * step / denominator */
struct fraction { int64_t step, denominator; };

/* One operand's answers in a chunk. Codes have one score and one match a code (256 of them); numbers have scale only. */
enum view_kind { VIEW_CODES, VIEW_INT16, VIEW_INT32, VIEW_REAL };
struct view {
    enum view_kind kind;
    const void *data;
    const double *scores; /* VIEW_CODES: 256, NaN where not scored */
    const bool *matches;  /* VIEW_CODES: 256 */
    struct fraction fraction; /* VIEW_INT16, VIEW_INT32 */
};

/* Room of one chunk for the functions below; they clear what they use. */
struct scratch { int64_t *sums; double *totals, *sizes; uint8_t *answered, *hits; };

bool view_is_missing(const struct view *view, size_t row);
int view_reason(const struct view *view, size_t row);      /* of a missing answer */
double view_value(const struct view *view, size_t row);    /* NaN when missing or not scored */
bool view_matches(const struct view *view, size_t row, double minimum, double maximum); /* of an answered one */

void scale_values(const struct view *view, size_t first, size_t rows, double *values); /* of many rows, as view_value */
/* Both add to what they are given. */
void scale_count_codes(const uint8_t *codes, size_t rows, long counts[256]);
void scale_count_reasons(const struct view *view, size_t rows, long *answered, long missing[REASON_COUNT]);

/* Answers to an item by a number. `room` has place for rows doubles; the view points there. illegal: answers that are none of the legal ones. */
struct answers_taken { void *room; struct view view; long illegal; };
/* Each number becomes its place among the legal ones, a code; others are not scored. */
void scale_take_legal(const struct view *numbers, size_t rows, const double *legal, int count, struct answers_taken *taken);
/* Numbers outside the range are not scored; reverse: minimum + maximum - x. */
void scale_take_range(const struct view *numbers, size_t rows, double minimum, double maximum, bool reverse, struct answers_taken *taken);

/* Can the sum of these operands be kept as whole numbers below 2^31? Then *multiplier makes every score whole, and *fraction is that of the
 * mean (or, with is_sum, of the sum) of at least minimum_answered of them. largest: of the absolute values of each operand. */
bool scale_fraction(const struct view *views, int count, const double *largest, int minimum_answered, bool is_sum, int *multiplier, struct fraction *fraction);

/* Means and sums. Missing rows get INT32_MIN + reason, or chunk_missing_real(reason). A sum over fewer answers than operands is the mean
 * times the number of operands. */
void scale_mean_whole(const struct view *views, int count, size_t rows, int minimum_answered, bool is_sum, int multiplier, struct fraction fraction, struct scratch *scratch, int32_t *out);
void scale_mean_real(const struct view *views, int count, size_t rows, int minimum_answered, bool is_sum, struct scratch *scratch, double *out);
void scale_ratio(const struct view *top, const struct view *bottom, size_t rows, double *out);
void scale_difference_whole(const struct view *first, const struct view *second, size_t rows, int32_t *out);
void scale_difference_real(const struct view *first, const struct view *second, size_t rows, double *out);
void scale_count(const struct view *views, int count, size_t rows, int minimum_answered, double minimum, double maximum, struct scratch *scratch, int32_t *out);
enum scale_rule { SCALE_ANY, SCALE_ALL };
/* 0 yes, 1 no, 240 + reason. Any: one yes decides; all: one no decides; otherwise every answer is needed.
 * Under minimum_answered nothing decides. */
void scale_yes_no(const struct view *views, int count, size_t rows, int minimum_answered, enum scale_rule rule, double minimum, double maximum, struct scratch *scratch, uint8_t *out);
/* The number of the band whose codes match, or whose minimum <= value < maximum (the last: <=). */
struct scale_band { double minimum, maximum; const bool *matches; };
void scale_band(const struct view *view, size_t rows, const struct scale_band *bands, int band_count, uint8_t *out);

#endif
