#include <string.h>

#include "cell.h"
#include "default.h"
#include "share.h"
#include "structure_internal.h"

enum { DECIMALS_LIMIT = 3, PHRASE_LIMIT = 200 };

static const char *const levels[] = {"team", "person", "wave"};

/* The entry of "fields" that means a field: its own name before a pattern. Two patterns for one field are a mistake. */
static int find_entry(struct structure *structure, const struct json *fields, const char *name, const struct json **entry)
{
    *entry = json_member(fields, name);
    if (*entry) return 0;
    for (int i = 0; i < fields->count; i++) {
        const struct json *member = &fields->children[i];
        if (!structure_pattern_is(member->key, name)) continue;
        if (*entry) return structure_check_fail_key(structure, member, "two patterns mean '%s'", name);
        *entry = member;
    }
    return 0;
}

static int read_level(struct structure *structure, const struct json *entry, struct recipe *recipe)
{
    const struct json *level = json_member(entry, "level");
    if (!level) return 0;
    if (structure_check_kind(structure, level, JSON_KIND_TEXT, "\"level\"")) return -1;
    for (int i = 0; i < 3; i++) {
        if (strcmp(level->text, levels[i])) continue;
        recipe->level = (enum plan_level)i;
        return 0;
    }
    return structure_check_fail(structure, level, "\"level\" is \"team\", \"person\" or \"wave\"");
}

int structure_field_levels(struct structure *structure, const struct json *fields)
{
    struct plan *plan = structure->plan;
    if (structure_check_kind(structure, fields, JSON_KIND_OBJECT, "\"fields\"")) return -1;
    for (int i = 0; i < fields->count; i++)
        if (structure_pattern_check(structure, &fields->children[i], fields->children[i].key)) return -1;
    for (int f = 0; f < plan->book->field_count; f++) {
        const struct json *entry;
        if (find_entry(structure, fields, plan->book->fields[f].name, &entry)) return -1;
        if (!entry) continue;
        if (structure_check_keys(structure, entry, "a field",
                                 STRUCTURE_KEYS("level", "shares", "by", "loads", "shifts", "missing", "median", "spread", "mean", "deviation", "decimals", "minimum", "maximum",
                                                "grows", "answered", "phrases"))) return -1;
        if (plan->recipes[f].kind != RECIPE_ANSWER) return structure_check_fail_key(structure, entry, "'%s' is made up from the places and teams, not described", plan->book->fields[f].name);
        if (read_level(structure, entry, &plan->recipes[f])) return -1;
        if (plan->book->fields[f].type == FIELD_TEXT && plan->recipes[f].level != LEVEL_WAVE) return structure_check_fail(structure, entry, "a comment has the level \"wave\"");
    }
    return 0;
}

static int read_end(struct structure *structure, const struct json *entry, const char *key, double otherwise, double low, double high, double *out)
{
    const struct json *value = json_member(entry, key);
    *out = otherwise;
    return value ? structure_check_number(structure, value, key, low, high, out) : 0;
}

/* Cells from minimum to maximum in steps of one unit of the last decimal. */
static int read_number_cells(struct structure *structure, const struct json *entry, int number, double *lowest, double *step)
{
    struct plan *plan = structure->plan;
    const struct field *field = &plan->book->fields[number];
    const struct json *decimals_given = json_member(entry, "decimals");
    double highest;
    int decimals = field->type == FIELD_NUMBER;
    if (decimals_given && structure_check_count(structure, decimals_given, "\"decimals\"", 0, field->type == FIELD_NUMBER ? DECIMALS_LIMIT : 0, &decimals)) return -1;
    *step = 1;
    for (int i = 0; i < decimals; i++) *step /= 10;
    if (read_end(structure, entry, "minimum", field->minimum, field->minimum, field->maximum, lowest)) return -1;
    if (read_end(structure, entry, "maximum", field->maximum, *lowest, field->maximum, &highest)) return -1;
    if (default_number_cells(plan, number, lowest, highest, *step, decimals, &plan->recipes[number].choice)) return 0;
    return structure_check_fail(structure, entry, "'%s' has no values, or more than %d: look at \"minimum\", \"maximum\" and \"decimals\"", field->name, PLAN_CELL_LIMIT);
}

