/* The arithmetic of measures. Expected values: methods.md 2.1 (CBI), 2.2 (NSS), 2.3 (HSE), 2.4 (UCLA-3), 2.8 (training), worked by hand there;
 * whole-number arithmetic against long double. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "chunk.h"
#include "../../../pipeline/score/scale.h"
#include "../near.h"

enum { NA = CODE_MISSING + REASON_NO_ANSWER, SKIPPED = CODE_MISSING + REASON_NOT_ASKED, NOT_SCORED = CODE_MISSING + REASON_NOT_SCORED, ROWS = 64 };

static int64_t sums[ROWS];
static double totals[ROWS], reach[ROWS];
static uint8_t answered[ROWS], hits[ROWS];
static struct scratch scratch = {sums, totals, reach, answered, hits};

/* Scores of codes 0, 1, 2...; what is not given is not scored. */
#define SCORES(name, ...)                            \
    static double name[256];                         \
    static void fill_##name(void)                    \
    {                                                \
        const double given[] = {__VA_ARGS__};        \
        for (int c = 0; c < 256; c++) name[c] = NAN; \
        memcpy(name, given, sizeof given);           \
    }
SCORES(cbi, 0, 25, 50, 75, 100)
SCORES(cbi_reversed, 100, 75, 50, 25, 0)
SCORES(nss, 10, 7.5, 5, 2.5, 0)
SCORES(five, 1, 2, 3, 4, 5)
SCORES(five_reversed, 5, 4, 3, 2, 1)
SCORES(thirds, 0, 33.333, 66.667, 100)

static int prepare(void **state)
{
    (void)state;
    fill_cbi();
    fill_cbi_reversed();
    fill_nss();
    fill_five();
    fill_five_reversed();
    fill_thirds();
    return 0;
}

static struct view codes_view(const uint8_t *codes, const double *scores) { return (struct view){VIEW_CODES, codes, scores, NULL, {1, 1}}; }

struct person { int count; const uint8_t *codes; const double *const *scores; };

static void views_of(struct person person, struct view *views)
{
    for (int i = 0; i < person.count; i++) views[i] = codes_view(&person.codes[i], person.scores[i]);
}

/* One person's score, by whole numbers and by real ones, which must agree. */
static double score_of(struct person person, int minimum_answered, bool is_sum)
{
    struct view views[16];
    double largest[16], real;
    int multiplier;
    struct fraction fraction;
    int32_t whole;
    views_of(person, views);
    for (int i = 0; i < person.count; i++) largest[i] = 100;
    assert_true(scale_fraction(views, person.count, largest, minimum_answered, is_sum, &multiplier, &fraction));
    scale_mean_whole(views, person.count, 1, minimum_answered, is_sum, multiplier, fraction, &scratch, &whole);
    scale_mean_real(views, person.count, 1, minimum_answered, is_sum, &scratch, &real);
    if (chunk_is_missing_int32(whole)) {
        assert_true(isnan(real));
        assert_int_equal(whole - INT32_MIN, chunk_reason_real(real));
        return -(double)(whole - INT32_MIN) - 1000;
    }
    double value = whole * (double)fraction.step / (double)fraction.denominator;
    assert_near(value, real, 1e-14);
    return value;
}

static double uniform(const uint8_t *codes, int count, const double *scores, int minimum_answered, bool is_sum)
{
    const double *same[16];
    for (int i = 0; i < count; i++) same[i] = scores;
    return score_of((struct person){count, codes, same}, minimum_answered, is_sum);
}

static double work(const uint8_t *codes)
{
    const double *items[] = {cbi, cbi, cbi, cbi, cbi, cbi, cbi_reversed};
    return score_of((struct person){7, codes, items}, 4, false);
}

#define MEAN(scores, minimum, ...) uniform((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), scores, minimum, false)
static const double not_scored = -1000 - REASON_NOT_SCORED, no_answer = -1000 - REASON_NO_ANSWER, not_asked = -1000 - REASON_NOT_ASKED;

