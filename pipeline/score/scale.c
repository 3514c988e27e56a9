/* 1 one answer   2 whole numbers   3 means and sums   4 two operands   5 counts, yes and no   6 bands
 * Most answers are codes: what is to be done with a code stands in a table of all 256, and limits of whole numbers are whole numbers, so that a row takes no decision. */
#include "scale.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "chunk.h"
#include "reasons.h"

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

/* A whole number as it lies in the chunk, missing or not; for loops over a copy of the view, which nothing that is written can change. */
static inline int32_t whole_at(struct view view, size_t row) { return view.kind == VIEW_INT16 ? ((const int16_t *)view.data)[row] : ((const int32_t *)view.data)[row]; }
static bool is_whole(const struct view *view) { return view->kind == VIEW_INT16 || view->kind == VIEW_INT32; }
static int32_t lowest_whole(const struct view *view) { return view->kind == VIEW_INT16 ? INT16_MIN : INT32_MIN; } /* reason 0 */
static int32_t least_answer(const struct view *view) { return lowest_whole(view) + REASON_COUNT; }

/* Four tables side by side: with one, equal codes that follow one another would wait for each other. */
void scale_count_codes(const uint8_t *codes, size_t rows, long counts[256])
{
    uint32_t tables[4][256] = {{0}};
    assert(rows <= UINT32_MAX);
    for (size_t r = 0; r < rows; r++) tables[r % 4][codes[r]]++;
    for (int c = 0; c < 256; c++) counts[c] += (long)tables[0][c] + (long)tables[1][c] + (long)tables[2][c] + (long)tables[3][c];
}

void scale_count_reasons(const struct view *view, size_t rows, long *answered, long missing[REASON_COUNT])
{
    long reasons[REASON_COUNT + 1] = {0};
    if (view->kind != VIEW_REAL) reasons_count(view, rows, reasons);
    else
        for (size_t r = 0; r < rows; r++) reasons[view_is_missing(view, r) ? view_reason(view, r) : REASON_COUNT]++;
    *answered += reasons[REASON_COUNT];
    for (int reason = 0; reason < REASON_COUNT; reason++) missing[reason] += reasons[reason];
}

