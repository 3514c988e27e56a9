/* A release made by hand for tests: two periods, two groups of which one is withheld, three measures, and names as bad as they come. */
#ifndef SPWELL_TEST_SMALL_RELEASE_H
#define SPWELL_TEST_SMALL_RELEASE_H
#include <math.h>
#include "../../../pipeline/report/release.h"
#include "memory.h"

#define HOSTILE "<script>alert(1)</script>\"'&`|"
#define FORMULA "=cmd()"

static struct about small_abouts[] = {{"made_up", "1"}, {"minimum", "10"}, {"people", "link workers"}, {"period", "2026-27-Q2"}, {"title", HOSTILE}};
static struct period small_periods[] = {{"2026-27-Q1", "2026-27 Q1", "April to June 2026", "2026-04-01", "2026-06-30"}, {"2026-27-Q2", "2026-27 Q2", "July to September 2026", "2026-07-01", "2026-09-30"}};
static struct section small_sections[] = {{"well", HOSTILE, FORMULA}};
#define PLAIN .kind = "mean", .section = "well", .description = FORMULA, .reference_label = "", .instrument = "", .reference_low = NAN, .reference_high = NAN, .decimals = 1, .headline = true
static struct measure small_measures[] = {
    {.measure = "burnout", .label = "Work burnout", .shape = "number", .unit = "out of 100", .phrase = "", .better = "lower", .low = 0, .high = 100, PLAIN},
    {.measure = "isolated", .label = HOSTILE, .shape = "yes-no", .unit = "%", .phrase = "feel isolated", .better = "lower", .low = NAN, .high = NAN, PLAIN},
    {.measure = "hours", .label = "Hours", .shape = "number", .unit = "hours", .phrase = "", .better = "", .low = NAN, .high = NAN, PLAIN}};
static struct grouping small_groupings[] = {{"all", "All"}, {"sector", "Sector"}};
static struct group small_groups[] = {{"all", "all", "All", ""}, {"sector", FORMULA, HOSTILE, "@" HOSTILE}, {"sector", "nhs", "NHS", "NHS link workers"}};
#define CELL(period, by, grp, measure, category, statistic, value) {period, by, grp, measure, category, statistic, value, value - 5, value + 5, 90.5, 100, "", "", "Taylor"}
#define HIDDEN(period, by, grp, measure, category, statistic) {period, by, grp, measure, category, statistic, NAN, NAN, NAN, NAN, -1, "", "c", ""}
static struct result small_results[] = { /* in the order of report.sql */
    CELL("2026-27-Q1", "all", "all", "burnout", "", "mean", 40), CELL("2026-27-Q1", "all", "all", "hours", "", "mean", 30), CELL("2026-27-Q1", "all", "all", "isolated", "yes", "percent", 50),
    CELL("2026-27-Q2", "all", "all", "burnout", "", "mean", 41), CELL("2026-27-Q2", "all", "all", "hours", "", "mean", 31), CELL("2026-27-Q2", "all", "all", "isolated", "yes", "percent", 58),
    HIDDEN("2026-27-Q2", "sector", FORMULA, "burnout", "", "mean"), HIDDEN("2026-27-Q2", "sector", FORMULA, "isolated", "yes", "percent"),
    CELL("2026-27-Q2", "sector", "nhs", "burnout", "", "mean", -41), CELL("2026-27-Q2", "sector", "nhs", "isolated", "yes", "percent", 52)};
static struct comparison small_comparisons[] = {{.period = "2026-27-Q2", .by = "sector", .grp = FORMULA, .reference = "nhs", .measure = "burnout", .category = "", .method = "welch", .value = NAN, .low = NAN,
    .high = NAN, .p = NAN, .p_adjusted = NAN, .effect = NAN, .effect_low = NAN, .effect_high = NAN, .n = -1, .n_reference = -1, .effect_name = "", .adjusted_for = "", .verdict = "too few", .unit = "", .flag = "c", .why = "",
    .role = "primary", .family = "sector", .adjustment = "Holm", .margin = NAN}};
