#include "bins.h"
#include <math.h>

static bool is_revealing(const long *counts, int groups, int bins, int bin)
{
    for (int group = 0; group < groups; group++) {
        long people = counts[group * bins + bin];
        if (people > 0 && people < BINS_LEAST) return true;
    }
    return false;
}

static long people_in(const long *counts, int groups, int bins, int bin)
{
    long people = 0;
    for (int group = 0; group < groups; group++) people += counts[group * bins + bin];
    return people;
}

int bins_next(const bool *begins, int bins, int bin)
{
    do bin++;
    while (bin < bins && !begins[bin]);
    return bin;
}

static int bin_before(const bool *begins, int bin)
{
    do bin--;
    while (bin >= 0 && !begins[bin]);
    return bin;
}

static void join(long *counts, int groups, int bins, int left, int right, bool *begins)
{
    for (int group = 0; group < groups; group++) {
        counts[group * bins + left] += counts[group * bins + right];
        counts[group * bins + right] = 0;
    }
    begins[right] = false;
}

/* True when the bin had a neighbour to be merged with. */
static bool merge_with_neighbour(long *counts, int groups, int bins, int bin, bool *begins)
{
    int left = bin_before(begins, bin), right = bins_next(begins, bins, bin);
    if (left < 0 && right == bins) return false;
    bool take_left = right == bins || (left >= 0 && people_in(counts, groups, bins, left) <= people_in(counts, groups, bins, right));
    if (take_left) join(counts, groups, bins, left, bin, begins);
    else join(counts, groups, bins, bin, right, begins);
    return true;
}

void bins_merge(long *counts, int groups, int bins, bool *begins)
{
    for (int bin = 0; bin < bins; bin++) begins[bin] = true;
    for (int bin = 0; bin < bins;) {
        bool merged = is_revealing(counts, groups, bins, bin) && merge_with_neighbour(counts, groups, bins, bin, begins);
        bin = merged ? 0 : bins_next(begins, bins, bin); /* a merged bin may reveal somebody of another group */
    }
}

void bins_name(double low, double high, bool whole, struct buffer *out)
{
    if (isfinite(low)) buffer_number(out, low);
    buffer_put(out, ":");
    if (isfinite(high)) buffer_number(out, whole ? high - 1 : high);
}

void bins_label(double low, double high, bool whole, struct buffer *out)
{
    if (!isfinite(low) && !isfinite(high)) {
        buffer_put(out, "any");
        return;
    }
    if (isfinite(low)) buffer_number(out, low);
    else buffer_put(out, "under ");
    if (!isfinite(high)) {
        buffer_put(out, " or more");
    } else if (!isfinite(low)) {
        buffer_number(out, high);
    } else if (!whole || high - 1 > low) {
        buffer_put(out, whole ? " to " : " to under ");
        buffer_number(out, whole ? high - 1 : high);
    }
}
