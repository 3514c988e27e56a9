#include "intraclass.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bootstrap.h"
#include "guard.h"
#include "memory.h"

static const double ROUNDING = 1e-14; /* of the squares between: less within is none */

struct teams { const struct intraclass_team *at; size_t count; };
struct squares { double teams, n, msb, msw, n0; };
/* What drawing teams adds up: teams, people, squares of sizes; of means, weighted by size: sum and squares; squares within. */
struct drawn { double teams, n, sizes, sum, squares, within; };

/* Neumaier's sum: what an addition loses is kept. */
struct sum { double total, lost; };

static void add(struct sum *sum, double value)
{
    double next = sum->total + value;
    sum->lost += fabs(sum->total) >= fabs(value) ? sum->total - next + value : value - next + sum->total;
    sum->total = next;
}

static double total(struct sum sum) { return sum.total + sum.lost; }

/* Recentred and in two passes: sums of squares of the values themselves would lose the digits that count (NIST, SmLs). */
struct intraclass_team intraclass_team_of(const double *values, size_t count, double centre)
{
    struct intraclass_team team = {(double)count, 0, 0};
    struct sum sum = {0}, squares = {0};
    for (size_t i = 0; i < count; i++) add(&sum, values[i] - centre);
    team.mean = count ? total(sum) / (double)count : 0;
    for (size_t i = 0; i < count; i++) add(&squares, (values[i] - centre - team.mean) * (values[i] - centre - team.mean));
    team.within = total(squares);
    return team;
}

static struct squares square(const struct teams *teams)
{
    struct squares squares = {.teams = (double)teams->count};
    double sizes = 0, between = 0, within = 0, sum = 0;
    for (size_t t = 0; t < teams->count; t++) {
        squares.n += teams->at[t].n;
        sizes += teams->at[t].n * teams->at[t].n;
        sum += teams->at[t].n * teams->at[t].mean;
    }
    for (size_t t = 0; t < teams->count; t++) {
        double distance = teams->at[t].mean - sum / squares.n;
        between += teams->at[t].n * distance * distance;
        within += teams->at[t].within;
    }
    squares.msb = between / (squares.teams - 1);
    squares.msw = within / (squares.n - squares.teams);
    squares.n0 = (squares.n - sizes / squares.n) / (squares.teams - 1);
    return squares;
}

static double correlation(double msb, double msw, double n0)
{
    double below = msb + (n0 - 1) * msw;
    return below > 0 ? (msb - msw) / below : (double)NAN;
}

static void count(struct drawn *drawn, const struct intraclass_team *team, double times)
{
    drawn->teams += times;
    drawn->n += times * team->n;
    drawn->sizes += times * team->n * team->n;
    drawn->sum += times * team->n * team->mean;
    drawn->squares += times * team->n * team->mean * team->mean;
    drawn->within += times * team->within;
}

static double correlation_of(const struct drawn *d)
{
    if (d->teams < 2) return NAN;
    double between = fmax(d->squares - d->sum / d->n * d->sum, 0);
    return correlation(between / (d->teams - 1), d->within / (d->n - d->teams), (d->n - d->sizes / d->n) / (d->teams - 1));
}

static double correlation_drawn(const void *context, const uint32_t *times)
{
    const struct teams *teams = context;
    struct drawn drawn = {0};
    for (size_t t = 0; t < teams->count; t++)
        if (times[t]) count(&drawn, &teams->at[t], times[t]);
    return correlation_of(&drawn);
}

static int is_balanced(const struct teams *teams)
{
    for (size_t t = 1; t < teams->count; t++)
        if (teams->at[t].n < teams->at[0].n || teams->at[t].n > teams->at[0].n) return 0;
    return 1;
}

static void use_searle(struct intraclass *result, const struct squares *s)
{
    double df = s->teams - 1, rest = s->n - s->teams, m = s->n0;
    double low = result->f / guard_f_quantile(0.975, df, rest), high = result->f * guard_f_quantile(0.975, rest, df);
    result->low = (low - 1) / (low + m - 1);
    result->high = (high - 1) / (high + m - 1);
    result->method = "F, Searle";
}

static int compare_teams(const void *a, const void *b)
{
    const struct intraclass_team *x = a, *y = b;
    const double first[] = {x->n, x->mean, x->within}, second[] = {y->n, y->mean, y->within};
    for (int i = 0; i < 3; i++)
        if (first[i] < second[i] || first[i] > second[i]) return first[i] < second[i] ? -1 : 1;
    return 0;
}

/* In an order of their own, so that the order of the file changes nothing. */
static struct bootstrap_result draw(const struct teams *teams)
{
    struct intraclass_team *sorted = memory_new(teams->count, sizeof *sorted);
    memcpy(sorted, teams->at, teams->count * sizeof *sorted);
    qsort(sorted, teams->count, sizeof *sorted, compare_teams);
    struct bootstrap_result result = bootstrap_teams(teams->count, correlation_drawn, &(struct teams){sorted, teams->count});
    free(sorted);
    return result;
}

static struct bootstrap_result leave_out(const struct teams *teams, double value)
{
    double *values = memory_new(teams->count, sizeof *values);
    struct drawn all = {0};
    for (size_t t = 0; t < teams->count; t++) count(&all, &teams->at[t], 1);
    for (size_t t = 0; t < teams->count; t++) {
        struct drawn rest = all;
        count(&rest, &teams->at[t], -1);
        values[t] = correlation_of(&rest);
    }
    struct bootstrap_result result = bootstrap_jackknife(value, values, teams->count);
    free(values);
    return result;
}

static void find_interval(struct intraclass *result, const struct teams *teams, const struct squares *s)
{
    if (isnan(result->f)) result->why_no_interval = "within each team everybody answered the same";
    else if (is_balanced(teams)) use_searle(result, s);
    else {
        struct bootstrap_result drawing = teams->count > BOOTSTRAP_TEAMS ? leave_out(teams, result->raw) : draw(teams);
        result->low = drawing.low;
        result->high = drawing.high;
        result->method = drawing.method;
        result->why_no_interval = drawing.why;
    }
}

static void describe_sizes(struct intraclass *result, const struct teams *teams)
{
    double mean = result->n / result->teams, spread = 0;
    for (size_t t = 0; t < teams->count; t++) spread += (teams->at[t].n - mean) * (teams->at[t].n - mean) / result->teams;
    result->design_effect = 1 + (mean - 1) * result->icc1;
    result->design_effect_unequal = 1 + ((spread / (mean * mean) + 1) * mean - 1) * result->icc1;
}

struct intraclass intraclass_of(const struct intraclass_team *at, size_t count)
{
    struct teams teams = {at, count};
    struct intraclass result = {(double)count, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "", NULL, NULL};
    for (size_t t = 0; t < count; t++) result.n += at[t].n;
    if (count < 2) {
        result.why = "fewer than two teams of two or more people who answered";
        return result;
    }
    struct squares s = square(&teams);
    result.msb = s.msb;
    result.msw = s.msw;
    result.n0 = s.n0;
    if (!(s.msb > 0) && !(s.msw > 0)) {
        result.why = "every answer is the same";
        return result;
    }
    if (s.msw > ROUNDING * s.msb) {
        result.f = s.msb / s.msw;
        result.p = guard_f_above(result.f, s.teams - 1, s.n - s.teams);
    }
    result.raw = correlation(s.msb, s.msw, s.n0);
    result.icc1 = fmax(result.raw, 0);
    result.icc2 = s.msb > s.msw ? (s.msb - s.msw) / s.msb : 0;
    describe_sizes(&result, &teams);
    find_interval(&result, &teams, &s);
    return result;
}
