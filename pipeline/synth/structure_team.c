#include <stdlib.h>
#include <string.h>

#include "share.h"
#include "structure_internal.h"

enum { WAVE_LIMIT = 200, TEAM_SIZE_LIMIT = 1000, PREFIX_LIMIT = 20 };

static int find_wave(struct structure *structure, const struct json *waves, const struct period *period)
{
    struct period listed = {0}, before = {0};
    for (int i = 0; i < waves->count; i++, before = listed) {
        const struct json *wave = &waves->children[i];
        if (structure_check_kind(structure, wave, JSON_KIND_TEXT, "a wave")) return -1;
        struct failure ignored = {0};
        if (period_parse(wave->text, &listed, &ignored)) return structure_check_fail(structure, wave, "%s", ignored.text);
        if (strcmp(listed.start, before.start) <= 0) return structure_check_fail(structure, wave, "'%s' does not come after the wave before it", wave->text);
        if (!strcmp(listed.name, period->name)) structure->plan->wave = i;
    }
    if (structure->plan->wave >= 0) return 0;
    structure_check_fail(structure, waves, "the list \"waves\" does not hold %s", period->name);
    return failure_hint(structure->failure, "add the wave, or make up one of those listed");
}

int structure_team_waves(struct structure *structure, const struct json *waves, const struct json *panel, const struct period *period)
{
    struct plan *plan = structure->plan;
    plan->stay = 1;
    if (waves && structure_check_kind(structure, waves, JSON_KIND_ARRAY, "\"waves\"")) return -1;
    if (waves && waves->count > WAVE_LIMIT) return structure_check_fail(structure, waves, "there are more than %d waves", WAVE_LIMIT);
    if (waves && find_wave(structure, waves, period)) return -1;
    structure->waves = waves;
    if (!panel) return 0;
    if (structure_check_keys(structure, panel, "\"panel\"", STRUCTURE_KEYS("stay"))) return -1;
    if (!waves) return structure_check_fail(structure, panel, "a panel needs the list \"waves\"");
    const struct json *stay = json_member(panel, "stay");
    return stay ? structure_check_number(structure, stay, "\"stay\"", 0, 1, &plan->stay) : 0;
}

/* {"4": 2, "5": 3}: shares of teams by their number of places. */
static int read_sizes(struct structure *structure, const struct json *sizes)
{
    struct plan *plan = structure->plan;
    double *weights = arena_new(plan->arena, TEAM_SIZE_LIMIT, sizeof *weights), *cuts = arena_new(plan->arena, TEAM_SIZE_LIMIT, sizeof *cuts);
    if (structure_check_kind(structure, sizes, JSON_KIND_OBJECT, "\"sizes\"")) return -1;
    for (int i = 0; i < sizes->count; i++) {
        const struct json *member = &sizes->children[i];
        int64_t size;
        if (!text_integer(text_of(member->key), &size) || size < 1 || size > TEAM_SIZE_LIMIT)
            return structure_check_fail_key(structure, member, "a team has 1 to %d places, and '%s' is not such a number", TEAM_SIZE_LIMIT, member->key);
        if (structure_check_number(structure, member, "the share of a size", 0, 1e9, &weights[size - 1])) return -1;
    }
    if (!share_cumulate(weights, TEAM_SIZE_LIMIT, cuts)) return structure_check_fail(structure, sizes, "all shares in \"sizes\" are 0");
    plan->team_sizes = (struct choice){.count = TEAM_SIZE_LIMIT, .cuts = cuts, .by = -1, .plain = true};
    return 0;
}

static int read_first(struct structure *structure, const struct json *team, struct first_team *out)
{
    const struct plan *plan = structure->plan;
    const struct json *size = json_member(team, "size"), *given = json_member(team, "answers");
    int *answers = arena_new(plan->arena, (size_t)plan->book->field_count, sizeof *answers);
    for (int f = 0; f < plan->book->field_count; f++) answers[f] = -1;
    out->answers = answers;
    if (structure_check_keys(structure, team, "a team in \"first\"", STRUCTURE_KEYS("size", "answers"))) return -1;
    if (!size) return structure_check_fail(structure, team, "a team in \"first\" needs a \"size\"");
    if (structure_check_count(structure, size, "\"size\"", 1, TEAM_SIZE_LIMIT, &out->size)) return -1;
    if (given && structure_check_kind(structure, given, JSON_KIND_OBJECT, "\"answers\"")) return -1;
    for (int i = 0; given && i < given->count; i++) {
        const struct json *answer = &given->children[i];
        int field = structure_check_field(structure, answer, answer->key);
        if (field < 0 || structure_check_kind(structure, answer, JSON_KIND_TEXT, "an answer")) return -1;
        if (plan->recipes[field].level != LEVEL_TEAM) return structure_check_fail_key(structure, answer, "'%s' is not a field of level \"team\"", answer->key);
        answers[field] = structure_check_category(structure, field, answer, answer->text);
        if (answers[field] < 0) return -1;
    }
    return 0;
}

int structure_team_read(struct structure *structure, const struct json *teams)
{
    struct plan *plan = structure->plan;
    if (structure_check_keys(structure, teams, "\"teams\"", STRUCTURE_KEYS("prefix", "sizes", "first"))) return -1;
    const struct json *prefix = json_member(teams, "prefix"), *sizes = json_member(teams, "sizes"), *first = json_member(teams, "first");
    if (prefix) {
        if (structure_check_kind(structure, prefix, JSON_KIND_TEXT, "\"prefix\"")) return -1;
        size_t plain = strspn(prefix->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
        if (prefix->text[plain] || plain > PREFIX_LIMIT) return structure_check_fail(structure, prefix, "\"prefix\" holds up to %d letters, - and _", PREFIX_LIMIT);
        plan->team_prefix = prefix->text;
    }
    if (sizes && read_sizes(structure, sizes)) return -1;
    if (!first) return 0;
    if (structure_check_kind(structure, first, JSON_KIND_ARRAY, "\"first\"")) return -1;
    struct first_team *list = arena_new(plan->arena, (size_t)first->count, sizeof *list);
    for (int i = 0; i < first->count; i++)
        if (read_first(structure, &first->children[i], &list[i])) return -1;
    plan->first_teams = list;
    plan->first_team_count = first->count;
    return 0;
}