/* methods.md 2.1, vectors 1 to 3. */
static void copenhagen_burnout(void **state)
{
    (void)state;
    assert_near(work((const uint8_t[]){3, 2, 2, 3, 2, 1, 3}), 50.0, 1e-15);
    assert_near(work((const uint8_t[]){3, NA, 2, 3, NA, 1, 1}), 60.0, 1e-15);
    assert_true(work((const uint8_t[]){3, NA, NA, 3, NA, 1, NA}) == not_scored);
    assert_near(MEAN(cbi, 3, 2, 1, 3, 1, 2, 0), 37.5, 1e-15);
    assert_near(MEAN(cbi, 3, 1, 1, 0, 2, 1, 2), 175.0 / 6, 1e-15);
    assert_true(MEAN(cbi, 3, 1, NA, NA, 2, NA, NA) == not_scored);
    assert_near(MEAN(cbi, 3, 1, NA, 3, 2, NA, NA), 50, 1e-15);
}

/* Why a score is missing: all for one reason, that reason; for several, too few answers. */
static void reasons(void **state)
{
    (void)state;
    assert_true(MEAN(cbi, 3, SKIPPED, SKIPPED, SKIPPED) == not_asked);
    assert_true(MEAN(cbi, 3, NA, NA, NA) == no_answer);
    assert_true(MEAN(cbi, 3, NA, SKIPPED, NA) == not_scored);
    assert_true(MEAN(cbi, 3, 1, 2, 9) == not_scored); /* code 9 has no score */
    assert_true(MEAN(cbi, 0, NA, NA, NA) == no_answer); /* nobody's mean is not 0 */
}

/* methods.md 2.2. */
static void nhs_staff_survey(void **state)
{
    (void)state;
    assert_near(MEAN(nss, 4, 2, 2, 2, 2, 2, 2, 2), 5.0, 1e-15);
    assert_near(MEAN(nss, 4, 0, 0, 1, 1, 2, 3, 4), 42.5 / 7, 1e-15);
    assert_near(MEAN(nss, 4, 3, 3, NA, 4, NA, 3, 2), 2.5, 1e-15);
    assert_true(MEAN(nss, 4, 3, 3, NA, 4, NA, NA, NA) == not_scored);
    assert_near(MEAN(nss, 3, 3, 3, 1), 12.5 / 3, 1e-15); /* leaving: 4 4 2 */
}

/* methods.md 2.3: codes are the answers less one. */
static void hse_indicator(void **state)
{
    (void)state;
    assert_near(MEAN(five_reversed, 4, 2, 2, 2, 2, 2, 2, 2, 2), 3.0, 1e-15);
    assert_near(MEAN(five_reversed, 4, 3, 3, 4, 2, 1, 3, 3, 2), 2.375, 1e-15);
    assert_near(MEAN(five, 3, 4, 3, 4, NA, 3), 4.5, 1e-15);
    assert_near(MEAN(five_reversed, 2, 0, 1, 0, 1), 4.5, 1e-15);
}

/* methods.md 2.4: sums where all must be answered. 2.9: 4 5 4 5 5 4 = 27, and one missing = 6 times the mean of five. */
static void sums_of_items(void **state)
{
    (void)state;
    assert_near(uniform((const uint8_t[]){0, 0, 0}, 3, five, 3, true), 3, 1e-15);
    assert_near(uniform((const uint8_t[]){2, 1, 2}, 3, five, 3, true), 8, 1e-15);
    assert_true(uniform((const uint8_t[]){1, NA, 2}, 3, five, 3, true) == not_scored);
    assert_near(uniform((const uint8_t[]){3, 4, 3, 4, 4, 3}, 6, five, 5, true), 27, 1e-15);
    assert_near(uniform((const uint8_t[]){3, 4, 3, 4, 4, NA}, 6, five, 5, true), 6 * 23.0 / 5, 1e-15);
}

