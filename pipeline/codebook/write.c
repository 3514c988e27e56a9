/* 1 a field   2 measures   3 the whole */
#include "write.h"

#include <string.h>

/* 1 a field */

static bool is_type(const struct draft_field *field, const char *type)
{
    return strcmp(field->type, type) == 0;
}

static void put_key(struct buffer *out, const char *between, const char *key)
{
    buffer_put(out, between);
    buffer_json(out, key);
    buffer_put(out, ": ");
}

static void put_text(struct buffer *out, const char *between, const char *key, const char *value)
{
    if (!value || !*value) return;
    put_key(out, between, key);
    buffer_json(out, value);
}

static void put_true(struct buffer *out, const char *between, const char *key, bool value)
{
    if (!value) return;
    put_key(out, between, key);
    buffer_put(out, "true");
}

static void put_texts(struct buffer *out, const char *between, const char *key, const char *const *list, size_t count)
{
    if (!count) return;
    put_key(out, between, key);
    for (size_t i = 0; i < count; i++) {
        buffer_put(out, i ? ", " : "[");
        buffer_json(out, list[i]);
    }
    buffer_put(out, "]");
}

static size_t count_of(const char *const *list)
{
    size_t count = 0;
    while (list && list[count]) count++;
    return count;
}

static void put_values(struct buffer *out, const char *between, const char *key, const struct draft_values *values)
{
    if (!values->count) return;
    put_key(out, between, key);
    for (size_t i = 0; i < values->count; i++) {
        buffer_put(out, i ? ", " : "[");
        put_text(out, "{", "value", values->at[i].value);
        put_text(out, ", ", "label", values->at[i].label);
        buffer_put(out, "}");
    }
    buffer_put(out, "]");
}

static void put_constraints(struct buffer *out, const struct draft_field *field)
{
    const char *between = "";
    const struct { const char *key, *value; } limits[] = {{"minimum", field->minimum}, {"maximum", field->maximum}, {"maxLength", field->length}};
    if (!field->required && !field->minimum && !field->maximum && !field->length) return;
    put_key(out, ", ", "constraints");
    buffer_put(out, "{");
    put_true(out, between, "required", field->required);
    if (field->required) between = ", ";
    for (size_t l = 0; l < sizeof limits / sizeof *limits; l++) {
        if (!limits[l].value) continue;
        put_key(out, between, limits[l].key);
        buffer_put(out, limits[l].value);
        between = ", ";
    }
    buffer_put(out, "}");
}

/* Members of a block that may turn out empty are put into a buffer of their own, each after a comma. */
static void put_block(struct buffer *out, const char *between, const char *key, const struct buffer *members)
{
    if (!members->length) return;
    put_key(out, between, key);
    buffer_format(out, "{%s}", members->at + 2);
}

/* Whether a day may come after the wave, only a person knows: the days of answering may not. */
static bool may_be_future(const struct draft *draft, const struct draft_field *field)
{
    return (is_type(field, "date") || is_type(field, "datetime")) && !field->drop && field != draft->started && field != draft->submitted;
}

static void put_asked(struct buffer *out, const struct draft_field *field)
{
    if (!field->asked_of) return;
    put_key(out, ", ", "asked_if");
    put_text(out, "{", "field", field->asked_of);
    put_texts(out, ", ", "values", field->asked_values.at, field->asked_values.count);
    if (field->asked_least) buffer_format(out, ", \"minimum\": %s", field->asked_least);
    if (field->asked_most) buffer_format(out, ", \"maximum\": %s", field->asked_most);
    buffer_put(out, "}");
}

static void put_spwell(struct buffer *out, const struct draft *draft, const struct draft_field *field)
{
    struct buffer members = {0};
    put_text(&members, ", ", "section", field->section);
    put_texts(&members, ", ", "aliases", field->aliases.at, field->aliases.count);
    put_true(&members, ", ", "future", may_be_future(draft, field));
    put_asked(&members, field);
    put_true(&members, ", ", "free_text", field->free_text);
    put_true(&members, ", ", "sensitive", field->sensitive);
    put_true(&members, ", ", "personal", field->personal);
    if (field->not_personal) buffer_put(&members, ", \"personal\": false");
    put_true(&members, ", ", "drop", field->drop);
    put_block(out, ",\n     ", "spwell", &members);
    buffer_free(&members);
}

static void put_field(struct buffer *out, const struct draft *draft, const struct draft_field *field)
{
    put_text(out, "    {", "name", field->name);
    put_text(out, ", ", "title", field->title);
    put_text(out, ",\n     ", "description", field->description);
    put_text(out, field->description ? ",\n     " : ", ", "type", field->type);
    put_text(out, ", ", "format", field->format);
    if (field->decimal_comma) buffer_put(out, ", \"decimalChar\": \",\"");
    put_text(out, ", ", "groupChar", field->group);
    if (field->with_signs) buffer_put(out, ", \"bareNumber\": false");
    put_text(out, ", ", "delimiter", field->delimiter);
    put_constraints(out, field);
    put_texts(out, ", ", "trueValues", field->true_values, count_of(field->true_values));
    put_texts(out, ", ", "falseValues", field->false_values, count_of(field->false_values));
    put_true(out, ", ", "categoriesOrdered", field->ordered);
    put_values(out, ",\n     ", "categories", &field->categories);
    put_values(out, ",\n     ", "missingValues", &field->missing);
    put_spwell(out, draft, field);
    buffer_put(out, "}");
}

