#include "codebook_internal.h"

#include <string.h>

struct eligible { const struct json *field, *values; };
struct disclosure { const struct json *public_sample; int minimum; };
struct public_sample { const char *citation; const struct json *sha256; };
struct section_source { const struct json *name; struct section section; };

static const struct key section_keys[] = {
    {"name", KEY_NAME, offsetof(struct section_source, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct section_source, section.title), true, NULL},
    {"introduction", KEY_TEXT, offsetof(struct section_source, section.introduction), false, NULL},
    {0}};
const struct key_table codebook_survey_section_table = {"section", "a section", section_keys, false, {NULL}};

static const struct key eligible_keys[] = {
    {"field", KEY_NAME, offsetof(struct eligible, field), true, NULL}, {"values", KEY_LIST, offsetof(struct eligible, values), true, NULL}, {0}};
const struct key_table codebook_survey_eligible_table = {"eligible", "'eligible'", eligible_keys, false, {NULL}};

static const struct key disclosure_keys[] = {{"minimum", KEY_WHOLE, offsetof(struct disclosure, minimum), false, NULL},
                                             {"public_sample", KEY_OBJECT, offsetof(struct disclosure, public_sample), false, NULL},
                                             {0}};
const struct key_table codebook_survey_disclosure_table = {"disclosure", "'disclosure'", disclosure_keys, false, {NULL}};

static const struct key public_sample_keys[] = {{"citation", KEY_TEXT, offsetof(struct public_sample, citation), true, NULL},
                                                {"sha256", KEY_LIST, offsetof(struct public_sample, sha256), true, NULL},
                                                {0}};
const struct key_table codebook_survey_public_sample_table = {"public_sample", "'public_sample'", public_sample_keys, false, {NULL}};

void codebook_survey_sections(struct reader *reader, const struct json *list)
{
    int count = list ? list->count : 0;
    struct section *sections = arena_new(reader->arena, (size_t)count, sizeof *sections);
    const struct json **names = arena_new(reader->arena, (size_t)count, sizeof *names);
    int used = 0;
    for (int i = 0; i < count; i++) {
        struct section_source source = {NULL, {"", "", ""}};
        if (!codebook_key_read(reader, &list->children[i], &codebook_survey_section_table, &source) || !source.name) continue;
        codebook_name_check(reader, source.name, "a section", true);
        source.section.name = source.name->text;
        names[used] = source.name;
        sections[used++] = source.section;
    }
    codebook_name_once(reader, names, used);
    reader->book->sections = sections;
    reader->book->section_count = used;
}

/* Who is asked is decided by answers that must be there first. */
static void check_asked(struct reader *reader, const struct json *name, const struct field *field, const char *use)
{
    if (field->asked_if) codebook_mistake(reader, at_value(name), "take \"asked_if\" out of the field", "field '%s' is not asked of everybody, so it cannot %s", field->name, use);
}

static void read_identifier(struct reader *reader, const struct json *name)
{
    int f = name ? codebook_name_field(reader, name) : -1;
    reader->book->identifier = f;
    if (f < 0) return;
    const struct field *field = &reader->book->fields[f];
    if (field->type != FIELD_TERM && field->type != FIELD_INTEGER)
        codebook_mistake(reader, at_value(name), "it must be a string without categories, or an integer", "field '%s' cannot tell people apart", field->name);
    if (field->drop)
        codebook_mistake(reader, at_value(name), "an identifier is never stored as it is; take \"drop\" out",
                         "field '%s' is dropped, so it cannot be the identifier", field->name);
    check_asked(reader, name, field, "be the identifier");
}

static void read_cluster(struct reader *reader, const struct json *name)
{
    int f = name ? codebook_name_field(reader, name) : -1;
    reader->book->cluster = f;
    if (f < 0) return;
    const struct field *field = &reader->book->fields[f];
    if (field->type != FIELD_TERM && field->type != FIELD_CATEGORY)
        codebook_mistake(reader, at_value(name), "it must be a string", "field '%s' cannot be the cluster", field->name);
    if (!field->required)
        codebook_mistake(reader, at_value(name), "set \"constraints\": {\"required\": true}: a person without a team cannot be placed in the design",
                         "the cluster '%s' is not a required field", field->name);
    if (field->drop)
        codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be the cluster", field->name);
    if (f == reader->book->identifier) codebook_mistake(reader, at_value(name), NULL, "'%s' is the identifier already", field->name);
}

