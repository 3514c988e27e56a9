#include "choose.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "facts.h"
#include "memory.h"

struct list { struct choice *at; size_t count, room; };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void add(struct list *list, struct choice choice)
{
    list->at = memory_grow(list->at, list->count, &list->room, sizeof *list->at);
    list->at[list->count++] = choice;
}

static double strength(double p_adjusted, double p) { return isfinite(p_adjusted) ? p_adjusted : p; }

static void add_trend(struct list *list, const struct release *release, const struct trend *row)
{
    if (!is(row->period, release->now->period) || (!is(row->statistic, "mean") && !is(row->statistic, "percent"))) return; /* most rows are of earlier periods */
    if (!is(row->by, "all") && !is(row->verdict, "rose") && !is(row->verdict, "fell")) return; /* that a group held is not told: facts are dear */
    const struct measure *measure = release_measure(release, row->measure);
    if (!measure) return;
    struct facts facts = facts_trend(release, row);
    enum facts_verdict verdict = sentence_verdict(&facts);
    if (verdict != VERDICT_CLEAR && verdict != VERDICT_UNCLEAR) return;
    enum facts_tone tone = sentence_tone(&facts);
    enum choice_rule rule = verdict == VERDICT_UNCLEAR ? RULE_STABLE : tone == TONE_WORSE ? RULE_WORSE : tone == TONE_BETTER ? RULE_BETTER : RULE_CHANGE;
    if (rule == RULE_STABLE && !is(row->by, "all")) return;
    add(list, (struct choice){rule, facts, measure, row->by, row->grp, tone, row->previous, NULL, strength(row->p_adjusted, row->p)});
}

/* Two tests of one difference (exact and not): the first of them is told. */
static bool is_told(const struct release *release, const struct comparison *row)
{
    const struct comparison *before = row > release->comparison_rows ? row - 1 : NULL;
    return before && !before->adjusted_for[0] && is(before->period, row->period) && is(before->by, row->by) && is(before->grp, row->grp) && is(before->reference, row->reference)
        && is(before->measure, row->measure) && is(before->category, row->category);
}

static void add_comparison(struct list *list, const struct release *release, const struct comparison *row)
{
    const struct measure *measure = release_measure(release, row->measure);
    if (!measure || !is(row->period, release->now->period) || row->adjusted_for[0] || is_told(release, row)) return;
    struct facts facts = facts_comparison(release, row);
    if (sentence_verdict(&facts) == VERDICT_CLEAR)
        add(list, (struct choice){RULE_DIFFERENCE, facts, measure, row->by, row->grp, sentence_tone(&facts), row->reference, NULL, strength(row->p_adjusted, row->p)});
}

static int rank_tone(enum facts_tone tone) { return tone == TONE_WORSE ? 0 : 1; }

static int compare_choice(const void *a_at, const void *b_at)
{
    const struct choice *a = a_at, *b = b_at;
    if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
    if (rank_tone(a->tone) != rank_tone(b->tone)) return rank_tone(a->tone) - rank_tone(b->tone);
    if (is(a->by, "all") != is(b->by, "all")) return is(a->by, "all") ? -1 : 1;
    if (isnan(a->strength) != isnan(b->strength)) return isnan(a->strength) ? 1 : -1;
    if (a->strength < b->strength || a->strength > b->strength) return a->strength < b->strength ? -1 : 1;
    if (a->measure != b->measure) return a->measure < b->measure ? -1 : 1;
    int order = strcmp(a->by, b->by);
    if (!order) order = strcmp(a->grp, b->grp);
    if (!order) order = strcmp(a->facts.category, b->facts.category);
    return order ? order : strcmp(a->facts.reference, b->facts.reference);
}

/* Every clear finding and every measure that held, in the order of the rules. */
static struct list candidates(const struct release *release)
{
    struct list list = {0};
    for (size_t i = 0; i < release->trend_count; i++) add_trend(&list, release, &release->trend_rows[i]);
    for (size_t i = 0; i < release->comparison_count; i++) add_comparison(&list, release, &release->comparison_rows[i]);
    if (list.count) qsort(list.at, list.count, sizeof *list.at, compare_choice);
    return list;
}

static struct choice *keep(const struct release *release, struct list *list, size_t *count)
{
    struct choice *kept = arena_new(release->arena, list->count + 1, sizeof *kept);
    if (list->count) memcpy(kept, list->at, list->count * sizeof *kept);
    *count = list->count;
    free(list->at);
    return kept;
}

static bool any_headline(const struct release *release)
{
    for (size_t i = 0; i < release->measure_count; i++)
        if (release->measure_rows[i].headline) return true;
    return false;
}

