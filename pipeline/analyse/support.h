/* On how many people a coefficient rests. Pure.
 *
 * A coefficient is a sum of the answers, each times c_i = w_i x_i'(X'WX)^-1 e: those with c_i above 0 are set against those with c_i below. However many are in a model, it may come
 * down to one: where groups meet in one region alone, and there one person of the group is, the difference of the groups adjusted for regions is that person's answer less the average
 * of the others. So many people of equal weight as would weigh as these do are on a side (Kish): (sum |c_i|)^2 / sum c_i^2; the smaller of the two sides is the support.
 */
#ifndef SPWELL_ANALYSE_SUPPORT_H
#define SPWELL_ANALYSE_SUPPORT_H
#include "regression.h"

/* What is added up of one coefficient: people with a share below 0, above 0. */
struct support { double sum[2], squares[2]; };

void support_add(struct support *support, double share, double people);
double support_people(const struct support *support);
/* Of each column. One walk over the rows. */
void support_of_all(const struct row_source *source, const struct regression *fit, double *people);

#endif
