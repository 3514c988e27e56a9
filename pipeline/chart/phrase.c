#include "phrase.h"
#include <math.h>
#include "label.h"
#include "sentence.h"

static const char *say(const struct figure *figure, const char *name) { return sentence_of(figure->arena, figure->patterns, name, NULL); }

static const char *number(const struct figure *figure, double value, int decimals, bool sign)
{
    struct buffer out = {0};
    label_number(&out, value, decimals, sign);
    const char *words = arena_copy(figure->arena, out.at, out.length);
    buffer_free(&out);
    return words;
}

static const char *with_unit(const struct figure *figure, bool percent, const char *words)
{
    return percent ? sentence_of(figure->arena, figure->patterns, "percent", "number", words, NULL) : words;
}

const char *phrase_value(const struct figure *figure, const struct figure_measure *measure, double value)
{
    return with_unit(figure, measure->percent, number(figure, value, label_decimals(value, measure->decimals), false));
}

const char *phrase_tick(const struct figure *figure, bool percent, double value, int decimals) { return with_unit(figure, percent, number(figure, value, decimals, false)); }

const char *phrase_interval(const struct figure *figure, const struct figure_measure *measure, const struct estimate *estimate)
{
    if (isnan(estimate->low) || isnan(estimate->high)) return NULL;
    return sentence_of(figure->arena, figure->patterns, "interval", "low", phrase_value(figure, measure, estimate->low), "high", phrase_value(figure, measure, estimate->high), NULL);
}

const char *phrase_absence(const struct figure *figure, const struct estimate *estimate)
{
    if (estimate->flag == 'c') return say(figure, "confidential");
    if (estimate->flag == 'z') return say(figure, "not_applicable");
    return isnan(estimate->value) ? say(figure, "not_available") : NULL;
}

const char *phrase_marked(const struct figure *figure, const char *words, char flag)
{
    const char *mark = flag == 'u' ? "unreliable" : flag == 'p' ? "provisional" : NULL;
    return mark ? sentence_of(figure->arena, figure->patterns, mark, "words", words, NULL) : words;
}

static const char *with_interval_and_flag(const struct figure *figure, const char *words, const char *interval, char flag)
{
    if (interval) words = sentence_of(figure->arena, figure->patterns, "with_interval", "value", words, "interval", interval, NULL);
    return phrase_marked(figure, words, flag);
}

const char *phrase_estimate(const struct figure *figure, const struct figure_measure *measure, const struct estimate *estimate)
{
    const char *absence = phrase_absence(figure, estimate);
    if (absence) return absence;
    return with_interval_and_flag(figure, phrase_value(figure, measure, estimate->value), phrase_interval(figure, measure, estimate), estimate->flag);
}

const char *phrase_difference(const struct figure *figure, const struct figure_measure *measure, const struct estimate *estimate)
{
    const char *absence = phrase_absence(figure, estimate);
    if (absence) return absence;
    bool open = isnan(estimate->low) || isnan(estimate->high);
    int decimals = label_decimals(estimate->value, measure->decimals);
    if (!open) decimals = label_decimals(estimate->low, label_decimals(estimate->high, decimals));
    const char *interval = open ? NULL : sentence_of(figure->arena, figure->patterns, "interval", "low", number(figure, estimate->low, decimals, false), "high", number(figure, estimate->high, decimals, false), NULL);
    return with_interval_and_flag(figure, number(figure, estimate->value, decimals, true), interval, estimate->flag);
}

const char *phrase_direction(const struct figure *figure, const struct figure_measure *measure)
{
    if (text_is(text_of(measure->better), "lower")) return say(figure, "lower_is_better");
    return text_is(text_of(measure->better), "higher") ? say(figure, "higher_is_better") : NULL;
}

const char *phrase_join(struct arena *arena, const char *const *parts, int count, const char *between)
{
    struct buffer out = {0};
    for (int i = 0; i < count; i++) {
        if (!parts[i]) continue;
        if (out.length > 0) buffer_put(&out, between);
        buffer_put(&out, parts[i]);
    }
    const char *joined = arena_copy(arena, out.at ? out.at : "", out.length);
    buffer_free(&out);
    return joined;
}

/* "61 to 88 NHS": the fewest and the most people behind the values shown of one group; NULL when none is shown. */
static const char *people_behind(const struct figure *figure, int group)
{
    double least = INFINITY, most = -INFINITY;
    for (int column = 0; column < figure->column_count; column++) {
        double n = figure_cell(figure, group, column)->n;
        if (isnan(n)) continue;
        least = fmin(least, n);
        most = fmax(most, n);
    }
    if (least > most) return NULL;
    const char *range = number(figure, least, 0, false);
    if (least < most) range = sentence_of(figure->arena, figure->patterns, "n_range", "low", range, "high", number(figure, most, 0, false), NULL);
    return sentence_of(figure->arena, figure->patterns, "n_part", "n", range, "group", figure->groups[group].label, NULL);
}

static bool has_flag(const struct figure *figure, char flag)
{
    for (int i = 0; i < figure->group_count * figure->column_count; i++)
        if (figure->cells[i].flag == flag) return true;
    for (int i = 0; figure->differences && i < figure->measure_count; i++)
        if (figure->differences[i].estimate.flag == flag) return true;
    return false;
}

const char *phrase_source(const struct figure *figure, const char *first_period)
{
    const char *groups[FIGURE_GROUP_LIMIT];
    for (int group = 0; group < figure->group_count; group++) groups[group] = people_behind(figure, group);
    const char *people = phrase_join(figure->arena, groups, figure->group_count, ", ");
    const char *parts[] = {
        first_period ? sentence_of(figure->arena, figure->patterns, "source_periods", "survey", figure->survey, "first", first_period, "period", figure->period_label, NULL)
                     : sentence_of(figure->arena, figure->patterns, "source", "survey", figure->survey, "period", figure->period_label, NULL),
        figure->made_up ? say(figure, "made_up") : NULL,
        people[0] ? sentence_of(figure->arena, figure->patterns, "n", "parts", people, NULL) : NULL,
        figure->groups_left_out ? sentence_of(figure->arena, figure->patterns, figure->groups_left_out == 1 ? "one_left_out" : "left_out", "n", arena_format(figure->arena, "%d", figure->groups_left_out), NULL) : NULL,
        figure->groups_withheld ? sentence_of(figure->arena, figure->patterns, figure->groups_withheld == 1 ? "one_withheld" : "withheld", "n", arena_format(figure->arena, "%d", figure->groups_withheld), NULL) : NULL,
        has_flag(figure, 'u') ? say(figure, "unreliable_note") : NULL,
        has_flag(figure, 'p') ? say(figure, "provisional_note") : NULL};
    return phrase_join(figure->arena, parts, 7, " ");
}
