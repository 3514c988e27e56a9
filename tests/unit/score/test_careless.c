/* Signs of careless answering. Expected values: methods.md 3.21 (the R package `careless` 1.2: 3 3 3 3 3 3 2 3 4 has longstring 6 and IRV .5);
 * everything else is worked by hand beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "chunk.h"
#include "../../../pipeline/score/careless.h"
#include "../near.h"

enum { NA = CODE_MISSING + REASON_NO_ANSWER };

#define PERSON(...) careless_person((const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

static void measures_runs_and_variability(void **state)
{
    (void)state;
    struct careless_person person = PERSON(3, 3, 3, 3, 3, 3, 2, 3, 4);
    assert_int_equal(person.longest, 6);
    assert_near(person.variability, 0.5, 1e-15);
    person = PERSON(1, 2, 3, 4, 5); /* squares 4 1 0 1 4, sum 10, over 4: 2.5 */
    assert_int_equal(person.longest, 1);
    assert_near(person.variability, sqrt(2.5), 1e-15);
    person = PERSON(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    assert_int_equal(person.longest, 7);
    assert_true(person.variability >= 0 && person.variability <= 0); /* exactly: not what is left of rounding */
    person = PERSON(1, 1, 2, 2, 2); /* the last run counts as well */
    assert_int_equal(person.longest, 3);
}

/* Our rule, stated in careless.h: `careless` would find a longest run of 4 here, as rle() ends a run at NA. */
static void a_question_left_out_ends_no_run(void **state)
{
    (void)state;
    struct careless_person person = PERSON(2, 2, 2, 2, NAN, 2, 2, 2, 5);
    assert_int_equal(person.longest, 7);
    assert_int_equal(person.answered, 8);
    assert_near(person.variability, sqrt(9 * 7.0 / 8 / 7), 1e-15); /* seven 2s and a 5: p (1 - p) n 3^2 / (n - 1) */
    person = PERSON(NAN, NAN);
    assert_int_equal(person.answered + person.longest, 0);
    assert_true(isnan(person.variability));
    person = PERSON(4);
    assert_int_equal(person.longest, 1);
    assert_true(isnan(person.variability));
}

static void says_how_much_is_needed(void **state)
{
    (void)state;
    assert_int_equal(careless_least_answered(5), 5);
    assert_int_equal(careless_least_answered(10), 5);
    assert_int_equal(careless_least_answered(19), 10);
    assert_int_equal(careless_least_answered(35), 18);
    assert_int_equal(careless_least_run(5), 6); /* never: there, only straight lines */
    assert_int_equal(careless_least_run(19), 10);
    assert_int_equal(careless_least_run(35), 18);
}

/* Ten items, five people by column; the places in the list are what is compared. */
static void counts_a_chunk(void **state)
{
    (void)state;
    static const uint8_t answers[10][6] = {
        /* straight, five answered and straight, four answered, six in a row, five in a row twice, all different */
        {3, 1, 1, 0, 2, 0}, {3, NA, NA, 0, 2, 1}, {3, 1, 1, 0, 2, 2}, {3, NA, NA, 0, 2, 3}, {3, 1, 1, 0, 2, 4},
        {3, NA, NA, 0, 1, 0}, {3, 1, 1, 4, 1, 1}, {3, NA, NA, 3, 1, 2}, {3, 1, NA, 4, 1, 3}, {3, NA, NA, 3, 1, 4}};
    struct view views[10];
    double room[10];
    for (int i = 0; i < 10; i++) views[i] = (struct view){.kind = VIEW_CODES, .data = answers[i], .fraction = {1, 1}};
    struct careless_battery battery = {.items = 10};
    careless_add_chunk(&battery, views, 6, room);
    assert_int_equal(battery.base, 5);
    assert_int_equal(battery.straight_lined, 2);
    assert_int_equal(battery.long_run, 1);
    assert_int_equal(battery.runs, 10 + 5 + 6 + 5 + 1);
    /* fourth: six 0, two 4, two 3: mean 1.4, squares 6 1.96 + 2 6.76 + 2 2.56 = 30.4; fifth: .25 10 / 9; sixth: two of each of 0 to 4, squares 20 */
    assert_near(battery.variability, sqrt(30.4 / 9) + sqrt(2.5 / 9) + sqrt(20.0 / 9), 1e-14);
    careless_add_chunk(&battery, views, 6, room); /* chunks add up */
    assert_int_equal(battery.base, 10);
    assert_int_equal(battery.straight_lined, 4);
}

/* Codes are looked at question by question, for many people at once: what is found must be what is found person by person. Drawn by a multiplicative generator,
 * from few answers, so that runs are long, with some left out. */
