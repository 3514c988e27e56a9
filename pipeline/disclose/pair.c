#include "pair.h"
#include <math.h>
#include <string.h>
#include "counts.h"
#include "result.h"
#include "wall.h"

enum { EFFECT_DECIMALS = 2, PUBLIC_EFFECT_DECIMALS = 4 };

/* One side of a comparison: a cell of a wave, and how many of its people were used. */
struct side { int wave, cell; long n; };

static bool shows(const struct plan *plan, int measure, const char *category, struct side side)
{
    return plan->book->public_sample || (side.n >= plan->book->minimum && !plan_withholds_answer(plan, side.wave, measure, side.cell, category));
}

static bool is_sensitive(const struct codebook *book, int measure, const char *adjusted_for)
{
    bool sensitive = book->measures[measure].sensitive;
    for (int f = 0; f < book->field_count && !sensitive; f++) sensitive = book->fields[f].sensitive && strstr(adjusted_for, book->fields[f].name);
    return sensitive;
}

/* An adjusted difference is of those who answered the covariates too. Where that is sensitive, a few who are left out of it would be found beside the difference as it is. */
static bool hides_few(const struct plan *plan, int measure, struct statement *read, struct side group, struct side reference)
{
    long left = (long)statement_get_integer(read, 20) - group.n, left_reference = (long)statement_get_integer(read, 21) - reference.n;
    if (plan->book->public_sample || statement_is_null(read, 20) || !is_sensitive(plan->book, measure, statement_get_text(read, 17))) return false;
    return counts_is_few(left, plan->book->minimum) || counts_is_few(left_reference, plan->book->minimum);
}

static bool shows_median(const struct plan *plan, const char *statistic, struct side side)
{
    return plan->book->public_sample || strcmp(statistic, "median") || suppress_shows_quantile(side.n, 0.5, plan->book->minimum);
}

static const char *flag_of(bool shown, double value, double low)
{
    if (!shown) return "c";
    if (isnan(value)) return "z";
    return isnan(low) ? "u" : "";
}

static const char *unit_of(const struct measure *measure)
{
    if (measure->shape != SHAPE_NUMBER) return "percentage points";
    return measure->unit ? measure->unit : "";
}

static int decimals_of(const struct plan *plan, int measure)
{
    return result_decimals(plan, measure, plan->book->measures[measure].shape != SHAPE_NUMBER);
}

/* Columns `from`.. of the row read, rounded, into parameters `to`.. of the row written. */
static void pass(struct statement *read, int from, struct statement *insert, int to, int count, int decimals)
{
    for (int i = 0; i < count; i++) statement_real_or_null(insert, to + i, wall_round(statement_get_real(read, from + i), decimals));
}

static void pass_p(struct statement *read, int from, struct statement *insert, int to, int count)
{
    for (int i = 0; i < count; i++) statement_real_or_null(insert, to + i, wall_p(statement_get_real(read, from + i)));
}

static int put_comparison(const struct plan *plan, int measure, struct statement *read, struct side group, struct side reference, struct failure *failure)
{
    const struct measure *about = &plan->book->measures[measure];
    const char *category = statement_get_text(read, 4);
    bool shown = shows(plan, measure, category, group) && shows(plan, measure, category, reference) && !hides_few(plan, measure, read, group, reference);
    int decimals = decimals_of(plan, measure);
    struct statement *insert = store_statement(plan->release, "comparison");
    statement_text(insert, 1, plan->waves[group.wave].name);
    statement_text(insert, 2, statement_get_text(read, 1));
    statement_text(insert, 3, statement_get_text(read, 2));
    statement_text(insert, 4, statement_get_text(read, 3));
    statement_text(insert, 5, about->name);
    statement_text(insert, 6, category);
    statement_text(insert, 7, statement_get_text(read, 5));
    if (shown) {
        pass(read, 8, insert, 8, 3, decimals);
        statement_integer(insert, 11, group.n);
        statement_integer(insert, 12, reference.n);
        pass_p(read, 11, insert, 13, 2);
        pass(read, 14, insert, 16, 3, plan->book->public_sample ? PUBLIC_EFFECT_DECIMALS : EFFECT_DECIMALS);
    }
    statement_text(insert, 15, statement_get_text(read, 13));
    statement_text(insert, 19, statement_get_text(read, 17));
    statement_text(insert, 20, shown ? statement_get_text(read, 18) : "too few");
    statement_text(insert, 21, unit_of(about));
    statement_text(insert, 22, flag_of(shown, statement_get_real(read, 8), statement_get_real(read, 9)));
    statement_text(insert, 23, shown ? statement_get_text(read, 19) : "");
    return statement_run(insert, failure);
}

