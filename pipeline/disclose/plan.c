/* 1 rows and names of work.db   2 waves   3 cells   4 bins */
#include "plan.h"
#include <string.h>
#include "bins.h"

/* 1 rows and names of work.db */

int plan_rows(const struct plan *plan, int wave, const char *statement, plan_taker *take, void *context, struct failure *failure)
{
    struct statement *row = store_statement(plan->work, statement);
    statement_text(row, 1, plan->waves[wave].name);
    int got, result = 0;
    while (!result && (got = statement_next(row, failure)) > 0) result = take(plan, wave, row, context, failure);
    statement_reset(row);
    return result || got < 0 ? -1 : 0;
}

static int stale(const struct plan *plan, int wave, const char *what, const char *name, struct failure *failure)
{
    fail(failure, STATUS_CONFIG, "wave %s has statistics of %s '%s', which the codebook does not know", plan->waves[wave].name, what, name);
    return failure_hint(failure, "run spwell score and spwell analyse for this wave with this codebook");
}

int plan_measure(const struct plan *plan, int wave, const char *measure, struct failure *failure)
{
    int index = codebook_measure(plan->book, measure);
    return index < 0 ? stale(plan, wave, "measure", measure, failure) : index;
}

int plan_cell(const struct plan *plan, int wave, const char *by, const char *grp, struct failure *failure)
{
    int cell = cells_find(plan->cells, by, grp);
    if (cell >= 0) return cell;
    return cells_grouping(plan->cells, by) < 0 ? stale(plan, wave, "breakdown", by, failure) : stale(plan, wave, "group", grp, failure);
}

int plan_check_category(const struct plan *plan, int wave, int measure, const char *category, struct failure *failure)
{
    int count;
    const struct category *categories = codebook_measure_categories(plan->book, &plan->book->measures[measure], &count);
    if (!category[0]) return 0;
    for (int i = 0; i < count; i++)
        if (!strcmp(categories[i].value, category)) return 0;
    return stale(plan, wave, "answer", category, failure);
}

/* 2 waves */

static const char *copy_column(const struct plan *plan, struct statement *row, int column)
{
    const char *text = statement_get_text(row, column);
    return arena_copy(plan->arena, text, strlen(text));
}

static void take_wave(struct plan *plan, struct statement *row)
{
    size_t measures = (size_t)plan->book->measure_count, cells = (size_t)plan->cells->count;
    if (!plan->waves) plan->waves = arena_new(plan->arena, (size_t)statement_get_integer(row, 7), sizeof *plan->waves);
    plan->waves[plan->wave_count++] = (struct wave){
        .name = copy_column(plan, row, 0), .label = copy_column(plan, row, 1), .months = copy_column(plan, row, 2),
        .start = copy_column(plan, row, 3), .finish = copy_column(plan, row, 4), .made_up = statement_get_integer(row, 6) != 0,
        .groups = arena_new(plan->arena, cells, sizeof(bool)), .cells = arena_new(plan->arena, cells * measures, sizeof(bool)),
        .answered = arena_new(plan->arena, measures, sizeof(bool))};
}

int plan_waves(struct plan *plan, const char *wave, struct failure *failure)
{
    struct statement *row = store_statement(plan->work, "waves");
    statement_text(row, 1, wave);
    int got;
    while ((got = statement_next(row, failure)) > 0) {
        if (strcmp(statement_get_text(row, 5), plan->book->name)) {
            fail(failure, STATUS_CONFIG, "the store holds the survey '%s', the codebook describes '%s'", statement_get_text(row, 5), plan->book->name);
            statement_reset(row);
            return failure_hint(failure, "each survey has a store of its own: --store");
        }
        take_wave(plan, row);
    }
    if (got < 0) return -1;
    if (plan->wave_count) return 0;
    fail(failure, STATUS_INPUT, "wave %s is not in the store", wave);
    return failure_hint(failure, "spwell ingest --wave %s reads its answers", wave);
}

