/* Multi-selects: a field of type list becomes one yes/no field a choice. */
#include "codebook_internal.h"

#include <math.h>
#include <string.h>

enum { CHOICE_LIMIT = 100 };

int codebook_choices_count(const struct json *node)
{
    const struct json *type = json_member(node, "type"), *categories = json_member(node, "categories"), *drop = json_member(json_member(node, "spwell"), "drop");
    if (!type || type->kind != JSON_KIND_TEXT || strcmp(type->text, "list") || (drop && drop->truth)) return 1;
    return categories && categories->kind == JSON_KIND_ARRAY && categories->count > 0 ? categories->count : 1;
}

static bool is_any(const char *const *words, const char *word, struct buffer *room)
{
    struct text normal = text_normalise(text_of(word), room);
    for (; *words; words++)
        if (text_is(normal, *words)) return true;
    return false;
}

/* In a column of its own a choice is ticked by one of the usual words or by its own value or label, unless that is a word for "not ticked". */
static void set_answers(struct reader *reader, const struct category *choice, struct category answers[2], struct field *field)
{
    static const char *const ticked[] = {"1", "true", "y", "x", "checked", "selected", "ticked", NULL};
    static const char *const not_ticked[] = {"0", "false", "n", "unchecked", "not selected", "not ticked", NULL};
    static const char *const no[] = {"0", "false", "n", "no", "unchecked", "not selected", "not ticked", NULL};
    const char **words = arena_new(reader->arena, sizeof ticked / sizeof *ticked + 2, sizeof *words);
    size_t count = sizeof ticked / sizeof *ticked - 1;
    memcpy(words, ticked, count * sizeof *words);
    bool unclear_value = is_any(no, choice->value, &reader->room), unclear_label = is_any(no, choice->label, &reader->room);
    if (!unclear_value) words[count++] = choice->value;
    if (!unclear_label) words[count++] = choice->label;
    field->tick_is_unclear = (unclear_value && strcmp(choice->value, "0")) || (unclear_label && strcmp(choice->label, "0")); /* REDCap: name___0 is 1 when ticked */
    answers[0] = (struct category){.value = "yes", .label = "Yes", .score = 1, .spellings = words};
    answers[1] = (struct category){.value = "no", .label = "No", .score = 0, .spellings = not_ticked};
}

static void read_choice(struct reader *reader, const struct field_source *source, const struct field *like, const struct choice_set *set, int c, struct field *field)
{
    struct category *answers = arena_new(reader->arena, 2, sizeof *answers);
    const struct category *choice = &set->choices[c];
    *field = *like;
    field->type = FIELD_CATEGORY;
    field->name = arena_format(reader->arena, "%s_%s", like->name, choice->value);
    field->title = arena_format(reader->arena, "%s: %s", like->title, choice->label);
    set_answers(reader, choice, answers, field);
    field->categories = answers;
    field->category_count = 2;
    field->required = false; /* asked of the whole question */
    field->minimum = -INFINITY;
    field->maximum = INFINITY;
    field->aliases = NULL;
    field->alias_count = 0;
    field->choice = c;
    field->takes_any = c == set->other;
    if (strlen(field->name) > CODEBOOK_NAME_LIMIT)
        codebook_mistake(reader, at_value(source->categories), "give its categories short values and put the words into \"label\"", "'%.80s' would be the name of a choice; 64 bytes are the most", field->name);
    if (strchr(field->name, '*')) codebook_mistake(reader, at_value(source->categories), "give the category another value and put the words into \"label\"", "the value '%s' has a star", choice->value);
}

static void read_delimiter(struct reader *reader, const struct json *value, struct choice_set *set)
{
    set->delimiter = ",";
    if (!value) return;
    struct text trimmed = value->kind == JSON_KIND_TEXT ? text_trim(text_of(value->text)) : (struct text){"", 0};
    if (trimmed.length == 1 && strchr(",;|/+", *trimmed.at)) set->delimiter = arena_copy(reader->arena, trimmed.at, 1);
    else codebook_mistake(reader, at_value(value), "\",\" or \";\" or \"|\" or \"/\" or \"+\"; spaces around it do not matter", "'delimiter' cannot be this");
}

static void read_other(struct reader *reader, const struct field_source *source, struct choice_set *set)
{
    set->other = -1;
    if (source->other) set->other = codebook_category_name(reader, source->other, set->choices, set->count, set->name);
}

int codebook_choices_read(struct reader *reader, const struct field_source *source, const struct field *like, struct field *field, struct choice_set *set)
{
    struct field list = *like;
    struct field_source closed = *source;
    closed.type = TYPE_STRING;
    if (!source->categories) {
        codebook_mistake(reader, at_value(source->node), "\"categories\": [{\"value\": \"debt\", \"label\": \"Debt advice\"}, ...]", "a list needs 'categories': the answers that may be ticked");
        return 1;
    }
    if (source->scores || source->phrases)
        codebook_mistake(reader, at_key(source->scores ? source->scores : source->phrases), "each choice is a yes or a no", "a list has no %s", source->scores ? "scores" : "phrases");
    list.type = FIELD_CATEGORY;
    closed.scores = closed.phrases = NULL;
    codebook_category_read(reader, &closed, &list);
    *set = (struct choice_set){.name = like->name, .title = like->title, .count = list.category_count, .choices = list.categories, .required = like->required, .aliases = like->aliases, .alias_count = like->alias_count};
    if (set->count > CHOICE_LIMIT) codebook_mistake(reader, at_value(source->categories), NULL, "%d choices; %d is the most", set->count, CHOICE_LIMIT);
    read_delimiter(reader, source->delimiter, set);
    read_other(reader, source, set);
    set->none_is_no = source->none_ticked == 1;
    for (int c = 0; c < set->count; c++) read_choice(reader, source, like, set, c, &field[c]);
    return set->count ? set->count : 1;
}
