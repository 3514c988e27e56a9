/* Weights of post-strata that make the answers add up to the population. Pure.
 * Post-stratification: N_h / n_h. Raking: iterative proportional fitting (Deming and Stephan 1940), as R survey's postStratify and rake;
 * checked against them in tests/reference.
 */
#ifndef SPWELL_ANALYSE_WEIGHT_H
#define SPWELL_ANALYSE_WEIGHT_H
#include <stdbool.h>
#include <stddef.h>

enum weight_fault { WEIGHT_GOOD, WEIGHT_EMPTY_SAMPLE /* population but nobody answered */, WEIGHT_EMPTY_POPULATION /* answers but no population */, WEIGHT_TOTALS_DIFFER, WEIGHT_NOT_CONVERGED };

struct weight_margin { int category_count; const int *of_stratum; const double *population; }; /* of_stratum: the category of each post-stratum */

struct weight_result { enum weight_fault fault; int margin, category; /* where */ int iterations; };

enum { WEIGHT_ITERATIONS = 500 };

/* answered: respondents of each post-stratum (crossing of the margins). Fills weights, which begin at 1. One margin gives post-stratification.
 * Stops when no margin total is off by more than 1e-13 of the population. */
struct weight_result weight_rake(const double *answered, size_t stratum_count, const struct weight_margin *margins, int margin_count, double *weights);

#endif
