#include "facts.h"
#include <math.h>
#include <string.h>
#include "family.h"
#include "memory.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

const char *facts_people(const struct release *release)
{
    const char *people = release_about(release, "people");
    return people[0] ? people : "people who answered";
}

const char *facts_group(const struct release *release, const char *by, const char *grp)
{
    const struct group *group = release_group(release, by, grp);
    if (is(by, "all")) return facts_people(release);
    if (group && group->phrase[0]) return group->phrase;
    return arena_format(release->arena, "%s (%s)", facts_people(release), release_group_label(release, by, grp));
}

const char *facts_period_label(const struct release *release, const char *period)
{
    const struct period *row = release_period(release, period);
    return row && row->label[0] ? row->label : period;
}

const char *facts_heading(const struct release *release)
{
    const char *title = release_about(release, "title"), *label = release->now->label;
    size_t length = strlen(title), tail = strlen(label);
    return length >= tail && is(title + length - tail, label) ? title : arena_format(release->arena, "%s, %s", title, label);
}

bool facts_quarterly(const struct release *release) { return strstr(release->now->period, "-Q") || strstr(release->now->period, "-C"); }

const char *facts_when(const struct release *release, const char *previous)
{
    const char *now = release->now->period;
    if (is(previous, release_year_before(release, now))) return "a year before";
    if (facts_quarterly(release) && is(previous, release_previous(release, now))) return "the quarter before";
    return arena_format(release->arena, "in %s", facts_period_label(release, previous));
}

const char *facts_period(const struct release *release, const char *previous)
{
    const char *when = facts_when(release, previous), *label = facts_period_label(release, previous);
    return strncmp(when, "in ", 3) == 0 ? label : arena_format(release->arena, "%s (%s)", when, label);
}

int facts_decimals(const struct measure *measure)
{
    bool out_of_100 = measure->low >= 0 && measure->low <= 0 && measure->high >= 100 && measure->high <= 100;
    return is(measure->shape, "number") && !out_of_100 ? measure->decimals : 0;
}

const struct result *facts_cell(const struct release *release, const char *period, const char *by, const char *grp, const struct measure *measure, const char *category)
{
    const char *statistic = is(measure->shape, "number") ? "mean" : "percent";
    const struct result *cell = release_result(release, &(struct result_key){period, by, grp, measure->measure, category, statistic});
    if (!cell && is(measure->shape, "yes-no")) {
        cell = release_result(release, &(struct result_key){period, by, grp, measure->measure, "yes", statistic});
        if (!cell) cell = release_result(release, &(struct result_key){period, by, grp, measure->measure, "", statistic});
    }
    return cell;
}

static const struct measure *measure_of(const struct release *release, const char *name)
{
    static const struct measure unknown = {.measure = "", .label = "", .section = "", .kind = "", .shape = "number", .unit = "", .phrase = "", .description = "", .better = "",
        .reference_label = "", .instrument = "", .low = NAN, .high = NAN, .reference_low = NAN, .reference_high = NAN, .decimals = 1};
    const struct measure *measure = release_measure(release, name);
    return measure ? measure : &unknown;
}

static double level(const struct result *cell) { return cell ? cell->value : NAN; }

static struct facts facts_base(const struct release *release, const struct measure *measure, const char *by, const char *grp, const char *category)
{
    return (struct facts){.shape = measure->shape, .label = measure->label, .phrase = measure->phrase, .unit = measure->unit, .better = measure->better,
        .category = category[0] ? release_category_label(release, measure->measure, category) : "yes", .group = facts_group(release, by, grp), .reference = "", .when = "",
        .verdict = "", .why = "", .value = NAN, .low = NAN, .high = NAN, .now = NAN, .before = NAN, .now_low = NAN, .now_high = NAN, .p = NAN,
        .decimals = facts_decimals(measure), .n = -1, .n_reference = -1};
}

struct facts facts_level(const struct release *release, const char *period, const char *by, const char *grp, const struct measure *measure, const char *category)
{
    const struct result *cell = facts_cell(release, period, by, grp, measure, category);
    struct facts facts = facts_base(release, measure, by, grp, category);
    facts.now = level(cell);
    facts.now_low = cell ? cell->low : NAN;
    facts.now_high = cell ? cell->high : NAN;
    facts.n = cell ? cell->n : -1;
    return facts;
}

struct facts facts_comparison(const struct release *release, const struct comparison *row)
{
    const struct measure *measure = measure_of(release, row->measure);
    struct facts facts = facts_level(release, row->period, row->by, row->grp, measure, row->category);
    facts.kind = FACTS_COMPARE;
    facts.reference = facts_group(release, row->by, row->reference);
    facts.before = level(facts_cell(release, row->period, row->by, row->reference, measure, row->category));
    facts.verdict = row->verdict;
    facts.why = row->why;
    facts.value = row->value;
    facts.low = row->low;
    facts.high = row->high;
    facts.n = row->n;
    facts.n_reference = row->n_reference;
    facts.p = row->p;
    if (sentence_doubt(&facts) == DOUBT_ALONE) facts.family = family_of_comparison(release, row);
    return facts;
}

struct facts facts_trend(const struct release *release, const struct trend *row)
{
    const struct measure *measure = measure_of(release, row->measure);
    struct facts facts = facts_level(release, row->period, row->by, row->grp, measure, row->category);
    facts.kind = FACTS_TREND;
    facts.reference = facts_period(release, row->previous);
    facts.when = facts_when(release, row->previous);
    facts.before = level(facts_cell(release, row->previous, row->by, row->grp, measure, row->category));
    facts.verdict = row->verdict;
    facts.why = row->why;
    facts.value = row->value;
    facts.low = row->low;
    facts.high = row->high;
    facts.n = row->n;
    facts.n_reference = row->n_previous;
    facts.p = row->p;
    if (sentence_doubt(&facts) == DOUBT_ALONE) facts.family = family_of_trend(release, row);
    return facts;
}