static void read_eligible(struct reader *reader, const struct json *object)
{
    struct eligible eligible = {0};
    reader->book->eligible_field = -1;
    if (!object || !codebook_key_read(reader, object, &codebook_survey_eligible_table, &eligible) || !eligible.field) return;
    int f = codebook_name_field(reader, eligible.field);
    if (f < 0) return;
    const struct field *field = &reader->book->fields[f];
    if (field->type != FIELD_CATEGORY) {
        codebook_mistake(reader, at_value(eligible.field), NULL, "field '%s' has no categories", field->name);
        return;
    }
    if (field->drop) codebook_mistake(reader, at_value(eligible.field), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot tell who takes part", field->name);
    check_asked(reader, eligible.field, field, "tell who takes part");
    bool *takes_part = arena_new(reader->arena, (size_t)field->category_count, sizeof *takes_part);
    for (int v = 0; eligible.values && v < eligible.values->count; v++) {
        int c = codebook_category_name(reader, &eligible.values->children[v], field->categories, field->category_count, field->name);
        if (c >= 0) takes_part[c] = true;
    }
    if (eligible.values && eligible.values->count == 0) codebook_mistake(reader, at_value(eligible.values), NULL, "'values' is empty: nobody would take part");
    reader->book->eligible_field = f;
    reader->book->eligible = takes_part;
}

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdefABCDEF") == 64;
}

static bool read_public_sample(struct reader *reader, const struct json *object)
{
    struct public_sample sample = {0};
    if (!object || !codebook_key_read(reader, object, &codebook_survey_public_sample_table, &sample)) return false;
    if (sample.citation && text_trim(text_of(sample.citation)).length == 0) codebook_mistake(reader, at_value(object), NULL, "the citation is empty");
    const struct json **lines;
    int count = codebook_key_lines(reader, sample.sha256, "sha256", &lines);
    const char **digests = arena_new(reader->arena, (size_t)count, sizeof *digests);
    for (int i = 0; i < count; i++) {
        char *digest = arena_copy(reader->arena, lines[i]->text, strlen(lines[i]->text));
        if (!is_sha256(digest)) codebook_mistake(reader, at_value(lines[i]), "sha256sum prints it", "'%s' is not a SHA-256: 64 hexadecimal digits", digest);
        for (char *at = digest; *at; at++)
            if (*at >= 'A' && *at <= 'F') *at = (char)(*at - 'A' + 'a');
        digests[i] = digest;
    }
    if (sample.sha256 && sample.sha256->count == 0)
        codebook_mistake(reader, at_value(sample.sha256), "public_sample names the very files that were published", "'sha256' is empty");
    reader->book->public_sample = sample.citation;
    reader->book->public_sample_sha256 = digests;
    reader->book->public_sample_count = count;
    return true;
}

/* Ten is our rule and five the least that is defensible; published data have nothing left to protect (disclosure.md). */
static void read_disclosure(struct reader *reader, const struct json *object)
{
    struct disclosure disclosure = {NULL, 10};
    reader->book->minimum = 10;
    if (!object || !codebook_key_read(reader, object, &codebook_survey_disclosure_table, &disclosure)) return;
    bool published = read_public_sample(reader, disclosure.public_sample);
    const struct json *given = json_member(object, "minimum");
    int least = published ? 1 : 5;
    if (disclosure.minimum < least)
        codebook_mistake(reader, at_value(given), published ? NULL : "only data that are public already may go below 5: see public_sample",
                         "the least number of people is %d; it cannot be under %d", disclosure.minimum, least);
    else reader->book->minimum = disclosure.minimum;
}

static void read_ignore(struct reader *reader, const struct json *list)
{
    struct codebook *book = reader->book;
    const char **ignore = arena_new(reader->arena, list ? (size_t)list->count : 0, sizeof *ignore);
    int count = 0;
    for (int i = 0; list && i < list->count; i++) {
        const struct json *heading = &list->children[i];
        if (!codebook_key_text(reader, heading, "ignore", false)) continue;
        int f = codebook_field(book, heading->text);
        ignore[count++] = heading->text;
        if (f >= 0)
            codebook_mistake(reader, at_value(heading), "to leave a field unstored set \"drop\": true in its spwell block",
                             "'%s' is a field, so it cannot be ignored", heading->text);
    }
    book->ignore = ignore;
    book->ignore_count = count;
}

static void read_separator(struct reader *reader, const struct json *value)
{
    if (!value) return;
    if (value->kind == JSON_KIND_TEXT && strlen(value->text) == 1 && strchr(",;|\t:", value->text[0])) reader->book->separator = value->text[0];
    else codebook_mistake(reader, at_value(value), "\",\" or \";\" or \"|\" or \":\" or \"\\t\"", "'separator' cannot be this");
}

void codebook_survey_read(struct reader *reader, const struct spwell_source *source)
{
    read_identifier(reader, source->identifier);
    read_cluster(reader, source->cluster);
    read_eligible(reader, source->eligible);
    codebook_weighting_read(reader, source);
    read_disclosure(reader, source->disclosure);
    read_ignore(reader, source->ignore);
    read_separator(reader, source->separator_at);
}
