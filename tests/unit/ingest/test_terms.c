/* Names and their numbers, and the set of people. Expected: a straight count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "../../../pipeline/ingest/duplicates.h"
#include "../../../pipeline/ingest/terms.h"

static void names_are_numbered_as_they_come(void **state)
{
    (void)state;
    struct terms *terms = terms_create();
    assert_int_equal(terms_number(terms, text_of("south")), 0);
    assert_int_equal(terms_number(terms, text_of("north")), 1);
    assert_int_equal(terms_number(terms, text_of("south")), 0);
    assert_int_equal(terms_number(terms, text_of("")), 2);
    assert_int_equal(terms_number(terms, text_of("South")), 3);
    assert_int_equal(terms_number(terms, (struct text){"south east", 5}), 0);
    assert_int_equal(terms_count(terms), 4);
    assert_true(text_is(terms_name(terms, 1), "north"));
    assert_true(text_is(terms_name(terms, 2), ""));
    assert_true(text_is(terms_name(terms, 3), "South"));
    terms_destroy(terms);
    terms_destroy(NULL);
}

static void many_names(void **state)
{
    (void)state;
    struct terms *terms = terms_create();
    for (int turn = 0; turn < 2; turn++) {
        for (int pass = 0; pass < 2; pass++)
            for (uint32_t i = 0; i < 20000; i++) {
                char name[20];
                snprintf(name, sizeof name, "team %u", i * 7);
                assert_int_equal(terms_number(terms, text_of(name)), i);
            }
        assert_int_equal(terms_count(terms), 20000);
        assert_true(text_is(terms_name(terms, 19999), "team 139993"));
        terms_clear(terms);
        assert_int_equal(terms_count(terms), 0);
    }
    terms_destroy(terms);
}

static void pseudonym_of(uint64_t number, unsigned char pseudonym[16])
{
    memset(pseudonym, 0, 16);
    memcpy(pseudonym, &number, sizeof number);
}

static void people_are_counted_once(void **state)
{
    (void)state;
    struct people *people = people_create();
    unsigned char pseudonym[16];
    for (uint64_t i = 0; i < 50000; i++) {
        pseudonym_of(i << 20 | 7, pseudonym); /* the same low bits: the worst case of the table */
        if (i % 5) pseudonym_of(i * 0x9E3779B97F4A7C15u, pseudonym);
        assert_false(people_has(people, pseudonym));
        assert_true(people_add(people, pseudonym));
        assert_false(people_add(people, pseudonym));
        assert_true(people_has(people, pseudonym));
        if (i % 5 == 0 && i > 2000) i += 3;
    }
    assert_true(people_count(people) > 10000);
    people_destroy(people);
    people_destroy(NULL);
}

static void a_pseudonym_of_zeros_is_somebody(void **state)
{
    (void)state;
    struct people *people = people_create();
    unsigned char zero[16] = {0};
    assert_false(people_has(people, zero));
    assert_true(people_add(people, zero));
    assert_false(people_add(people, zero));
    assert_int_equal(people_count(people), 1);
    people_destroy(people);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_numbered_as_they_come), cmocka_unit_test(many_names), cmocka_unit_test(people_are_counted_once), cmocka_unit_test(a_pseudonym_of_zeros_is_somebody)};
    return cmocka_run_group_tests_name("ingest/terms", tests, NULL, NULL);
}
