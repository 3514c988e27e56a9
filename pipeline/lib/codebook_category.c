#include "codebook_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct pair { const struct json *value; const char *label, *text; };

static const struct key category_keys[] = {
    {"value", KEY_ANY, offsetof(struct pair, value), true, NULL}, {"label", KEY_LINE, offsetof(struct pair, label), false, NULL}, {0}};
const struct key_table codebook_category_table = {"category", "a category", category_keys, true, {NULL}};

static const struct key missing_keys[] = {
    {"value", KEY_TEXT, offsetof(struct pair, text), true, NULL}, {"label", KEY_LINE, offsetof(struct pair, label), false, NULL}, {0}};
const struct key_table codebook_category_missing_table = {"missing_value", "a missing value", missing_keys, true, {NULL}};

const char *codebook_category_value(struct reader *reader, const struct json *value)
{
    if (value->kind == JSON_KIND_TEXT) return value->text;
    if (value->kind == JSON_KIND_TRUTH) return value->truth ? "true" : "false";
    if (value->kind == JSON_KIND_NUMBER && value->whole) return arena_format(reader->arena, "%.0f", value->number);
    return NULL;
}

int codebook_category_find(const struct category *categories, int count, const char *value)
{
    for (int c = 0; c < count; c++)
        if (strcmp(categories[c].value, value) == 0) return c;
    for (int c = 0; c < count; c++)
        for (const char *const *s = categories[c].spellings; s && *s; s++)
            if (strcmp(*s, value) == 0) return c;
    return -1;
}

static bool same_normal(struct reader *reader, const char *a, const char *b)
{
    struct text first = text_normalise(text_of(a), &reader->room);
    const char *kept = arena_copy(reader->arena, first.length ? first.at : "", first.length);
    struct text second = text_normalise(text_of(b), &reader->room);
    return text_equal(text_of(kept), second);
}

int codebook_category_like(struct reader *reader, const struct category *categories, int count, const char *value)
{
    int found = codebook_category_find(categories, count, value);
    for (int c = 0; found < 0 && c < count; c++)
        if (same_normal(reader, categories[c].label, value)) found = c;
    return found;
}

int codebook_category_match(struct reader *reader, const struct category *categories, int count, const char *value)
{
    return reader->items ? codebook_category_like(reader, categories, count, value) : codebook_category_find(categories, count, value);
}

const char *codebook_category_hint(struct reader *reader, const char *value, const struct category *categories, int count)
{
    const char *names[CATEGORY_LIMIT];
    for (int c = 0; c < count && c < CATEGORY_LIMIT; c++) {
        names[c] = categories[c].spellings && categories[c].spellings[0] ? categories[c].spellings[0] : categories[c].value;
        if (strcasecmp(categories[c].label, value) == 0) return arena_format(reader->arena, "did you mean '%s'?", names[c]);
    }
    struct buffer list = {0};
    buffer_put(&list, "it has");
    for (int c = 0; c < count && c < 8; c++) buffer_format(&list, "%s '%s'", c ? "," : "", names[c]);
    if (count > 8) buffer_put(&list, " and others");
    const char *hint = codebook_mistake_nearest(reader, value, names, (size_t)(count < CATEGORY_LIMIT ? count : CATEGORY_LIMIT),
                                                arena_copy(reader->arena, list.at, list.length));
    buffer_free(&list);
    return hint;
}

int codebook_category_name(struct reader *reader, const struct json *value, const struct category *categories, int count, const char *whose)
{
    const char *text = codebook_category_value(reader, value);
    int found = text ? codebook_category_match(reader, categories, count, text) : -1;
    if (found >= 0) return found;
    if (text) codebook_mistake(reader, at_value(value), codebook_category_hint(reader, text, categories, count), "'%s' has no category '%s'", whose, text);
    else codebook_mistake(reader, at_value(value), NULL, "this must be the value of a category of '%s'", whose);
    return -1;
}

/* The value of a category as text; it must be written as the field's type is. */
static const char *check_value(struct reader *reader, const struct json *value, int type)
{
    bool right = type == TYPE_INTEGER ? value->kind == JSON_KIND_NUMBER && value->whole : value->kind == JSON_KIND_TEXT;
    const char *text = codebook_category_value(reader, value);
    if (!right) {
        codebook_mistake(reader, at_value(value), type == TYPE_INTEGER ? "write it without quotes, or make the field a string" : "put it between quotes",
                         "a category of this field must be %s", type == TYPE_INTEGER ? "a whole number" : "text");
        return NULL;
    }
    if (text_trim(text_of(text)).length == 0) {
        codebook_mistake(reader, at_value(value), "an empty cell is a missing answer", "the value of a category is empty");
        return NULL;
    }
    return value->kind == JSON_KIND_TEXT && !codebook_key_text(reader, value, "value", true) ? NULL : text;
}

