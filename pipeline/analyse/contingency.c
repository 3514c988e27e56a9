/* 1 tables   2 chi-square and Cramer's V   3 odds ratios   4 Rao and Scott */
#include "contingency.h"

#include <math.h>
#include <stdlib.h>

#include "guard.h"
#include "memory.h"
#include "square.h"

/* 1 tables */

static double row_sum(const struct table *table, int row)
{
    double sum = 0;
    for (int c = 0; c < table->columns; c++) sum += table->counts[row * table->columns + c];
    return sum;
}

static double column_sum(const struct table *table, int column)
{
    double sum = 0;
    for (int r = 0; r < table->rows; r++) sum += table->counts[r * table->columns + column];
    return sum;
}

double contingency_total(const struct table *table)
{
    double sum = 0;
    for (int r = 0; r < table->rows; r++) sum += row_sum(table, r);
    return sum;
}

void contingency_squeeze(struct table *table)
{
    int rows = 0, columns = 0, *row_at = memory_new((size_t)table->rows, sizeof *row_at), *column_at = memory_new((size_t)table->columns, sizeof *column_at);
    for (int r = 0; r < table->rows; r++)
        if (row_sum(table, r) > 0) row_at[rows++] = r;
    for (int c = 0; c < table->columns; c++)
        if (column_sum(table, c) > 0) column_at[columns++] = c;
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) table->counts[r * columns + c] = table->counts[row_at[r] * table->columns + column_at[c]];
    table->rows = rows;
    table->columns = columns;
    free(row_at);
    free(column_at);
}

double contingency_least_expected(const struct table *table)
{
    double least_row = INFINITY, least_column = INFINITY;
    for (int r = 0; r < table->rows; r++) least_row = fmin(least_row, row_sum(table, r));
    for (int c = 0; c < table->columns; c++) least_column = fmin(least_column, column_sum(table, c));
    return least_row * least_column / contingency_total(table);
}

static bool is_two_by_two(const struct table *table) { return table->rows == 2 && table->columns == 2; }

/* 2 chi-square and Cramer's V */

static double expected_at(const struct table *table, int row, int column, double total)
{
    return row_sum(table, row) * column_sum(table, column) / total;
}

struct chi_square contingency_chi_square(const struct table *table, bool corrected)
{
    double total = contingency_total(table), yates = 0, sum = 0;
    if (table->rows < 2 || table->columns < 2 || !(total > 0)) return (struct chi_square){NAN, NAN, NAN};
    bool fourfold = is_two_by_two(table);
    double far = fabs(table->counts[0] - expected_at(table, 0, 0, total)); /* of 2x2 all four cells are as far off */
    if (corrected && fourfold) yates = fmin(0.5, far);
    for (int r = 0; r < table->rows; r++)
        for (int c = 0; c < table->columns; c++) {
            double expected = expected_at(table, r, c, total), off = (fourfold ? far : fabs(table->counts[r * table->columns + c] - expected)) - yates;
            sum += off * off / expected;
        }
    double df = (double)(table->rows - 1) * (table->columns - 1);
    return (struct chi_square){sum, df, guard_chi_square_above(sum, df)};
}

double contingency_cramer(double chi_square, double n, int rows, int columns)
{
    int least = rows < columns ? rows : columns;
    return least < 2 || !(n > 0) ? NAN : sqrt(chi_square / (n * (least - 1)));
}

double contingency_cramer_corrected(double chi_square, double n, int rows, int columns)
{
    if (rows < 2 || columns < 2 || !(n > 1)) return NAN;
    double less = n - 1, phi = fmax(0, chi_square / n - (double)(rows - 1) * (columns - 1) / less);
    double r = rows - (double)(rows - 1) * (rows - 1) / less, c = columns - (double)(columns - 1) * (columns - 1) / less, least = fmin(r, c) - 1;
    return least > 0 ? sqrt(phi / least) : NAN;
}

/* 3 odds ratios */

struct odds contingency_odds(const struct table *table)
{
    const double *n = table->counts;
    if (!is_two_by_two(table) || !(n[0] > 0 && n[1] > 0 && n[2] > 0 && n[3] > 0)) return (struct odds){NAN, {NAN, NAN}};
    double ratio = n[0] * n[3] / (n[1] * n[2]), reach = guard_normal_quantile(0.975) * sqrt(1 / n[0] + 1 / n[1] + 1 / n[2] + 1 / n[3]);
    return (struct odds){ratio, {ratio * exp(-reach), ratio * exp(reach)}};
}

/* The number of yes in the first group, given the margins, has Fisher's noncentral hypergeometric distribution: likelihood of k times odds^k. */
struct given_margins { long least, most, observed; double *likelihood; /* logarithms, from `least` on */ };

static double log_choose(long n, long k)
{
    return lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
}

static struct given_margins given_margins(long yes, long no, long reference_yes, long reference_no)
{
    long row = yes + no, other = reference_yes + reference_no, column = yes + reference_yes;
    struct given_margins given = {column - other > 0 ? column - other : 0, column < row ? column : row, yes, NULL};
    given.likelihood = memory_new((size_t)(given.most - given.least) + 1, sizeof *given.likelihood);
    for (long k = given.least; k <= given.most; k++) given.likelihood[k - given.least] = log_choose(row, k) + log_choose(other, column - k);
    return given;
}