static int copy_comparison(const struct plan *plan, int wave, struct statement *read, void *unused, struct failure *failure)
{
    (void)unused;
    int measure = plan_measure(plan, wave, statement_get_text(read, 0), failure);
    if (measure < 0 || plan_check_category(plan, wave, measure, statement_get_text(read, 4), failure)) return -1;
    struct side group = {wave, plan_cell(plan, wave, statement_get_text(read, 1), statement_get_text(read, 2), failure), (long)statement_get_integer(read, 6)};
    if (group.cell < 0) return -1;
    struct side reference = {wave, plan_cell(plan, wave, statement_get_text(read, 1), statement_get_text(read, 3), failure), (long)statement_get_integer(read, 7)};
    if (reference.cell < 0) return -1;
    return put_comparison(plan, measure, read, group, reference, failure);
}

static int put_trend(const struct plan *plan, int measure, struct statement *read, struct side now, struct side before, struct failure *failure)
{
    const struct measure *about = &plan->book->measures[measure];
    const char *category = statement_get_text(read, 4), *statistic = statement_get_text(read, 5);
    bool shown = shows(plan, measure, category, now) && shows(plan, measure, category, before) && shows_median(plan, statistic, now) && shows_median(plan, statistic, before);
    struct statement *insert = store_statement(plan->release, "trend");
    statement_text(insert, 1, plan->waves[now.wave].name);
    statement_text(insert, 2, plan->waves[before.wave].name);
    statement_text(insert, 3, statement_get_text(read, 1));
    statement_text(insert, 4, statement_get_text(read, 2));
    statement_text(insert, 5, about->name);
    statement_text(insert, 6, category);
    statement_text(insert, 7, statistic);
    if (shown) {
        pass(read, 8, insert, 8, 3, decimals_of(plan, measure));
        pass_p(read, 11, insert, 11, 2);
        statement_integer(insert, 13, now.n);
        statement_integer(insert, 14, before.n);
    }
    statement_text(insert, 15, shown ? statement_get_text(read, 13) : "too few");
    statement_text(insert, 16, unit_of(about));
    statement_text(insert, 17, flag_of(shown, statement_get_real(read, 8), statement_get_real(read, 9)));
    statement_text(insert, 18, shown ? statement_get_text(read, 14) : "");
    return statement_run(insert, failure);
}

static int find_wave(const struct plan *plan, int wave, const char *name, struct failure *failure)
{
    for (int i = 0; i < wave; i++)
        if (!strcmp(plan->waves[i].name, name)) return i;
    return fail(failure, STATUS_INPUT, "wave %s is compared with wave %s, which is not in the store: run spwell analyse --wave %s again", plan->waves[wave].name, name,
                plan->waves[wave].name);
}

static int copy_trend(const struct plan *plan, int wave, struct statement *read, void *unused, struct failure *failure)
{
    (void)unused;
    int measure = plan_measure(plan, wave, statement_get_text(read, 0), failure), previous = find_wave(plan, wave, statement_get_text(read, 3), failure);
    if (measure < 0 || previous < 0 || plan_check_category(plan, wave, measure, statement_get_text(read, 4), failure)) return -1;
    int cell = plan_cell(plan, wave, statement_get_text(read, 1), statement_get_text(read, 2), failure);
    if (cell < 0) return -1;
    struct side now = {wave, cell, (long)statement_get_integer(read, 6)}, before = {previous, cell, (long)statement_get_integer(read, 7)};
    return put_trend(plan, measure, read, now, before, failure);
}

int pair_copy(const struct plan *plan, int wave, struct failure *failure)
{
    if (plan_rows(plan, wave, "comparisons", copy_comparison, NULL, failure)) return -1;
    return plan_rows(plan, wave, "trends", copy_trend, NULL, failure);
}
