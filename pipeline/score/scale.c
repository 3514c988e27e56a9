/* 1 one answer   2 whole numbers   3 means and sums   4 two operands   5 counts, yes and no, bands */
#include "scale.h"

#include <math.h>
#include <string.h>

#include "chunk.h"

/* Numbers with decimals are not exact in binary: the mean of 0.1 and 0.7 comes out a little below 0.4, and 0.1 + 0.2 - 0.3 a little above 0. Scores must not hang
 * on that: differences of a number and a limit that rounding makes are none, and what is left of numbers that cancel out is 0. Answers have far fewer digits. */
static const double limit_rounding = 1e-12, dust_rounding = 0x1p-48;
static bool is_below(double value, double limit) { return limit - value > limit_rounding * fmin(fabs(value), fabs(limit)); }
static double without_dust(double result, double sizes) { return fabs(result) <= dust_rounding * sizes ? 0 : result; }

/* 1 one answer */

bool view_is_missing(const struct view *view, size_t row)
{
    switch (view->kind) {
    case VIEW_CODES: return ((const uint8_t *)view->data)[row] >= CODE_MISSING;
    case VIEW_INT16: return chunk_is_missing_int16(((const int16_t *)view->data)[row]);
    case VIEW_INT32: return chunk_is_missing_int32(((const int32_t *)view->data)[row]);
    default: return isnan(((const double *)view->data)[row]);
    }
}

int view_reason(const struct view *view, size_t row)
{
    switch (view->kind) {
    case VIEW_CODES: return ((const uint8_t *)view->data)[row] - CODE_MISSING;
    case VIEW_INT16: return ((const int16_t *)view->data)[row] - INT16_MIN;
    case VIEW_INT32: return ((const int32_t *)view->data)[row] - INT32_MIN;
    default: return chunk_reason_real(((const double *)view->data)[row]);
    }
}

double view_value(const struct view *view, size_t row)
{
    if (view_is_missing(view, row)) return NAN;
    double step = (double)view->fraction.step, denominator = (double)view->fraction.denominator;
    switch (view->kind) {
    case VIEW_CODES: return view->scores[((const uint8_t *)view->data)[row]];
    case VIEW_INT16: return ((const int16_t *)view->data)[row] * step / denominator;
    case VIEW_INT32: return ((const int32_t *)view->data)[row] * step / denominator;
    default: return ((const double *)view->data)[row];
    }
}

bool view_matches(const struct view *view, size_t row, double minimum, double maximum)
{
    if (view->kind == VIEW_CODES) return view->matches[((const uint8_t *)view->data)[row]];
    double value = view_value(view, row);
    return !is_below(value, minimum) && !is_below(maximum, value);
}

void scale_take_legal(const struct view *numbers, size_t rows, const double *legal, int count, struct answers_taken *taken)
{
    uint8_t *codes = taken->room;
    taken->view = (struct view){.kind = VIEW_CODES, .data = codes, .fraction = {1, 1}};
    for (size_t r = 0; r < rows; r++) {
        int code = CODE_MISSING + REASON_NOT_SCORED;
        double value = view_value(numbers, r);
        if (isnan(value)) code = CODE_MISSING + view_reason(numbers, r);
        for (int i = count - 1; i >= 0; i--)
            if (value == legal[i]) code = i;
        taken->illegal += !isnan(value) && code >= CODE_MISSING;
        codes[r] = (uint8_t)code;
    }
}

static void take_small(const struct view *numbers, size_t rows, double minimum, double maximum, bool reverse, struct answers_taken *taken)
{
    int16_t *out = taken->room;
    double turned = reverse ? minimum + maximum : 0;
    for (size_t r = 0; r < rows; r++) {
        int16_t value = ((const int16_t *)numbers->data)[r];
        bool missing = chunk_is_missing_int16(value), illegal = !missing && (value < minimum || value > maximum);
        taken->illegal += illegal;
        out[r] = missing ? value : illegal ? chunk_missing_int16(REASON_NOT_SCORED) : reverse ? (int16_t)(turned - value) : value;
    }
}

void scale_take_range(const struct view *numbers, size_t rows, double minimum, double maximum, bool reverse, struct answers_taken *taken)
{
    double *out = taken->room;
    bool small = numbers->kind == VIEW_INT16 && (!reverse || (fabs(minimum) < 16000 && fabs(maximum) < 16000 && minimum + maximum == floor(minimum + maximum)));
    taken->view = *numbers;
    taken->view.data = taken->room;
    if (small) {
        take_small(numbers, rows, minimum, maximum, reverse, taken);
        return;
    }
    taken->view.kind = VIEW_REAL;
    for (size_t r = 0; r < rows; r++) {
        double value = view_value(numbers, r);
        bool illegal = !isnan(value) && (value < minimum || value > maximum);
        taken->illegal += illegal;
        if (isnan(value)) out[r] = chunk_missing_real(view_reason(numbers, r));
        else out[r] = illegal ? chunk_missing_real(REASON_NOT_SCORED) : reverse ? without_dust(minimum + maximum - value, fabs(minimum) + fabs(maximum) + fabs(value)) : value;
    }
}

