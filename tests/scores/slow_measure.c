/* The kinds of measures, one respondent at a time, as schemas/README.md defines them under "A measure" and "An instrument file". Where it leaves something open:
 *
 * answered        an answer that is not missing, was asked for, and, where a number is wanted, counts as one: a score of null is no answer to a mean or a sum;
 *                 a count, any or all takes it as an answer.
 * minimum, maximum  belong to the range; "below" does not belong to the band.
 * sum             of fewer answers than operands: their mean times the number of operands. count of fewer: those that were answered, not projected.
 * ratio           missing too where either is; a band of a missing answer is missing.
 * scores          the measure's own first (by a category's value, else by another spelling of it), then the field's; a boolean counts as 1 and 0, so do two categories "yes" and "no", an integer's categories count as the numbers
 *                 they are, yes/no measures count as 1 and 0.
 * reverse         lowest plus highest of the set's numbers, null not being one; of a number without a set, minimum plus maximum.
 * numbers         as answers to an item: those of its set (from its minimum to its maximum, where it has none), anything else is no answer. Printed: the numbers of a reversed
 *                 item stand on the form turned round. Two words of a set with one number: the first.
 * rescale         of each item's score, after it was turned round. */
#include "slow.h"

#include <stdio.h>
#include <string.h>

bool slow_means(const struct category *category, const char *word)
{
    if (!strcmp(category->value, word)) return true;
    for (int s = 0; s < category->spelling_count; s++)
        if (!strcmp(category->spellings[s], word)) return true;
    return false;
}

static struct exact number_of(const char *text)
{
    struct exact number;
    if (!exact_read(text, '.', &number)) slow_stop("not a number", text);
    return number;
}

static bool is_open(const char *limit) { return !*limit || !strcmp(limit, "-"); }

bool slow_lies_in(struct exact number, const char *low, const char *high, bool *unsure)
{
    if (!is_open(low) && exact_compare(number, number_of(low), unsure) < 0) return false;
    return is_open(high) || exact_compare(number, number_of(high), unsure) <= 0;
}

static const struct category *category_of(const struct thing *thing, const char *value)
{
    for (int c = 0; c < thing->category_count; c++)
        if (!strcmp(thing->categories[c].value, value)) return &thing->categories[c];
    slow_stop("no such category", value);
}

static struct answer number_answer(struct exact number) { return (struct answer){.kind = NUMBER, .number = number}; }
static struct answer nothing(void) { return (struct answer){.kind = MISSING, .word = ""}; }

static void ends_of_set(const struct set *set, struct exact *low, struct exact *high)
{
    bool first = true, unsure = false;
    for (int p = 0; p < set->count; p++) {
        if (!strcmp(set->pairs[p].score, "null")) continue;
        struct exact number = number_of(set->pairs[p].score);
        if (first || exact_compare(number, *low, &unsure) < 0) *low = number;
        if (first || exact_compare(number, *high, &unsure) > 0) *high = number;
        first = false;
    }
}

static struct exact turned_round(const struct set *set, struct exact number)
{
    struct exact low, high;
    ends_of_set(set, &low, &high);
    return exact_subtract(exact_add(low, high), number);
}

/* The answer to an item: a category; of a number with a set, the word of the set that goes with it; of another number, the number. */
struct answer slow_item(const struct thing *item, const struct answer *field)
{
    bool unsure = false;
    if (field->kind == MISSING) return nothing();
    if (field->kind == CHOSEN) return *field;
    if (!item->set) {
        if (!slow_lies_in(field->number, item->low, item->high, &unsure)) return nothing();
        return number_answer(item->reverse && !item->printed ? exact_subtract(exact_add(number_of(item->low), number_of(item->high)), field->number) : field->number);
    }
    for (int p = 0; p < item->set->count; p++) {
        if (!strcmp(item->set->pairs[p].score, "null")) continue;
        struct exact stands = number_of(item->set->pairs[p].score);
        if (item->printed && item->reverse) stands = turned_round(item->set, stands); /* on the form */
        if (!exact_compare(stands, field->number, &unsure)) return (struct answer){.kind = CHOSEN, .word = item->set->pairs[p].key};
    }
    return nothing();
}

/* What a category counts in the item's response set, stretched where the scale says so. */
static bool item_number(const struct thing *scale, const struct thing *item, const struct category *category, struct exact *out)
{
    const char *found = NULL;
    struct exact low, high;
    for (int p = 0; p < item->set->count; p++)
        if (slow_means(category, item->set->pairs[p].key)) found = item->set->pairs[p].score;
    if (!found) slow_stop("the response set has no", category->value);
    if (!strcmp(found, "null")) return false;
    *out = item->reverse ? turned_round(item->set, number_of(found)) : number_of(found);
    if (!*scale->rescale[0]) return true;
    struct exact from = number_of(scale->rescale[0]), to = number_of(scale->rescale[1]);
    ends_of_set(item->set, &low, &high);
    *out = exact_add(from, exact_divide(exact_multiply(exact_subtract(*out, low), exact_subtract(to, from)), exact_subtract(high, low)));
    return true;
}

