/* Weights of classes of people (post-strata, or whoever has the same weight) that make the answers add up to the population. Pure.
 * Post-stratification: N_h / n_h. Raking: iterative proportional fitting (Deming and Stephan 1940), as R survey's postStratify and rake;
 * checked against them in tests/reference.
 * Trimming: weights beyond the limits, which are multiples of the median weight of a person, are put on the limit, and what that takes from (or gives to)
 * the total goes to the others in equal parts (R survey 4.1 trimWeights); then the weights are raked again, until both hold.
 */
#ifndef SPWELL_ANALYSE_WEIGHT_H
#define SPWELL_ANALYSE_WEIGHT_H
#include <stdbool.h>
#include <stddef.h>

enum weight_fault { WEIGHT_GOOD, WEIGHT_EMPTY_SAMPLE /* population but nobody answered */, WEIGHT_EMPTY_POPULATION /* answers but no population */, WEIGHT_TOTALS_DIFFER, WEIGHT_NOT_CONVERGED,
                    WEIGHT_NOT_TRIMMED /* no weights within the limits were found that meet the margins */ };

struct weight_margin { int category_count; const int *of_stratum; const double *population; }; /* of_stratum: the category of each post-stratum */

struct weight_result { enum weight_fault fault; int margin, category; /* where */ int iterations; };

enum { WEIGHT_ITERATIONS = 500, WEIGHT_TRIMMINGS = 200 };

/* answered: respondents of each post-stratum (crossing of the margins). Fills weights, which begin at 1. One margin gives post-stratification.
 * Stops when no margin total is off by more than 1e-13 of the population. */
struct weight_result weight_rake(const double *answered, size_t stratum_count, const struct weight_margin *margins, int margin_count, double *weights);

struct weight_trimming { double most, least; /* times the median */ int rounds; double people; /* whose weight was put on a limit in any of them */ };

/* Trims weights that meet the margins, and rakes again from there, until no weight is beyond a limit by more than a millionth of it. Without margins it only trims.
 * `iterations` of the result are those of the last raking. */
struct weight_result weight_trim(const double *answered, size_t count, const struct weight_margin *margins, int margin_count, struct weight_trimming *trimming, double *weights);

/* Quantiles are type 7, over people. variation: coefficient of variation, standard deviation (n) over mean, so that Kish's design_effect is 1 + its square. */
struct weight_spread { double smallest, largest, median, q1, q3, variation, design_effect, n_effective; };
struct weight_spread weight_spread(const double *answered, const double *weights, size_t count);

#endif
