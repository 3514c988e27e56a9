/* The order of reading: sections, fields, instruments, measures, the survey, groups, comparisons, charts. Each part refers to earlier ones only. */
#include "codebook.h"
#include "codebook_internal.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"

/* The public part stands first, so that codebook_destroy finds the arena that everything lives in. */
struct whole { struct codebook book; struct arena *arena; };

struct top { const struct json *name, *missing, *fields_match, *fields, *spwell; const char *title, *description; };

static const struct key top_keys[] = {
    {"name", KEY_NAME, offsetof(struct top, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct top, title), false, NULL},
    {"description", KEY_TEXT, offsetof(struct top, description), false, NULL},
    {"missingValues", KEY_LIST, offsetof(struct top, missing), false, NULL},
    {"fieldsMatch", KEY_ANY, offsetof(struct top, fields_match), false, NULL},
    {"fields", KEY_LIST, offsetof(struct top, fields), true, NULL},
    {"spwell", KEY_OBJECT, offsetof(struct top, spwell), true, NULL},
    {"$schema", KEY_PASSED, 0, false, NULL},
    {"profile", KEY_PASSED, 0, false, NULL},
    {"primaryKey", KEY_UNCHECKED, 0, false, NULL},
    {"uniqueKeys", KEY_UNCHECKED, 0, false, NULL},
    {"foreignKeys", KEY_UNCHECKED, 0, false, NULL},
    {0}};
const struct key_table codebook_table = {"codebook", "the codebook", top_keys, true, {&codebook_spwell_table}};

#define AT(member) offsetof(struct spwell_source, member)

static const struct key spwell_keys[] = {
    {"place", KEY_LINE, AT(place), false, NULL},
    {"publisher", KEY_LINE, AT(publisher), false, NULL},
    {"contact", KEY_LINE, AT(contact), false, NULL},
    {"licence", KEY_LINE, AT(licence), false, NULL},
    {"people", KEY_LINE, AT(people), false, NULL},
    {"made_up", KEY_TRUTH, AT(made_up), false, NULL},
    {"identifier", KEY_NAME, AT(identifier), false, NULL},
    {"cluster", KEY_NAME, AT(cluster), false, NULL},
    {"encoding", KEY_LINE, AT(encoding), false, NULL},
    {"separator", KEY_ANY, AT(separator_at), false, NULL},
    {"profile", KEY_LINE, AT(profile), false, NULL},
    {"duplicates", KEY_CHOICE, AT(duplicates), false, codebook_collection_duplicates},
    {"completeness", KEY_OBJECT, AT(completeness), false, NULL},
    {"timing", KEY_OBJECT, AT(timing), false, NULL},
    {"wave", KEY_NAME, AT(wave), false, NULL},
    {"ignore", KEY_LIST, AT(ignore), false, NULL},
    {"eligible", KEY_OBJECT, AT(eligible), false, NULL},
    {"weighting", KEY_OBJECT, AT(weighting), false, NULL},
    {"strata", KEY_NAME, AT(strata), false, NULL},
    {"finite_population", KEY_ANY, AT(finite_population), false, NULL},
    {"lone_team", KEY_CHOICE, AT(lone_team), false, codebook_weighting_lone_teams},
    {"eligible_share", KEY_ANY, AT(eligible_share), false, NULL},
    {"sections", KEY_LIST, AT(sections), false, NULL},
    {"instruments", KEY_LIST, AT(instruments), false, NULL},
    {"measures", KEY_LIST, AT(measures), false, NULL},
    {"themes", KEY_OBJECT, AT(themes), false, NULL},
    {"batteries", KEY_LIST, AT(batteries), false, NULL},
    {"groups", KEY_LIST, AT(groups), false, NULL},
    {"comparisons", KEY_LIST, AT(comparisons), false, NULL},
    {"report", KEY_OBJECT, AT(report), false, NULL},
    {"disclosure", KEY_OBJECT, AT(disclosure), false, NULL},
    {0}};
const struct key_table codebook_spwell_table = {
    "spwell", "the spwell block", spwell_keys, false, {&codebook_table, &codebook_survey_disclosure_table, &codebook_plan_report_table}};

/* A word, or as the standard once had it by mistake, a list of one word. */
static void read_fields_match(struct reader *reader, const struct json *value)
{
    static const struct { const char *word; bool extra, fewer; } ways[] = {
        {"exact", false, false}, {"equal", false, false}, {"subset", true, false}, {"superset", false, true}, {"partial", true, true}};
    static const char *const words[] = {"exact", "equal", "subset", "superset", "partial"};
    if (!value) return;
    const struct json *word = value->kind == JSON_KIND_ARRAY && value->count == 1 ? &value->children[0] : value;
    for (size_t i = 0; word->text && i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(ways[i].word, word->text)) continue;
        reader->book->extra_columns = ways[i].extra;
        reader->book->fewer_columns = ways[i].fewer;
        return;
    }
    const char *otherwise = "one of: exact, equal, subset, superset, partial";
    codebook_mistake(reader, at_value(word), word->text ? codebook_mistake_nearest(reader, word->text, words, 5, otherwise) : otherwise,
                     "'fieldsMatch' cannot be this");
}

