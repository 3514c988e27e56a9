/* 1 numbers of people   2 what is told   3 writing */
#include "reliability.h"

#include <math.h>
#include <string.h>

#include "ends.h"
#include "together.h"
#include "wall.h"

enum { DECIMALS = 2, PUBLIC_DECIMALS = 4 };

/* What is counted of one wave: those who answered each field, those who have each measure, everybody; and what is told of each measure. */
struct counted { long *fields, *measures, everybody; long **pairs; bool *told; };

/* 1 numbers of people */

static int take_answers(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    (void)wave, (void)failure;
    int field = codebook_field(plan->book, statement_get_text(row, 0));
    if (field >= 0) ((struct counted *)context)->fields[field] = (long)statement_get_integer(row, 1);
    return 0;
}

static int take_people(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    if (!strcmp(statement_get_text(row, 1), "all")) ((struct counted *)context)->measures[measure] = (long)statement_get_integer(row, 3);
    return 0;
}

static int take_everybody(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    (void)plan, (void)wave, (void)failure;
    if (!strcmp(statement_get_text(row, 0), "all")) ((struct counted *)context)->everybody = (long)statement_get_integer(row, 2);
    return 0;
}

static int find_measure(const struct plan *plan, int wave, struct statement *row, int position, struct failure *failure)
{
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure >= 0 && position >= plan->book->measures[measure].operand_count) return plan_stale(plan, wave, "questions of measure", statement_get_text(row, 0), failure);
    return measure;
}

static int take_pairs(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    struct counted *counted = context;
    int position = (int)statement_get_integer(row, 2), measure = find_measure(plan, wave, row, position, failure);
    if (measure < 0) return -1;
    const struct measure *about = &plan->book->measures[measure];
    const char *item = statement_get_text(row, 1);
    if (strcmp(item, codebook_operand_name(plan->book, &about->operands[position]))) return plan_stale(plan, wave, "question", item, failure);
    if (!counted->pairs[measure]) counted->pairs[measure] = arena_new(plan->arena, (size_t)about->operand_count, sizeof(long));
    counted->pairs[measure][position] = (long)statement_get_integer(row, 3);
    return 0;
}

/* 2 what is told */

static bool is_told(const struct plan *plan, int wave, int measure, long n, const struct counted *counted)
{
    const struct measure *about = &plan->book->measures[measure];
    long others[OPERAND_LIMIT + 2] = {counted->everybody, counted->measures[measure]};
    if (plan->book->public_sample || n < 0) return true;
    if (plan_withholds(plan, wave, measure, 0) || !counted->pairs[measure]) return false;
    for (int o = 0; o < about->operand_count; o++) {
        const struct operand *operand = &about->operands[o];
        others[2 + o] = operand->field >= 0 ? counted->fields[operand->field] : counted->measures[operand->measure];
    }
    const struct together together = {n, counted->pairs[measure], about->operand_count, about->sensitive, others, 2 + about->operand_count};
    return together_is_told(&together, plan->book->minimum);
}

/* 3 writing */

static double rounded(const struct plan *plan, double value)
{
    return wall_round(value, plan->book->public_sample ? PUBLIC_DECIMALS : DECIMALS);
}

/* Of those who answered two questions and not all there are none or enough, so that they are not found between the two alphas. */
static bool shows_pairwise(const struct plan *plan, struct statement *row, long n)
{
    long least = (long)statement_get_integer(row, 16), most = (long)statement_get_integer(row, 17);
    return n >= 0 && (plan->book->public_sample || most == n || least - n >= plan->book->minimum);
}

static void put_pairs(const struct plan *plan, struct statement *row, bool told, long n, struct statement *insert)
{
    const char *why = statement_get_text(row, 8), *note = strcmp(statement_get_text(row, 11), why) ? statement_get_text(row, 11) : ""; /* said once */
    bool pairwise = told && shows_pairwise(plan, row, n);
    statement_real_or_null(insert, 12, told ? rounded(plan, statement_get_real(row, 9)) : (double)NAN);
    statement_text(insert, 13, !told ? "" : statement_get_integer(row, 10) > 0 ? "one question alone is nearly the factor" : note);
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 14 + i, told ? rounded(plan, statement_get_real(row, 12 + i)) : (double)NAN);
    statement_real_or_null(insert, 17, pairwise ? rounded(plan, statement_get_real(row, 15)) : (double)NAN);
}

