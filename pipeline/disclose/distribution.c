/* 1 room   2 reading   3 what is shown   4 merging */
#include "distribution.h"
#include <string.h>
#include "bins.h"

/* 1 room */

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

/* Everybody, and the breakdowns of the distribution charts of the measure. */
static void mark_shown(const struct plan *plan, int measure, bool *shown)
{
    shown[0] = true;
    for (int i = 0; i < plan->book->grouping_count; i++) shown[i] |= plan->book->public_sample != NULL;
    for (int i = 0; i < plan->book->chart_count; i++) {
        const struct chart_plan *chart = &plan->book->charts[i];
        for (int m = 0; chart->kind == CHART_DISTRIBUTION && chart->by >= 0 && m < chart->measure_count; m++)
            if (chart->measures[m] == measure) shown[chart->by] = true;
    }
}

void distribution_prepare(struct plan *plan)
{
    plan->distributions = arena_new(plan->arena, (size_t)plan->book->measure_count, sizeof *plan->distributions);
    for (int i = 0; i < plan->book->measure_count; i++) {
        struct distribution *distribution = &plan->distributions[i];
        if (plan->book->measures[i].bin_edge_count < 2) continue;
        distribution->bins = plan->book->measures[i].bin_edge_count - 1;
        distribution->whole = is_whole(plan->book, &plan->book->measures[i]);
        size_t bins = (size_t)distribution->bins;
        distribution->rows = arena_new(plan->arena, (size_t)plan->wave_count * (size_t)plan->cells->count * bins, sizeof *distribution->rows);
        distribution->begins = arena_new(plan->arena, bins, sizeof *distribution->begins);
        distribution->shown = arena_new(plan->arena, (size_t)plan->book->grouping_count, sizeof *distribution->shown);
        distribution->withheld = arena_new(plan->arena, (size_t)plan->wave_count * (size_t)plan->cells->count, sizeof *distribution->withheld);
        mark_shown(plan, i, distribution->shown);
    }
}

/* 2 reading */

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
    if (bin < 0) return plan_stale(plan, wave, "bin", statement_get_text(row, 3), failure);
    distribution_bin(plan, wave, measure, cell)[bin] = (struct bin){
        .method = plan_text(plan, row, 10), .n = (long)statement_get_integer(row, 4), .count = (long)statement_get_integer(row, 5),
        .n_effective = statement_get_real(row, 6), .value = statement_get_real(row, 7), .low = statement_get_real(row, 8), .high = statement_get_real(row, 9)};
    return 0;
}

/* Bins without people are rows too: a distribution comes whole or not at all. */
static int check_whole(const struct plan *plan, int wave, int measure, struct failure *failure)
{
    int bins = plan->distributions[measure].bins;
    for (int cell = 0; bins && cell < plan->cells->count; cell++) {
        const struct bin *rows = distribution_bin(plan, wave, measure, cell);
        int present = 0;
        for (int bin = 0; bin < bins; bin++) present += rows[bin].method != NULL;
        if (present && present < bins)
            return fail(failure, STATUS_FAULT, "wave %s: measure '%s' has %d of %d bins in a group", plan->waves[wave].name, plan->book->measures[measure].name, present, bins);
    }
    return 0;
}

int distribution_read(const struct plan *plan, int wave, struct failure *failure)
{
    if (plan_rows(plan, wave, "bins", take_bin, NULL, failure)) return -1;
    for (int measure = 0; measure < plan->book->measure_count; measure++)
        if (check_whole(plan, wave, measure, failure)) return -1;
    return 0;
}

/* 3 what is shown */

bool distribution_shows(const struct plan *plan, int wave, int measure, int cell)
{
    return plan->book->public_sample || !plan->distributions[measure].withheld[wave * plan->cells->count + cell];
}

/* Bins come for groups large enough to show quartiles, in the breakdowns that show them. */
static void withhold_small(const struct plan *plan, int wave, int measure)
{
    const struct distribution *distribution = &plan->distributions[measure];
    bool *withheld = &distribution->withheld[wave * plan->cells->count];
    for (int cell = 0; cell < plan->cells->count; cell++) {
        const struct bin *rows = distribution_bin(plan, wave, measure, cell);
        bool large = rows[0].method && suppress_shows_quantile(rows[0].n, 0.25, plan->book->minimum);
        withheld[cell] = !large || !distribution->shown[plan->cells->grouping[cell]] || plan_withholds(plan, wave, measure, cell);
    }
}

/* Lines of which the total and the parts are shown. Returns how many. */
static int shown_lines(const struct plan *plan, int measure, struct suppress_line *lines)
{
    const struct cells *cells = plan->cells;
    const bool *shown = plan->distributions[measure].shown;
    int count = 0;
    for (int i = 0; i < cells->line_count; i++)
        if (shown[cells->grouping[cells->lines[i].total]] && shown[cells->grouping[suppress_part(&cells->lines[i], 0)]]) lines[count++] = cells->lines[i];
    return count;
}