static void read_spwell(struct reader *reader, const struct spwell_source *source)
{
    struct codebook *book = reader->book;
    if (source->place) book->place = source->place;
    if (source->publisher) book->publisher = source->publisher;
    if (source->contact) book->contact = source->contact;
    if (source->licence) book->licence = source->licence;
    if (source->people) book->people = source->people;
    book->encoding = source->encoding;
    book->made_up = source->made_up;
}

static int read_all(struct reader *reader, const struct json *root, struct failure *failure)
{
    struct top top = {0};
    struct spwell_source spwell = {0};
    struct codebook *book = reader->book;
    if (!json_member(root, "fields") && (json_member(root, "scales") || json_member(root, "response_sets"))) {
        codebook_mistake(reader, at_value(root), "check a codebook that names it in \"instruments\": mistakes in the instrument are told with it", "this is an instrument, not the codebook of a survey");
        return 0;
    }
    if (!codebook_key_read(reader, root, &codebook_table, &top)) return 0;
    if (top.name) {
        codebook_name_check(reader, top.name, "a survey", true);
        book->name = book->title = top.name->text;
    }
    if (top.title) book->title = top.title;
    if (top.description) book->description = top.description;
    read_fields_match(reader, top.fields_match);
    if (!top.fields || !top.spwell || !codebook_key_read(reader, top.spwell, &codebook_spwell_table, &spwell)) return 0;
    spwell.node = top.spwell;
    read_spwell(reader, &spwell);
    codebook_survey_sections(reader, spwell.sections);
    codebook_field_read(reader, top.fields, top.missing);
    reader->measure_list = spwell.measures;
    if (codebook_instrument_read(reader, spwell.instruments, (spwell.measures ? spwell.measures->count : 0) + codebook_theme_measures(spwell.themes), failure)) return -1;
    codebook_measure_read(reader, spwell.measures, -1);
    codebook_theme_read(reader, spwell.themes);
    codebook_survey_read(reader, &spwell);
    codebook_collection_read(reader, &spwell);
    codebook_battery_read(reader, spwell.batteries);
    codebook_plan_groups(reader, spwell.groups);
    codebook_plan_comparisons(reader, spwell.comparisons);
    codebook_plan_charts(reader, spwell.report);
    return 0;
}

static struct reader begin(const char *path)
{
    struct arena *arena = arena_create();
    struct whole *whole = arena_new(arena, 1, sizeof *whole);
    struct codebook *book = &whole->book;
    whole->arena = arena;
    *book = (struct codebook){.path = arena_copy(arena, path, strlen(path)),
                              .people = "people", .identifier = -1, .cluster = -1, .eligible_field = -1, .minimum = 10,
                              .wave_field = -1, .started = -1, .submitted = -1, .duration = -1, .completeness.finished = -1};
    book->name = book->title = book->description = book->place = book->publisher = book->contact = book->licence = "";
    return (struct reader){.arena = arena, .book = book};
}

/* The bytes are in the reader already. */
static struct codebook *read_bytes(struct reader *reader, struct failure *failure)
{
    struct text bytes = {reader->bytes.at, reader->bytes.length};
    const struct json *root = json_parse(reader->arena, reader->book->path, bytes, failure);
    if (!root || read_all(reader, root, failure)) return NULL;
    if (codebook_mistake_report(reader, failure)) return NULL;
    char hex[65];
    digest_hex(reader->bytes.at, reader->bytes.length, hex);
    reader->book->digest = arena_copy(reader->arena, hex, 64);
    codebook_digest_make(reader);
    return reader->book;
}

static struct codebook *end(struct reader *reader, struct codebook *book)
{
    codebook_mistake_free(reader);
    buffer_free(&reader->room);
    buffer_free(&reader->bytes);
    if (!book) codebook_destroy(reader->book);
    return book;
}

struct codebook *codebook_read(const char *path, struct failure *failure)
{
    struct reader reader = begin(path);
    return end(&reader, file_read(path, CODEBOOK_BYTES, &reader.bytes, failure) ? NULL : read_bytes(&reader, failure));
}

struct codebook *codebook_parse(const char *path, struct text bytes, struct failure *failure)
{
    struct reader reader = begin(path);
    buffer_add(&reader.bytes, bytes.at, bytes.length);
    return end(&reader, read_bytes(&reader, failure));
}

void codebook_destroy(struct codebook *book)
{
    if (book) arena_destroy(((struct whole *)book)->arena);
}

int codebook_field(const struct codebook *book, const char *name)
{
    for (int f = 0; f < book->field_count; f++)
        if (strcmp(book->fields[f].name, name) == 0) return f;
    return -1;
}

int codebook_measure(const struct codebook *book, const char *name)
{
    for (int m = 0; m < book->measure_count; m++)
        if (strcmp(book->measures[m].name, name) == 0) return m;
    return -1;
}

const char *codebook_operand_name(const struct codebook *book, const struct operand *operand)
{
    return operand->field >= 0 ? book->fields[operand->field].name : book->measures[operand->measure].name;
}

const struct category *codebook_categories(const struct codebook *book, struct group_variable variable, int *count)
{
    if (variable.field < 0) return codebook_measure_categories(book, &book->measures[variable.measure], count);
    *count = book->fields[variable.field].category_count;
    return book->fields[variable.field].categories;
}

const struct category *codebook_measure_categories(const struct codebook *book, const struct measure *measure, int *count)
{
    (void)book;
    *count = measure->category_count;
    return measure->categories;
}