/* Of the distribution with this logarithm of the odds ratio: its mean, or the probability of `observed` or more, or of `observed` or fewer. */
enum wanted { WANTED_MEAN, WANTED_ABOVE, WANTED_BELOW };

static double of_odds(const struct given_margins *given, double log_odds, enum wanted wanted)
{
    double highest = -INFINITY, all = 0, part = 0;
    for (long k = given->least; k <= given->most; k++) highest = fmax(highest, given->likelihood[k - given->least] + (double)k * log_odds);
    for (long k = given->least; k <= given->most; k++) {
        double here = exp(given->likelihood[k - given->least] + (double)k * log_odds - highest);
        all += here;
        if (wanted == WANTED_MEAN) part += here * (double)(k - given->least);
        else if (wanted == WANTED_ABOVE ? k >= given->observed : k <= given->observed) part += here;
    }
    return part / all;
}

/* Where this rises (or, of WANTED_BELOW, falls) through the level, by halving: all three are monotone. */
static double solve_odds(const struct given_margins *given, enum wanted wanted, double level)
{
    double low = -1, high = 1, sign = wanted == WANTED_BELOW ? -1 : 1;
    while (low > -1e3 && sign * (of_odds(given, low, wanted) - level) > 0) low *= 2;
    while (high < 1e3 && sign * (of_odds(given, high, wanted) - level) < 0) high *= 2;
    for (;;) {
        double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high)) return exp(middle);
        if (sign * (of_odds(given, middle, wanted) - level) < 0) low = middle;
        else high = middle;
    }
}

struct odds contingency_conditional(long yes, long no, long reference_yes, long reference_no)
{
    struct odds odds = {NAN, {NAN, NAN}};
    struct given_margins given = given_margins(yes, no, reference_yes, reference_no);
    bool first = yes == given.least, last = yes == given.most;
    if (!(first && last)) {
        odds.ratio = first ? 0 : last ? (double)INFINITY : solve_odds(&given, WANTED_MEAN, (double)(yes - given.least));
        odds.interval.low = first ? 0 : solve_odds(&given, WANTED_ABOVE, 0.025);
        odds.interval.high = last ? (double)INFINITY : solve_odds(&given, WANTED_BELOW, 0.025);
    }
    free(given.likelihood);
    return odds;
}

/* 4 Rao and Scott */

/* The interactions: for each cell but the last row's and column's, +1 there and in the corner, -1 at the ends of its row and column; over the share, as the influence of a log-linear
 * interaction has it. R's qr.resid spans the same space, and traces do not depend on the basis. */
static double *make_contrasts(const struct table *shares, int count)
{
    int rows = shares->rows, columns = shares->columns, cells = rows * columns, k = 0;
    double *contrasts = memory_new((size_t)count * (size_t)cells, sizeof *contrasts);
    for (int r = 0; r < rows - 1; r++)
        for (int c = 0; c < columns - 1; c++, k++) {
            const int at[4] = {r * columns + c, cells - 1, r * columns + columns - 1, (rows - 1) * columns + c};
            for (int i = 0; i < 4; i++) contrasts[k * cells + at[i]] = shares->counts[at[i]] > 0 ? (i < 2 ? 1 : -1) / shares->counts[at[i]] : 0;
        }
    return contrasts;
}

/* delta = (C' D^-1 C / n)^-1 (C' D^-1 V D^-1 C): false when the first is singular. */
static bool find_delta(const struct table *shares, const double *covariance, double n, int count, double *delta)
{
    int cells = shares->rows * shares->columns;
    double *contrasts = make_contrasts(shares, count), *plain = memory_new((size_t)count * (size_t)count, sizeof *plain);
    for (int a = 0; a < count; a++)
        for (int b = 0; b < count; b++) {
            double of_design = 0, of_simple = 0;
            for (int i = 0; i < cells; i++) {
                double row = 0;
                for (int j = 0; j < cells; j++) row += covariance[i * cells + j] * contrasts[b * cells + j];
                of_design += contrasts[a * cells + i] * row;
                of_simple += contrasts[a * cells + i] * contrasts[b * cells + i] * shares->counts[i];
            }
            delta[a * count + b] = of_design;
            plain[a * count + b] = of_simple / n;
        }
    bool solved = square_solve(plain, delta, count, count);
    free(contrasts);
    free(plain);
    return solved;
}

struct rao_scott contingency_rao_scott(const struct table *shares, const double *covariance, double n, double teams_df)
{
    struct rao_scott test = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    int count = (shares->rows - 1) * (shares->columns - 1);
    if (count < 1 || !(teams_df > 0)) return test;
    double *delta = memory_new((size_t)count * (size_t)count, sizeof *delta), trace = 0, square = 0;
    bool solved = find_delta(shares, covariance, n, count, delta);
    for (int a = 0; a < count; a++) {
        trace += delta[a * count + a];
        for (int b = 0; b < count; b++) square += delta[a * count + b] * delta[b * count + a];
    }
    free(delta);
    test.chi_square = n * contingency_chi_square(shares, false).statistic;
    if (!solved || !(trace > 0) || !(square > 0)) return test;
    test.f = test.chi_square / trace;
    test.df = trace * trace / square;
    test.df_rest = test.df * teams_df;
    test.p = guard_f_above(test.f, test.df, test.df_rest);
    test.first_df = count;
    test.first_p = guard_chi_square_above(test.chi_square / (trace / count), count);
    return test;
}
