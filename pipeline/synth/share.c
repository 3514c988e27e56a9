#include "share.h"

#include <math.h>

#include "normal.h"

bool share_cumulate(const double *weights, int count, double *cuts)
{
    double total = 0, sum = 0;
    for (int i = 0; i < count; i++) total += weights[i];
    if (!(total > 0)) return false;
    for (int i = 0; i + 1 < count; i++) {
        sum += weights[i];
        cuts[i] = sum < total ? sum / total : 1;
    }
    return true;
}

void share_to_normal(double *cuts, int count)
{
    for (int i = 0; i < count; i++) cuts[i] = normal_quantile(cuts[i]);
}

void share_lognormal(double median, double spread, double lowest, double step, int count, double *cuts)
{
    for (int i = 0; i + 1 < count; i++) {
        double middle = lowest + step * (i + 0.5);
        cuts[i] = middle > 0 ? log(middle / median) / spread : -INFINITY;
    }
}

void share_normal(double mean, double deviation, double lowest, double step, int count, double *cuts)
{
    for (int i = 0; i + 1 < count; i++) cuts[i] = (lowest + step * (i + 0.5) - mean) / deviation;
}

/* Few cuts are faster counted than searched. */
int share_place(const double *cuts, int count, double at)
{
    int low = 0;
    while (count > 8) {
        int half = count / 2;
        if (cuts[low + half] < at) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    int place = low;
    for (int i = 0; i < count; i++) place += cuts[low + i] < at;
    return place;
}