/* 4 merging */

/* The counts by bin of all cells whose distribution is released, in all waves. Returns how many cells. */
static int released_counts(const struct plan *plan, int measure, long *counts)
{
    const struct distribution *distribution = &plan->distributions[measure];
    int filled = 0;
    for (int wave = 0; wave < plan->wave_count; wave++)
        for (int cell = 0; cell < plan->cells->count; cell++) {
            if (!distribution_shows(plan, wave, measure, cell)) continue;
            const struct bin *rows = distribution_bin(plan, wave, measure, cell);
            for (int bin = 0; bin < distribution->bins; bin++) counts[filled * distribution->bins + bin] = rows[bin].count;
            filled++;
        }
    return filled;
}

/* The people of one merged bin whom the released parts of a line leave of its total. */
static long rest_in(const struct plan *plan, int wave, int measure, const struct suppress_line *line, int bin, int next)
{
    long rest = 0;
    for (int i = bin; i < next; i++) rest += distribution_bin(plan, wave, measure, line->total)[i].count;
    for (int part = 0; part < line->count; part++) {
        int cell = suppress_part(line, part);
        for (int i = bin; i < next && distribution_shows(plan, wave, measure, cell); i++) rest -= distribution_bin(plan, wave, measure, cell)[i].count;
    }
    return rest;
}

static bool rest_reveals(const struct plan *plan, int wave, int measure, const struct suppress_line *line)
{
    const struct distribution *distribution = &plan->distributions[measure];
    for (int bin = 0, next; bin < distribution->bins; bin = next) {
        next = bins_next(distribution->begins, distribution->bins, bin);
        long rest = rest_in(plan, wave, measure, line, bin, next);
        if (rest > 0 && rest < BINS_LEAST) return true;
    }
    return false;
}

/* The total less the released parts would be the bins of one group, or of too few people: those of no group are no cover for it. */
static bool rest_is_small(const struct plan *plan, int wave, int measure, const struct suppress_line *line)
{
    int hidden_parts = 0;
    for (int part = 0; part < line->count; part++) {
        int cell = suppress_part(line, part);
        hidden_parts += distribution_bin(plan, wave, measure, cell)[0].n > 0 && !distribution_shows(plan, wave, measure, cell);
    }
    long rest = rest_in(plan, wave, measure, line, 0, plan->distributions[measure].bins);
    return hidden_parts == 1 || (rest > 0 && rest < plan->book->minimum);
}

/* Withholds a total whose rest tells too much, and takes the line from the list: it is safe as long as no other line gives the total. */
static bool withhold_total(const struct plan *plan, int wave, int measure, struct suppress_line *lines, int *count)
{
    for (int i = 0; i < *count; i++) {
        const struct suppress_line *line = &lines[i];
        if (!distribution_shows(plan, wave, measure, line->total)) continue;
        if (!rest_is_small(plan, wave, measure, line) && !rest_reveals(plan, wave, measure, line)) continue;
        plan->distributions[measure].withheld[wave * plan->cells->count + line->total] = true;
        lines[i] = lines[--*count];
        return true;
    }
    return false;
}

/* A total is what its readers miss least: the groups beside it stay. Other lines must not add up to it then. */
static void withhold_beside(const struct plan *plan, int wave, int measure)
{
    struct suppress_line *lines = arena_new(plan->arena, (size_t)plan->cells->line_count, sizeof *lines);
    int count = shown_lines(plan, measure, lines);
    bool *withheld = &plan->distributions[measure].withheld[wave * plan->cells->count];
    long *people = arena_new(plan->arena, (size_t)plan->cells->count, sizeof *people);
    for (int cell = 0; cell < plan->cells->count; cell++) people[cell] = distribution_bin(plan, wave, measure, cell)[0].n;
    while (withhold_total(plan, wave, measure, lines, &count))
        suppress_cells(people, plan->cells->count, lines, count, plan->book->minimum, SUPPRESS_COUNT_OTHERS, NULL, withheld);
}

static void merge_bins(struct plan *plan, int measure)
{
    struct distribution *distribution = &plan->distributions[measure];
    long *counts = arena_new(plan->arena, (size_t)plan->wave_count * (size_t)plan->cells->count * (size_t)distribution->bins, sizeof *counts);
    bool is_public = plan->book->public_sample != NULL;
    for (int wave = 0; wave < plan->wave_count; wave++) withhold_small(plan, wave, measure);
    bins_merge(counts, is_public ? 0 : released_counts(plan, measure, counts), distribution->bins, distribution->begins);
    for (int wave = 0; !is_public && wave < plan->wave_count; wave++) withhold_beside(plan, wave, measure);
}

void distribution_merge(struct plan *plan)
{
    for (int measure = 0; measure < plan->book->measure_count; measure++)
        if (plan->distributions[measure].bins) merge_bins(plan, measure);
}
