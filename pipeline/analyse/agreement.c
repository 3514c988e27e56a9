#include "agreement.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "guard.h"
#include "memory.h"

/* Sums of squares below this are rounding errors: real ones are at least about 1 / units. */
static const double NOTHING = 1e-18;

static struct agreement lacking(size_t units, enum agreement_lack why)
{
    return (struct agreement){.units = units, .why = why, .why_no_interval = why};
}

static struct agreement without_interval(size_t units, double value, enum agreement_lack why)
{
    return (struct agreement){.units = units, .has_value = true, .value = value, .why_no_interval = why};
}

static struct agreement with_interval(size_t units, double value, double se, struct interval interval)
{
    return (struct agreement){.units = units, .has_value = true, .has_interval = true, .value = value, .se = se, .interval = interval};
}

/* --- kappa ----------------------------------------------------------------------------------------------------------- */

struct kappa_table { size_t k, n; const size_t *counts; double *rows, *columns; enum kappa_weights weights; }; /* rows, columns: shares */

static double disagreement(const struct kappa_table *table, size_t i, size_t j)
{
    if (i == j) return 0;
    if (table->weights == KAPPA_NOMINAL) return 1;
    double apart = (double)(i > j ? i - j : j - i) / (double)(table->k - 1);
    return table->weights == KAPPA_EQUAL ? apart : apart * apart;
}

static double share(const struct kappa_table *table, size_t i, size_t j)
{
    return (double)table->counts[i * table->k + j] / (double)table->n;
}

/* Fleiss, Cohen and Everitt (1969): with weights w, [sum of p_ij (w_ij (1 - pe) - (w_i. + w_.j) (1 - po))^2 - (po pe - 2 pe + po)^2] / (n (1 - pe)^4), where w_i. is the
 * mean of a row's weights by the columns' shares, w_.j the other way round. The second square is that of the mean of what is squared first, so it is a variance
 * over cells; taken as one, about its mean, it cannot come out below 0. In disagreements v = 1 - w constants fall out. */
static double kappa_variance(const struct kappa_table *table, double observed, double expected)
{
    size_t k = table->k;
    double *row_means = memory_new(2 * k, sizeof *row_means), *column_means = row_means + k, sum = 0;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            row_means[i] += disagreement(table, i, j) * table->columns[j];
            column_means[j] += disagreement(table, i, j) * table->rows[i];
        }
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            double at = (row_means[i] + column_means[j]) * observed - disagreement(table, i, j) * expected - observed * expected;
            sum += share(table, i, j) * at * at;
        }
    free(row_means);
    return sum <= NOTHING ? 0 : sum / ((double)table->n * pow(expected, 4));
}

static struct kappa kappa_of(const struct kappa_table *table)
{
    double observed = 0, expected = 0; /* disagreements; exactly 0 when every term is */
    for (size_t i = 0; i < table->k; i++)
        for (size_t j = 0; j < table->k; j++) {
            observed += disagreement(table, i, j) * share(table, i, j);
            expected += disagreement(table, i, j) * table->rows[i] * table->columns[j];
        }
    struct kappa kappa = {.observed = 1 - observed, .expected = 1 - expected};
    if (table->n < 2) kappa.agreement = lacking(table->n, AGREEMENT_FEW_UNITS);
    else if (!(expected > 0)) kappa.agreement = lacking(table->n, AGREEMENT_ONE_VALUE);
    if (table->n < 2 || !(expected > 0)) return kappa;
    double value = 1 - observed / expected, se = sqrt(kappa_variance(table, observed, expected)), reach = guard_normal_quantile(0.975) * se;
    kappa.agreement = se > 0 ? with_interval(table->n, value, se, (struct interval){fmax(-1, value - reach), fmin(1, value + reach)})
                             : without_interval(table->n, value, AGREEMENT_NO_SPREAD);
    return kappa;
}

struct kappa agreement_kappa(const size_t *counts, size_t k, enum kappa_weights weights)
{
    struct kappa_table table = {.k = k, .counts = counts, .weights = weights};
    for (size_t cell = 0; cell < k * k; cell++) table.n += counts[cell];
    if (table.n == 0) return (struct kappa){.agreement = lacking(0, AGREEMENT_NO_UNITS)};
    table.rows = memory_new(2 * k, sizeof *table.rows);
    table.columns = table.rows + k;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            table.rows[i] += (double)counts[i * k + j];
            table.columns[j] += (double)counts[i * k + j];
        }
    for (size_t i = 0; i < 2 * k; i++) table.rows[i] /= (double)table.n;
    struct kappa kappa = kappa_of(&table);
    free(table.rows);
    return kappa;
}

