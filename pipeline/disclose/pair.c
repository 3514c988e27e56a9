#include "pair.h"
#include <math.h>
#include <string.h>
#include "counts.h"
#include "families.h"
#include "result.h"
#include "routed.h"
#include "wall.h"

enum { EFFECT_DECIMALS = 2, PUBLIC_EFFECT_DECIMALS = 4 };

/* One side of a comparison: a cell of a wave, and how many of its people were used. */
struct side { int wave, cell; long n; };

static bool shows(const struct plan *plan, int measure, const char *category, struct side side)
{
    return plan->book->public_sample || (side.n >= plan->book->minimum && !plan_withholds_answer(plan, side.wave, measure, side.cell, category));
}

static bool shows_median(const struct plan *plan, const char *statistic, struct side side)
{
    return plan->book->public_sample || strcmp(statistic, "median") || suppress_shows_quantile(side.n, 0.5, plan->book->minimum);
}

/* A difference of medians is told where both medians are. */
static bool shows_medians(const struct plan *plan, const char *method, struct side group, struct side reference)
{
    return strncmp(method, "medians", 7) || (shows_median(plan, "median", group) && shows_median(plan, "median", reference));
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

/* Every answer, where a whole table of them is compared; "yes" stands for both of yes and no. */
static bool shows_answers(const struct plan *plan, int measure, struct side side)
{
    int count;
    const struct category *categories = codebook_measure_categories(plan->book, &plan->book->measures[measure], &count);
    for (int c = 0; c < count; c++)
        if (!shows(plan, measure, categories[c].value, side)) return false;
    return true;
}

/* A row of work.db and what of it may be told. */
struct told { struct statement *read; int wave, measure; long n, n_reference; bool shown; double p_adjusted; };

/* An adjusted difference is of those who answered the covariates too. Where that is sensitive, a few who are left out of it would be found beside the difference as it is; where a
 * covariate is asked because of an answer, those who are in it gave that answer. */
static bool tells_few(const struct plan *plan, const struct told *told, struct side side, long people)
{
    const struct codebook *book = plan->book;
    const char *adjusted_for = statement_get_text(told->read, 17);
    bool sensitive = book->measures[told->measure].sensitive;
    for (int f = 0; f < book->field_count; f++) {
        if (!strstr(adjusted_for, book->fields[f].name)) continue;
        sensitive |= book->fields[f].sensitive || routed_is_sensitive(book, f);
        if (routed_tells(plan, side.wave, f, side.cell, side.n, people)) return true;
    }
    return sensitive && counts_is_few(people - side.n, book->minimum);
}

static bool hides_few(const struct plan *plan, const struct told *told, struct side group, struct side reference)
{
    if (plan->book->public_sample || statement_is_null(told->read, 24)) return false;
    if (statement_get_real(told->read, 26) < (double)plan->book->minimum) return true; /* it comes down to few people (analyse/support.h) */
    return tells_few(plan, told, group, (long)statement_get_integer(told->read, 24)) || tells_few(plan, told, reference, (long)statement_get_integer(told->read, 25));
}

static bool is_main(const struct told *told) /* it speaks in the unit of the measure */
{
    const char *role = statement_get_text(told->read, 20);
    return !strcmp(role, "primary") || !strcmp(role, "adjusted");
}

static const char *flag_of_row(const struct told *told)
{
    double value = statement_get_real(told->read, 8), effect = statement_get_real(told->read, 14), p = statement_get_real(told->read, 11);
    if (is_main(told)) return flag_of(told->shown, value, statement_get_real(told->read, 9));
    return !told->shown ? "c" : isnan(value) && isnan(effect) && isnan(p) ? "z" : "";
}

/* The verdict by the p value that is told. */
static const char *verdict_of(const struct told *told)
{
    struct statement *read = told->read;
    const char *verdict = statement_get_text(read, 18);
    if (!told->shown) return "too few";
    if (strcmp(verdict, "higher") && strcmp(verdict, "lower") && strcmp(verdict, "no clear difference")) return verdict;
    bool leaves_out_zero = statement_get_real(read, 9) > 0 || statement_get_real(read, 10) < 0;
    return !families_is_clear(told->p_adjusted) || !leaves_out_zero ? "no clear difference" : statement_get_real(read, 8) > 0 ? "higher" : "lower";
}

static int put_comparison(const struct plan *plan, const struct told *told, struct failure *failure)
{
    const struct measure *about = &plan->book->measures[told->measure];
    struct statement *read = told->read, *insert = store_statement(plan->release, "comparison");
    bool has_unit = is_main(told) || !isnan(statement_get_real(read, 8));
    statement_text(insert, 1, plan->waves[told->wave].name);
    statement_text(insert, 2, statement_get_text(read, 1));
    statement_text(insert, 3, statement_get_text(read, 2));
    statement_text(insert, 4, statement_get_text(read, 3));
    statement_text(insert, 5, about->name);
    statement_text(insert, 6, statement_get_text(read, 4));
    statement_text(insert, 7, told->shown ? statement_get_text(read, 5) : "");
    if (told->shown) {
        pass(read, 8, insert, 8, 3, decimals_of(plan, told->measure));
        statement_integer(insert, 11, told->n);
        statement_integer(insert, 12, told->n_reference);
        pass_p(read, 11, insert, 13, 1);
        statement_real_or_null(insert, 14, wall_p(told->p_adjusted));
        pass(read, 14, insert, 16, 3, plan->book->public_sample ? PUBLIC_EFFECT_DECIMALS : EFFECT_DECIMALS);
    }
    statement_text(insert, 15, told->shown ? statement_get_text(read, 13) : "");
    statement_text(insert, 19, statement_get_text(read, 17));
    statement_text(insert, 20, verdict_of(told));
    statement_text(insert, 21, has_unit ? unit_of(about) : "");
    statement_text(insert, 22, flag_of_row(told));
    statement_text(insert, 23, told->shown ? statement_get_text(read, 19) : "");
    for (int i = 0; i < 3; i++) statement_text(insert, 24 + i, statement_get_text(read, 20 + i));
    statement_real_or_null(insert, 27, statement_get_real(read, 23));
    return statement_run(insert, failure);
}

/* The comparison of the codebook whose groups go by this name together, or NULL. */
static const struct comparison_plan *find_list(const struct plan *plan, const char *by, const char *groups, const char *reference)
{
    const struct codebook *book = plan->book;
    const struct comparison_plan *found = NULL;
    struct buffer name = {0};
    for (int k = 0; !found && k < book->comparison_count; k++) {
        const struct comparison_plan *one = &book->comparisons[k];
        int count;
        const struct category *categories = codebook_categories(book, book->groupings[one->by].variables[0], &count);
        if (one->of < 2 || strcmp(book->groupings[one->by].name, by) || strcmp(categories[one->reference].value, reference)) continue;
        buffer_clear(&name);
        codebook_comparison_groups(book, one, &name);
        if (!strcmp(name.at, groups)) found = one;
    }
    buffer_free(&name);
    return found;
}

/* Are all groups of the list shown? Their numbers of people are those of the rows of each. */
static bool shows_list(const struct plan *plan, int wave, int measure, const struct comparison_plan *list)
{
    for (int i = 0; i < list->of; i++) {
        const struct side side = {wave, plan->cells->first[list->by] + plan->book->comparisons[list->first + i].group, plan->book->minimum};
        if (!shows_answers(plan, measure, side) || !shows(plan, measure, "", side)) return false;
    }
    return true;
}

/* What a row is about, and whether it is told. */
static int judge(const struct plan *plan, int wave, struct statement *read, struct told *told, struct failure *failure)
{
    const char *by = statement_get_text(read, 1), *grp = statement_get_text(read, 2), *category = statement_get_text(read, 4);
    *told = (struct told){read, wave, plan_measure(plan, wave, statement_get_text(read, 0), failure), (long)statement_get_integer(read, 6), (long)statement_get_integer(read, 7), false, NAN};
    if (told->measure < 0 || plan_check_category(plan, wave, told->measure, category, failure)) return -1;
    bool whole = !strcmp(statement_get_text(read, 20), "overall");
    struct side reference = {wave, plan_cell(plan, wave, by, statement_get_text(read, 3), failure), told->n_reference}, group = {wave, -1, told->n};
    if (reference.cell < 0) return -1;
    const struct comparison_plan *list = whole ? find_list(plan, by, grp, statement_get_text(read, 3)) : NULL;
    if (!list && (group.cell = plan_cell(plan, wave, by, grp, failure)) < 0) return -1;
    told->shown = shows(plan, told->measure, category, reference) && (!whole || shows_answers(plan, told->measure, reference));
    if (list) told->shown = told->shown && shows_list(plan, wave, told->measure, list);
    else told->shown = told->shown && shows(plan, told->measure, category, group) && (!whole || shows_answers(plan, told->measure, group));
    told->shown = told->shown && !hides_few(plan, told, group, reference);
    if (!list) told->shown = told->shown && shows_medians(plan, statement_get_text(read, 5), group, reference);
    return 0;
}

static int take_comparison(const struct plan *plan, int wave, struct statement *read, void *families, struct failure *failure)
{
    struct told told;
    if (judge(plan, wave, read, &told, failure)) return -1;
    families_add(families, statement_get_text(read, 21), statement_get_text(read, 22), told.shown ? statement_get_real(read, 11) : (double)NAN);
    return 0;
}

static int copy_comparison(const struct plan *plan, int wave, struct statement *read, void *families, struct failure *failure)
{
    struct told told;
    if (judge(plan, wave, read, &told, failure)) return -1;
    told.p_adjusted = families_next(families);
    return told.shown || strcmp(statement_get_text(read, 20), "beside") ? put_comparison(plan, &told, failure) : 0;
}

/* A change between waves, and whether it is told. */
struct changed { struct statement *read; int measure; struct side now, before; bool shown; double p_adjusted; };

static const char *change_verdict(const struct changed *changed)
{
    const char *verdict = statement_get_text(changed->read, 13);
    if (!changed->shown) return "too few";
    if (strcmp(verdict, "rose") && strcmp(verdict, "fell") && strcmp(verdict, "no clear change")) return verdict;
    return !families_is_clear(changed->p_adjusted) ? "no clear change" : statement_get_real(changed->read, 8) > 0 ? "rose" : "fell";
}

static int put_trend(const struct plan *plan, const struct changed *changed, struct failure *failure)
{
    struct statement *read = changed->read, *insert = store_statement(plan->release, "trend");
    const struct measure *about = &plan->book->measures[changed->measure];
    statement_text(insert, 1, plan->waves[changed->now.wave].name);
    statement_text(insert, 2, plan->waves[changed->before.wave].name);
    statement_text(insert, 3, statement_get_text(read, 1));
    statement_text(insert, 4, statement_get_text(read, 2));
    statement_text(insert, 5, about->name);
    statement_text(insert, 6, statement_get_text(read, 4));
    statement_text(insert, 7, statement_get_text(read, 5));
    if (changed->shown) {
        pass(read, 8, insert, 8, 3, decimals_of(plan, changed->measure));
        pass_p(read, 11, insert, 11, 1);
        statement_real_or_null(insert, 12, wall_p(changed->p_adjusted));
        statement_integer(insert, 13, changed->now.n);
        statement_integer(insert, 14, changed->before.n);
    }
    statement_text(insert, 15, change_verdict(changed));
    statement_text(insert, 16, unit_of(about));
    statement_text(insert, 17, flag_of(changed->shown, statement_get_real(read, 8), statement_get_real(read, 9)));
    statement_text(insert, 18, changed->shown ? statement_get_text(read, 14) : "");
    statement_text(insert, 19, statement_get_text(read, 15));
    statement_text(insert, 20, statement_get_text(read, 16));
    return statement_run(insert, failure);
}

static int find_wave(const struct plan *plan, int wave, const char *name, struct failure *failure)
{
    for (int i = 0; i < wave; i++)
        if (!strcmp(plan->waves[i].name, name)) return i;
    return fail(failure, STATUS_INPUT, "wave %s is compared with wave %s, which is not in the store: run spwell analyse --wave %s again", plan->waves[wave].name, name,
                plan->waves[wave].name);
}

static int judge_change(const struct plan *plan, int wave, struct statement *read, struct changed *changed, struct failure *failure)
{
    int measure = plan_measure(plan, wave, statement_get_text(read, 0), failure), previous = find_wave(plan, wave, statement_get_text(read, 3), failure);
    const char *category = statement_get_text(read, 4), *statistic = statement_get_text(read, 5);
    if (measure < 0 || previous < 0 || plan_check_category(plan, wave, measure, category, failure)) return -1;
    int cell = plan_cell(plan, wave, statement_get_text(read, 1), statement_get_text(read, 2), failure);
    if (cell < 0) return -1;
    struct side now = {wave, cell, (long)statement_get_integer(read, 6)}, before = {previous, cell, (long)statement_get_integer(read, 7)};
    bool shown = shows(plan, measure, category, now) && shows(plan, measure, category, before) && shows_median(plan, statistic, now) && shows_median(plan, statistic, before);
    *changed = (struct changed){read, measure, now, before, shown, NAN};
    return 0;
}

static int take_trend(const struct plan *plan, int wave, struct statement *read, void *families, struct failure *failure)
{
    struct changed changed;
    if (judge_change(plan, wave, read, &changed, failure)) return -1;
    families_add(families, statement_get_text(read, 15), statement_get_text(read, 16), changed.shown ? statement_get_real(read, 11) : (double)NAN);
    return 0;
}

static int copy_trend(const struct plan *plan, int wave, struct statement *read, void *families, struct failure *failure)
{
    struct changed changed;
    if (judge_change(plan, wave, read, &changed, failure)) return -1;
    changed.p_adjusted = families_next(families);
    return put_trend(plan, &changed, failure);
}

/* Twice over the same rows: what is told is known before it is adjusted. */
static int copy_adjusted(const struct plan *plan, int wave, const char *rows, plan_taker *take, plan_taker *copy, struct failure *failure)
{
    struct families families = {0};
    int result = plan_rows(plan, wave, rows, take, &families, failure);
    families_adjust(&families);
    if (!result) result = plan_rows(plan, wave, rows, copy, &families, failure);
    families_free(&families);
    return result;
}

int pair_copy(const struct plan *plan, int wave, struct failure *failure)
{
    if (copy_adjusted(plan, wave, "comparisons", take_comparison, copy_comparison, failure)) return -1;
    return copy_adjusted(plan, wave, "trends", take_trend, copy_trend, failure);
}
