/* How often 95% intervals hold the truth: surveys drawn from a made-up population (population.h), analysed as spwell analyse does it.
 *
 *     coverage SURVEYS            a table: for each scenario and measure, how many of 100 intervals hold the population's figure, R survey's and ours, how many
 *                                 surveys have an interval, and how much of the missing lies on either side
 * Ends with 1 when one of ours holds it less often than LEAST (93.5%). Intervals that hold it more often than MOST (96.5%) are marked: an interval of a median of few
 * distinct scores cannot help it, as its ends are scores.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "population.h"
#include "../../pipeline/analyse/analysis.h"
#include "../../pipeline/analyse/weight.h"

enum { FIRST_SECTOR = 1, KINDS = 3, RAKED_MARGINS = 2, STRATA = 4 };
static const double LEAST = 93.5, MOST = 96.5;
static const char *const kinds[KINDS] = {"estimate", "median", "difference"};

/* r, ours: intervals that hold the figure; below, above: figures below and above ours. */
struct tally_of { double surveys, given, r, r_given, ours, below, above; };

static bool is_share(int measure) { return measure >= SHARE_05 && measure <= SHARE_50; }

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static struct values values_of(const double *answers, const struct design *design)
{
    size_t n = design->respondents;
    struct values values = {.value = calloc(n + 1, sizeof(double)), .at = calloc(n + 1, sizeof(uint32_t))};
    if (!values.value || !values.at) abort();
    memcpy(values.value, answers, n * sizeof *answers);
    qsort(values.value, n, sizeof *answers, ascending);
    for (size_t i = 0; i < n; i++)
        if (!i || values.value[i] > values.value[values.count - 1]) values.value[values.count++] = values.value[i];
    for (size_t i = 0; i < n; i++)
        for (size_t v = values.count; v-- > 0 && values.value[v] >= answers[design->order[i]];) values.at[i] = (uint32_t)v;
    return values;
}

/* Everybody, and the two sectors. With weights: raked to the sectors and roles of the population. NULL: a sector or role nobody is in, or that cannot be mended. */
static struct design *design_of(const struct survey *survey, const struct population *population, bool raked)
{
    static const struct breakdown breakdowns[] = {{.cell_count = 1}, {.variables = {0}, .variable_count = 1, .categories = {SECTORS}, .first_cell = FIRST_SECTOR, .cell_count = SECTORS}};
    static const int sector[STRATA] = {0, 0, 1, 1}, role[STRATA] = {0, 1, 0, 1}, margins[RAKED_MARGINS] = {0, 2}, categories[RAKED_MARGINS] = {SECTORS, ROLES};
    double answered[STRATA] = {0}, weights[STRATA], sectors[SECTORS] = {0}, roles[ROLES] = {0};
    struct design *design = design_create((const uint8_t *)survey->codes, survey->people, MARGINS, survey->team, survey->teams, breakdowns, 2);
    if (!raked) return design;
    population_headcount(population, 0, sectors);
    population_headcount(population, 2, roles);
    for (size_t i = 0; i < survey->people; i++) answered[survey->codes[i][0] * ROLES + survey->codes[i][2]]++;
    const struct weight_margin wanted[RAKED_MARGINS] = {{SECTORS, sector, sectors}, {ROLES, role, roles}};
    if (weight_rake(answered, STRATA, wanted, RAKED_MARGINS, weights).fault == WEIGHT_GOOD) {
        design_calibrate(design, margins, categories, RAKED_MARGINS, false, weights);
        return design;
    }
    design_destroy(design);
    return NULL;
}

static bool holds(struct interval interval, double figure) { return figure >= interval.low - 1e-9 && figure <= interval.high + 1e-9; }

static void judge(struct tally_of *tally, struct interval ours, struct interval r, double figure)
{
    tally->surveys++;
    if (!isnan(r.low) && !isnan(r.high)) {
        tally->r_given++;
        tally->r += holds(r, figure);
    }
    if (isnan(ours.low) || isnan(ours.high)) return;
    tally->given++;
    tally->ours += holds(ours, figure);
    tally->below += figure < ours.low - 1e-9;
    tally->above += figure > ours.high + 1e-9;
}