/* A first survey of one group has nothing to compare: then its key measures themselves are what was found. */
static void add_levels(struct list *list, const struct release *release, bool headlines)
{
    enum { LEVELS = 4 };
    for (size_t i = 0; i < release->measure_count && list->count < LEVELS; i++) {
        const struct measure *measure = &release->measure_rows[i];
        if ((headlines && !measure->headline) || is(measure->shape, "category")) continue;
        struct facts facts = facts_level(release, release->now->period, "all", "all", measure, "");
        if (isfinite(facts.now)) add(list, (struct choice){RULE_LEVEL, facts, measure, "all", "all", TONE_NEUTRAL, "", NULL, NAN});
    }
}

/* Everybody and the groups compared; other breakdowns have many groups, some of which always stand out. */
static bool is_main_group(const struct choice *choice, const struct comparison *compared) { return is(choice->by, "all") || (compared && is(choice->by, compared->by)); }

struct choice *choose_findings(const struct release *release, size_t *count)
{
    static const size_t most[RULE_COUNT] = {[RULE_WORSE] = 2, [RULE_DIFFERENCE] = 2, [RULE_BETTER] = 1, [RULE_CHANGE] = 1, [RULE_STABLE] = 3};
    const struct comparison *compared = choose_compared(release);
    struct list all = candidates(release), chosen = {0};
    size_t taken[RULE_COUNT] = {0};
    bool headlines = any_headline(release);
    for (size_t i = 0; i < all.count && chosen.count < CHOOSE_LIMIT; i++) {
        struct choice *choice = &all.at[i];
        bool told = headlines && !choice->measure->headline;
        for (size_t j = 0; j < chosen.count; j++)
            if (chosen.at[j].measure == choice->measure) told = true;
        bool others = !is_main_group(choice, compared);
        bool enough = taken[choice->rule] >= most[choice->rule] || (choice->rule == RULE_STABLE && taken[RULE_STABLE] && chosen.count >= 3);
        if (told || others || enough) continue;
        taken[choice->rule]++;
        add(&chosen, *choice);
    }
    free(all.at);
    if (!chosen.count) add_levels(&chosen, release, headlines);
    return keep(release, &chosen, count);
}

/* A group whose whole interval lies outside the agreed range of a measure. */
static void add_outside(struct list *list, const struct release *release, const struct measure *measure, const struct group *group)
{
    const char *by = group ? group->by : "all", *grp = group ? group->grp : "all";
    struct facts facts = facts_level(release, release->now->period, by, grp, measure, "");
    bool above = isfinite(measure->reference_high) && facts.now_low > measure->reference_high, below = isfinite(measure->reference_low) && facts.now_high < measure->reference_low;
    if (!above && !below) return;
    facts.verdict = above ? "above" : "below";
    add(list, (struct choice){RULE_RANGE, facts, measure, by, grp, TONE_WORSE, "", NULL, NAN});
}

/* A difference is a place to ask about on its less favourable side, whichever of the two groups that is. */
static void turn(struct choice *choice, const struct release *release)
{
    struct facts *facts = &choice->facts;
    const char *grp = choice->grp;
    struct facts level = facts_level(release, release->now->period, choice->by, choice->other, choice->measure, "");
    facts->before = facts->now, facts->now = level.now, facts->now_low = level.now_low, facts->now_high = level.now_high;
    facts->reference = facts->group, facts->group = level.group;
    facts->verdict = is(facts->verdict, "higher") ? "lower" : "higher";
    const double low = facts->low;
    facts->value = -facts->value, facts->low = -facts->high, facts->high = -low;
    const long n = facts->n;
    facts->n = facts->n_reference, facts->n_reference = n;
    choice->grp = choice->other, choice->other = grp, choice->tone = TONE_WORSE;
}

/* False when the change stands there already, since another period: then the two share a row. */
static bool is_new_flag(struct list *flags, const struct release *release, const struct choice *choice)
{
    for (size_t i = 0; choice->rule == RULE_WORSE && i < flags->count; i++) {
        struct choice *flag = &flags->at[i];
        if (flag->rule != RULE_WORSE || flag->measure != choice->measure || !is(flag->by, choice->by) || !is(flag->grp, choice->grp) || !is(flag->facts.category, choice->facts.category)) continue;
        struct facts *also = arena_new(release->arena, 1, sizeof *also);
        *also = choice->facts;
        flag->also = also;
        return false;
    }
    return true;
}