#define CHANGE(name, cat, stat, change, word, adjusted) {"2026-27-Q2", "2026-27-Q1", "all", "all", name, cat, stat, change, (change) - 5, (change) + 5, adjusted, adjusted, 100, 99, word, "", "", "", "headline measures", "Holm", 0}
static struct trend small_trends[] = {CHANGE("burnout", "", "mean", 1, "no clear change", 0.6), CHANGE("isolated", "yes", "percent", 8, "rose", 0.01), CHANGE("hours", "", "mean", -6, "fell", 0.001)};
static struct response_rate small_rates[] = {{"2026-27-Q2", "all", "all", 100, 150, 66.7, "", 80, 20, 53.3, 66.7, 53.3, 53.3, ""},
    {"2026-27-Q2", "sector", FORMULA, -1, NAN, NAN, "c", -1, -1, NAN, NAN, NAN, NAN, "c"}};
static struct quality small_qualities[] = {{"2026-27-Q2", "missing", "burnout", FORMULA, "no answer", "", 12, 100, NAN, -1, ""}, {"2026-27-Q2", "missing", "hours", HOSTILE, "no answer", "c", -1, 100, NAN, -1, ""},
    {"2026-27-Q2", "flag", "", "", "speeding", "c", -1, 100, NAN, -1, ""}, {"2026-27-Q2", "flag", "page", "Page", "long_run", "c", -1, 100, NAN, 10, "in a row; some questions are reversed"},
    {"2026-27-Q2", "flag", "page", "Page", "straight_lined", "", 12, 100, NAN, 10, "the same; some questions are reversed"}, {"2026-27-Q2", "flag", "page", "Page", "variability", "", -1, 100, 0.82, 10, "mean"}};
static struct benchmark small_benchmarks[] = {
    {"burnout", "all", "all", "", FORMULA, "2007", NAN, 30, 38.25, 45, 41, 36, 46, 100, "out of 100", "", "above the middle", "below the middle", "highest fifth", "less favourable", ""},
    {"burnout", "sector", FORMULA, "", HOSTILE, "2007-11", 40, NAN, NAN, NAN, NAN, NAN, NAN, -1, "out of 100", "c", "", "", "", "", ""},
    {"isolated", "all", "all", "yes", HOSTILE, "2007-11-30", 50, NAN, NAN, NAN, 58, 53, 63, 100, "%", "", "", "", "", "", "above"}};
static struct input small_inputs[] = {{"2026-27-Q2", "responses", -1, 100, 2, 0, 12, -1}};
static struct reliability small_reliabilities[] = {{"2026-27-Q2", "burnout", 3, 95, "complete cases", 0.41, -0.2, 0.6, 0.4, "", "", "", 0.52, 0.2, -0.1, 0.4, 0.43, 12, 3, 99}, {"2026-27-Q2", "hours", -1, -1, "complete cases", NAN, NAN, NAN, NAN, "c", "", "", NAN, NAN, NAN, NAN, NAN, NAN, NAN, -1}};
static struct intraclass small_intraclass[] = {{"2026-27-Q2", "burnout", 20, 90, 0.05, 0, 0.2, 0.19, 1.18, 1.2, "bootstrap by team, BCa", "", ""}, {"2026-27-Q2", "hours", -1, -1, NAN, NAN, NAN, NAN, NAN, NAN, "", "c", ""}};
static struct correlation small_correlations[] = {{"2026-27-Q2", "burnout", "hours", 88, 0.31, 0.1, 0.49, 0.004, 0.012, "", ""}};
static struct reliability_item small_reliability_items[] = {{"2026-27-Q2", "burnout", "b1", HOSTILE, 0, 0.3, -0.12, 0.7, "against", "", ""}, {"2026-27-Q2", "burnout", "b2", FORMULA, 1, 0.6, 0.4, 0.2, "", "", ""}};

#define ROWS(name, array) .name##_rows = array, .name##_count = sizeof array / sizeof *array
static struct release small_release(void)
{
    return (struct release){.arena = arena_create(), ROWS(about, small_abouts), ROWS(period, small_periods), ROWS(section, small_sections), ROWS(measure, small_measures),
        ROWS(grouping, small_groupings), ROWS(group, small_groups), ROWS(result, small_results), ROWS(comparison, small_comparisons), ROWS(trend, small_trends),
        ROWS(response_rate, small_rates), ROWS(quality, small_qualities), ROWS(benchmark, small_benchmarks), ROWS(input, small_inputs), ROWS(reliability, small_reliabilities), ROWS(reliability_item, small_reliability_items), ROWS(intraclass, small_intraclass), ROWS(correlation, small_correlations), .now = &small_periods[1]};
}

#endif