/* Every combination of three answered or not out of five codes: whole numbers against long double. */
static void whole_numbers_are_exact(void **state)
{
    (void)state;
    static double *const sets[] = {cbi, nss, five, thirds};
    static const int sizes[] = {5, 5, 5, 4};
    for (int s = 0; s < 4; s++)
        for (int code = 0; code < 6 * 6 * 6 * 6; code++) {
            uint8_t codes[4];
            long double sum = 0;
            int count = 0, rest = code;
            for (int i = 0; i < 4; i++, rest /= 6) {
                codes[i] = (uint8_t)(rest % 6 < sizes[s] ? rest % 6 : NA);
                if (codes[i] == NA) continue;
                sum += (long double)sets[s][codes[i]];
                count++;
            }
            double value = uniform(codes, 4, sets[s], 1, false);
            if (!count) assert_true(value == no_answer);
            else assert_near(value, (double)(sum / count), 1e-15);
        }
}

static void fractions_know_their_limits(void **state)
{
    (void)state;
    const uint8_t code = 0;
    struct view views[30];
    double largest[30];
    int multiplier;
    struct fraction fraction;
    for (int i = 0; i < 30; i++) views[i] = codes_view(&code, cbi), largest[i] = 100;
    assert_true(scale_fraction(views, 7, largest, 4, false, &multiplier, &fraction));
    assert_int_equal(fraction.denominator % 420, 0); /* lcm(4, 5, 6, 7) */
    assert_int_equal(fraction.step, 25);
    assert_false(scale_fraction(views, 30, largest, 1, false, &multiplier, &fraction)); /* lcm(1..30) has 13 digits */
    largest[2] = INFINITY;
    assert_false(scale_fraction(views, 7, largest, 4, false, &multiplier, &fraction));
    largest[2] = 1e9;
    assert_false(scale_fraction(views, 7, largest, 4, false, &multiplier, &fraction));
    double real = 1, scores[256];
    struct view number = {VIEW_REAL, &real, NULL, NULL, {1, 1}};
    assert_false(scale_fraction(&number, 1, largest, 1, false, &multiplier, &fraction));
    for (int c = 0; c < 256; c++) scores[c] = c == 0 ? 0.12345 : NAN;
    views[0].scores = scores;
    assert_false(scale_fraction(views, 1, largest, 1, false, &multiplier, &fraction));
}

/* Caseload per full-time equivalent (methods.md 1.6), the training gap as importance less performance (2.8), both by hand. */
static void ratios_and_differences(void **state)
{
    (void)state;
    const int16_t load[] = {30, 28, chunk_missing_int16(REASON_LABELLED), 12, 7};
    const double hours[] = {0.5, chunk_missing_real(REASON_NO_ANSWER), 1, 0, 0.7};
    const uint8_t importance[] = {4, 0, NA, 2, 9}, performance[] = {1, 3, 2, SKIPPED, 1};
    struct view top = {VIEW_INT16, load, NULL, NULL, {1, 1}}, bottom = {VIEW_REAL, hours, NULL, NULL, {1, 1}}, first = codes_view(importance, five), second = codes_view(performance, five);
    double out[5];
    int32_t whole[5];
    scale_ratio(&top, &bottom, 5, out);
    assert_near(out[0], 60, 1e-15);
    assert_near(out[4], 10, 1e-15);
    assert_int_equal(chunk_reason_real(out[1]), REASON_NO_ANSWER);
    assert_int_equal(chunk_reason_real(out[2]), REASON_LABELLED);
    assert_true(isnan(out[3]) && chunk_reason_real(out[3]) == REASON_NOT_SCORED); /* divided by nothing */
    scale_difference_whole(&first, &second, 5, whole);
    scale_difference_real(&first, &second, 5, out);
    assert_int_equal(whole[0], 3);
    assert_int_equal(whole[1], -3);
    assert_int_equal(whole[2], chunk_missing_int32(REASON_NO_ANSWER));
    assert_int_equal(whole[3], chunk_missing_int32(REASON_NOT_ASKED));
    assert_int_equal(whole[4], chunk_missing_int32(REASON_NOT_SCORED));
    assert_near(out[0], 3, 1e-15);
    assert_int_equal(chunk_reason_real(out[3]), REASON_NOT_ASKED);
}