static const char *enum_label(const struct field_source *source, const char *value)
{
    const struct json *label = json_member(source->enum_labels, value);
    return label && label->kind == JSON_KIND_TEXT && *label->text ? label->text : value;
}

static int read_list(struct reader *reader, const struct field_source *source, struct category *categories)
{
    const struct json *list = source->categories ? source->categories : source->enumeration;
    int count = 0;
    for (int i = 0; i < list->count && count < CATEGORY_LIMIT; i++) {
        const struct json *entry = &list->children[i];
        struct pair pair = {entry, NULL, NULL};
        if (entry->kind == JSON_KIND_OBJECT && source->categories) {
            pair.value = NULL;
            (void)codebook_key_read(reader, entry, &codebook_category_table, &pair);
        }
        const char *value = pair.value ? check_value(reader, pair.value, source->type) : NULL;
        if (!value) continue;
        double number = source->type == TYPE_INTEGER ? pair.value->number : NAN;
        categories[count++] = (struct category){.value = value, .label = pair.label ? pair.label : enum_label(source, value), .score = number};
    }
    if (list->count > CATEGORY_LIMIT) codebook_mistake(reader, at_value(list), NULL, "%d categories; %d is the most", list->count, CATEGORY_LIMIT);
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "the list of categories is empty");
    return count;
}

static void check_enum_labels(struct reader *reader, const struct field_source *source, const struct category *categories, int count)
{
    const struct json *labels = source->enum_labels;
    if (!labels) return;
    if (!source->enumeration || source->categories)
        codebook_mistake(reader, at_key(labels), "give each of the categories a label instead", "'enumLabels' goes with 'enum' of the constraints");
    for (int i = 0; i < labels->count; i++) {
        const struct json *label = &labels->children[i];
        if (codebook_category_find(categories, count, label->key) < 0)
            codebook_mistake(reader, at_key(label), codebook_category_hint(reader, label->key, categories, count), "'enum' has no value '%s'", label->key);
        (void)codebook_key_text(reader, label, label->key, true);
    }
}

static void read_spellings(struct reader *reader, const struct json *list, const char *const *defaults, struct category *category)
{
    category->spellings = defaults;
    if (!list) return;
    const struct json **lines;
    int count = codebook_key_lines(reader, list, list->key, &lines);
    const char **spellings = arena_new(reader->arena, (size_t)count + 1, sizeof *spellings);
    for (int i = 0; i < count; i++) spellings[i] = lines[i]->text;
    category->spellings = spellings;
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "'%s' is empty", list->key);
}

/* The defaults are those of the Table Schema standard. */
static int read_boolean(struct reader *reader, const struct field_source *source, struct category *categories)
{
    static const char *const yes[] = {"true", "True", "TRUE", "1", NULL}, *const no[] = {"false", "False", "FALSE", "0", NULL};
    categories[0] = (struct category){.value = "true", .label = "Yes", .score = 1};
    categories[1] = (struct category){.value = "false", .label = "No", .score = 0};
    read_spellings(reader, source->true_values, yes, &categories[0]);
    read_spellings(reader, source->false_values, no, &categories[1]);
    return 2;
}

static void check_distinct(struct reader *reader, const struct field_source *source, const struct field *field)
{
    size_t room = 0, count = 0;
    for (int c = 0; c < field->category_count; c++) {
        room += 2;
        for (const char *const *s = field->categories[c].spellings; s && *s; s++) room++;
    }
    struct spelling *list = memory_new(room, sizeof *list);
    const struct json *from = source->categories ? source->categories : source->enumeration;
    for (int c = 0; c < field->category_count; c++) {
        const struct category *category = &field->categories[c];
        const struct json *given = c ? source->false_values : source->true_values;
        const struct json *at = from ? &from->children[c < from->count ? c : 0] : given ? given : source->node;
        list[count++] = codebook_name_spelling(reader, category->value, at, c);
        list[count++] = codebook_name_spelling(reader, category->label, at, c);
        for (const char *const *s = category->spellings; s && *s; s++) list[count++] = codebook_name_spelling(reader, *s, at, c);
    }
    codebook_name_distinct(reader, list, count, "category");
    free(list);
}