/* 2 whole numbers */

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* Scores with at most three decimals become whole when multiplied by one of these. */
static int find_multiplier(const struct view *views, int count)
{
    static const int multipliers[] = {1, 2, 4, 5, 10, 20, 25, 50, 100, 1000};
    for (size_t m = 0; m < sizeof multipliers / sizeof *multipliers; m++) {
        bool whole = true;
        for (int v = 0; v < count; v++)
            for (int c = 0; views[v].kind == VIEW_CODES && c < CODE_MISSING; c++)
                if (!isnan(views[v].scores[c])) whole &= fabs(views[v].scores[c] * multipliers[m] - nearbyint(views[v].scores[c] * multipliers[m])) < 1e-9;
        if (whole) return multipliers[m];
    }
    return 0;
}

static int64_t find_step(const struct view *views, int count, int multiplier)
{
    int64_t step = 0;
    for (int v = 0; v < count; v++) {
        if (views[v].kind != VIEW_CODES) return 1;
        for (int c = 0; c < CODE_MISSING; c++)
            if (!isnan(views[v].scores[c])) step = common_divisor(step, llrint(views[v].scores[c] * multiplier));
    }
    return step ? step : 1;
}

bool scale_fraction(const struct view *views, int count, const double *largest, int minimum_answered, bool is_sum, int *multiplier, struct fraction *fraction)
{
    double reach = 0;
    for (int v = 0; v < count; v++) {
        bool whole = views[v].kind == VIEW_CODES || (views[v].kind != VIEW_REAL && views[v].fraction.step == 1 && views[v].fraction.denominator == 1);
        if (!whole) return false;
        if (!(reach >= largest[v])) reach = largest[v];
    }
    *multiplier = find_multiplier(views, count);
    if (!*multiplier) return false;
    int64_t common = 1;
    for (int answered = minimum_answered > 1 ? minimum_answered : 1; answered <= count; answered++) {
        common = common / common_divisor(common, answered) * answered;
        if (common > 1000000) return false;
    }
    *fraction = (struct fraction){find_step(views, count, *multiplier), common * *multiplier};
    return reach * *multiplier / (double)fraction->step * (double)common * (is_sum ? count : 1) < 2147000000.0;
}

/* 3 means and sums */

/* Why a row has no score: the operands' common reason, or that too few were answered. */
static int common_reason(const struct view *views, int count, size_t row)
{
    int reason = -1;
    for (int v = 0; v < count; v++) {
        if (!view_is_missing(&views[v], row)) return REASON_NOT_SCORED;
        int own = view_reason(&views[v], row);
        if (reason >= 0 && reason != own) return REASON_NOT_SCORED;
        reason = own;
    }
    return reason;
}

static void add_codes(const struct view *view, size_t rows, int multiplier, int64_t step, struct scratch *scratch)
{
    int64_t scores[256];
    uint8_t answered[256];
    const uint8_t *codes = view->data;
    for (int c = 0; c < 256; c++) {
        answered[c] = c < CODE_MISSING && !isnan(view->scores[c]);
        scores[c] = answered[c] ? llrint(view->scores[c] * multiplier) / step : 0;
    }
    for (size_t r = 0; r < rows; r++) {
        scratch->sums[r] += scores[codes[r]];
        scratch->answered[r] = (uint8_t)(scratch->answered[r] + answered[codes[r]]);
    }
}

static void add_whole(const struct view *view, size_t rows, int multiplier, int64_t step, struct scratch *scratch)
{
    for (size_t r = 0; r < rows; r++) {
        if (view_is_missing(view, r)) continue;
        scratch->sums[r] += (view->kind == VIEW_INT16 ? ((const int16_t *)view->data)[r] : ((const int32_t *)view->data)[r]) * multiplier / step;
        scratch->answered[r]++;
    }
}

void scale_mean_whole(const struct view *views, int count, size_t rows, int minimum_answered, bool is_sum, int multiplier, struct fraction fraction, struct scratch *scratch, int32_t *out)
{
    int64_t common = fraction.denominator / multiplier, factors[256] = {0};
    memset(scratch->sums, 0, rows * sizeof *scratch->sums);
    memset(scratch->answered, 0, rows);
    for (int v = 0; v < count; v++)
        if (views[v].kind == VIEW_CODES) add_codes(&views[v], rows, multiplier, fraction.step, scratch);
        else add_whole(&views[v], rows, multiplier, fraction.step, scratch);
    for (int answered = 1; answered <= count; answered++) factors[answered] = common / answered * (is_sum ? count : 1);
    for (size_t r = 0; r < rows; r++) {
        uint8_t answered = scratch->answered[r];
        if (answered >= minimum_answered && answered) out[r] = (int32_t)(scratch->sums[r] * factors[answered]);
        else out[r] = chunk_missing_int32(common_reason(views, count, r));
    }
}

