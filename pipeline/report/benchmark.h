/* Results beside the benchmarks that the user supplied: a picture and its table in the section of each measure, and a list in the summary. */
#ifndef REPORT_BENCHMARK_H
#define REPORT_BENCHMARK_H
#include "page.h"

/* What the picture shows: how many of the results lie on the less favourable side. */
const char *benchmark_heading(const struct page *page, const char *section);
/* Goes among the tables of the section's view. */
void benchmark_table(struct page *page, struct view *view, const char *section);
/* One benchmark in sentences: the result, its band or side, the numbers and where they come from. */
const char *benchmark_sentences(const struct page *page, const struct benchmark *row);

#endif