static void judge_measure(const struct survey *survey, const struct design *design, int measure, const double figures[KINDS], struct tally_of *tallies)
{
    static const int pairs[1][2] = {{FIRST_SECTOR + 1, FIRST_SECTOR}};
    struct values values = values_of(survey->answers[measure], design);
    struct task task = {.is_number = !is_share(measure), .slots = is_share(measure), .pairs = pairs, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    for (size_t i = 0; i < analysis->estimate_count; i++) {
        const struct estimate *estimate = &analysis->estimates[i];
        if (estimate->cell) continue;
        if (estimate->statistic == STATISTIC_MEAN || estimate->statistic == STATISTIC_PERCENT) judge(&tallies[0], estimate->interval, estimate->design_interval, figures[0]);
        if (estimate->statistic == STATISTIC_MEDIAN) judge(&tallies[1], estimate->interval, estimate->design_interval, figures[1]);
    }
    judge(&tallies[2], analysis->contrasts[0].difference.interval, analysis->contrasts[0].design.interval, figures[2]);
    analysis_destroy(analysis);
    free(values.value);
    free(values.at);
}

static int print_table(struct tally_of tallies[MEASURES][KINDS], const char *scenario, double people)
{
    int wrong = 0;
    for (int k = 0; k < KINDS; k++)
        for (int m = 0; m < MEASURES; m++) {
            const struct tally_of *t = &tallies[m][k];
            if (!(t->given > 0)) continue;
            double ours = 100 * t->ours / t->given;
            printf("%-22s %4.0f  %-10s %-20s %6.1f %6.1f  %-5s %6.1f %6.1f %8.1f\n", scenario, people, kinds[k], measure_names[m], 100 * t->r / t->r_given, ours, ours < LEAST ? "LOW" : ours > MOST ? "high" : "",
                   100 * t->below / t->given, 100 * t->above / t->given, 100 * t->given / t->surveys);
            wrong |= ours < LEAST;
        }
    fflush(stdout);
    return wrong;
}

static int run(bool raked, double icc, uint32_t teams, long surveys)
{
    struct population population;
    struct survey survey = {0};
    static struct tally_of tallies[MEASURES][KINDS];
    double figures[MEASURES][KINDS], people = 0, drawn = 0;
    char scenario[40];
    memset(tallies, 0, sizeof tallies);
    population_make(&population, icc, 7);
    for (int m = 0; m < MEASURES; m++) {
        figures[m][0] = population_mean(&population, m, -1);
        figures[m][1] = population_median(&population, m);
        figures[m][2] = population_mean(&population, m, 1) - population_mean(&population, m, 0);
    }
    while (drawn < (double)surveys) {
        survey_draw(&survey, &population, teams, raked);
        struct design *design = design_of(&survey, &population, raked);
        if (!design) continue;
        people += (double)survey.people;
        drawn++;
        for (int m = 0; m < MEASURES; m++) judge_measure(&survey, design, m, figures[m], tallies[m]);
        design_destroy(design);
    }
    snprintf(scenario, sizeof scenario, "%s, icc %.2f", raked ? "raked" : "unweighted", icc);
    int wrong = print_table(tallies, scenario, people / drawn);
    population_free(&population);
    survey_free_room(&survey);
    return wrong;
}

int main(int argc, char **argv)
{
    long surveys = argc > 1 ? strtol(argv[1], NULL, 10) : 5000;
    if (surveys < 1) return 2;
    guard_start();
    printf("%ld surveys each. Of 100 intervals of 95%% hold the figure: R survey's, ours; it lies below, above ours; surveys with an interval.\n", surveys);
    printf("%-22s %4s  %-10s %-20s %6s %6s  %-5s %6s %6s %8s\n", "scenario", "n", "of", "measure", "R", "ours", "", "below", "above", "given");
    int wrong = 0;
    for (int raked = 0; raked < 2; raked++)
        for (int strong = 0; strong < 2; strong++)
            for (int large = 0; large < 2; large++) wrong |= run(raked, strong ? 0.15 : 0.05, raked ? (large ? 52 : 9) : large ? 47 : 8, surveys);
    return wrong;
}
