#include "families.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "multiplicity.h"

static const double clear = 0.05;

struct family_test { char *family, *adjustment; double p, adjusted; bool done; };

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_new(size, 1), text, size);
}

void families_add(struct families *families, const char *family, const char *adjustment, double p)
{
    families->tests = memory_grow(families->tests, families->count, &families->room, sizeof *families->tests);
    families->tests[families->count++] = (struct family_test){copy(family), copy(adjustment), p, NAN, !adjustment[0]};
}

static bool is_of(const struct family_test *test, const struct family_test *first)
{
    return !test->done && !strcmp(test->family, first->family) && !strcmp(test->adjustment, first->adjustment);
}

static void adjust_family(struct families *families, size_t first, double *p)
{
    const struct family_test of = families->tests[first];
    enum adjustment adjustment = strcmp(of.adjustment, multiplicity_name(ADJUST_HOLM)) ? ADJUST_BENJAMINI_HOCHBERG : ADJUST_HOLM;
    for (size_t i = 0; i < families->count; i++) p[i] = is_of(&families->tests[i], &of) ? families->tests[i].p : (double)NAN;
    multiplicity_adjust(adjustment, p, families->count);
    for (size_t i = families->count; i-- > first;) {
        if (!is_of(&families->tests[i], &of)) continue;
        families->tests[i].adjusted = p[i];
        families->tests[i].done = true;
    }
}

void families_adjust(struct families *families)
{
    double *p = memory_new(families->count + 1, sizeof *p);
    for (size_t i = 0; i < families->count; i++)
        if (!families->tests[i].done) adjust_family(families, i, p);
    free(p);
}

double families_next(struct families *families)
{
    assert(families->next < families->count);
    return families->tests[families->next++].adjusted;
}

void families_free(struct families *families)
{
    for (size_t i = 0; i < families->count; i++) {
        free(families->tests[i].family);
        free(families->tests[i].adjustment);
    }
    free(families->tests);
    *families = (struct families){0};
}

bool families_is_clear(double p_adjusted) { return p_adjusted < clear; }
