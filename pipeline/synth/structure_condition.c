#include "cell.h"
#include "default.h"
#include "structure_internal.h"

static bool known(const struct plan *plan, int field, struct moment moment)
{
    enum plan_level level = plan->recipes[field].level;
    return level < moment.level || (level == moment.level && field < moment.field);
}

static int read_one(struct structure *structure, const struct json *member, struct moment moment, struct condition *out)
{
    const struct plan *plan = structure->plan;
    int field = structure_check_field(structure, member, member->key);
    if (field < 0) return -1;
    if (plan->book->fields[field].type != FIELD_CATEGORY || plan->recipes[field].kind != RECIPE_ANSWER)
        return structure_check_fail_key(structure, member, "'%s' has no categories, so no condition can be set on it", member->key);
    if (!known(plan, field, moment)) {
        structure_check_fail_key(structure, member, "'%s' is not known yet when this is drawn", member->key);
        return failure_hint(structure->failure, "conditions look at fields of a lower level, or of the same level further up in the codebook");
    }
    bool *holds = arena_new(plan->arena, (size_t)plan->book->fields[field].category_count, sizeof *holds);
    bool list = member->kind == JSON_KIND_ARRAY;
    for (int i = 0; i < (list ? member->count : 1); i++) {
        const struct json *value = list ? &member->children[i] : member;
        if (structure_check_kind(structure, value, JSON_KIND_TEXT, "a category")) return -1;
        int category = structure_check_category(structure, field, value, value->text);
        if (category < 0) return -1;
        holds[category] = true;
    }
    *out = (struct condition){field, holds};
    return 0;
}

int structure_condition_read(struct structure *structure, const struct json *when, struct moment moment, struct conditions *out)
{
    *out = (struct conditions){0};
    if (!when) return 0;
    if (structure_check_kind(structure, when, JSON_KIND_OBJECT, "\"when\"")) return -1;
    struct condition *list = arena_new(structure->plan->arena, (size_t)when->count, sizeof *list);
    for (int i = 0; i < when->count; i++)
        if (read_one(structure, &when->children[i], moment, &list[i])) return -1;
    *out = (struct conditions){list, when->count};
    return 0;
}

int structure_condition_now(struct structure *structure, const struct json *object)
{
    const struct json *from = json_member(object, "from"), *until = json_member(object, "until");
    int first = from ? structure_check_wave(structure, from) : 0;
    int last = until ? structure_check_wave(structure, until) : structure->plan->wave;
    if ((from && first < 0) || (until && last < 0)) return -1;
    if (from && until && last < first) return structure_check_fail(structure, until, "\"until\" comes before \"from\"");
    return (!from || structure->plan->wave >= first) && (!until || structure->plan->wave <= last);
}

static void add_skip(struct plan *plan, int field, struct conditions when, const char *answer)
{
    struct recipe *recipe = &plan->recipes[field];
    struct skip *list = arena_new(plan->arena, (size_t)recipe->skip_count + 1, sizeof *list);
    for (int i = 0; i < recipe->skip_count; i++) list[i] = recipe->skips[i];
    list[recipe->skip_count++] = (struct skip){when, cell_text(plan->arena, answer, plan->separator, default_behind(plan, field))};
    recipe->skips = list;
}

static int read_skip(struct structure *structure, const struct json *skip)
{
    struct plan *plan = structure->plan;
    if (structure_check_keys(structure, skip, "a skip", STRUCTURE_KEYS("fields", "when", "answer"))) return -1;
    const struct json *fields = json_member(skip, "fields"), *when = json_member(skip, "when"), *answer = json_member(skip, "answer");
    if (!fields || !when || !answer) return structure_check_fail(structure, skip, "a skip needs \"fields\", \"when\" and \"answer\"");
    if (structure_check_kind(structure, fields, JSON_KIND_ARRAY, "\"fields\"") || structure_check_kind(structure, answer, JSON_KIND_TEXT, "\"answer\"")) return -1;
    for (int i = 0; i < fields->count; i++) {
        const struct json *pattern = &fields->children[i];
        if (structure_check_kind(structure, pattern, JSON_KIND_TEXT, "a field") || structure_pattern_check(structure, pattern, pattern->text)) return -1;
        for (int f = 0; f < plan->book->field_count; f++) {
            const struct field *field = &plan->book->fields[f];
            struct conditions conditions;
            bool listed = false;
            if (!structure_pattern_is(pattern->text, field->name)) continue;
            if (plan->recipes[f].kind != RECIPE_ANSWER || field->required) return structure_check_fail(structure, pattern, "'%s' is required and cannot be skipped", field->name);
            for (int m = 0; m < field->missing_count; m++) listed |= text_is(text_of(answer->text), field->missing[m].value);
            if (!listed) return structure_check_fail(structure, answer, "'%s' is not a missing value of '%s'", answer->text, field->name);
            if (structure_condition_read(structure, when, (struct moment){LEVEL_WAVE, f}, &conditions)) return -1;
            add_skip(plan, f, conditions, answer->text);
        }
    }
    return 0;
}

int structure_condition_skips(struct structure *structure, const struct json *skips)
{
    if (structure_check_kind(structure, skips, JSON_KIND_ARRAY, "\"skips\"")) return -1;
    for (int i = 0; i < skips->count; i++)
        if (read_skip(structure, &skips->children[i])) return -1;
    return 0;
}