/* methods.md 2.8: suicide 7 6 7 6 less 3 4 2 4, housing 6 NA 5 6 less 4 3 NA 5. */
static void training_gaps(void **state)
{
    (void)state;
    const int16_t missing = chunk_missing_int16(REASON_NO_ANSWER);
    const int16_t suicide[2][4] = {{7, 6, 7, 6}, {3, 4, 2, 4}}, housing[2][4] = {{6, missing, 5, 6}, {4, 3, missing, 5}};
    struct view views[2] = {{VIEW_INT16, suicide[0], NULL, NULL, {1, 1}}, {VIEW_INT16, suicide[1], NULL, NULL, {1, 1}}};
    int32_t out[4];
    scale_difference_whole(&views[0], &views[1], 4, out);
    assert_memory_equal(out, ((int32_t[]){4, 2, 5, 2}), sizeof out);
    views[0].data = housing[0];
    views[1].data = housing[1];
    scale_difference_whole(&views[0], &views[1], 4, out);
    assert_memory_equal(out, ((int32_t[]){2, chunk_missing_int32(REASON_NO_ANSWER), chunk_missing_int32(REASON_NO_ANSWER), 1}), sizeof out);
}

/* Columns are three items, code 0 matches; rows: all yes, one yes, none, one yes and one missing, none and one missing, all missing. */
static const uint8_t item_1[] = {0, 0, 1, 0, 1, NA}, item_2[] = {0, 1, 1, NA, NA, NA}, item_3[] = {0, 1, 1, 1, 1, NA};
static const bool first_code[256] = {true};

static void three_items(struct view *views)
{
    const uint8_t *const items[] = {item_1, item_2, item_3};
    for (int i = 0; i < 3; i++) views[i] = (struct view){VIEW_CODES, items[i], cbi, first_code, {1, 1}};
}

/* By the rule in scale.h: one yes decides "any", one no decides "all", otherwise every answer is needed. 0 is yes, 1 is no. */
static void any_and_all(void **state)
{
    (void)state;
    struct view views[3];
    uint8_t out[6];
    three_items(views);
    scale_yes_no(views, 3, 6, 1, SCALE_ANY, 0, 0, &scratch, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, 1, 0, CODE_MISSING + REASON_NOT_SCORED, NA}), 6);
    scale_yes_no(views, 3, 6, 1, SCALE_ALL, 0, 0, &scratch, out);
    assert_memory_equal(out, ((uint8_t[]){0, 1, 1, 1, 1, NA}), 6);
    scale_yes_no(views + 1, 1, 6, 1, SCALE_ALL, 0, 0, &scratch, out);
    assert_memory_equal(out, ((uint8_t[]){0, 1, 1, NA, NA, NA}), 6);
    const uint8_t few = CODE_MISSING + REASON_NOT_SCORED;
    scale_yes_no(views, 3, 6, 3, SCALE_ANY, 0, 0, &scratch, out); /* all three must be answered: rows 4 and 5 are not */
    assert_memory_equal(out, ((uint8_t[]){0, 0, 1, few, few, NA}), 6);
    scale_yes_no(views, 3, 6, 3, SCALE_ALL, 0, 0, &scratch, out);
    assert_memory_equal(out, ((uint8_t[]){0, 1, 1, few, few, NA}), 6);
}

static void counts(void **state)
{
    (void)state;
    struct view views[3];
    int32_t out[6];
    three_items(views);
    scale_count(views, 3, 6, 2, 0, 0, &scratch, out);
    assert_memory_equal(out, ((int32_t[]){3, 1, 0, 1, 0, INT32_MIN + REASON_NO_ANSWER}), sizeof out);
    scale_count(views, 3, 6, 3, 0, 0, &scratch, out);
    assert_memory_equal(out, ((int32_t[]){3, 1, 0, INT32_MIN + REASON_NOT_SCORED, INT32_MIN + REASON_NOT_SCORED, INT32_MIN + REASON_NO_ANSWER}), sizeof out);
}

/* Numbers match from minimum to maximum, both included. */
static void ranges_of_numbers(void **state)
{
    (void)state;
    const int16_t numbers[] = {14, 15, 30, 31, chunk_missing_int16(1)};
    struct view view = {VIEW_INT16, numbers, NULL, NULL, {1, 1}};
    uint8_t out[5];
    scale_yes_no(&view, 1, 5, 1, SCALE_ANY, 15, 30, &scratch, out);
    assert_memory_equal(out, ((uint8_t[]){1, 0, 0, 1, CODE_MISSING + 1}), 5);
}