/* 3 cells */

static int take_respondents(const struct plan *plan, int wave, struct statement *row, void *people, struct failure *failure)
{
    int cell = plan_cell(plan, wave, statement_get_text(row, 0), statement_get_text(row, 1), failure);
    if (cell < 0) return -1;
    ((long *)people)[cell] = (long)statement_get_integer(row, 2);
    return 0;
}

static int take_people(const struct plan *plan, int wave, struct statement *row, void *people, struct failure *failure)
{
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    int cell = plan_cell(plan, wave, statement_get_text(row, 1), statement_get_text(row, 2), failure);
    if (cell < 0) return -1;
    ((long *)people)[measure * plan->cells->count + cell] = (long)statement_get_integer(row, 3);
    return 0;
}

static void withhold(struct plan *plan, int wave, const long *respondents, const long *people)
{
    const struct cells *cells = plan->cells;
    struct wave *at = &plan->waves[wave];
    /* Respondents are the most seen in any statistic, so those of a line need not add up; answers to one measure do. */
    suppress_cells(respondents, cells->count, cells->lines, cells->line_count, plan->book->minimum, SUPPRESS_IGNORE_OTHERS, at->groups);
    for (int measure = 0; measure < plan->book->measure_count; measure++) {
        bool *withheld = &at->cells[measure * cells->count];
        memcpy(withheld, at->groups, (size_t)cells->count * sizeof *withheld);
        suppress_cells(&people[measure * cells->count], cells->count, cells->lines, cells->line_count, plan->book->minimum, SUPPRESS_COUNT_OTHERS, withheld);
    }
}

static int decide_wave(struct plan *plan, int wave, struct failure *failure)
{
    size_t cells = (size_t)plan->cells->count, measures = (size_t)plan->book->measure_count;
    long *respondents = arena_new(plan->arena, cells, sizeof *respondents), *people = arena_new(plan->arena, cells * measures, sizeof *people);
    if (plan_rows(plan, wave, "respondents", take_respondents, respondents, failure) || plan_rows(plan, wave, "people", take_people, people, failure)) return -1;
    bool any = false;
    for (size_t measure = 0; measure < measures; measure++) any |= plan->waves[wave].answered[measure] = people[measure * cells] > 0;
    if (!any) {
        fail(failure, STATUS_INPUT, "wave %s has no statistics", plan->waves[wave].name);
        return failure_hint(failure, "run spwell score and spwell analyse with --wave %s first", plan->waves[wave].name);
    }
    if (!plan->book->public_sample) withhold(plan, wave, respondents, people);
    return 0;
}

/* 4 bins */

/* "20:30" and "21:30" begin with the bin's lower edge; ":20" is open below. */
static int find_bin(const struct measure *measure, const char *category)
{
    const char *colon = strchr(category, ':');
    double low;
    if (!colon) return -1;
    if (colon == category) return measure->bin_edge_count > 1 && !(measure->bin_edges[0] > -1e300) ? 0 : -1;
    if (!text_number((struct text){category, (size_t)(colon - category)}, &low)) return -1;
    for (int i = 0; i + 1 < measure->bin_edge_count; i++)
        if (!(measure->bin_edges[i] < low) && !(measure->bin_edges[i] > low)) return i;
    return -1;
}