/* 2 measures */

static bool is_measured(const struct draft *draft, const struct draft_field *field)
{
    if (field->drop || field->not_measured || field == draft->identifier || field == draft->started || field == draft->submitted || field == draft->duration) return false;
    return field->categories.count || is_type(field, "boolean") || is_type(field, "integer") || is_type(field, "number");
}

bool write_has_measures(const struct draft *draft)
{
    for (size_t f = 0; f < draft->count; f++)
        if (is_measured(draft, draft->fields[f])) return true;
    return false;
}

/* The value of a choice may have a minus sign, which no measure's name can. */
static void put_choice_name(struct buffer *out, const struct draft_field *field, const char *value)
{
    buffer_format(out, "\"%s_", field->name);
    for (; *value; value++) {
        bool plain = (*value >= 'a' && *value <= 'z') || (*value >= '0' && *value <= '9') || *value == '_';
        if (plain) buffer_add(out, value, 1);
        else buffer_format(out, "x%02x", (unsigned char)*value);
    }
    buffer_put(out, "\"");
}

static void put_choices(struct buffer *out, const struct draft *draft, const struct draft_field *field, const char **between)
{
    for (size_t c = 0; c < field->categories.count; c++) {
        const struct draft_value *choice = &field->categories.at[c];
        struct buffer operand = {0};
        buffer_format(&operand, "%s_%s", field->name, choice->value);
        buffer_format(out, "%s      {\"name\": ", *between);
        put_choice_name(out, field, choice->value);
        put_text(out, ", ", "label", name_join(draft->arena, field->title, choice->label));
        buffer_put(out, ", \"kind\": \"in\", \"of\": [");
        buffer_json(out, operand.at);
        buffer_put(out, "], \"values\": [\"yes\"]");
        put_text(out, ", ", "section", field->section);
        buffer_put(out, "}");
        *between = ",\n";
        buffer_free(&operand);
    }
}

static void put_measures(struct buffer *out, const struct draft *draft)
{
    const char *between = "\n";
    buffer_put(out, ",\n    \"measures\": [");
    for (size_t f = 0; f < draft->count; f++) {
        const struct draft_field *field = draft->fields[f];
        if (!is_measured(draft, field)) continue;
        if (is_type(field, "list")) {
            put_choices(out, draft, field, &between);
            continue;
        }
        buffer_format(out, "%s      {\"name\": ", between);
        buffer_json(out, field->name);
        put_text(out, ", ", "label", field->title);
        buffer_put(out, ", \"kind\": \"item\", \"of\": [");
        buffer_json(out, field->name);
        buffer_put(out, "]");
        put_text(out, ", ", "section", field->section);
        buffer_put(out, "}");
        between = ",\n";
    }
    buffer_put(out, "]");
}

/* 3 the whole */

static void put_timing(struct buffer *out, const struct draft *draft)
{
    struct buffer members = {0};
    put_text(&members, ", ", "started", draft->started ? draft->started->name : NULL);
    put_text(&members, ", ", "submitted", draft->submitted ? draft->submitted->name : NULL);
    put_text(&members, ", ", "duration", draft->duration ? draft->duration->name : NULL);
    put_block(out, ",\n    ", "timing", &members);
    buffer_free(&members);
}

static void put_sections(struct buffer *out, const struct draft *draft)
{
    for (size_t s = 0; s < draft->sections.count; s++) {
        buffer_put(out, s ? ",\n" : ",\n    \"sections\": [\n");
        put_text(out, "      {", "name", draft->sections.at[s].value);
        put_text(out, ", ", "title", draft->sections.at[s].label);
        buffer_put(out, "}");
    }
    if (draft->sections.count) buffer_put(out, "]");
}

void write_draft(const struct draft *draft, struct buffer *out)
{
    put_text(out, "{\n  ", "name", draft->name);
    put_text(out, ",\n  ", "title", draft->title);
    put_text(out, ",\n  ", "description", draft->description);
    buffer_put(out, ",\n  \"fields\": [\n");
    for (size_t f = 0; f < draft->count; f++) {
        if (f) buffer_put(out, ",\n");
        put_field(out, draft, draft->fields[f]);
    }
    buffer_put(out, "],\n  \"spwell\": {\n    ");
    put_text(out, "", "profile", draft->profile);
    put_text(out, ", ", "encoding", draft->encoding);
    put_text(out, ", ", "separator", draft->separator);
    put_text(out, ",\n    ", "identifier", draft->identifier ? draft->identifier->name : NULL);
    put_timing(out, draft);
    put_texts(out, ",\n    ", "ignore", draft->ignore.at, draft->ignore.count);
    put_sections(out, draft);
    put_measures(out, draft);
    buffer_put(out, ",\n    \"groups\": [],\n    \"disclosure\": {\"minimum\": 10}\n  }\n}\n");
}
