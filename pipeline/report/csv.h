/* The machine's tables: RFC 4180, one row a released cell. A number column holds a number or nothing; why nothing stands in `flag` (c confidential,
 * u unreliable, z not applicable, p provisional). Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H
#include "release.h"
#include "text.h"

void csv_results(const struct release *release, struct buffer *out);
void csv_comparisons(const struct release *release, struct buffer *out);
void csv_trends(const struct release *release, struct buffer *out);
void csv_benchmarks(const struct release *release, struct buffer *out);
void csv_response_rates(const struct release *release, struct buffer *out);
void csv_quality(const struct release *release, struct buffer *out);
void csv_sensitivity(const struct release *release, struct buffer *out);
/* A row a score (item "") and a row each of its questions. */
void csv_agreement(const struct release *release, struct buffer *out);
void csv_reliability(const struct release *release, struct buffer *out);
void csv_codebook(const struct release *release, struct buffer *out);

#endif
