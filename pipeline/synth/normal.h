/* The quantile of the standard normal distribution: Wichura's algorithm AS 241, PPND16 (1988, Applied Statistics 37(3), 477-484),
 * good to about 1 part in 10^16. `share` lies between 0 and 1; 0 and 1 themselves give -INFINITY and INFINITY. */
#ifndef SPWELL_SYNTH_NORMAL_H
#define SPWELL_SYNTH_NORMAL_H

double normal_quantile(double share);

#endif
