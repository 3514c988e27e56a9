/* 1 the words of a rule   2 batteries and durations   3 dispositions */
#include "flags.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counts.h"
#include "quality.h"
#include "suppress.h"
#include "wall.h"
#include "words.h"

enum { RUN_DECIMALS = 1, VARIABILITY_DECIMALS = 2, SECONDS_STEP = 10 };

static const char words[] = "disclose/flags.txt";

/* 1 the words of a rule */

static bool is_in(const struct battery *battery, int field)
{
    for (int i = 0; i < battery->count; i++)
        if (battery->fields[i] == field) return true;
    return false;
}

/* Which way the scores of an item run along its list of answers: 1 up, -1 down, 0 neither. */
static int direction(const struct codebook *book, const struct operand *operand)
{
    double first = NAN, last = NAN;
    for (int c = 0; operand->scores && c < book->fields[operand->field].category_count; c++) {
        if (isnan(operand->scores[c])) continue;
        if (isnan(first)) first = operand->scores[c];
        last = operand->scores[c];
    }
    return last > first ? 1 : last < first ? -1 : 0;
}

/* Two items of one measure whose scores run against each other. */
static bool has_reversed(const struct codebook *book, const struct battery *battery)
{
    for (int m = 0; m < book->measure_count; m++) {
        bool up = false, down = false;
        for (int o = 0; o < book->measures[m].operand_count; o++) {
            const struct operand *operand = &book->measures[m].operands[o];
            if (operand->field < 0 || !is_in(battery, operand->field)) continue;
            up |= direction(book, operand) > 0;
            down |= direction(book, operand) < 0;
        }
        if (up && down) return true;
    }
    return false;
}

static const char *keep(const struct plan *plan, struct buffer *out)
{
    const char *kept = arena_copy(plan->arena, out->at ? out->at : "", out->length);
    buffer_free(out);
    return kept;
}

static const char *rule_of(const struct plan *plan, const char *kind, double threshold, const struct battery *battery)
{
    struct buffer rule = {0}, whole = {0};
    char number[24];
    snprintf(number, sizeof number, "%.0f", threshold);
    words_put(&rule, words, kind, "{threshold}", number);
    if (!battery || isnan(threshold)) return keep(plan, &rule);
    words_put(&whole, words, has_reversed(plan->book, battery) ? "reversed" : "straight", "{rule}", rule.at);
    buffer_free(&rule);
    return keep(plan, &whole);
}

/* 2 batteries and durations: a base, of whom `n` are counted in one or two rows; the summaries are of the same people */

struct group { const char *battery; long counts[2], base; int count; bool hidden[3], whole; };

static int find_counts(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    (void)plan, (void)wave, (void)failure;
    struct group *group = context;
    if (strcmp(statement_get_text(read, 0), group->battery)) return 0;
    group->base = (long)statement_get_integer(read, 4);
    if (!statement_is_null(read, 3) && group->count < 2) group->counts[group->count++] = (long)statement_get_integer(read, 3);
    return 0;
}

static void hide(const struct plan *plan, struct group *group)
{
    long minimum = plan->book->public_sample ? 0 : plan->book->minimum, parts[3] = {group->counts[0], group->counts[1], 0};
    parts[group->count] = group->base - group->counts[0] - group->counts[1];
    group->whole = group->base < minimum;
    if (!group->whole) counts_hide_parts(parts, group->count + 1, minimum, group->hidden);
}

static double rounded(const char *kind, double value)
{
    if (!strcmp(kind, "longest_run")) return wall_round(value, RUN_DECIMALS);
    if (!strcmp(kind, "variability")) return wall_round(value, VARIABILITY_DECIMALS);
    return round(value / SECONDS_STEP) * SECONDS_STEP; /* a median is somebody's own: as coarse as a reader needs */
}

struct copying { struct group group; int counted; };

