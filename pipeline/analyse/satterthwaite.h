/* The CR2 covariance and Satterthwaite's degrees of freedom: see robust.h, which calls this. Pure. */
#ifndef SPWELL_ANALYSE_SATTERTHWAITE_H
#define SPWELL_ANALYSE_SATTERTHWAITE_H
#include "robust.h"

/* Fills covariance and df of *robust (se is left to the caller). contrasts: count x columns, times fit->root: in the basis of orthonormal columns. */
enum robust_outcome satterthwaite_run(const struct row_source *source, const struct regression *fit, const double *contrasts, struct robust *robust);

#endif