static int take_bin(const struct plan *plan, int wave, struct statement *row, void *unused, struct failure *failure)
{
    (void)unused;
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    int cell = plan_cell(plan, wave, statement_get_text(row, 1), statement_get_text(row, 2), failure);
    if (cell < 0) return -1;
    /* bins are merged by their counts, so a count that is absent must not pass for nobody */
    if (statement_is_null(row, 5) && statement_get_integer(row, 4) > 0)
        return fail(failure, STATUS_FAULT, "wave %s: a bin of measure '%s' has no count", plan->waves[wave].name, statement_get_text(row, 0));
    int bin = find_bin(&plan->book->measures[measure], statement_get_text(row, 3));
    if (bin < 0) return stale(plan, wave, "bin", statement_get_text(row, 3), failure);
    plan_bin(plan, wave, measure, cell)[bin] = (struct bin){
        .method = copy_column(plan, row, 10), .n = (long)statement_get_integer(row, 4), .count = (long)statement_get_integer(row, 5),
        .n_effective = statement_get_real(row, 6), .value = statement_get_real(row, 7), .low = statement_get_real(row, 8), .high = statement_get_real(row, 9)};
    return 0;
}

/* Counts of the cells of one breakdown that the release shows, in all its waves. Returns how many cells. */
static int shown_counts(const struct plan *plan, int measure, int grouping, long *counts)
{
    int shown = 0, bins = plan->distributions[measure].bins;
    for (int wave = 0; wave < plan->wave_count; wave++)
        for (int cell = plan->cells->first[grouping]; cell < plan->cells->first[grouping + 1]; cell++) {
            if (plan_withholds(plan, wave, measure, cell)) continue;
            const struct bin *rows = plan_bin(plan, wave, measure, cell);
            for (int bin = 0; bin < bins; bin++) counts[shown * bins + bin] = rows[bin].count;
            shown++;
        }
    return shown;
}

static void merge_bins(struct plan *plan, int measure)
{
    struct distribution *distribution = &plan->distributions[measure];
    size_t bins = (size_t)distribution->bins;
    long *counts = arena_new(plan->arena, (size_t)plan->wave_count * (size_t)plan->cells->count * bins, sizeof *counts);
    for (int grouping = 0; grouping < plan->book->grouping_count; grouping++) {
        bool *begins = &distribution->begins[(size_t)grouping * bins];
        int shown = plan->book->public_sample ? 0 : shown_counts(plan, measure, grouping, counts);
        bins_merge(counts, shown, (int)bins, begins);
    }
}

static bool is_whole(const struct codebook *book, const struct measure *measure)
{
    if (measure->kind == MEASURE_COUNT) return true;
    if (measure->kind != MEASURE_ITEM && measure->kind != MEASURE_SUM && measure->kind != MEASURE_DIFFERENCE) return false;
    for (int i = 0; i < measure->operand_count; i++) {
        const struct operand *operand = &measure->operands[i];
        bool whole = operand->field >= 0 ? book->fields[operand->field].type == FIELD_INTEGER : is_whole(book, &book->measures[operand->measure]);
        if (!whole) return false;
    }
    return true;
}

static void prepare_bins(struct plan *plan)
{
    plan->distributions = arena_new(plan->arena, (size_t)plan->book->measure_count, sizeof *plan->distributions);
    for (int i = 0; i < plan->book->measure_count; i++) {
        struct distribution *distribution = &plan->distributions[i];
        if (plan->book->measures[i].bin_edge_count < 2) continue;
        distribution->bins = plan->book->measures[i].bin_edge_count - 1;
        distribution->whole = is_whole(plan->book, &plan->book->measures[i]);
        size_t bins = (size_t)distribution->bins;
        distribution->rows = arena_new(plan->arena, (size_t)plan->wave_count * (size_t)plan->cells->count * bins, sizeof *distribution->rows);
        distribution->begins = arena_new(plan->arena, (size_t)plan->book->grouping_count * bins, sizeof *distribution->begins);
    }
}

int plan_withhold(struct plan *plan, struct failure *failure)
{
    prepare_bins(plan);
    for (int wave = 0; wave < plan->wave_count; wave++)
        if (decide_wave(plan, wave, failure) || plan_rows(plan, wave, "bins", take_bin, NULL, failure)) return -1;
    for (int i = 0; i < plan->book->measure_count; i++)
        if (plan->distributions[i].bins) merge_bins(plan, i);
    return 0;
}
