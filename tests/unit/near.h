/* Equality of doubles for unit tests, relative to the expected value.
 *
 *     assert_near(mean, 44.35208333, 1e-9);      an expected 0 is met within the tolerance itself
 */
#ifndef SPWELL_TEST_NEAR_H
#define SPWELL_TEST_NEAR_H
#include <math.h>
#include <stdbool.h>

static inline bool near(double actual, double expected, double tolerance)
{
    double size = fabs(expected) > 0 ? fabs(expected) : 1;
    return isfinite(actual) && fabs(actual - expected) <= tolerance * size; /* NaN and infinities are near nothing */
}

#define assert_near(actual, expected, tolerance)                                                                             \
    do {                                                                                                                     \
        double near_actual = (actual), near_expected = (expected);                                                           \
        if (!near(near_actual, near_expected, (tolerance)))                                                                  \
            fail_msg("%s is %.17g, not %.17g (relative tolerance %g)", #actual, near_actual, near_expected, (double)(tolerance)); \
    } while (0)

#endif
