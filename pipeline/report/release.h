/* What a report is made of: the released cells of release.db as plain structs, read once.
 *
 *     struct release *release = release_read("output/2026-27-Q2/release.db", failure);
 *     const struct result *r = release_result(release, &(struct result_key){period, "sector", "nhs", "isolated", "", "percent"});
 *     release_destroy(release);
 *
 * Strings are never NULL. A number that is absent (withheld, not estimated) is NaN, a count that is absent is -1. Every array is in the order
 * of its `position`, or of its key where it has none. Meaning and units of the columns: schemas/4-release.sql.
 */
#ifndef REPORT_RELEASE_H
#define REPORT_RELEASE_H
#include <stdbool.h>
#include <stddef.h>
#include "status.h"

struct about { const char *key, *value; };
struct period { const char *period, *label, *months, *start, *finish; };
struct input { const char *period, *kind; long rows_read, stored, quarantined, blank, not_eligible, incomplete; }; /* negative: withheld */
struct input_hash { const char *period, *kind, *sha256; long position; };
struct section { const char *name, *title, *introduction; };
struct measure {
    const char *measure, *label, *section, *kind, *shape, *unit, *phrase, *description, *better, *reference_label, *instrument;
    double low, high, reference_low, reference_high;
    int decimals;
    bool headline, sensitive;
};
struct category { const char *measure, *statistic, *category, *label; };
struct grouping { const char *by, *label; };
struct group { const char *by, *grp, *label, *phrase; };
struct instrument { const char *name, *title, *source, *licence, *attribution; };
struct chart { const char *name, *kind, *section, *by; };
struct chart_measure { const char *chart, *measure; };
struct result { const char *period, *by, *grp, *measure, *category, *statistic; double value, low, high, n_effective; long n; const char *unit, *flag, *method; };
struct comparison {
    const char *period, *by, *grp, *reference, *measure, *category, *method;
    double value, low, high, p, p_adjusted, effect, effect_low, effect_high;
    long n, n_reference;
    const char *effect_name, *adjusted_for, *verdict, *unit, *flag, *why;
};
struct trend {
    const char *period, *previous, *by, *grp, *measure, *category, *statistic;
    double value, low, high, p, p_adjusted;
    long n, n_previous;
    const char *verdict, *unit, *flag, *why;
    long family; /* tests it was adjusted with; -1: not known, 0: not worked out yet (family.h) */
};
struct response_rate { const char *period, *by, *grp; long answered; double invited, rate; const char *flag; long complete, partial; double rr1, rr2, rr3, rr5; const char *detail_flag; };
struct weight_summary { const char *period, *method, *margins; double smallest, largest, design_effect, n_effective; long clusters; double median, q1, q3, variation; long trimmed; };
struct benchmark {
    const char *measure, *by, *grp, *category, *source, *date;
    double value, p20, p50, p80, own_value, low, high;
    long n;
    const char *unit, *flag, *band, *band_low, *band_high, *favour, *against;
};
struct quality { const char *period, *kind, *variable, *label, *category, *flag; long n, base; double value; long items; const char *rule; };
struct sensitivity { const char *period, *by, *grp, *measure; long n; double value, low, high; long n_complete; double complete_value, complete_low, complete_high; const char *flag; };
struct agreement { const char *period, *code, *label, *statistic, *coders; long n; double observed, value, low, high; const char *flag, *why; };
struct reliability { const char *period, *measure; long items, n; const char *missing_rule; double alpha, low, high, standardised_alpha; const char *flag, *why; };
struct reliability_item { const char *period, *measure, *item, *label; long position; double item_total, item_rest, alpha_without; const char *verdict, *flag, *why; };

#define RELEASE_TABLES(X) \
    X(about) X(period) X(input) X(input_hash) X(section) X(measure) X(category) X(grouping) X(group) X(instrument) X(chart) X(chart_measure) \
    X(result) X(comparison) X(trend) X(response_rate) X(weight_summary) X(benchmark) X(quality) X(sensitivity) X(reliability) X(reliability_item) X(agreement)

struct release {
    struct arena *arena;
#define RELEASE_ARRAY(name) struct name *name##_rows; size_t name##_count;
    RELEASE_TABLES(RELEASE_ARRAY)
#undef RELEASE_ARRAY
    const struct period *now; /* the one reported on */
};

struct release *release_read(const char *path, struct failure *failure) MUST_USE;
void release_destroy(struct release *release);

/* The value of an `about` key; "" when there is none. */
const char *release_about(const struct release *release, const char *key);
/* NULL when there is none. */
const struct measure *release_measure(const struct release *release, const char *measure);
const struct period *release_period(const struct release *release, const char *period);
const struct group *release_group(const struct release *release, const char *by, const char *grp);
/* The label of a grouping, a group, a measure, an answer; the name itself when it has none. */
const char *release_grouping_label(const struct release *release, const char *by);
const char *release_group_label(const struct release *release, const char *by, const char *grp);
const char *release_category_label(const struct release *release, const char *measure, const char *category);

struct result_key { const char *period, *by, *grp, *measure, *category, *statistic; };
const struct result *release_result(const struct release *release, const struct result_key *key);
/* Of the period reported on; NULL when there is none. The unadjusted comparison, between the two groups named. */
const struct comparison *release_comparison(const struct release *release, const char *by, const char *measure, const char *category);
/* Against the period before and the same period a year before: their names, or "" when there is none. */
const char *release_year_before(const struct release *release, const char *period);
const char *release_previous(const struct release *release, const char *period);
const struct trend *release_trend(const struct release *release, const char *previous, const char *by, const char *grp, const char *measure, const char *category);
long release_minimum(const struct release *release); /* least number of people shown */

#endif
