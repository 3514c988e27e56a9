/* Results beside the benchmarks that the user supplied: a table in the section of each measure, and a list in the summary. */
#ifndef REPORT_BENCHMARK_H
#define REPORT_BENCHMARK_H
#include "page.h"

void benchmark_table(struct page *page, struct view *view, const struct section *section);
/* One benchmark in sentences: the result, its band or side, the numbers and where they come from. */
const char *benchmark_sentences(const struct page *page, const struct benchmark *row);

#endif
