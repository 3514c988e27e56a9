/* 1 teams   2 correlations */
#include "relate.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "multiplicity.h"
#include "spearman.h"

static int clear(const struct output *output, const char *name, struct failure *failure)
{
    struct statement *delete = store_statement(output->store, name);
    statement_text(delete, 1, output->wave);
    return statement_run(delete, failure);
}

/* 1 teams */

static int write_team(const struct output *output, const char *measure, const struct traits *traits, struct failure *failure)
{
    const struct intraclass *r = &traits->intraclass;
    struct statement *insert = store_statement(output->store, "insert_intraclass");
    const long counts[] = {(long)r->teams, (long)r->n, traits->n, traits->differ};
    const double numbers[] = {r->msb, r->msw, r->n0, r->f, r->p, r->icc1, r->icc2, r->raw, r->design_effect, r->design_effect_unequal, r->low, r->high};
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, measure);
    for (int i = 0; i < 4; i++) statement_integer(insert, 3 + i, counts[i]);
    for (int i = 0; i < 12; i++) statement_real_or_null(insert, 7 + i, numbers[i]);
    statement_text(insert, 19, r->method);
    statement_text(insert, 20, r->why ? r->why : r->why_no_interval);
    return statement_run(insert, failure);
}

/* 2 correlations */

struct pair { int measure, other; struct spearman spearman; long differ[2]; };

static const char *why_none(const struct pair *pair)
{
    if (pair->spearman.n < 3) return "fewer than three people have both";
    if (isnan(pair->spearman.rho)) return "one of the two is the same for everybody";
    return isnan(pair->spearman.interval.low) ? "too few people, or a perfect order: no interval" : NULL;
}

static struct pair correlate(const struct output *output, int measure, int other)
{
    const struct traits *a = output->results[measure].traits, *b = output->results[other].traits;
    struct pair pair = {.measure = measure, .other = other};
    pair.spearman = spearman_counted((const struct spearman_column[]){{a->at, a->values}, {b->at, b->values}}, output->respondents->design->respondents, pair.differ);
    return pair;
}

static int write_pair(const struct output *output, const struct pair *pair, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const struct spearman *s = &pair->spearman;
    const double numbers[] = {s->rho, s->interval.low, s->interval.high, s->p, s->p_adjusted};
    struct statement *insert = store_statement(output->store, "insert_correlation");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, book->measures[pair->measure].name);
    statement_text(insert, 3, book->measures[pair->other].name);
    statement_integer(insert, 4, (int64_t)s->n);
    for (int i = 0; i < 2; i++) statement_integer(insert, 5 + i, pair->differ[i]);
    for (int i = 0; i < 5; i++) statement_real_or_null(insert, 7 + i, numbers[i]);
    statement_text(insert, 12, why_none(pair));
    return statement_run(insert, failure);
}

/* Holm's family is all pairs. */
static int write_pairs(const struct output *output, const int *measures, int count, struct failure *failure)
{
    struct pair pairs[RELATE_LIMIT * (RELATE_LIMIT - 1) / 2];
    double p[RELATE_LIMIT * (RELATE_LIMIT - 1) / 2];
    size_t filled = 0;
    for (int i = 1; i < count; i++)
        for (int j = 0; j < i; j++) {
            pairs[filled] = correlate(output, measures[i], measures[j]);
            p[filled] = pairs[filled].spearman.p;
            filled++;
        }
    multiplicity_holm(p, filled);
    for (size_t k = 0; k < filled; k++) {
        pairs[k].spearman.p_adjusted = p[k];
        if (write_pair(output, &pairs[k], failure)) return -1;
    }
    return 0;
}

int relate_write(const struct output *output, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    int measures[RELATE_LIMIT], count = 0;
    if (clear(output, "delete_intraclass", failure) || clear(output, "delete_correlations", failure)) return -1;
    for (int m = 0; m < book->measure_count; m++) {
        const struct traits *traits = output->results[m].traits;
        if (!traits) continue;
        if (traits->has_teams && write_team(output, book->measures[m].name, traits, failure)) return -1;
        if (count < RELATE_LIMIT) measures[count++] = m;
    }
    return write_pairs(output, measures, count, failure);
}
