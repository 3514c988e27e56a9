/* A key_table says which keys an object has, of what kind, and where each goes; codebook.schema.json says the same (a test compares). */
#include "codebook_internal.h"

#include <limits.h>
#include <math.h>
#include <string.h>

const struct key_table *const codebook_key_tables[] = {
    &codebook_table, &codebook_spwell_table, &codebook_field_table, &codebook_field_constraints_table, &codebook_field_spwell_table, &codebook_category_table,
    &codebook_category_missing_table, &codebook_measure_table, &codebook_measure_reference_table, &codebook_band_table, &codebook_instrument_table,
    &codebook_instrument_use_table, &codebook_instrument_scale_table, &codebook_instrument_item_table, &codebook_survey_section_table,
    &codebook_survey_eligible_table, &codebook_weighting_table, &codebook_weighting_trim_table, &codebook_survey_disclosure_table, &codebook_survey_public_sample_table,
    &codebook_alias_table, &codebook_collection_completeness_table, &codebook_collection_finished_table, &codebook_collection_timing_table,
    &codebook_plan_comparison_table, &codebook_plan_report_table, &codebook_plan_chart_table, &codebook_battery_table, &codebook_route_table,
    &codebook_themes_table, &codebook_theme_table, &codebook_theme_code_table, &codebook_plan_group_table, NULL};

static const struct key *find(const struct key_table *table, const char *name)
{
    for (const struct key *key = table->keys; key->name; key++)
        if (strcmp(key->name, name) == 0) return key;
    return NULL;
}

static const struct key_table *where_it_belongs(const struct key_table *table, const char *name)
{
    for (int i = 0; i < 3 && table->near[i]; i++) {
        const struct key *key = find(table->near[i], name);
        if (key && key->kind < KEY_PASSED) return table->near[i];
    }
    return NULL;
}

static void unknown(struct reader *reader, const struct json *member, const struct key_table *table)
{
    const struct key_table *home = where_it_belongs(table, member->key);
    if (home) {
        codebook_mistake(reader, at_key(member), arena_format(reader->arena, "it belongs in %s", home->where), "'%s' does not belong in %s", member->key,
                         table->where);
        return;
    }
    const char *names[64];
    size_t count = 0;
    for (const struct key *key = table->keys; key->name && count < 64; key++) names[count++] = key->name;
    const char *hint = codebook_mistake_nearest(reader, member->key, names, count, NULL);
    if (table->open) codebook_mistake_warning(reader, at_key(member), hint, "unknown property '%s' of %s is passed over", member->key, table->where);
    else codebook_mistake(reader, at_key(member), hint, "unknown property '%s' of %s", member->key, table->where);
}

static const char *kind_of(const struct json *value)
{
    static const char *const names[] = {"null", "true or false", "a number", "text", "a list", "an object"};
    return names[value->kind];
}

static void wrong_kind(struct reader *reader, const struct json *value, const char *what, const char *wanted)
{
    const char *hint = value->kind == JSON_KIND_NULL ? "leave it out instead" : NULL;
    if (value->kind == JSON_KIND_NUMBER && strcmp(wanted, "text") == 0) hint = "put it between quotes";
    codebook_mistake(reader, at_value(value), hint, "'%s' must be %s, this is %s", what, wanted, kind_of(value));
}

/* Controls would break tables and terminals; a line may not have line breaks either. */
static bool is_clean(const char *text, bool line)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        bool blank = *at == '\n' || *at == '\t' || *at == '\r';
        if ((*at < 0x20 && (line || !blank)) || *at == 0x7F || (*at == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)) return false;
    }
    return true;
}

bool codebook_key_text(struct reader *reader, const struct json *value, const char *what, bool line)
{
    if (value->kind != JSON_KIND_TEXT) {
        wrong_kind(reader, value, what, "text");
        return false;
    }
    bool empty = text_trim(text_of(value->text)).length == 0;
    if (line && empty) codebook_mistake(reader, at_value(value), "leave it out, or fill it in", "'%s' is empty", what);
    else if (!is_clean(value->text, line))
        codebook_mistake(reader, at_value(value), NULL, "'%s' has a control character%s", what, line ? " or a line break" : "");
    else return true;
    return false;
}

static int check_choice(struct reader *reader, const struct json *value, const struct key *key)
{
    if (!codebook_key_text(reader, value, key->name, true)) return -1;
    size_t count = 0;
    for (; key->choices[count]; count++)
        if (strcmp(key->choices[count], value->text) == 0) return (int)count;
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++) buffer_format(&list, "%s%s", i ? ", " : count > 1 ? "one of: " : "it can only be ", key->choices[i]);
    const char *hint = codebook_mistake_nearest(reader, value->text, key->choices, count, arena_copy(reader->arena, list.at, list.length));
    buffer_free(&list);
    codebook_mistake(reader, at_value(value), hint, "'%s' cannot be '%s'", key->name, value->text);
    return -1;
}

