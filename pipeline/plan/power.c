#include "power.h"

#include <math.h>

#include "guard.h"
#include "noncentral.h"

static const double LEAST_DF = 0.5, MOST_TIMES = 1e6;

double power_of(double delta, double df)
{
    double edge = guard_t_quantile(0.975, df);
    return noncentral_t_above(edge, df, delta) + noncentral_t_below(-edge, df, delta);
}

/* Grows with delta. */
double power_delta(double power, double df)
{
    double low = 0, high = 1;
    if (!(power > 0.05 && power < 1) || !(df >= LEAST_DF)) return NAN;
    while (power_of(high, df) < power) {
        low = high;
        high *= 2;
        if (high > 1000) return NAN;
    }
    while (high - low > 1e-13 * high) {
        double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high)) break;
        if (power_of(middle, df) < power) low = middle;
        else high = middle;
    }
    return high;
}

double power_design_effect(double team_size, double cv, double icc)
{
    return 1 + fmax(0, (cv * cv + 1) * team_size - 1) * icc;
}

double power_simple_variance(const struct power_study *study, double share)
{
    if (!study->is_share) return study->sd * study->sd / study->n + study->sd_reference * study->sd_reference / study->n_reference;
    return share * (1 - share) / (study->n - 1) + study->share * (1 - study->share) / (study->n_reference - 1);
}

static double error_at(const struct power_study *study, double share)
{
    return sqrt(study->effect * power_simple_variance(study, share));
}

/* A difference of shares in one direction: what it takes rises less than the difference itself, so there is one crossing or none. */
static double smallest_share(const struct power_study *study, double delta, int direction)
{
    double low = 0, high = direction > 0 ? 1 - study->share : study->share;
    if (!(high > delta * error_at(study, study->share + direction * high))) return NAN;
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high)) break;
        if (middle < delta * error_at(study, study->share + direction * middle)) low = middle;
        else high = middle;
    }
    return high;
}

double power_smallest(const struct power_study *study, double power)
{
    double delta = power_delta(power, study->units - 2);
    if (!study->is_share) return delta * error_at(study, NAN);
    return fmax(smallest_share(study, delta, 1), smallest_share(study, delta, -1)); /* fmax passes over a NaN */
}

/* The larger standard error of the two directions that stay between 0 and 1. */
static double error_of(const struct power_study *study, double difference)
{
    if (!study->is_share) return error_at(study, NAN);
    double up = study->share + difference, down = study->share - difference;
    return fmax(up <= 1 ? error_at(study, up) : NAN, down >= 0 ? error_at(study, down) : NAN);
}

double power_times(const struct power_study *study, double difference, double power)
{
    double effect = difference / error_of(study, difference), low = (LEAST_DF + 2) / study->units, high = MOST_TIMES;
    if (!(effect > 0) || !(low < high) || !(power > 0.05 && power < 1)) return NAN;
    if (!(power_of(fmin(1000, effect * sqrt(high)), high * study->units - 2) > power)) return NAN;
    while (high - low > 1e-12 * high) {
        double middle = sqrt(low * high);
        if (!(middle > low && middle < high)) break;
        if (power_of(fmin(1000, effect * sqrt(middle)), middle * study->units - 2) < power) low = middle;
        else high = middle;
    }
    return high;
}

double power_more(double n, double times)
{
    return fmax(0, ceil(n * times - 1e-7) - n);
}