void agreement_cross(const struct codings *codings, size_t coder, size_t other, size_t k, size_t *counts)
{
    assert(coder < codings->coders && other < codings->coders);
    for (size_t cell = 0; cell < k * k; cell++) counts[cell] = 0;
    for (size_t unit = 0; unit < codings->units; unit++) {
        const int16_t *values = codings->values + unit * codings->coders;
        if (values[coder] == CODING_MISSING || values[other] == CODING_MISSING) continue;
        assert(values[coder] >= 0 && (size_t)values[coder] < k && values[other] >= 0 && (size_t)values[other] < k);
        counts[(size_t)values[coder] * k + (size_t)values[other]] += codings->times ? codings->times[unit] : 1;
    }
}

/* --- alpha ----------------------------------------------------------------------------------------------------------- */

/* Coincidences of the pairable values. Their margins are whole numbers, so that "but one value" is seen exactly. */
struct coincidences {
    const struct codings *codings;
    enum alpha_metric metric;
    size_t k, units, values;
    size_t *place;         /* of value - least among the k values there are */
    int least;
    int *value_at;         /* k, ascending */
    double *of;            /* k x k: o_ck */
    size_t *margin;        /* n_c: pairable values c */
    size_t *own;           /* n_uc of the unit in hand */
    double *below;         /* n_0 + ... + n_(c-1), for the ordinal metric */
};

static size_t times_of(const struct codings *codings, size_t unit) { return codings->times ? codings->times[unit] : 1; }

/* The values of a unit that has two or more, and stands for one unit at least; 0 for others. */
static size_t pairable(const struct codings *codings, size_t unit)
{
    size_t values = 0;
    for (size_t coder = 0; coder < codings->coders; coder++) values += codings->values[unit * codings->coders + coder] != CODING_MISSING;
    return values > 1 && times_of(codings, unit) > 0 ? values : 0;
}

/* Adds a unit to the coincidences or, with a sign of -1, takes it out once. */
static void coincide(struct coincidences *all, size_t unit, size_t m, double times, double sign)
{
    const int16_t *values = all->codings->values + unit * all->codings->coders;
    for (size_t c = 0; c < all->k; c++) all->own[c] = 0;
    for (size_t coder = 0; coder < all->codings->coders; coder++)
        if (values[coder] != CODING_MISSING) all->own[all->place[values[coder] - all->least]]++;
    for (size_t c = 0; c < all->k; c++) {
        if (all->own[c] == 0) continue;
        for (size_t other = 0; other < all->k; other++)
            all->of[c * all->k + other] += sign * times * (double)(all->own[c] * (all->own[other] - (c == other))) / (double)(m - 1);
        size_t count = all->own[c] * (size_t)times;
        all->margin[c] = sign > 0 ? all->margin[c] + count : all->margin[c] - count;
        all->values = sign > 0 ? all->values + count : all->values - count;
    }
}

/* Krippendorff's (2011) squared differences between the values at places c < other. */
static double difference(const struct coincidences *all, size_t c, size_t other)
{
    double a = all->value_at[c], b = all->value_at[other], between;
    switch (all->metric) {
    case METRIC_NOMINAL: return 1;
    case METRIC_ORDINAL:
        between = all->below[other + 1] - all->below[c] - (double)(all->margin[c] + all->margin[other]) / 2;
        return between * between;
    case METRIC_INTERVAL: return (a - b) * (a - b);
    case METRIC_RATIO: break;
    }
    return (a - b) * (a - b) / ((a + b) * (a + b));
}

/* False when there is but one value. */
static bool alpha_of(struct coincidences *all, double *alpha)
{
    double observed = 0, expected = 0;
    for (size_t c = 0; c < all->k; c++) all->below[c + 1] = all->below[c] + (double)all->margin[c];
    for (size_t c = 0; c < all->k; c++)
        for (size_t other = c + 1; other < all->k; other++) {
            double apart = difference(all, c, other);
            observed += all->of[c * all->k + other] * apart;
            expected += (double)all->margin[c] * (double)all->margin[other] * apart;
        }
    if (!(expected > 0)) return false;
    *alpha = 1 - (double)(all->values - 1) * observed / expected;
    return true;
}