/* Is there a number in this answer? */
static bool counts(const struct thing *measure, int of, const struct answer *answers, struct exact *out)
{
    const struct answer *answer = &answers[of];
    if (answer->kind == MISSING) return false;
    *out = answer->number;
    if (answer->kind == NUMBER) return true;
    const struct category *category = category_of(&things[of], answer->word);
    if (things[of].type == ITEM) return item_number(measure, &things[of], category, out);
    const char *score = category->score;
    bool own = false;
    for (int s = 0; s < measure->score_count && !own; s++)
        if (!strcmp(category->value, measure->scores[s].key)) own = true, score = measure->scores[s].score;
    for (int s = 0; s < measure->score_count && !own; s++)
        if (slow_means(category, measure->scores[s].key)) own = true, score = measure->scores[s].score;
    if (!strcmp(score, "-")) slow_stop("no score for", category->value);
    if (!strcmp(score, "null")) return false;
    *out = number_of(score);
    return true;
}

static struct answer yes_or_no(bool yes) { return (struct answer){.kind = CHOSEN, .word = yes ? "yes" : "no"}; }

static struct answer mean_or_sum(const struct thing *measure, const struct answer *answers)
{
    struct exact total = exact_of(0), number;
    int answered = 0;
    for (int o = 0; o < measure->of_count; o++) {
        if (!counts(measure, measure->of[o], answers, &number)) continue;
        total = exact_add(total, number);
        answered++;
    }
    if (!answered || answered < (measure->needs ? measure->needs : measure->of_count)) return nothing();
    struct exact mean = exact_divide(total, exact_of(answered));
    return number_answer(!strcmp(measure->kind, "sum") ? exact_multiply(mean, exact_of(measure->of_count)) : mean);
}

static struct answer ratio_or_difference(const struct thing *measure, const struct answer *answers)
{
    struct exact first, second;
    bool unsure = false;
    if (!counts(measure, measure->of[0], answers, &first) || !counts(measure, measure->of[1], answers, &second)) return nothing();
    if (!strcmp(measure->kind, "difference")) return number_answer(exact_subtract(first, second));
    if (!exact_compare(second, exact_of(0), &unsure)) return nothing();
    if (!second.known && second.value < 1e-12L && second.value > -1e-12L) unsure = true;
    struct answer answer = number_answer(exact_divide(first, second));
    answer.unsure = unsure;
    return answer;
}

/* Does this answer, which is there, say yes? */
static bool says_yes(const struct thing *measure, int of, const struct answer *answers, bool *unsure)
{
    const struct answer *answer = &answers[of];
    if (answer->kind == NUMBER) return slow_lies_in(answer->number, measure->low, measure->high, unsure);
    const struct category *category = category_of(&things[of], answer->word);
    for (int v = 0; v < measure->value_count; v++)
        if (slow_means(category, measure->values[v])) return true;
    return false;
}

static struct answer count_any_all_in(const struct thing *measure, const struct answer *answers)
{
    int answered = 0, yes = 0;
    bool unsure = false;
    for (int o = 0; o < measure->of_count; o++) {
        if (answers[measure->of[o]].kind == MISSING) continue;
        answered++;
        yes += says_yes(measure, measure->of[o], answers, &unsure);
    }
    struct answer answer = nothing();
    if (!strcmp(measure->kind, "count")) {
        if (answered && answered >= (measure->needs ? measure->needs : measure->of_count)) answer = number_answer(exact_of(yes));
    } else if (answered < measure->needs) {
        answer = nothing(); /* of any and all: no one answer decides */
    } else if (!strcmp(measure->kind, "all")) {
        if (yes < answered) answer = yes_or_no(false);
        else if (answered == measure->of_count) answer = yes_or_no(true);
    } else {
        if (yes) answer = yes_or_no(true);
        else if (answered == measure->of_count) answer = yes_or_no(false);
    }
    answer.unsure = unsure;
    return answer;
}

static struct answer band(const struct thing *measure, const struct answer *answers)
{
    const struct answer *answer = &answers[measure->of[0]];
    bool unsure = false;
    if (answer->kind == MISSING) return nothing();
    for (int b = 0; b < measure->band_count; b++) {
        const struct band *one = &measure->bands[b];
        bool inside = answer->kind == NUMBER && (!*one->below || exact_compare(answer->number, number_of(one->below), &unsure) < 0);
        const struct category *category = answer->kind == CHOSEN ? category_of(&things[measure->of[0]], answer->word) : NULL;
        for (int h = 0; category && h < one->held; h++) inside |= slow_means(category, one->holds[h]);
        if (inside) return (struct answer){.kind = CHOSEN, .word = one->value, .unsure = unsure};
    }
    return nothing();
}

static struct answer of_kind(const struct thing *measure, const struct answer *answers)
{
    if (!strcmp(measure->kind, "item")) return answers[measure->of[0]];
    if (!strcmp(measure->kind, "mean") || !strcmp(measure->kind, "sum")) return mean_or_sum(measure, answers);
    if (!strcmp(measure->kind, "ratio") || !strcmp(measure->kind, "difference")) return ratio_or_difference(measure, answers);
    if (!strcmp(measure->kind, "band")) return band(measure, answers);
    return count_any_all_in(measure, answers);
}

struct answer slow_measure(const struct thing *measure, const struct answer *answers)
{
    struct answer answer = of_kind(measure, answers);
    for (int o = 0; o < measure->of_count; o++) answer.unsure |= answers[measure->of[o]].unsure;
    if (answer.kind == MISSING) answer.word = ""; /* an item's cell may have said why */
    return answer;
}