static void read_scores(struct reader *reader, struct field_source *source, struct field *field, struct category *categories, bool *scored)
{
    for (int c = 0; c < field->category_count; c++) scored[c] = !isnan(categories[c].score);
    for (int i = 0; source->scores && i < source->scores->count; i++) {
        const struct json *score = &source->scores->children[i];
        int c = codebook_category_find(categories, field->category_count, score->key);
        if (c < 0) {
            codebook_mistake(reader, at_key(score), codebook_category_hint(reader, score->key, categories, field->category_count), "'%s' has no category '%s'",
                             field->name, score->key);
            continue;
        }
        double number = codebook_key_number(reader, score, "scores", INFINITY);
        categories[c].score = isfinite(number) ? number : NAN;
        scored[c] = true;
    }
}

static void read_phrases(struct reader *reader, const struct field_source *source, const struct field *field, struct category *categories)
{
    for (int i = 0; source->phrases && i < source->phrases->count; i++) {
        const struct json *phrase = &source->phrases->children[i];
        int c = codebook_category_find(categories, field->category_count, phrase->key);
        if (c < 0)
            codebook_mistake(reader, at_key(phrase), codebook_category_hint(reader, phrase->key, categories, field->category_count),
                             "'%s' has no category '%s'", field->name, phrase->key);
        else if (codebook_key_text(reader, phrase, phrase->key, true)) categories[c].phrase = phrase->text;
    }
}

/* A yes and a no by name count as 1 and 0, as a boolean's do. */
static void score_yes_and_no(struct category *categories, int count)
{
    if (count != 2) return;
    int yes = strcasecmp(categories[0].value, "yes") == 0 ? 0 : 1;
    if (strcasecmp(categories[yes].value, "yes") || strcasecmp(categories[1 - yes].value, "no")) return;
    categories[yes].score = 1;
    categories[1 - yes].score = 0;
}

void codebook_category_read(struct reader *reader, struct field_source *source, struct field *field)
{
    const struct json *needless = source->scores ? source->scores : source->phrases ? source->phrases : source->enum_labels;
    if (field->type != FIELD_CATEGORY) {
        if (needless) codebook_mistake(reader, at_key(needless), "list its categories", "'%s' is for a field with categories", needless->key);
        return;
    }
    if (source->categories && source->enumeration)
        codebook_mistake(reader, at_value(source->enumeration), "keep the categories", "this field has both 'categories' and 'enum'");
    const struct json *list = source->categories ? source->categories : source->enumeration;
    bool closed = list && source->type != TYPE_BOOLEAN;
    size_t room = !closed ? 2 : list->count < CATEGORY_LIMIT ? (size_t)list->count : CATEGORY_LIMIT;
    struct category *categories = arena_new(reader->arena, room, sizeof *categories);
    field->categories = categories;
    field->category_count = closed ? read_list(reader, source, categories) : read_boolean(reader, source, categories);
    bool *scored = arena_new(reader->arena, room, sizeof *scored);
    source->scored = scored;
    check_enum_labels(reader, source, categories, field->category_count);
    check_distinct(reader, source, field);
    if (source->type == TYPE_STRING) score_yes_and_no(categories, field->category_count);
    read_scores(reader, source, field, categories, scored);
    read_phrases(reader, source, field, categories);
}

/* The empty cell is always there, as reason 0. */
void codebook_category_missing(struct reader *reader, const struct json *list, struct field *field)
{
    struct missing_value *missing = arena_new(reader->arena, MISSING_LIMIT, sizeof *missing);
    int count = 1;
    missing[0] = (struct missing_value){"", "no answer"};
    for (int i = 0; list && i < list->count; i++) {
        const struct json *entry = &list->children[i];
        struct pair pair = {NULL, NULL, entry->text};
        if (entry->kind == JSON_KIND_OBJECT) (void)codebook_key_read(reader, entry, &codebook_category_missing_table, &pair);
        else if (!codebook_key_text(reader, entry, "missingValues", false)) continue;
        if (!pair.text) continue;
        int known = 0;
        while (known < count && strcmp(missing[known].value, pair.text)) known++;
        if (known == MISSING_LIMIT) {
            codebook_mistake(reader, at_value(list), NULL, "more than %d missing values, the empty cell among them", MISSING_LIMIT);
            break;
        }
        if (known > 0 && known < count) codebook_mistake(reader, at_value(entry), NULL, "the missing value '%s' stands twice", pair.text);
        if (known == count) missing[count++] = (struct missing_value){pair.text, pair.text};
        if (pair.label) missing[known].label = pair.label;
    }
    field->missing = missing;
    field->missing_count = count;
}
