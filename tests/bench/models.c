/* Time of regression models at 1,000,000 people in 125,000 teams, 15 columns. From the top of the tree, after make:
 *     cc -O3 -std=c17 -D_GNU_SOURCE -Iinclude tests/bench/models.c build/libanalyse.a build/libspwell.a -lgsl -lgslcblas -lglpk -lm -o /tmp/models && /tmp/models
 */
#include <math.h>
#include <stdio.h>
#include <time.h>
#include "../../pipeline/analyse/guard.h"
#include "../../pipeline/analyse/logistic.h"
#include "../../pipeline/analyse/robust.h"
#include "../unit/analyse/rows.h"

enum { COLUMNS = 15, PEOPLE = 1000000, TEAM = 8 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fill(struct rows *rows, int weighted, int logistic)
{
    uint64_t random = 1;
    rows->count = rows->teams = 0;
    for (size_t i = 0; i < PEOPLE; i++) {
        double x[COLUMNS] = {1}, sum = 0;
        for (size_t j = 1; j < COLUMNS; j++) x[j] = j < 4 ? 5 * rows_random(&random) : rows_random(&random) < 0.2;
        for (size_t j = 1; j < COLUMNS; j++) sum += x[j] * (j % 2 ? 0.2 : -0.2);
        double y = logistic ? rows_random(&random) < 1 / (1 + exp(-sum)) : sum + rows_random(&random);
        rows_add(rows, i / TEAM, x, y, weighted ? 0.5 + floor(4 * rows_random(&random)) : 1, 0);
    }
}

int main(void)
{
    guard_start();
    struct rows rows = rows_new(COLUMNS, PEOPLE);
    for (int run = 0; run < 4; run++) {
        int weighted = run % 2, logistic = run / 2;
        fill(&rows, weighted, logistic);
        struct row_source source = rows_source(&rows, NULL);
        struct regression fit;
        struct robust robust;
        double start = now();
        if (logistic) logistic_fit(&source, &fit);
        else regression_linear(&source, &fit);
        double fitted = now();
        int outcome = (int)robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust);
        double done = now();
        printf("%s%s: fit %.2f s, CR2 %.2f s, together %.2f s; outcome %d %d, se %.6g, df %.1f\n", logistic ? "logistic" : "linear", weighted ? " weighted" : "", fitted - start, done - fitted, done - start, (int)fit.outcome, outcome, robust.se[1], robust.df[1]);
        robust_free(&robust);
        regression_free(&fit);
    }
    rows_free(&rows);
    return 0;
}
