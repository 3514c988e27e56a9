/* How alike people of one team answer: one-way analysis of variance by team, and the intraclass correlations from it. Pure.
 *
 * Each person counts the same; teams of one are kept out. MSB, MSW: mean squares between and within J teams of N people. n0 = (N - sum n_j^2 / N) / (J - 1);
 * ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW), how alike two people of a team are; ICC(2) = (MSB - MSW) / MSB, how reliable the mean of a team is
 * (methods.md 3.13, as R's ICC::ICCest). Where they are negative the teams differ less than chance would have it: 0 is given, and the raw value beside it.
 * Design effect 1 + (mean n - 1) ICC(1); of unequal teams 1 + ((CV^2 + 1) mean n - 1) ICC(1) (Eldridge, Ashby and Kerry 2006).
 * 95% interval of ICC(1): of equal teams by F (Searle 1971, as psych::ICC); of others by drawing teams (bootstrap.h), of very many teams by leaving out each in turn.
 */
#ifndef SPWELL_ANALYSE_INTRACLASS_H
#define SPWELL_ANALYSE_INTRACLASS_H
#include <stddef.h>

struct intraclass_team { double n, mean, within; }; /* mean less the centre; within: sum of squares about it */

struct intraclass {
    double teams, n;                           /* used */
    double msb, msw, n0, f, p;                 /* NaN where why is not NULL; f and p also where nobody differs within a team */
    double icc1, icc2, raw, design_effect, design_effect_unequal; /* raw: ICC(1) as it is; the others 0 (1) instead of less. The design effects take ICC(1) as given */
    double low, high;                          /* of the raw ICC(1); NaN: why_no_interval */
    const char *method, *why, *why_no_interval; /* method: of the interval */
};

/* One team; n < 2 is none. centre: any number near the values, the same for all teams. */
struct intraclass_team intraclass_team_of(const double *values, size_t count, double centre);
/* Teams of two or more. */
struct intraclass intraclass_of(const struct intraclass_team *teams, size_t count);

#endif