/* ONS4 (methods.md 2.5): satisfaction 7 8 4 10 6 is high high low very high medium; anxiety's last band takes its upper edge; 11 is in none. */
static void bands(void **state)
{
    (void)state;
    static const struct scale_band satisfaction[] = {{0, 5, NULL}, {5, 7, NULL}, {7, 9, NULL}, {9, 10, NULL}};
    const int16_t answers[] = {7, 8, 4, 10, 6, 11, -1, 0, 5, 9, chunk_missing_int16(REASON_NO_ANSWER)};
    struct view view = {VIEW_INT16, answers, NULL, NULL, {1, 1}};
    uint8_t out[11];
    scale_band(&view, 11, satisfaction, 4, out);
    assert_memory_equal(out, ((uint8_t[]){2, 2, 0, 3, 1, CODE_MISSING + REASON_NOT_SCORED, CODE_MISSING + REASON_NOT_SCORED, 0, 1, 3, NA}), 11);
}

/* methods.md 2.3: exact ties take the better band. 4.5 on Relationships (4.49 <= 4.5) and on Role (4.32 <= 4.5 < 4.71); 18/4 as 1890/420. */
static void bands_of_fractions(void **state)
{
    (void)state;
    static const struct scale_band role[] = {{1, 3.91, NULL}, {3.91, 4.32, NULL}, {4.32, 4.5, NULL}, {4.5, 5, NULL}};
    const int32_t scores[] = {1890, 1889, 2100, 420, chunk_missing_int32(REASON_NOT_SCORED)};
    struct view view = {VIEW_INT32, scores, NULL, NULL, {1, 420}};
    uint8_t out[5];
    scale_band(&view, 5, role, 4, out);
    assert_memory_equal(out, ((uint8_t[]){3, 2, 3, 0, CODE_MISSING + REASON_NOT_SCORED}), 5);
}

/* By hand, in tenths: 1 + 2 - 3 = 0, so the mean is 0 and nothing can be divided by it; 3 - 2 - 1 likewise, as a difference. */
static void nothing_is_left_of_what_cancels_out(void **state)
{
    (void)state;
    const double parts[] = {0.1, 0.2, -0.3}, whole = 0.3, one = 1;
    double mean, ratio, difference;
    struct view views[3];
    for (int i = 0; i < 3; i++) views[i] = (struct view){VIEW_REAL, &parts[i], NULL, NULL, {1, 1}};
    scale_mean_real(views, 3, 1, 3, false, &scratch, &mean);
    assert_true(mean == 0);
    struct view top = {VIEW_REAL, &one, NULL, NULL, {1, 1}}, bottom = {VIEW_REAL, &mean, NULL, NULL, {1, 1}};
    scale_ratio(&top, &bottom, 1, &ratio);
    assert_int_equal(chunk_reason_real(ratio), REASON_NOT_SCORED);
    const double sum = 0.1 + 0.2;
    struct view first = {VIEW_REAL, &whole, NULL, NULL, {1, 1}}, second = {VIEW_REAL, &sum, NULL, NULL, {1, 1}};
    scale_difference_real(&first, &second, 1, &difference);
    assert_true(difference == 0);
    views[2].data = &parts[1];
    scale_mean_real(views, 3, 1, 3, true, &scratch, &mean);
    assert_near(mean, 0.5, 1e-15);
}

/* By hand: (1 + 7) / 2 tenths are 4, which is not below 4; in doubles they are. A number that differs in the tenth digit stays apart. */
static void limits_are_those_of_the_decimals(void **state)
{
    (void)state;
    static const struct scale_band halves[] = {{-INFINITY, 0.4, NULL}, {0.4, INFINITY, NULL}};
    const double below = 0.1 + 0.7, scores[] = {below / 2, 0.4, 0.3999999999, 0.4000000001, 0.1 + 0.2};
    assert_true(scores[0] < 0.4 && scores[4] > 0.3);
    struct view view = {VIEW_REAL, scores, NULL, NULL, {1, 1}};
    uint8_t out[4];
    scale_band(&view, 4, halves, 2, out);
    assert_memory_equal(out, ((uint8_t[]){1, 1, 0, 1}), 4);
    scale_yes_no(&view, 1, 4, 1, SCALE_ANY, 0.4, INFINITY, &scratch, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, 1, 0}), 4);
    view.data = &scores[4];
    scale_yes_no(&view, 1, 1, 1, SCALE_ANY, -INFINITY, 0.3, &scratch, out);
    assert_int_equal(out[0], 0);
    scale_yes_no(&view, 1, 1, 1, SCALE_ANY, 0.3000000001, 1, &scratch, out);
    assert_int_equal(out[0], 1);
}

