/* Counts of values by profile, by a table (few pairs) and by sorting (many): both against a straight look at every person. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "../near.h"

/* The generator of Park and Miller (Communications of the ACM 31, 1988). */
static uint64_t seed = 4711;
static unsigned draw(unsigned below)
{
    seed = seed * 48271 % 2147483647;
    return (unsigned)(seed % below);
}

static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1}, {.variables = {0, 0}, .variable_count = 1, .categories = {40, 0}, .first_cell = 1, .cell_count = 40}};

struct crowd { struct design *design; struct values values; struct tally *tally; uint8_t *codes; double *answers; size_t people; };

static struct crowd crowd_of(size_t people, unsigned values, unsigned kinds)
{
    struct crowd crowd = {.codes = malloc(people * 2), .answers = malloc(people * sizeof(double)), .people = people};
    for (size_t i = 0; i < people; i++) {
        crowd.codes[2 * i] = (uint8_t)draw(kinds);
        crowd.codes[2 * i + 1] = (uint8_t)draw(kinds);
        crowd.answers[i] = draw(20) ? draw(values) / 8.0 : NAN;
    }
    crowd.design = design_create(crowd.codes, people, 2, NULL, 0, breakdowns, 2);
    for (size_t p = 0; p < crowd.design->profiles; p++) crowd.design->weight[p] = 1 + (double)(p % 7) / 4; /* sums of quarters are exact */
    crowd.values = survey_values(crowd.answers, crowd.design);
    crowd.tally = tally_create(&crowd.values, crowd.design);
    return crowd;
}

static void release(struct crowd *crowd)
{
    tally_destroy(crowd->tally);
    survey_free(&crowd->values, crowd->design);
    free(crowd->codes);
    free(crowd->answers);
}

static const struct tally_entry *find(const struct tally *tally, uint32_t value, uint32_t profile)
{
    size_t low = 0, high = tally->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct tally_entry *entry = &tally->entries[middle];
        if (entry->value == value && entry->profile == profile) return entry;
        if (entry->value < value || (entry->value == value && entry->profile < profile)) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static void assert_counted(const struct crowd *crowd)
{
    uint32_t *counts = calloc(crowd->tally->count, sizeof *counts);
    for (size_t i = 0; i < crowd->people; i++) {
        if (crowd->values.at[i] == VALUE_MISSING) continue;
        const struct tally_entry *entry = find(crowd->tally, crowd->values.at[i], crowd->design->profile[i]);
        assert_non_null(entry);
        counts[entry - crowd->tally->entries]++;
    }
    for (size_t e = 0; e < crowd->tally->count; e++) assert_int_equal(crowd->tally->entries[e].count, counts[e]);
    free(counts);
}

static bool in_cell(const struct crowd *crowd, size_t person, int cell) { return !isnan(crowd->answers[person]) && (cell == 0 || crowd->codes[2 * person] == cell - 1); }

static double weight_of(const struct crowd *crowd, size_t person)
{
    for (size_t p = 0;; p++)
        if (!memcmp(crowd->design->codes + 2 * p, crowd->codes + 2 * person, 2)) return crowd->design->weight[p];
}

static void assert_cell(const struct crowd *crowd, const struct distribution *distribution, int cell)
{
    double n = 0, weight = 0, squares = 0, sum = 0, found = 0;
    for (size_t i = 0; i < crowd->people; i++) {
        if (!in_cell(crowd, i, cell)) continue;
        double own = weight_of(crowd, i);
        n++;
        weight += own;
        squares += own * own;
        sum += own * crowd->answers[i];
    }
    for (size_t l = 0; l < distribution->count; l++) {
        if (l) assert_true(distribution->levels[l].value > distribution->levels[l - 1].value);
        found += distribution->levels[l].weight * distribution->levels[l].value;
    }
    assert_true(distribution->n == n && distribution->weight == weight && distribution->squared_weight == squares && found == sum);
}

/* The largest weight of a value decides type 7 quantiles of weighted data. */
static void assert_last(const struct crowd *crowd, const struct distribution *distribution, int cell)
{
    for (size_t l = 0; l < distribution->count; l += 97) {
        double largest = 0;
        for (size_t i = 0; i < crowd->people; i++)
            if (in_cell(crowd, i, cell) && !(crowd->answers[i] < distribution->levels[l].value) && !(crowd->answers[i] > distribution->levels[l].value)) largest = fmax(largest, weight_of(crowd, i));
        assert_true(distribution->levels[l].last_weight == largest);
    }
}

static void assert_distributed(const struct crowd *crowd)
{
    struct distribution *distributions = distributions_create(crowd->tally, &crowd->values, crowd->design, NULL);
    for (int c = 0; c < 41; c += 13) {
        assert_cell(crowd, &distributions[c], c);
        assert_last(crowd, &distributions[c], c);
    }
    distributions_destroy(distributions, crowd->design);
}

static void few_pairs(void **state)
{
    (void)state;
    struct crowd crowd = crowd_of(3000, 30, 6);
    assert_true(crowd.values.count * crowd.design->profiles < 1 << 21);
    assert_counted(&crowd);
    assert_distributed(&crowd);
    release(&crowd);
}

static void many_pairs(void **state)
{
    (void)state;
    struct crowd crowd = crowd_of(9000, 4000, 40);
    assert_true(crowd.values.count * crowd.design->profiles > 1 << 21);
    assert_counted(&crowd);
    assert_distributed(&crowd);
    release(&crowd);
}

static void nobody_answered(void **state)
{
    (void)state;
    static const double none[] = {NAN, NAN};
    struct design *design = survey_simple(2);
    struct values values = survey_values(none, design);
    struct tally *tally = tally_create(&values, design);
    struct distribution *distributions = distributions_create(tally, &values, design, NULL);
    assert_true(tally->count == 0 && distributions[0].n == 0);
    distributions_destroy(distributions, design);
    tally_destroy(tally);
    tally_destroy(NULL);
    survey_free(&values, design);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(few_pairs), cmocka_unit_test(many_pairs), cmocka_unit_test(nobody_answered)};
    return cmocka_run_group_tests_name("analyse/tally", tests, NULL, NULL);
}
