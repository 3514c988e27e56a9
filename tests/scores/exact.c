#include "exact.h"

#include <ctype.h>
#include <math.h>

static exact_whole common_divisor(exact_whole a, exact_whole b)
{
    while (b) {
        exact_whole rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static struct exact fraction(exact_whole top, exact_whole bottom)
{
    exact_whole by = common_divisor(top, bottom);
    if (bottom < 0) by = -by;
    struct exact exact = {true, top / by, bottom / by, 0, 0};
    exact.value = (long double)exact.top / (long double)exact.bottom;
    exact.reach = fabsl(exact.value);
    return exact;
}

struct exact exact_of(long whole) { return fraction(whole, 1); }

bool exact_read(const char *text, char point, struct exact *out)
{
    bool negative = *text == '-', digits = false, behind = false;
    exact_whole top = 0, bottom = 1;
    for (text += negative; *text; text++) {
        if (*text == point && !behind) {
            behind = true;
            continue;
        }
        if (!isdigit((unsigned char)*text) || top > 1000000000000000000) return false;
        digits = true;
        top = top * 10 + (*text - '0');
        if (behind) bottom *= 10;
    }
    *out = fraction(negative ? -top : top, bottom);
    return digits;
}

static struct exact with_reach(struct exact exact, long double reach)
{
    exact.reach = fmaxl(reach, fabsl(exact.value));
    return exact;
}

static struct exact sum(struct exact a, struct exact b, int sign)
{
    exact_whole left, right, top, bottom;
    long double reach = a.reach + b.reach;
    struct exact about = with_reach((struct exact){.value = a.value + (long double)sign * b.value}, reach);
    if (!a.known || !b.known) return about;
    if (__builtin_mul_overflow(a.top, b.bottom, &left) || __builtin_mul_overflow(b.top * sign, a.bottom, &right) || __builtin_add_overflow(left, right, &top) ||
        __builtin_mul_overflow(a.bottom, b.bottom, &bottom)) return about;
    return with_reach(fraction(top, bottom), reach);
}

struct exact exact_add(struct exact a, struct exact b) { return sum(a, b, 1); }
struct exact exact_subtract(struct exact a, struct exact b) { return sum(a, b, -1); }

struct exact exact_multiply(struct exact a, struct exact b)
{
    exact_whole top, bottom;
    long double reach = fmaxl(a.reach * fabsl(b.value), fabsl(a.value) * b.reach);
    if (!a.known || !b.known || __builtin_mul_overflow(a.top, b.top, &top) || __builtin_mul_overflow(a.bottom, b.bottom, &bottom)) return with_reach((struct exact){.value = a.value * b.value}, reach);
    return with_reach(fraction(top, bottom), reach);
}

struct exact exact_divide(struct exact a, struct exact b)
{
    struct exact turned = {b.known, b.top < 0 ? -b.bottom : b.bottom, b.top < 0 ? -b.top : b.top, 1 / b.value, b.reach / (b.value * b.value)};
    return exact_multiply(a, turned);
}

int exact_compare(struct exact a, struct exact b, bool *unsure)
{
    struct exact difference = exact_subtract(a, b);
    if (difference.known) return difference.top < 0 ? -1 : difference.top > 0;
    if (fabsl(difference.value) <= 1e-12L * fmaxl(fabsl(a.value), fabsl(b.value))) *unsure = true;
    return difference.value < 0 ? -1 : difference.value > 0;
}
