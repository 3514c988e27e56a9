/* Shares and cuts.
 *
 * `weights` are shares on any scale. share_cumulate writes count - 1 cumulated shares between 0 and 1; false when the weights do not
 * add up to more than 0. share_place is the number of cuts below `at`: the place of the cell that a draw means. */
#ifndef SPWELL_SYNTH_SHARE_H
#define SPWELL_SYNTH_SHARE_H
#include <stdbool.h>

bool share_cumulate(const double *weights, int count, double *cuts);
/* Cumulated shares to values of a standard normal propensity, in place. */
void share_to_normal(double *cuts, int count);
/* Cuts of a number whose cells are lowest, lowest + step, ...: y at the middle between neighbours, for
 * median * exp(spread * y), and for mean + deviation * y. */
void share_lognormal(double median, double spread, double lowest, double step, int count, double *cuts);
void share_normal(double mean, double deviation, double lowest, double step, int count, double *cuts);
int share_place(const double *cuts, int count, double at);

#endif
