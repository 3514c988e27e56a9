#include "confound.h"

#include <math.h>
#include <stdlib.h>

#include "chunk.h"
#include "memory.h"

/* What is left of a column when those before it are taken out. */
static double orthogonalise(double *column, double *const *basis, size_t basis_count, size_t rows)
{
    double length = 0;
    for (int twice = 0; twice < 2; twice++)
        for (size_t k = 0; k < basis_count; k++) {
            double dot = 0;
            for (size_t r = 0; r < rows; r++) dot += column[r] * basis[k][r];
            for (size_t r = 0; r < rows; r++) column[r] -= dot * basis[k][r];
        }
    for (size_t r = 0; r < rows; r++) length += column[r] * column[r];
    return sqrt(length);
}

static bool takes_part(const uint8_t *codes, int group, int a, int b, const int *covariates, int count)
{
    for (int c = 0; c < count; c++)
        if (codes[covariates[c]] >= CODE_MISSING) return false;
    return codes[group] == a || codes[group] == b;
}

bool confound_is_aliased(const uint8_t *codes, size_t rows, int width, int group, int a, int b, const int *covariates, int covariate_count)
{
    const double nothing = 1e-9;
    size_t kept = 0, basis_count = 0, limit = 1 + (size_t)covariate_count * CODE_MISSING;
    const uint8_t **row = memory_new(rows, sizeof *row);
    for (size_t r = 0; r < rows; r++)
        if (takes_part(codes + r * (size_t)width, group, a, b, covariates, covariate_count)) row[kept++] = codes + r * (size_t)width;
    double **basis = memory_new(limit, sizeof *basis), *column = memory_new(kept, sizeof *column);
    for (size_t k = 0; k < limit; k++) {
        int covariate = k ? covariates[(k - 1) / CODE_MISSING] : -1, category = k ? (int)((k - 1) % CODE_MISSING) : 0;
        bool any = false;
        for (size_t r = 0; r < kept; r++) any |= (column[r] = covariate < 0 || row[r][covariate] == category) != 0;
        double length = any ? orthogonalise(column, basis, basis_count, kept) : 0;
        if (length <= nothing) continue;
        basis[basis_count] = memory_new(kept, sizeof **basis);
        for (size_t r = 0; r < kept; r++) basis[basis_count][r] = column[r] / length;
        basis_count++;
    }
    for (size_t r = 0; r < kept; r++) column[r] = row[r][group] == a;
    bool both = false;
    for (size_t r = 1; r < kept; r++) both |= row[r][group] != row[0][group];
    bool aliased = both && orthogonalise(column, basis, basis_count, kept) <= nothing;
    for (size_t k = 0; k < basis_count; k++) free(basis[k]);
    free(basis);
    free(column);
    free(row);
    return aliased;
}