static bool check_whole(struct reader *reader, const struct json *value, const char *what)
{
    if (value->kind == JSON_KIND_NUMBER && value->whole && fabs(value->number) < INT_MAX) return true;
    wrong_kind(reader, value, what, "a whole number");
    return false;
}

static bool check_collection(struct reader *reader, const struct json *value, const char *what, enum json_kind kind)
{
    if (value->kind != kind) wrong_kind(reader, value, what, kind == JSON_KIND_ARRAY ? "a list" : "an object");
    else if (value->count > CODEBOOK_LIST_LIMIT)
        codebook_mistake(reader, at_value(value), NULL, "'%s' has %d entries; %d is the most", what, value->count, CODEBOOK_LIST_LIMIT);
    else return true;
    return false;
}

static void take(struct reader *reader, const struct json *value, const struct key *key, const struct key_table *table, void *target)
{
    void *at = (char *)target + key->offset;
    int choice;
    switch (key->kind) {
    case KEY_LINE:
    case KEY_TEXT:
        if (codebook_key_text(reader, value, key->name, key->kind == KEY_LINE)) *(const char **)at = value->text;
        return;
    case KEY_TRUTH:
        if (value->kind == JSON_KIND_TRUTH) *(bool *)at = value->truth;
        else wrong_kind(reader, value, key->name, "true or false");
        return;
    case KEY_WHOLE:
        if (check_whole(reader, value, key->name)) *(int *)at = (int)value->number;
        return;
    case KEY_CHOICE:
        if ((choice = check_choice(reader, value, key)) >= 0) *(int *)at = choice;
        return;
    case KEY_NAME:
        if (codebook_key_text(reader, value, key->name, true)) *(const struct json **)at = value;
        return;
    case KEY_LIST:
        if (check_collection(reader, value, key->name, JSON_KIND_ARRAY)) *(const struct json **)at = value;
        return;
    case KEY_OBJECT:
        if (check_collection(reader, value, key->name, JSON_KIND_OBJECT)) *(const struct json **)at = value;
        return;
    case KEY_ANY: *(const struct json **)at = value; return;
    case KEY_PASSED: return;
    case KEY_UNCHECKED: codebook_mistake_warning(reader, at_key(value), NULL, "'%s' of %s is not checked by spwell", key->name, table->where); return;
    case KEY_REFUSED:
        codebook_mistake(reader, at_key(value), "remove it, and write such values plainly in the data", "'%s' of %s is not supported", key->name, table->where);
        return;
    }
}

bool codebook_key_read(struct reader *reader, const struct json *object, const struct key_table *table, void *target)
{
    if (object->kind != JSON_KIND_OBJECT) {
        codebook_mistake(reader, at_value(object), NULL, "%s must be an object, this is %s", table->where, kind_of(object));
        return false;
    }
    for (int i = 0; i < object->count; i++) {
        const struct json *member = &object->children[i];
        const struct key *key = find(table, member->key);
        if (key) take(reader, member, key, table, target);
        else unknown(reader, member, table);
    }
    for (const struct key *key = table->keys; key->name; key++)
        if (key->required && !json_member(object, key->name)) codebook_mistake(reader, at_value(object), NULL, "%s needs '%s'", table->where, key->name);
    return true;
}

int codebook_key_lines(struct reader *reader, const struct json *list, const char *what, const struct json ***out)
{
    int count = 0;
    *out = NULL;
    if (!list) return 0;
    *out = arena_new(reader->arena, (size_t)list->count, sizeof **out);
    for (int i = 0; i < list->count; i++)
        if (codebook_key_text(reader, &list->children[i], what, true)) (*out)[count++] = &list->children[i];
    return count;
}

/* Beyond it whole numbers are not exact any more, and far beyond it sums and squares are no numbers. */
static const double number_limit = 1e15;

double codebook_key_number(struct reader *reader, const struct json *value, const char *what, double open)
{
    if (value->kind == JSON_KIND_NUMBER && !(fabs(value->number) > number_limit)) return value->number;
    if (value->kind == JSON_KIND_NUMBER) {
        codebook_mistake(reader, at_value(value), "numbers lie between -1e15 and 1e15", "'%s' is too far from 0", what);
        return open;
    }
    if (value->kind == JSON_KIND_NULL && !isnan(open)) return open;
    wrong_kind(reader, value, what, "a number");
    return NAN;
}
