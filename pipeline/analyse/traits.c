#include "traits.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

static const double ROUNDING = 1e-9; /* of the range: scores in thirds do not meet its ends to the last digit */

bool traits_is_scale(const struct measure *measure)
{
    return (measure->kind == MEASURE_MEAN || measure->kind == MEASURE_SUM) && measure->operand_count >= 2;
}

bool traits_are_told(const struct measure *measure)
{
    return measure->shape == SHAPE_NUMBER && (measure->headline || traits_is_scale(measure));
}

static void count(struct traits *traits, const struct measure *measure, const struct values *values, size_t respondents)
{
    long *counts = memory_new(values->count + 1, sizeof *counts), most = 0; /* the last: no answer */
    bool bounded = isfinite(measure->low) && isfinite(measure->high);
    double dust = bounded ? ROUNDING * (measure->high - measure->low) : 0;
    traits->at_low = traits->at_high = bounded ? 0 : -1;
    for (size_t i = 0; i < respondents; i++) counts[values->at[i] == VALUE_MISSING ? values->count : values->at[i]]++;
    for (size_t v = 0; v < values->count; v++) {
        traits->n += counts[v];
        if (counts[v] > most) most = counts[v];
        if (bounded && values->value[v] <= measure->low + dust) traits->at_low += counts[v];
        if (bounded && values->value[v] >= measure->high - dust) traits->at_high += counts[v];
    }
    traits->differ = traits->n - most;
    free(counts);
}

/* Teams with two or more answers. */
static struct intraclass compare_teams(const struct values *values, const struct design *design)
{
    struct intraclass_team *teams = memory_new(design->teams, sizeof *teams);
    size_t count = 0, largest = 0;
    for (size_t t = 0; t < design->teams; t++) {
        size_t size = design->team_first[t + 1] - design->team_first[t];
        if (size > largest) largest = size;
    }
    double *answers = memory_new(largest, sizeof *answers), centre = values->count ? values->value[values->count / 2] : 0;
    for (size_t t = 0; t < design->teams; t++) {
        size_t n = 0;
        for (uint32_t i = design->team_first[t]; i < design->team_first[t + 1]; i++)
            if (values->at[i] != VALUE_MISSING) answers[n++] = values->value[values->at[i]];
        if (n >= 2) teams[count++] = intraclass_team_of(answers, n, centre);
    }
    struct intraclass result = intraclass_of(teams, count);
    free(answers);
    free(teams);
    return result;
}

struct traits *traits_of(const struct measure *measure, struct values *values, const struct design *design)
{
    struct traits *traits = memory_new(1, sizeof *traits);
    count(traits, measure, values, design->respondents);
    traits->has_teams = design->clustered;
    if (traits->has_teams) traits->intraclass = compare_teams(values, design);
    traits->at = values->at;
    traits->values = values->count;
    values->at = NULL;
    return traits;
}

void traits_free(struct traits *traits)
{
    if (!traits) return;
    free(traits->at);
    free(traits);
}