void scale_mean_real(const struct view *views, int count, size_t rows, int minimum_answered, bool is_sum, struct scratch *scratch, double *out)
{
    for (size_t r = 0; r < rows; r++) scratch->totals[r] = scratch->sizes[r] = 0;
    memset(scratch->answered, 0, rows);
    for (int v = 0; v < count; v++)
        for (size_t r = 0; r < rows; r++) {
            double value = view_value(&views[v], r);
            if (isnan(value)) continue;
            scratch->totals[r] += value;
            scratch->sizes[r] += fabs(value);
            scratch->answered[r]++;
        }
    for (size_t r = 0; r < rows; r++) {
        uint8_t answered = scratch->answered[r];
        if (answered >= minimum_answered && answered) out[r] = without_dust(scratch->totals[r], scratch->sizes[r]) / answered * (is_sum ? count : 1);
        else out[r] = chunk_missing_real(common_reason(views, count, r));
    }
}

/* 4 two operands */

static int reason_of_two(const struct view *first, const struct view *second, size_t row)
{
    if (view_is_missing(first, row)) return view_reason(first, row);
    return view_is_missing(second, row) ? view_reason(second, row) : REASON_NOT_SCORED;
}

void scale_ratio(const struct view *top, const struct view *bottom, size_t rows, double *out)
{
    for (size_t r = 0; r < rows; r++) {
        double above = view_value(top, r), below = view_value(bottom, r);
        out[r] = isnan(above) || isnan(below) || below == 0 ? chunk_missing_real(reason_of_two(top, bottom, r)) : above / below;
    }
}

void scale_difference_real(const struct view *first, const struct view *second, size_t rows, double *out)
{
    for (size_t r = 0; r < rows; r++) {
        double above = view_value(first, r), below = view_value(second, r), difference = without_dust(above - below, fabs(above) + fabs(below));
        out[r] = isnan(difference) ? chunk_missing_real(reason_of_two(first, second, r)) : difference;
    }
}

void scale_difference_whole(const struct view *first, const struct view *second, size_t rows, int32_t *out)
{
    for (size_t r = 0; r < rows; r++) {
        double difference = view_value(first, r) - view_value(second, r);
        out[r] = isnan(difference) ? chunk_missing_int32(reason_of_two(first, second, r)) : (int32_t)difference;
    }
}

/* 5 counts, yes and no, bands */

static void count_hits(const struct view *views, int count, size_t rows, double minimum, double maximum, struct scratch *scratch)
{
    memset(scratch->answered, 0, rows);
    memset(scratch->hits, 0, rows);
    for (int v = 0; v < count; v++)
        for (size_t r = 0; r < rows; r++) {
            if (view_is_missing(&views[v], r)) continue;
            scratch->answered[r]++;
            scratch->hits[r] = (uint8_t)(scratch->hits[r] + view_matches(&views[v], r, minimum, maximum));
        }
}

void scale_count(const struct view *views, int count, size_t rows, int minimum_answered, double minimum, double maximum, struct scratch *scratch, int32_t *out)
{
    count_hits(views, count, rows, minimum, maximum, scratch);
    for (size_t r = 0; r < rows; r++) {
        bool enough = scratch->answered[r] >= minimum_answered && scratch->answered[r];
        out[r] = enough ? scratch->hits[r] : chunk_missing_int32(common_reason(views, count, r));
    }
}

void scale_yes_no(const struct view *views, int count, size_t rows, int minimum_answered, enum scale_rule rule, double minimum, double maximum, struct scratch *scratch, uint8_t *out)
{
    count_hits(views, count, rows, minimum, maximum, scratch);
    for (size_t r = 0; r < rows; r++) {
        bool enough = scratch->answered[r] >= minimum_answered, complete = scratch->answered[r] == count, hit = scratch->hits[r] > 0, miss = scratch->hits[r] < scratch->answered[r];
        if (rule == SCALE_ANY && enough && (hit || complete)) out[r] = !hit;
        else if (rule == SCALE_ALL && enough && (miss || complete)) out[r] = miss;
        else out[r] = (uint8_t)(CODE_MISSING + common_reason(views, count, r));
    }
}

void scale_band(const struct view *view, size_t rows, const struct scale_band *bands, int band_count, uint8_t *out)
{
    for (size_t r = 0; r < rows; r++) {
        int found = -1;
        double value = view->kind == VIEW_CODES ? 0 : view_value(view, r);
        bool missing = view_is_missing(view, r);
        for (int b = 0; b < band_count && found < 0 && !missing; b++) {
            bool last = b == band_count - 1, below_end = is_below(value, bands[b].maximum) || (last && !is_below(bands[b].maximum, value));
            if (view->kind == VIEW_CODES ? bands[b].matches[((const uint8_t *)view->data)[r]] : !is_below(value, bands[b].minimum) && below_end) found = b;
        }
        out[r] = (uint8_t)(found >= 0 ? found : CODE_MISSING + (missing ? view_reason(view, r) : REASON_NOT_SCORED));
    }
}