static int read_curve(struct structure *structure, const struct json *entry, int number)
{
    const struct json *centre = json_member(entry, "median"), *spread = json_member(entry, centre ? "spread" : "deviation");
    struct choice *choice = &structure->plan->recipes[number].choice;
    bool lognormal = centre != NULL;
    double lowest, step, middle, width;
    if (!centre) centre = json_member(entry, "mean");
    if (!spread) return structure_check_fail(structure, centre, "\"median\" goes with \"spread\", and \"mean\" with \"deviation\"");
    if (structure_check_number(structure, centre, "the centre", lognormal ? 1e-6 : -1e9, 1e9, &middle)) return -1;
    if (structure_check_number(structure, spread, "the spread", 1e-6, 1e9, &width)) return -1;
    if (read_number_cells(structure, entry, number, &lowest, &step)) return -1;
    double *cuts = arena_new(structure->plan->arena, (size_t)choice->count, sizeof *cuts);
    (lognormal ? share_lognormal : share_normal)(middle, width, lowest, step, choice->count, cuts);
    choice->cuts = cuts;
    choice->by = -1;
    choice->plain = false;
    return 0;
}

/* The names by which "shares" calls the cells: categories, or numbers as they stand in the file. */
static const char *const *cell_names(const struct plan *plan, int number, const struct choice *choice)
{
    const char **names = arena_new(plan->arena, (size_t)choice->count, sizeof *names);
    const struct field *field = &plan->book->fields[number];
    for (int i = 0; i < choice->count; i++)
        names[i] = field->type == FIELD_CATEGORY ? cell_category(&field->categories[i]) : arena_copy(plan->arena, choice->cells[i].at, choice->cells[i].length - 1);
    return names;
}

static int read_shares(struct structure *structure, const struct json *entry, int number)
{
    struct plan *plan = structure->plan;
    struct recipe *recipe = &plan->recipes[number];
    enum field_type type = plan->book->fields[number].type;
    double lowest, step;
    if ((type == FIELD_INTEGER || type == FIELD_NUMBER) && read_number_cells(structure, entry, number, &lowest, &step)) return -1;
    return structure_share_choice(structure, entry, cell_names(plan, number, &recipe->choice), (struct moment){recipe->level, number}, &recipe->choice);
}

/* What people write into an open question. */
static int read_phrases(struct structure *structure, const struct json *list, int number)
{
    struct plan *plan = structure->plan;
    struct recipe *recipe = &plan->recipes[number];
    if (structure_check_kind(structure, list, JSON_KIND_ARRAY, "\"phrases\"")) return -1;
    if (list->count < 1 || list->count > PHRASE_LIMIT) return structure_check_fail(structure, list, "\"phrases\" holds 1 to %d phrases", PHRASE_LIMIT);
    struct text *phrases = arena_new(plan->arena, (size_t)list->count, sizeof *phrases);
    for (int i = 0; i < list->count; i++) {
        if (structure_check_kind(structure, &list->children[i], JSON_KIND_TEXT, "a phrase")) return -1;
        phrases[i] = text_of(list->children[i].text);
    }
    default_phrases(plan, number, phrases, list->count, &recipe->choice);
    recipe->choice.cuts = default_cuts(plan->arena, list->count);
    recipe->choice.by = -1;
    recipe->choice.plain = true;
    return 0;
}