void scale_values(const struct view *view, size_t first, size_t rows, double *values)
{
    const struct view copy = *view;
    const uint8_t *codes = view->data;
    double step = (double)view->fraction.step, denominator = (double)view->fraction.denominator;
    int32_t least = least_answer(view);
    if (view->kind == VIEW_CODES) /* a missing code has no score */
        for (size_t r = 0; r < rows; r++) values[r] = view->scores[codes[first + r]];
    else if (is_whole(view))
        for (size_t r = 0; r < rows; r++) {
            int32_t whole = whole_at(copy, first + r);
            values[r] = whole < least ? (double)NAN : whole * step / denominator;
        }
    else
        for (size_t r = 0; r < rows; r++) values[r] = view_value(view, first + r);
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

static void add_whole(struct view view, size_t rows, int multiplier, struct scratch *scratch)
{
    int32_t least = least_answer(&view);
    for (size_t r = 0; r < rows; r++) {
        int32_t whole = whole_at(view, r);
        bool answered = whole >= least;
        scratch->sums[r] += answered ? (int64_t)whole * multiplier : 0;
        scratch->answered[r] = (uint8_t)(scratch->answered[r] + answered);
    }
}

void scale_mean_whole(const struct view *views, int count, size_t rows, int minimum_answered, bool is_sum, int multiplier, struct fraction fraction, struct scratch *scratch, int32_t *out)
{
    int64_t common = fraction.denominator / multiplier, factors[256] = {0};
    memset(scratch->sums, 0, rows * sizeof *scratch->sums);
    memset(scratch->answered, 0, rows);
    for (int v = 0; v < count; v++)
        if (views[v].kind == VIEW_CODES) add_codes(&views[v], rows, multiplier, fraction.step, scratch);
        else {
            assert(fraction.step == 1);
            add_whole(views[v], rows, multiplier, scratch);
        }
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

static void difference_of_codes(const struct view *first, const struct view *second, size_t rows, int32_t *out)
{
    for (size_t r = 0; r < rows; r++) {
        double difference = view_value(first, r) - view_value(second, r);
        out[r] = isnan(difference) ? chunk_missing_int32(reason_of_two(first, second, r)) : (int32_t)difference;
    }
}

void scale_difference_whole(const struct view *first, const struct view *second, size_t rows, int32_t *out)
{
    if (!is_whole(first) || !is_whole(second)) {
        difference_of_codes(first, second, rows, out);
        return;
    }
    const struct view above = *first, below = *second;
    int32_t least_above = least_answer(first), least_below = least_answer(second);
    for (size_t r = 0; r < rows; r++) {
        int32_t a = whole_at(above, r), b = whole_at(below, r);
        out[r] = a < least_above || b < least_below ? chunk_missing_int32(reason_of_two(first, second, r)) : a - b;
    }
}

/* 5 counts, yes and no */

static void count_codes(const struct view *view, size_t rows, struct scratch *scratch)
{
    const uint8_t *codes = view->data;
    uint8_t hits[256] = {0};
    for (int c = 0; c < CODE_MISSING; c++) hits[c] = view->matches[c];
    for (size_t r = 0; r < rows; r++) scratch->answered[r] = (uint8_t)(scratch->answered[r] + (codes[r] < CODE_MISSING));
    for (size_t r = 0; r < rows; r++) scratch->hits[r] = (uint8_t)(scratch->hits[r] + hits[codes[r]]);
}

/* The smallest whole number whose value is not below the limit; with `beyond`, that is above it. */
static int64_t first_reaching(const struct view *view, double limit, bool beyond)
{
    int64_t low = least_answer(view), high = (int64_t)INT32_MAX + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        double value = (double)middle * (double)view->fraction.step / (double)view->fraction.denominator;
        if (beyond ? is_below(limit, value) : !is_below(value, limit)) high = middle;
        else low = middle + 1;
    }
    return low;
}

static void count_whole(struct view view, size_t rows, double minimum, double maximum, struct scratch *scratch)
{
    int64_t first = first_reaching(&view, minimum, false), past = first_reaching(&view, maximum, true);
    int32_t least = least_answer(&view);
    for (size_t r = 0; r < rows; r++) {
        int32_t whole = whole_at(view, r);
        scratch->answered[r] = (uint8_t)(scratch->answered[r] + (whole >= least));
        scratch->hits[r] = (uint8_t)(scratch->hits[r] + (whole >= first && whole < past));
    }
}

static void count_hits(const struct view *views, int count, size_t rows, double minimum, double maximum, struct scratch *scratch)
{
    memset(scratch->answered, 0, rows);
    memset(scratch->hits, 0, rows);
    for (int v = 0; v < count; v++) {
        if (views[v].kind == VIEW_CODES) count_codes(&views[v], rows, scratch);
        else if (is_whole(&views[v])) count_whole(views[v], rows, minimum, maximum, scratch);
        for (size_t r = 0; views[v].kind == VIEW_REAL && r < rows; r++) {
            if (view_is_missing(&views[v], r)) continue;
            scratch->answered[r]++;
            scratch->hits[r] = (uint8_t)(scratch->hits[r] + view_matches(&views[v], r, minimum, maximum));
        }
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

static void apply_table(const struct view *view, size_t rows, const uint8_t table[256], uint8_t *out)
{
    const uint8_t *codes = view->data;
    for (size_t r = 0; r < rows; r++) out[r] = table[codes[r]];
}

/* Of one answer any and all are the same: it is yes or no, or missing for its own reason. */
static void yes_no_of_one(const struct view *view, size_t rows, uint8_t *out)
{
    uint8_t table[256];
    for (int c = 0; c < 256; c++) table[c] = (uint8_t)(c < CODE_MISSING ? !view->matches[c] : c);
    apply_table(view, rows, table, out);
}

void scale_yes_no(const struct view *views, int count, size_t rows, int minimum_answered, enum scale_rule rule, double minimum, double maximum, struct scratch *scratch, uint8_t *out)
{
    if (count == 1 && views->kind == VIEW_CODES && minimum_answered <= 1) {
        yes_no_of_one(views, rows, out);
        return;
    }
    count_hits(views, count, rows, minimum, maximum, scratch);
    for (size_t r = 0; r < rows; r++) {
        uint8_t answered = scratch->answered[r], hits = scratch->hits[r];
        bool hit = hits > 0, miss = hits < answered, deciding = rule == SCALE_ANY ? hit : miss;
        if (answered >= minimum_answered && (deciding || answered == count)) out[r] = rule == SCALE_ANY ? !hit : miss;
        else out[r] = (uint8_t)(CODE_MISSING + common_reason(views, count, r));
    }
}

/* 6 bands */

static void band_of_codes(const struct view *view, size_t rows, const struct scale_band *bands, int band_count, uint8_t *out)
{
    uint8_t table[256];
    bool occurs[256] = {false}; /* bands have a match for each category, and there may be fewer than codes */
    for (size_t r = 0; r < rows; r++) occurs[((const uint8_t *)view->data)[r]] = true;
    for (int c = 0; c < 256; c++) {
        table[c] = (uint8_t)(c < CODE_MISSING ? CODE_MISSING + REASON_NOT_SCORED : c);
        for (int b = band_count - 1; b >= 0 && c < CODE_MISSING && occurs[c]; b--)
            if (bands[b].matches[c]) table[c] = (uint8_t)b;
    }
    apply_table(view, rows, table, out);
}

static void band_of_whole(struct view view, size_t rows, const struct scale_band *bands, int band_count, uint8_t *out)
{
    int64_t lowest = lowest_whole(&view), least = least_answer(&view);
    for (size_t r = 0; r < rows; r++) {
        int64_t whole = whole_at(view, r);
        out[r] = (uint8_t)(whole < least ? CODE_MISSING + (whole - lowest) : CODE_MISSING + REASON_NOT_SCORED);
    }
    for (int b = band_count - 1; b >= 0; b--) { /* the first of two bands counts */
        int64_t first = first_reaching(&view, bands[b].minimum, false), past = first_reaching(&view, bands[b].maximum, b == band_count - 1);
        for (size_t r = 0; r < rows; r++) {
            int64_t whole = whole_at(view, r);
            out[r] = whole >= first && whole < past ? (uint8_t)b : out[r];
        }
    }
}

static void band_of_real(const struct view *view, size_t rows, const struct scale_band *bands, int band_count, uint8_t *out)
{
    for (size_t r = 0; r < rows; r++) {
        int found = -1;
        double value = view_value(view, r);
        for (int b = 0; b < band_count && found < 0 && !isnan(value); b++) {
            bool last = b == band_count - 1, below_end = is_below(value, bands[b].maximum) || (last && !is_below(bands[b].maximum, value));
            if (!is_below(value, bands[b].minimum) && below_end) found = b;
        }
        out[r] = (uint8_t)(found >= 0 ? found : CODE_MISSING + (isnan(value) ? view_reason(view, r) : REASON_NOT_SCORED));
    }
}

void scale_band(const struct view *view, size_t rows, const struct scale_band *bands, int band_count, uint8_t *out)
{
    if (view->kind == VIEW_CODES) band_of_codes(view, rows, bands, band_count, out);
    else if (is_whole(view)) band_of_whole(*view, rows, bands, band_count, out);
    else band_of_real(view, rows, bands, band_count, out);
}