/* Where the measure has bins, its distribution tells more, and by bins of its own. */
static void put_ends(const struct plan *plan, int wave, int measure, struct statement *row, bool told, struct statement *insert)
{
    const struct measure *about = &plan->book->measures[measure];
    long scored = (long)statement_get_integer(row, 18);
    struct ends ends = {scored, (long)statement_get_integer(row, 19), (long)statement_get_integer(row, 20), about->sensitive};
    struct ends_shown shown = {true, true};
    if (!plan->book->public_sample) shown = ends_are_shown(&ends, plan->book->minimum);
    bool any = told && scored > 0 && !statement_is_null(row, 19) && (plan->book->public_sample || (!plan_withholds(plan, wave, measure, 0) && about->bin_edge_count < 2));
    int decimals = plan->book->public_sample ? PUBLIC_DECIMALS : 0;
    if (any && (shown.low || shown.high)) statement_integer(insert, 18, scored);
    statement_real_or_null(insert, 19, any && shown.low ? wall_round(100.0 * (double)ends.at_low / (double)scored, decimals) : (double)NAN);
    statement_real_or_null(insert, 20, any && shown.high ? wall_round(100.0 * (double)ends.at_high / (double)scored, decimals) : (double)NAN);
}

static int copy_scale(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    struct counted *counted = context;
    int measure = find_measure(plan, wave, row, 0, failure);
    if (measure < 0) return -1;
    long n = statement_is_null(row, 2) ? -1 : (long)statement_get_integer(row, 2);
    bool told = counted->told[measure] = is_told(plan, wave, measure, n, counted);
    struct statement *insert = store_statement(plan->release, "reliability");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(row, 0));
    if (told && n >= 0) {
        statement_integer(insert, 3, statement_get_integer(row, 1));
        statement_integer(insert, 4, n);
    }
    statement_text(insert, 5, statement_get_text(row, 3));
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 6 + i, told ? rounded(plan, statement_get_real(row, 4 + i)) : (double)NAN);
    statement_text(insert, 10, !told ? "c" : isnan(statement_get_real(row, 4)) ? "z" : "");
    statement_text(insert, 11, told ? statement_get_text(row, 8) : "");
    put_pairs(plan, row, told, n, insert);
    put_ends(plan, wave, measure, row, told, insert);
    return statement_run(insert, failure);
}

static int copy_item(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    const struct counted *counted = context;
    int position = (int)statement_get_integer(row, 2), measure = find_measure(plan, wave, row, position, failure);
    if (measure < 0) return -1;
    bool told = counted->told[measure];
    double rest = told ? rounded(plan, statement_get_real(row, 5)) : (double)NAN;
    struct statement *insert = store_statement(plan->release, "reliability_item");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(row, 0));
    statement_text(insert, 3, statement_get_text(row, 1));
    statement_text(insert, 4, plan->book->measures[measure].operands[position].label);
    statement_integer(insert, 5, position);
    statement_real_or_null(insert, 6, told ? rounded(plan, statement_get_real(row, 4)) : (double)NAN);
    statement_real_or_null(insert, 7, rest);
    statement_real_or_null(insert, 8, told ? rounded(plan, statement_get_real(row, 6)) : (double)NAN);
    statement_text(insert, 9, rest < 0 ? statement_get_text(row, 8) : ""); /* as it is released: 0.00 runs against nothing */
    statement_text(insert, 10, !told ? "c" : isnan(rest) ? "z" : "");
    statement_text(insert, 11, told ? statement_get_text(row, 7) : "");
    return statement_run(insert, failure);
}

int reliability_copy(const struct plan *plan, int wave, struct failure *failure)
{
    static const struct { const char *statement; plan_taker *take; } steps[] = {{"answers", take_answers}, {"people", take_people}, {"respondents", take_everybody},
                                                                                {"reliability_items", take_pairs}, {"reliabilities", copy_scale}, {"reliability_items", copy_item}};
    size_t measures = (size_t)plan->book->measure_count;
    struct counted counted = {.fields = arena_new(plan->arena, (size_t)plan->book->field_count, sizeof(long)), .measures = arena_new(plan->arena, measures, sizeof(long)),
                              .pairs = arena_new(plan->arena, measures, sizeof(long *)), .told = arena_new(plan->arena, measures, sizeof(bool))};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (plan_rows(plan, wave, steps[i].statement, steps[i].take, &counted, failure)) return -1;
    return 0;
}
