/* The kinds of chart, each from a figure to a sheet. Pure. Sheets are 760 px wide; their height follows from what they hold. */
#ifndef SPWELL_CHART_KIND_H
#define SPWELL_CHART_KIND_H
#include "figure.h"
#include "sheet.h"

void comparison_plan(const struct figure *figure, struct sheet *sheet);
void distribution_plan(const struct figure *figure, struct sheet *sheet);
void trend_plan(const struct figure *figure, struct sheet *sheet);
void benchmark_plan(const struct figure *figure, struct sheet *sheet);
void missing_plan(const struct figure *figure, struct sheet *sheet);

#endif
