/* What the three kinds of chart say alike: values in words, the source line, the measure's unit. Pure.
 *
 * Rounding is the report's: whole percentages and scores out of 100, otherwise the decimals of the measure, and more where a value would turn into 0.
 */
#ifndef SPWELL_CHART_PHRASE_H
#define SPWELL_CHART_PHRASE_H
#include "figure.h"

/* A value as people read it: "46", "−2.5", "58%". */
const char *phrase_value(const struct figure *figure, const struct figure_measure *measure, double value);
/* The same with decimals of the axis. */
const char *phrase_tick(const struct figure *figure, bool percent, double value, int decimals);
/* "42 to 50"; NULL when there is no interval. */
const char *phrase_interval(const struct figure *figure, const struct figure_measure *measure, const struct estimate *estimate);
/* "46 (42 to 50)", or why there is no value: "[c] too few to show". */
const char *phrase_estimate(const struct figure *figure, const struct figure_measure *measure, const struct estimate *estimate);
/* "+7 (1 to 13)": of percentages it is percentage points and carries no sign of percent. */
const char *phrase_difference(const struct figure *figure, const struct figure_measure *measure, const struct estimate *estimate);
/* "46 [u]" where the flag asks for it. */
const char *phrase_marked(const struct figure *figure, const char *words, char flag);
/* Why a value is not there; NULL when it is. */
const char *phrase_absence(const struct figure *figure, const struct estimate *estimate);
/* "lower is better", or NULL. */
const char *phrase_direction(const struct figure *figure, const struct figure_measure *measure);
/* "Source: ..., 2026-27 Q2. Made-up data. n = 61 to 88 NHS, 48 to 64 Voluntary sector." */
const char *phrase_source(const struct figure *figure, const char *first_period);
/* Joined with what stands between; NULLs are passed over. */
const char *phrase_join(struct arena *arena, const char *const *parts, int count, const char *between);

#endif