static int read_comment(struct structure *structure, const struct json *entry, int number)
{
    struct recipe *recipe = &structure->plan->recipes[number];
    const struct json *answered = json_member(entry, "answered"), *list = json_member(entry, "phrases");
    double share = 1 - recipe->missing;
    if (answered && structure_check_number(structure, answered, "\"answered\"", 0, 1, &share)) return -1;
    recipe->missing = 1 - share;
    return list ? read_phrases(structure, list, number) : 0;
}

/* Keys that a kind of field cannot have; the first that is there is blamed. */
static int refuse(struct structure *structure, const struct json *entry, const char *why, const char *const *keys)
{
    for (; *keys; keys++) {
        const struct json *value = json_member(entry, *keys);
        if (value) return structure_check_fail_key(structure, value, "\"%s\" %s", *keys, why);
    }
    return 0;
}

static int read_grows(struct structure *structure, const struct json *entry, struct recipe *recipe)
{
    const struct json *grows = json_member(entry, "grows");
    if (!grows) return 0;
    if (recipe->level != LEVEL_PERSON) return structure_check_fail(structure, grows, "\"grows\" needs the level \"person\"");
    return structure_check_number(structure, grows, "\"grows\"", 0, PLAN_CELL_LIMIT, &recipe->grows);
}

static int read_answer(struct structure *structure, const struct json *entry, int number)
{
    struct recipe *recipe = &structure->plan->recipes[number];
    enum field_type type = structure->plan->book->fields[number].type;
    bool is_number = type == FIELD_INTEGER || type == FIELD_NUMBER, curve = json_member(entry, "median") || json_member(entry, "mean");
    const struct json *phrases = json_member(entry, "phrases");
    if (refuse(structure, entry, "is for comments", STRUCTURE_KEYS("answered"))) return -1;
    if (type != FIELD_TERM && refuse(structure, entry, "is for comments and open lists", STRUCTURE_KEYS("phrases"))) return -1;
    if (!is_number && refuse(structure, entry, "is for numbers", STRUCTURE_KEYS("median", "spread", "mean", "deviation", "decimals", "minimum", "maximum", "grows"))) return -1;
    if (curve && refuse(structure, entry, "and a median or mean exclude each other", STRUCTURE_KEYS("shares", "by"))) return -1;
    if (json_member(entry, "by") && !json_member(entry, "shares")) return structure_check_fail(structure, entry, "\"by\" needs \"shares\"");
    if (recipe->level == LEVEL_TEAM && refuse(structure, entry, "does not go with the level \"team\"", STRUCTURE_KEYS("loads", "shifts"))) return -1;
    if (phrases && read_phrases(structure, phrases, number)) return -1;
    if (curve && read_curve(structure, entry, number)) return -1;
    if (json_member(entry, "shares") && read_shares(structure, entry, number)) return -1;
    if (read_grows(structure, entry, recipe)) return -1;
    if (structure_propensity_read(structure, entry, (struct moment){recipe->level, number}, &recipe->propensity)) return -1;
    return structure_propensity_settle(structure, entry, recipe->level, &recipe->propensity);
}

int structure_field_read(struct structure *structure, const struct json *fields)
{
    const struct codebook *book = structure->plan->book;
    for (int f = 0; f < book->field_count; f++) {
        const struct json *entry;
        if (find_entry(structure, fields, book->fields[f].name, &entry)) return -1;
        if (!entry) continue;
        if (book->fields[f].type == FIELD_TEXT) {
            if (refuse(structure, entry, "is not for comments", STRUCTURE_KEYS("shares", "by", "loads", "shifts", "missing", "median", "mean", "grows"))) return -1;
            if (read_comment(structure, entry, f)) return -1;
            continue;
        }
        const struct json *missing = json_member(entry, "missing");
        if (missing && missing->kind == JSON_KIND_OBJECT && structure_check_keys(structure, missing, "\"missing\" of a field", STRUCTURE_KEYS("share", "reasons"))) return -1;
        if (read_answer(structure, entry, f) || (missing && structure_share_missing(structure, missing, f))) return -1;
    }
    return 0;
}