static void add_flags(struct list *flags, const struct release *release, const struct list *all, bool main)
{
    const struct comparison *compared = choose_compared(release);
    bool headlines = any_headline(release);
    for (size_t i = 0; i < all->count; i++) {
        struct choice choice = all->at[i];
        if ((is_main_group(&choice, compared) && (!headlines || choice.measure->headline)) != main) continue;
        if (choice.rule == RULE_DIFFERENCE && choice.tone == TONE_BETTER && !is(choice.measure->shape, "category")) turn(&choice, release);
        if (choice.tone == TONE_WORSE && is_new_flag(flags, release, &choice)) add(flags, choice);
    }
}

struct choice *choose_flags(const struct release *release, size_t *count)
{
    const struct comparison *compared = choose_compared(release);
    struct list all = candidates(release), flags = {0};
    add_flags(&flags, release, &all, true);
    for (size_t m = 0; m < release->measure_count; m++) {
        add_outside(&flags, release, &release->measure_rows[m], NULL);
        for (size_t g = 0; compared && g < release->group_count; g++)
            if (is(release->group_rows[g].by, compared->by)) add_outside(&flags, release, &release->measure_rows[m], &release->group_rows[g]);
    }
    add_flags(&flags, release, &all, false);
    free(all.at);
    return keep(release, &flags, count);
}

const char *choose_rule_name(enum choice_rule rule)
{
    static const char *const names[RULE_COUNT] = {[RULE_WORSE] = "Clear change for the worse", [RULE_DIFFERENCE] = "Clear difference between groups",
        [RULE_BETTER] = "Clear change for the better", [RULE_CHANGE] = "Clear change", [RULE_STABLE] = "No clear change", [RULE_RANGE] = "Outside the agreed range", [RULE_LEVEL] = "Key measure"};
    return names[rule];
}

const struct choice *choose_section(const struct release *release, const char *section)
{
    const struct comparison *compared = choose_compared(release);
    struct list all = candidates(release);
    struct choice *found = NULL;
    int best = -1;
    for (size_t i = 0; i < all.count; i++) {
        const struct choice *choice = &all.at[i];
        int rank = 2 * is_main_group(choice, compared) + choice->measure->headline;
        if (choice->rule == RULE_STABLE || !is(choice->measure->section, section) || rank <= best) continue;
        if (!found) found = arena_new(release->arena, 1, sizeof *found);
        *found = *choice;
        best = rank;
    }
    free(all.at);
    return found;
}

static bool is_charted(const struct release *release, const char *section, const char *measure)
{
    for (size_t i = 0; i < release->chart_measure_count; i++) {
        if (!is(release->chart_measure_rows[i].measure, measure)) continue;
        for (size_t c = 0; c < release->chart_count; c++)
            if (is(release->chart_rows[c].name, release->chart_measure_rows[i].chart) && is(release->chart_rows[c].section, section)) return true;
    }
    return false;
}

static bool is_compared(const struct release *release, const char *section)
{
    for (size_t i = 0; i < release->comparison_count + release->trend_count; i++) {
        const struct comparison *row = i < release->comparison_count ? &release->comparison_rows[i] : NULL;
        const struct trend *change = row ? NULL : &release->trend_rows[i - release->comparison_count];
        const struct measure *measure = release_measure(release, row ? row->measure : change->measure);
        if (measure && is(measure->section, section) && is(row ? row->period : change->period, release->now->period) && isfinite(row ? row->value : change->value)) return true;
    }
    return false;
}

bool choose_section_is_quiet(const struct release *release, const char *section)
{
    struct list all = candidates(release);
    bool clear = false;
    for (size_t i = 0; i < all.count; i++) {
        const struct measure *measure = all.at[i].measure;
        clear = clear || (all.at[i].rule != RULE_STABLE && (is(measure->section, section) || is_charted(release, section, measure->measure)));
    }
    free(all.at);
    return !clear && is_compared(release, section);
}

const struct comparison *choose_compared(const struct release *release)
{
    for (size_t i = 0; i < release->comparison_count; i++)
        if (is(release->comparison_rows[i].period, release->now->period)) return &release->comparison_rows[i];
    return NULL;
}

bool choose_is_clear(const struct choice *findings, size_t count) { return count > 0 && findings[0].rule != RULE_STABLE && findings[0].rule != RULE_LEVEL; }

const char *choose_quiet_word(const struct release *release)
{
    bool changes = false, differences = false;
    for (size_t i = 0; i < release->trend_count; i++) changes = changes || (is(release->trend_rows[i].period, release->now->period) && isfinite(release->trend_rows[i].value));
    for (size_t i = 0; i < release->comparison_count; i++) differences = differences || (is(release->comparison_rows[i].period, release->now->period) && isfinite(release->comparison_rows[i].value));
    if (changes) return differences ? "none" : "unchanged";
    return differences ? "alike" : "first";
}
