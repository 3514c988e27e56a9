#include "square.h"

#include <math.h>

/* A pivot smaller than this share of the largest entry is rounding. */
static const double ROUNDING = 1e-11;

static void swap_rows(double *a, int one, int other, int width)
{
    for (int k = 0; k < width; k++) {
        double kept = a[one * width + k];
        a[one * width + k] = a[other * width + k];
        a[other * width + k] = kept;
    }
}

static void subtract(double *a, int from, int row, double times, int width)
{
    for (int k = 0; k < width; k++) a[from * width + k] -= times * a[row * width + k];
}

static double largest(const double *a, int count)
{
    double size = 0;
    for (int i = 0; i < count; i++) size = fmax(size, fabs(a[i]));
    return size;
}

bool square_solve(double *a, double *b, int size, int columns)
{
    double least = ROUNDING * largest(a, size * size);
    for (int column = 0; column < size; column++) {
        int pivot = column;
        for (int row = column + 1; row < size; row++)
            if (fabs(a[row * size + column]) > fabs(a[pivot * size + column])) pivot = row;
        if (!(fabs(a[pivot * size + column]) > least)) return false;
        swap_rows(a, column, pivot, size);
        swap_rows(b, column, pivot, columns);
        for (int row = 0; row < size; row++) {
            if (row == column) continue;
            double times = a[row * size + column] / a[column * size + column];
            subtract(a, row, column, times, size);
            subtract(b, row, column, times, columns);
        }
    }
    for (int row = 0; row < size; row++)
        for (int k = 0; k < columns; k++) b[row * columns + k] /= a[row * size + row];
    return true;
}