static int copy_flag(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    struct copying *copying = context;
    struct group *group = &copying->group;
    const char *battery = statement_get_text(read, 0), *kind = statement_get_text(read, 1);
    if (strcmp(battery, group->battery)) return 0;
    const struct battery *about = NULL;
    for (int b = 0; b < plan->book->battery_count; b++)
        if (!strcmp(plan->book->batteries[b].name, battery)) about = &plan->book->batteries[b];
    if (battery[0] && !about) return plan_stale(plan, wave, "battery", battery, failure);
    bool is_summary = statement_is_null(read, 3);
    struct quality_row row = {.kind = "flag", .variable = battery, .label = about ? about->title : "", .category = kind, .n = is_summary ? -1 : (long)statement_get_integer(read, 3),
                              .base = group->base, .items = about ? about->count : 0, .value = is_summary ? rounded(kind, statement_get_real(read, 6)) : NAN};
    row.rule = rule_of(plan, kind, is_summary ? NAN : statement_get_real(read, 5), about);
    row.withheld = group->whole;
    if (!is_summary) row.withheld |= group->hidden[copying->counted++];
    else if (strcmp(kind, "duration")) row.withheld |= group->hidden[0] || group->hidden[1] || group->hidden[2]; /* a few people may be all that moves the mean */
    else if (!plan->book->public_sample) row.withheld |= !suppress_shows_quantile(group->base, 0.5, plan->book->minimum);
    if (group->whole) row.base = -1;
    return quality_put(plan, wave, row, failure);
}

static int copy_group(const struct plan *plan, int wave, const char *battery, struct failure *failure)
{
    struct copying copying = {.group = {.battery = battery}};
    if (plan_rows(plan, wave, "flags", find_counts, &copying.group, failure)) return -1;
    if (!copying.group.base) return 0;
    hide(plan, &copying.group);
    return plan_rows(plan, wave, "flags", copy_flag, &copying, failure);
}

/* 3 dispositions */

static const char *const codes[COUNTS_DISPOSITIONS] = {[COUNTS_COMPLETE] = "1.1", [COUNTS_PARTIAL] = "1.2", [COUNTS_BROKEN_OFF] = "2.12", [COUNTS_SCREENED_OUT] = "4.10"};

struct dispositions { long n[COUNTS_DISPOSITIONS]; bool listed[COUNTS_DISPOSITIONS]; };

static int read_disposition(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    struct dispositions *dispositions = context;
    const char *code = statement_get_text(read, 0);
    int i = 0;
    while (i < COUNTS_DISPOSITIONS && strcmp(codes[i], code)) i++;
    if (i == COUNTS_DISPOSITIONS) return fail(failure, STATUS_FAULT, "wave %s has a disposition '%s' that nobody knows", plan->waves[wave].name, code);
    dispositions->n[i] = (long)statement_get_integer(read, 1);
    dispositions->listed[i] = true;
    return 0;
}

static int copy_dispositions(const struct plan *plan, int wave, struct failure *failure)
{
    struct dispositions dispositions = {0};
    bool hidden[COUNTS_DISPOSITIONS] = {false};
    if (plan_rows(plan, wave, "dispositions", read_disposition, &dispositions, failure)) return -1;
    if (!plan->book->public_sample) counts_hide_dispositions(dispositions.n, plan->book->completeness.keep_partial, plan->book->minimum, hidden);
    for (int i = 0; i < COUNTS_DISPOSITIONS; i++) {
        if (!dispositions.listed[i]) continue;
        struct buffer label = {0};
        words_put(&label, words, codes[i], "{}", "");
        const struct quality_row row = {.kind = "disposition", .variable = "", .label = keep(plan, &label), .category = codes[i], .n = dispositions.n[i], .base = -1, .value = NAN, .withheld = hidden[i]};
        if (quality_put(plan, wave, row, failure)) return -1;
    }
    return 0;
}

int flags_copy(const struct plan *plan, int wave, struct failure *failure)
{
    if (quality_is_too_small(plan, wave)) return 0;
    for (int b = 0; b < plan->book->battery_count; b++)
        if (copy_group(plan, wave, plan->book->batteries[b].name, failure)) return -1;
    return copy_group(plan, wave, "", failure) || copy_dispositions(plan, wave, failure) ? -1 : 0;
}