static void bands_of_categories(void **state)
{
    (void)state;
    static const bool low[256] = {true, true}, high[256] = {[3] = true};
    static const struct scale_band pair[] = {{0, 0, low}, {0, 0, high}};
    const uint8_t codes[] = {0, 1, 2, 3, NA};
    struct view view = {VIEW_CODES, codes, cbi, NULL, {1, 1}};
    uint8_t out[5];
    scale_band(&view, 5, pair, 2, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, CODE_MISSING + REASON_NOT_SCORED, 1, NA}), 5);
}

/* A form whose numbers are 1 to 5, reversed items turned round by the scores; 0 stands for no answer (methods.md 2.3). */
static void takes_the_numbers_of_a_set(void **state)
{
    (void)state;
    static const int16_t numbers[] = {1, 5, 0, 6, INT16_MIN + REASON_NO_ANSWER, INT16_MIN + REASON_NOT_ASKED, 3};
    static const double legal[] = {1, 2, 3, 4, 5};
    double room[ROWS];
    struct view view = {.kind = VIEW_INT16, .data = numbers, .fraction = {1, 1}};
    struct answers_taken taken = {.room = room};
    scale_take_legal(&view, 7, legal, 5, &taken);
    const uint8_t wanted[] = {0, 4, CODE_MISSING + REASON_NOT_SCORED, CODE_MISSING + REASON_NOT_SCORED, NA, SKIPPED, 2};
    assert_int_equal(taken.view.kind, VIEW_CODES);
    assert_memory_equal(taken.view.data, wanted, sizeof wanted);
    assert_int_equal(taken.illegal, 2);
}

/* Ten-point scales: 11 is out of range (methods.md 2.5); turned round, 2 of 0 to 10 is 8. */
static void takes_numbers_within_a_range(void **state)
{
    (void)state;
    static const int16_t numbers[] = {2, 11, -1, INT16_MIN + REASON_NO_ANSWER, 10};
    static const double reals[] = {2, 11, 2.5, 0, 10};
    double room[ROWS];
    struct view small = {.kind = VIEW_INT16, .data = numbers, .fraction = {1, 1}}, real = {.kind = VIEW_REAL, .data = reals, .fraction = {1, 1}};
    struct answers_taken taken = {.room = room};
    scale_take_range(&small, 5, 0, 10, true, &taken);
    assert_int_equal(taken.view.kind, VIEW_INT16);
    const int16_t wanted[] = {8, INT16_MIN + REASON_NOT_SCORED, INT16_MIN + REASON_NOT_SCORED, INT16_MIN + REASON_NO_ANSWER, 0};
    assert_memory_equal(taken.view.data, wanted, sizeof wanted);
    assert_int_equal(taken.illegal, 2);
    taken.illegal = 0;
    scale_take_range(&real, 5, 0, 10, false, &taken);
    assert_int_equal(taken.view.kind, VIEW_REAL);
    for (size_t r = 0; r < 5; r++)
        if (r == 1) assert_int_equal(view_reason(&taken.view, r), REASON_NOT_SCORED);
        else assert_true(view_value(&taken.view, r) == reals[r]);
    assert_int_equal(taken.illegal, 1);
    scale_take_range(&small, 5, 0.5, 10, true, &taken); /* halves do not fit into whole numbers */
    assert_int_equal(taken.view.kind, VIEW_REAL);
    assert_true(view_value(&taken.view, 0) == 8.5);
}

