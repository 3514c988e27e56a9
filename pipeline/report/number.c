#include "number.h"
#include <assert.h>
#include <math.h>

enum { DECIMALS_LIMIT = 3 };

static const char minus_sign[] = "\xe2\x88\x92";

void number_plain(struct buffer *out, double value, int decimals)
{
    assert(isfinite(value));
    struct buffer digits = {0};
    buffer_fixed(&digits, value, decimals);
    bool negative = digits.at[0] == '-';
    if (negative) buffer_put(out, minus_sign);
    buffer_put(out, digits.at + negative);
    buffer_free(&digits);
}

void number_signed(struct buffer *out, double value, int decimals)
{
    struct buffer digits = {0};
    buffer_fixed(&digits, value, decimals);
    bool zero = true;
    for (const char *at = digits.at; *at; at++)
        if (*at >= '1' && *at <= '9') zero = false;
    if (value > 0 && !zero) buffer_put(out, "+");
    number_plain(out, value, decimals);
    buffer_free(&digits);
}

void number_count(struct buffer *out, long count)
{
    if (count < 0) {
        buffer_put(out, minus_sign);
        count = -count;
    }
    if (count < 1000) {
        buffer_format(out, "%ld", count);
        return;
    }
    number_count(out, count / 1000);
    buffer_format(out, ",%03ld", count % 1000);
}

int number_decimals(int decimals, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        while (decimals < DECIMALS_LIMIT && isfinite(values[i]) && fabs(values[i]) > 0 && fabs(values[i]) < 0.5 * pow(10, -decimals)) decimals++;
    return decimals;
}
