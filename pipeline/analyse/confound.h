/* Can two groups be told apart from a covariate? Pure. */
#ifndef SPWELL_ANALYSE_CONFOUND_H
#define SPWELL_ANALYSE_CONFOUND_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* codes: rows x width, distinct combinations of answers. Among the rows whose column `group` is a or b: is "is in a" a linear combination of an
 * intercept and the indicator variables of the covariates (columns)? Then no model can separate them. Decided by orthogonalising the indicators
 * (Gram and Schmidt, twice) and asking whether anything of the group is left. Rows with a missing covariate (240 and more) are passed over; a group without rows is not aliased but absent. */
bool confound_is_aliased(const uint8_t *codes, size_t rows, int width, int group, int a, int b, const int *covariates, int covariate_count);

#endif