static void codes_side_by_side_are_persons_one_by_one(void **state)
{
    (void)state;
    enum { PEOPLE = 600, ITEMS = 19 };
    static uint8_t answers[ITEMS][PEOPLE];
    struct view views[ITEMS];
    double room[ITEMS];
    struct careless_battery together = {.items = ITEMS}, alone = {.items = ITEMS};
    uint64_t drawn = 1;
    for (int i = 0; i < ITEMS; i++) {
        views[i] = (struct view){.kind = VIEW_CODES, .data = answers[i], .fraction = {1, 1}};
        for (int r = 0; r < PEOPLE; r++) {
            drawn = drawn * 48271 % 2147483647;
            answers[i][r] = (uint8_t)(drawn % 7 == 0 ? NA : drawn / 7 % 5 % (uint64_t)(r % 3 + 1));
        }
    }
    careless_add_chunk(&together, views, PEOPLE, room);
    for (int r = 0; r < PEOPLE; r++) {
        for (int i = 0; i < ITEMS; i++) room[i] = answers[i][r] == NA ? (double)NAN : answers[i][r];
        careless_add(&alone, careless_person(room, ITEMS));
    }
    assert_true(alone.straight_lined > 100 && alone.long_run > 0);
    assert_int_equal(together.base, alone.base);
    assert_int_equal(together.straight_lined, alone.straight_lined);
    assert_int_equal(together.long_run, alone.long_run);
    assert_int_equal(together.runs, alone.runs);
    assert_near(together.variability, alone.variability, 1e-12 * alone.variability);
}

static void compares_numbers_as_numbers(void **state)
{
    (void)state;
    static const int16_t whole[5][2] = {{7, 7}, {7, 7}, {7, 7}, {7, 7}, {7, INT16_MIN}};
    struct view views[5];
    double room[5];
    for (int i = 0; i < 5; i++) views[i] = (struct view){.kind = VIEW_INT16, .data = whole[i], .fraction = {1, 1}};
    struct careless_battery battery = {.items = 5};
    careless_add_chunk(&battery, views, 2, room);
    assert_int_equal(battery.base, 1);
    assert_int_equal(battery.straight_lined, 1);
    assert_int_equal(battery.long_run, 0);
}

static struct careless_speed *timed(const double *seconds, int count, int items)
{
    struct careless_speed *speed = calloc(1, sizeof *speed);
    assert_non_null(speed);
    for (int i = 0; i < count; i++) careless_speed_add(speed, seconds[i], items);
    return speed;
}

/* Ten questions each. Median of 15 19 20 60 100 130 140 200 is (60 + 100) / 2 = 80, half of it 40: under 20 are two, under 40 one more. */
static void counts_speeding(void **state)
{
    (void)state;
    static const double seconds[] = {100, 15, 200, 19, 20, 60, 130, 140, NAN, -30, 0.2};
    struct careless_speed *speed = timed(seconds, 11, 10);
    assert_int_equal(speed->base, 8);
    assert_near(careless_speed_median(speed), 80, 0);
    assert_int_equal(speed->under_an_item, 2);
    assert_int_equal(careless_speed_count(speed), 3);
    free(speed);
}

/* Exactly half of the median, or 2 seconds an item, is not under it; a week in an open window is a day. */
static void keeps_what_lies_on_the_edge(void **state)
{
    (void)state;
    static const double seconds[] = {50, 100, 100, 604800, 49};
    struct careless_speed *speed = timed(seconds, 5, 10);
    assert_near(careless_speed_median(speed), 100, 0);
    assert_int_equal(careless_speed_count(speed), 1);
    assert_int_equal(speed->all[CARELESS_SECONDS_LIMIT], 1);
    free(speed);
    speed = timed((const double[]){20, 19.4}, 2, 10);
    assert_int_equal(careless_speed_count(speed), 1); /* whole seconds: 19.4 is 19 */
    free(speed);
    speed = timed(NULL, 0, 10);
    assert_true(isnan(careless_speed_median(speed)));
    assert_int_equal(careless_speed_count(speed), 0);
    free(speed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_runs_and_variability), cmocka_unit_test(a_question_left_out_ends_no_run), cmocka_unit_test(says_how_much_is_needed),
        cmocka_unit_test(counts_a_chunk), cmocka_unit_test(codes_side_by_side_are_persons_one_by_one), cmocka_unit_test(compares_numbers_as_numbers), cmocka_unit_test(counts_speeding), cmocka_unit_test(keeps_what_lies_on_the_edge)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