/* Limits are looked up as whole numbers: every score near a limit must fall where its value says. Tenths and thirds, whose limits are not exact in binary. */
static void limits_of_whole_numbers(void **state)
{
    (void)state;
    static const struct fraction fractions[] = {{1, 1}, {1, 10}, {1, 3}, {25, 12}, {5, 2}};
    for (size_t f = 0; f < sizeof fractions / sizeof *fractions; f++)
        for (int at = -30; at <= 30; at++) {
            int32_t scores[ROWS];
            uint8_t found[ROWS];
            double limit = (double)at * (double)fractions[f].step / (double)fractions[f].denominator, third = at / 3.0;
            for (int r = 0; r < ROWS; r++) scores[r] = r == 0 ? chunk_missing_int32(REASON_NOT_ASKED) : r - ROWS / 2;
            struct view view = {.kind = VIEW_INT32, .data = scores, .fraction = fractions[f]};
            scale_band(&view, ROWS, (const struct scale_band[]){{-INFINITY, limit, NULL}, {limit, third, NULL}, {fmax(limit, third), 9, NULL}}, 3, found);
            scale_yes_no(&view, 1, ROWS, 1, SCALE_ANY, limit, 9, &scratch, answered);
            assert_int_equal(found[0], SKIPPED);
            for (int r = 1; r < ROWS; r++) {
                double value = view_value(&view, (size_t)r), above = fmax(limit, third);
                int wanted = value < limit - 1e-9 ? 0 : value < third - 1e-9 ? 1 : value >= above - 1e-9 && value <= 9 + 1e-9 ? 2 : NOT_SCORED;
                assert_int_equal(found[r], wanted);
                assert_int_equal(answered[r], !view_matches(&view, (size_t)r, limit, 9));
            }
        }
}

static void counts_why_answers_are_missing(void **state)
{
    (void)state;
    static const uint8_t codes[] = {0, NA, SKIPPED, 3, 239, NOT_SCORED, 3};
    int16_t small[7];
    int32_t large[7];
    double real[7];
    for (int r = 0; r < 7; r++) {
        int reason = codes[r] - CODE_MISSING;
        small[r] = reason < 0 ? 5 : chunk_missing_int16(reason);
        large[r] = reason < 0 ? -5 : chunk_missing_int32(reason);
        real[r] = reason < 0 ? 0.5 : chunk_missing_real(reason);
    }
    const struct view views[] = {{.kind = VIEW_CODES, .data = codes}, {.kind = VIEW_INT16, .data = small}, {.kind = VIEW_INT32, .data = large}, {.kind = VIEW_REAL, .data = real}};
    for (int v = 0; v < 4; v++) {
        long given = 10, missing[REASON_COUNT] = {[REASON_NO_ANSWER] = 100};
        scale_count_reasons(&views[v], 7, &given, missing);
        assert_int_equal(given, 14);
        assert_int_equal(missing[REASON_NO_ANSWER], 101);
        assert_int_equal(missing[REASON_NOT_ASKED], 1);
        assert_int_equal(missing[REASON_NOT_SCORED], 1);
        assert_int_equal(missing[REASON_LABELLED], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copenhagen_burnout), cmocka_unit_test(reasons), cmocka_unit_test(nhs_staff_survey), cmocka_unit_test(hse_indicator), cmocka_unit_test(sums_of_items), cmocka_unit_test(whole_numbers_are_exact),
        cmocka_unit_test(fractions_know_their_limits), cmocka_unit_test(ratios_and_differences), cmocka_unit_test(training_gaps), cmocka_unit_test(any_and_all), cmocka_unit_test(counts), cmocka_unit_test(ranges_of_numbers), cmocka_unit_test(bands),
        cmocka_unit_test(bands_of_fractions), cmocka_unit_test(takes_the_numbers_of_a_set), cmocka_unit_test(takes_numbers_within_a_range), cmocka_unit_test(bands_of_categories), cmocka_unit_test(nothing_is_left_of_what_cancels_out), cmocka_unit_test(limits_are_those_of_the_decimals),
        cmocka_unit_test(limits_of_whole_numbers), cmocka_unit_test(counts_why_answers_are_missing)};
    return cmocka_run_group_tests_name("score/scale", tests, prepare, NULL);
}