/* The standard error of the jackknife: (N - 1) / N times the squares of N estimates, each without one unit, about their mean. */
static enum agreement_lack jackknife(struct coincidences *all, double *se)
{
    const struct codings *codings = all->codings;
    double *without = memory_new(codings->units, sizeof *without), sum = 0, squares = 0, n = (double)all->units;
    enum agreement_lack lack = AGREEMENT_LACKS_NOTHING;
    for (size_t unit = 0; unit < codings->units && lack == AGREEMENT_LACKS_NOTHING; unit++) {
        size_t m = pairable(codings, unit);
        if (m == 0) continue;
        coincide(all, unit, m, 1, -1);
        if (!alpha_of(all, &without[unit])) lack = AGREEMENT_ONE_RESTS;
        coincide(all, unit, m, 1, 1);
        sum += (double)times_of(codings, unit) * without[unit];
    }
    for (size_t unit = 0; unit < codings->units && lack == AGREEMENT_LACKS_NOTHING; unit++)
        if (pairable(codings, unit)) squares += (double)times_of(codings, unit) * (without[unit] - sum / n) * (without[unit] - sum / n);
    free(without);
    if (lack == AGREEMENT_LACKS_NOTHING && squares <= NOTHING) lack = AGREEMENT_NO_SPREAD;
    *se = sqrt((n - 1) / n * squares);
    return lack;
}

static struct agreement agreement_of(struct coincidences *all)
{
    double value, se;
    if (all->units < 2) return lacking(all->units, all->units ? AGREEMENT_FEW_UNITS : AGREEMENT_NO_UNITS);
    if (!alpha_of(all, &value)) return lacking(all->units, AGREEMENT_ONE_VALUE);
    enum agreement_lack lack = all->units < 3 ? AGREEMENT_FEW_UNITS : jackknife(all, &se);
    if (lack != AGREEMENT_LACKS_NOTHING) return without_interval(all->units, value, lack);
    struct interval interval = estimate_t_interval(value, se, (double)all->units - 1);
    return with_interval(all->units, value, se, (struct interval){interval.low, fmin(1, interval.high)});
}

/* Which values there are: places, and the values at them. Needs one value at least. */
static void find_values(struct coincidences *all, int least, int most)
{
    const struct codings *codings = all->codings;
    size_t span = (size_t)(most - least) + 1;
    all->least = least;
    all->place = memory_new(span, sizeof *all->place);
    for (size_t unit = 0; unit < codings->units; unit++)
        for (size_t coder = 0; pairable(codings, unit) && coder < codings->coders; coder++) {
            int value = codings->values[unit * codings->coders + coder];
            if (value != CODING_MISSING) all->place[value - least] = 1;
        }
    all->value_at = memory_new(CODING_VALUES, sizeof *all->value_at);
    for (size_t i = 0; i < span; i++) {
        if (!all->place[i]) continue;
        assert(all->k < CODING_VALUES);
        all->value_at[all->k] = least + (int)i;
        all->place[i] = all->k++;
    }
}

static void find_units(struct coincidences *all, int *least, int *most)
{
    const struct codings *codings = all->codings;
    for (size_t unit = 0; unit < codings->units; unit++) {
        if (!pairable(codings, unit)) continue;
        all->units += times_of(codings, unit);
        for (size_t coder = 0; coder < codings->coders; coder++) {
            int value = codings->values[unit * codings->coders + coder];
            if (value == CODING_MISSING) continue;
            if (value < *least) *least = value;
            if (value > *most) *most = value;
        }
    }
}

struct alpha agreement_alpha(const struct codings *codings, enum alpha_metric metric)
{
    struct coincidences all = {.codings = codings, .metric = metric};
    int least = INT_MAX, most = INT_MIN;
    find_units(&all, &least, &most);
    if (all.units == 0) return (struct alpha){.agreement = lacking(0, AGREEMENT_NO_UNITS)};
    assert(metric != METRIC_RATIO || least >= 0);
    find_values(&all, least, most);
    all.of = memory_new(all.k * all.k, sizeof *all.of);
    all.margin = memory_new(all.k, sizeof *all.margin);
    all.own = memory_new(all.k, sizeof *all.own);
    all.below = memory_new(all.k + 1, sizeof *all.below);
    for (size_t unit = 0; unit < codings->units; unit++) {
        size_t m = pairable(codings, unit);
        if (m) coincide(&all, unit, m, (double)times_of(codings, unit), 1);
    }
    struct alpha alpha = {.values = all.values};
    alpha.agreement = agreement_of(&all);
    free(all.place);
    free(all.value_at);
    free(all.of);
    free(all.margin);
    free(all.own);
    free(all.below);
    return alpha;
}

struct agreement_mean agreement_mean(const struct agreement *agreements, size_t count)
{
    struct agreement_mean mean = {0};
    for (size_t i = 0; i < count; i++)
        if (agreements[i].has_value) mean.value += agreements[i].value, mean.of++;
    mean.has_value = mean.of > 0;
    if (mean.has_value) mean.value /= (double)mean.of;
    return mean;
}
