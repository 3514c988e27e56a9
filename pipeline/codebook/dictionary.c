/* 1 names   2 codes and choices   3 types   4 what stands beside   5 rows   6 the whole */
#include "dictionary.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"

enum { NAME_ADVISED = 26, NAME_MOST = 100, GROUP_MOST = 60, CODE_MOST = 100 };
enum column { NAME, FORM, HEADER, TYPE, LABEL, CHOICES, NOTE, VALIDATION, MINIMUM, MAXIMUM, IDENTIFIER, BRANCHING, REQUIRED, ALIGNMENT, NUMBER, MATRIX, RANKING, ANNOTATION, COLUMNS };
static const char *const headings[COLUMNS] = {
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label", "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
    "Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation"};

struct row { const char *cells[COLUMNS]; };
struct subject { struct dictionary *dictionary; const struct field *field; const struct choice_set *set; const char *name; bool required; };

static void note(struct dictionary *dictionary, const char *format, ...) PRINTF(2, 3);
static void note(struct dictionary *dictionary, const char *format, ...)
{
    char text[1000];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (length < 0) return;
    struct draft_texts *notes = &dictionary->notes;
    notes->at = memory_grow(notes->at, notes->count, &notes->room, sizeof *notes->at);
    notes->at[notes->count++] = arena_copy(dictionary->arena, text, strlen(text));
}

static const char *keep(struct dictionary *dictionary, struct buffer *text)
{
    const char *kept = arena_copy(dictionary->arena, text->length ? text->at : "", text->length);
    buffer_free(text);
    return kept;
}

/* 1 names */

static const char *free_name(struct dictionary *dictionary, const char *wish)
{
    const char *name = wish;
    for (int n = 2; name_set_owner(dictionary->taken, text_of(name)) != NAME_FREE; n++) name = arena_format(dictionary->arena, "%.90s_%d", wish, n);
    name_set_add(dictionary->taken, text_of(name), 0);
    return name;
}

/* A heading is found whatever its letter case, so that alone is no other name. */
static const char *name_of(struct dictionary *dictionary, const char *name)
{
    const char *made = free_name(dictionary, name_of_field(dictionary->arena, text_of(name), NAME_MOST, "question"));
    if (!name_same(made, name)) note(dictionary, "'%s' is called %s in REDCap: put \"%s\" among its aliases before the export is read.", name, made, made);
    return made;
}

static void name_all(struct dictionary *dictionary)
{
    const struct codebook *book = dictionary->book;
    int longer = 0;
    for (int f = 0; f < book->field_count; f++) {
        const struct field *field = &book->fields[f];
        dictionary->names[f] = field->choice > 0 ? dictionary->names[f - 1] : name_of(dictionary, field->choice < 0 ? field->name : book->choice_sets[field->choice_set].name);
        longer += field->choice <= 0 && strlen(dictionary->names[f]) > NAME_ADVISED;
    }
    if (longer) note(dictionary, "%d name%s longer than %d characters, which REDCap takes and advises against.", longer, longer == 1 ? " is" : "s are", NAME_ADVISED);
}

/* 2 codes and choices */

static bool is_code(const char *code, bool ticked)
{
    size_t length = strlen(code);
    const char *signs = ticked ? "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_" : "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.";
    if (ticked && *code == '-') code++, length--;
    return length > 0 && length <= CODE_MOST && strspn(code, signs) == length;
}

static bool is_boolean(const struct field *field) { return !strcmp(field->declared, "boolean"); }

static bool spells(const struct category *category, const char *spelling)
{
    for (const char *const *s = category->spellings; s && *s; s++)
        if (!strcmp(*s, spelling)) return true;
    return false;
}

/* What stands for a category in the answers: of a boolean the first of its words that can be a code. */
static const char *code_of(const struct field *field, int category)
{
    if (!is_boolean(field)) return field->categories[category].value;
    const char *const *words = field->categories[category].spellings;
    while (words && words[0] && words[1] && !is_code(words[0], false)) words++;
    return words && *words ? *words : field->categories[category].value;
}

/* An answer that a person can choose: with a name of its own. */
static bool is_offered(const struct subject *subject, int missing)
{
    const struct missing_value *list = subject->field->missing;
    if (subject->required || !is_code(list[missing].value, false) || !strcmp(list[missing].value, list[missing].label)) return false;
    for (int before = 0; before < missing; before++)
        if (!strcmp(list[before].label, list[missing].label)) return false;
    return true;
}

static bool offers_missing(const struct subject *subject)
{
    for (int m = 1; m < subject->field->missing_count; m++)
        if (is_offered(subject, m)) return true;
    return false;
}

static bool is_yes_no(const struct subject *subject)
{
    const struct field *field = subject->field;
    return is_boolean(field) && spells(&field->categories[0], "1") && spells(&field->categories[1], "0") && !offers_missing(subject);
}

/* A bar would begin another choice. */
static void put_choice(struct buffer *out, const char *code, const char *label)
{
    buffer_format(out, "%s%s, ", out->length ? " | " : "", code);
    for (; *label; label++) buffer_add(out, *label == '|' ? "/" : label, 1);
}

/* Told at the end, with how many there are. */
static void refuse_code(const struct subject *subject, const char *code)
{
    struct dictionary *dictionary = subject->dictionary;
    if (dictionary->refused_count++) return;
    dictionary->refused_of = subject->name;
    dictionary->refused = code;
}

static void note_bars(const struct subject *subject, const struct category *choices, int count)
{
    for (int c = 0; c < count; c++)
        if (strchr(choices[c].label, '|')) note(subject->dictionary, "%s: the bar in '%.60s' is a slash in REDCap.", subject->name, choices[c].label);
}

static void put_choices(const struct subject *subject, struct row *row)
{
    const struct field *field = subject->field;
    const struct category *choices = subject->set ? subject->set->choices : field->categories;
    int count = subject->set ? subject->set->count : field->category_count;
    struct buffer out = {0};
    for (int c = 0; c < count; c++) {
        const char *code = subject->set ? choices[c].value : code_of(field, c);
        if (is_code(code, subject->set)) put_choice(&out, code, choices[c].label);
        else refuse_code(subject, code);
    }
    for (double value = field->minimum; layout_is_scale(field) && value <= field->maximum; value++) put_choice(&out, arena_format(subject->dictionary->arena, "%.0f", value), arena_format(subject->dictionary->arena, "%.0f", value));
    for (int m = 1; m < field->missing_count && !subject->set; m++)
        if (is_offered(subject, m)) put_choice(&out, field->missing[m].value, field->missing[m].label);
    note_bars(subject, choices, count);
    row->cells[CHOICES] = keep(subject->dictionary, &out);
}

/* 3 types */

static const char *limit_of(const struct subject *subject, double value, bool exclusive, int step)
{
    const struct field *field = subject->field;
    struct buffer out = {0};
    if (!isfinite(value)) return "";
    if (field->type == FIELD_DATE) answer_put_date(&out, value, NULL);
    else buffer_number(&out, field->type == FIELD_INTEGER && exclusive ? value + step : value);
    if (exclusive && field->type != FIELD_INTEGER) note(subject->dictionary, "%s: REDCap's range takes %s itself, which the codebook does not.", subject->name, out.at);
    for (char *at = out.at; field->decimal == ',' && *at; at++)
        if (*at == '.') *at = ',';
    if (field->type == FIELD_DATE && !strcmp(field->declared, "datetime") && out.length == 10) buffer_put(&out, " 00:00:00");
    return keep(subject->dictionary, &out);
}

static void put_limits(const struct subject *subject, struct row *row)
{
    row->cells[MINIMUM] = limit_of(subject, subject->field->minimum, subject->field->exclusive_minimum, 1);
    row->cells[MAXIMUM] = limit_of(subject, subject->field->maximum, subject->field->exclusive_maximum, -1);
}

static void put_date(const struct subject *subject, struct row *row)
{
    static const struct { const char *declared, *validation; } kinds[] = {{"date", "date_ymd"}, {"datetime", "datetime_seconds_ymd"}, {"time", "time_hh_mm_ss"}, {"yearmonth", ""}};
    const struct field *field = subject->field;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (!strcmp(kinds[k].declared, field->declared)) row->cells[VALIDATION] = kinds[k].validation;
    if (field->date_format) note(subject->dictionary, "%s: REDCap exports it as in 2026-09-30, whatever format the codebook reads; take \"format\" out before the export is read.", subject->name);
    if (!strcmp(field->declared, "yearmonth")) note(subject->dictionary, "%s: REDCap has no months of a year; it is a text there.", subject->name);
    else if (strcmp(field->declared, "time")) put_limits(subject, row);
}

static void put_type(const struct subject *subject, struct row *row)
{
    const struct field *field = subject->field;
    const bool closed = field->category_count || layout_is_scale(field);
    row->cells[TYPE] = subject->set ? "checkbox" : is_yes_no(subject) ? "yesno" : closed ? "radio" : field->type == FIELD_TEXT ? "notes" : "text";
    if (closed && !is_yes_no(subject)) put_choices(subject, row);
    if (field->type == FIELD_DATE) put_date(subject, row);
    if (closed) return;
    if (field->type == FIELD_INTEGER) row->cells[VALIDATION] = "integer";
    if (field->type == FIELD_NUMBER) row->cells[VALIDATION] = field->decimal == ',' ? "number_comma_decimal" : "number";
    if (field->type == FIELD_INTEGER || field->type == FIELD_NUMBER) put_limits(subject, row);
}

/* 4 what stands beside */

static void put_tag(struct buffer *out, bool given, const char *tag)
{
    if (given) buffer_format(out, "%s%s", out->length ? " " : "", tag);
}

/* Values or labels with signs of the list's own cannot be told apart from it. */
static void put_missing(const struct subject *subject, struct buffer *out)
{
    const struct field *field = subject->field;
    struct buffer list = {0};
    for (int m = 1; m < field->missing_count; m++) {
        const struct missing_value *missing = &field->missing[m];
        if (strpbrk(missing->value, "|,'") || strpbrk(missing->label, "|'")) note(subject->dictionary, "%s: REDCap cannot be told that '%.40s' stands for no answer.", subject->name, missing->value);
        else put_choice(&list, missing->value, missing->label);
    }
    if (list.length) buffer_format(out, "%s@SPWELL-MISSING='%s'", out->length ? " " : "", list.at);
    buffer_free(&list);
}

static void put_annotation(const struct subject *subject, struct row *row)
{
    const struct field *field = subject->field;
    struct buffer out = {0};
    bool radio = !strcmp(row->cells[TYPE], "radio"), written = field->type == FIELD_TERM || field->type == FIELD_TEXT;
    put_tag(&out, radio && is_boolean(field), "@SPWELL-BOOLEAN");
    put_tag(&out, radio && layout_is_scale(field), "@SPWELL-INTEGER");
    put_tag(&out, field->type == FIELD_TERM, "@SPWELL-TERM");
    put_tag(&out, field->ordered, "@SPWELL-ORDERED");
    put_tag(&out, field->sensitive, "@SPWELL-SENSITIVE");
    put_tag(&out, field->personal == PERSONAL_NO, "@SPWELL-NOT-PERSONAL");
    put_missing(subject, &out);
    if (written && isfinite(field->maximum)) put_tag(&out, true, arena_format(subject->dictionary->arena, "@CHARLIMIT='%.0f'", field->maximum));
    if (written && field->minimum > 0) note(subject->dictionary, "%s: REDCap has no least number of characters.", subject->name);
    if (field->pattern) note(subject->dictionary, "%s: REDCap cannot be given its pattern.", subject->name);
    row->cells[ANNOTATION] = keep(subject->dictionary, &out);
}

static void put_condition(struct buffer *out, const char *join, const char *name, const char *sign, const char *value)
{
    buffer_format(out, "%s[%s] %s %s", out->length ? join : "", name, sign, value);
}

static const char *answers_of(struct dictionary *dictionary, const struct route *route)
{
    const struct field *earlier = &dictionary->book->fields[route->field];
    const struct subject subject = {dictionary, earlier, NULL, dictionary->names[route->field], earlier->required};
    bool list = earlier->choice_set >= 0, yes_no = !list && is_yes_no(&subject);
    const char *name = list ? arena_format(dictionary->arena, "%s(%s)", subject.name, dictionary->book->choice_sets[earlier->choice_set].choices[earlier->choice].value) : subject.name;
    struct buffer out = {0};
    for (int c = 0; c < earlier->category_count; c++)
        if (route->matches[c]) put_condition(&out, " or ", name, "=", arena_format(dictionary->arena, "'%s'", list || yes_no ? c ? "0" : "1" : code_of(earlier, c)));
    return keep(dictionary, &out);
}

static const char *logic_of(struct dictionary *dictionary, const struct route *route)
{
    struct buffer out = {0}, value = {0};
    if (!route) return "";
    if (route->matches) return answers_of(dictionary, route);
    const char *name = dictionary->names[route->field];
    put_condition(&out, "", name, "<>", "''"); /* an open question counts as 0 */
    if (isfinite(route->minimum)) {
        buffer_number(&value, route->minimum);
        put_condition(&out, " and ", name, ">=", value.at);
    }
    buffer_clear(&value);
    if (isfinite(route->maximum)) {
        buffer_number(&value, route->maximum);
        put_condition(&out, " and ", name, "<=", value.at);
    }
    buffer_free(&value);
    return keep(dictionary, &out);
}

/* 5 rows */

static void put_row(struct buffer *out, const struct row *row)
{
    for (int c = 0; c < COLUMNS; c++) {
        buffer_put(out, c ? "," : "");
        buffer_csv(out, row->cells[c] ? row->cells[c] : "");
    }
    buffer_put(out, "\n");
}

static void add_row(struct dictionary *dictionary, struct row *row, int f, struct buffer *out)
{
    const struct field *field = &dictionary->book->fields[f];
    const struct choice_set *set = field->choice_set >= 0 ? &dictionary->book->choice_sets[field->choice_set] : NULL;
    const struct subject subject = {dictionary, field, set, dictionary->names[f], set ? set->required : field->required};
    row->cells[NAME] = subject.name;
    row->cells[FORM] = dictionary->form;
    row->cells[LABEL] = set ? set->title : field->title;
    row->cells[NOTE] = field->description;
    row->cells[REQUIRED] = subject.required ? "y" : "";
    row->cells[IDENTIFIER] = field->drop || f == dictionary->book->identifier ? "y" : "";
    row->cells[BRANCHING] = logic_of(dictionary, field->asked_if);
    if (f == dictionary->book->identifier) row->cells[TYPE] = "text";
    else put_type(&subject, row);
    put_annotation(&subject, row);
    put_row(out, row);
}

/* The first field is the one by which REDCap tells people apart. */
static void add_apart(struct dictionary *dictionary, struct buffer *out)
{
    const struct codebook *book = dictionary->book;
    struct row made = {{[FORM] = dictionary->form, [TYPE] = "text", [LABEL] = "Record ID"}};
    if (book->identifier >= 0) add_row(dictionary, &(struct row){{0}}, book->identifier, out);
    else {
        made.cells[NAME] = free_name(dictionary, "record_id");
        note(dictionary, "the codebook has no identifier: '%s' is put first, by which REDCap tells people apart.", made.cells[NAME]);
        put_row(out, &made);
    }
    for (int a = 0; a < dictionary->layout->apart_count; a++) {
        int f = dictionary->layout->apart[a];
        if (f != book->identifier) add_row(dictionary, &(struct row){{0}}, f, out);
    }
}

/* The words of a section are a row without a column; its title goes with them. */
static const char *open_section(struct dictionary *dictionary, const struct block *block, struct buffer *out)
{
    const struct section *section = block->section;
    if (!block->opens || !section) return "";
    if (block->again || !section->introduction || !*section->introduction) return section->title;
    struct row words = {{[FORM] = dictionary->form, [HEADER] = section->title, [TYPE] = "descriptive", [LABEL] = section->introduction}};
    words.cells[NAME] = free_name(dictionary, name_of_field(dictionary->arena, text_of(arena_format(dictionary->arena, "about %s", section->name)), NAME_MOST, "about"));
    put_row(out, &words);
    return "";
}

static bool is_matrix(const struct dictionary *dictionary, const struct block *block)
{
    const struct field *field = &dictionary->book->fields[block->questions[0].field];
    const struct subject subject = {NULL, field, NULL, "", field->required};
    return block->count > 1 && !is_yes_no(&subject);
}

static void add_block(struct dictionary *dictionary, const struct block *block, struct buffer *out)
{
    const char *header = open_section(dictionary, block, out), *group = "";
    if (is_matrix(dictionary, block)) group = name_slug(dictionary->arena, text_of(arena_format(dictionary->arena, "grid %d %s", block->questions[0].number, dictionary->names[block->questions[0].field])), GROUP_MOST);
    for (int q = 0; q < block->count; q++) {
        struct row row = {{[HEADER] = q ? "" : header, [MATRIX] = group, [NUMBER] = arena_format(dictionary->arena, "%d", block->questions[q].number)}};
        add_row(dictionary, &row, block->questions[q].field, out);
    }
}

/* 6 the whole */

/* Where there are no choices REDCap has a setting of the project. */
static void note_missing(struct dictionary *dictionary)
{
    const struct codebook *book = dictionary->book;
    struct buffer codes = {0};
    int without = 0;
    const struct field *first = NULL;
    for (int f = 0; f < book->field_count; f++) {
        const struct field *field = &book->fields[f];
        const struct subject subject = {dictionary, field, NULL, dictionary->names[f], field->required};
        bool closed = field->choice_set < 0 && (field->category_count || layout_is_scale(field));
        if (closed || field->drop || field->choice > 0 || field->type == FIELD_TEXT || f == book->identifier || !offers_missing(&subject)) continue;
        without++;
        if (!first) first = field;
    }
    for (int m = 1; first && m < first->missing_count; m++)
        if (is_offered(&(struct subject){dictionary, first, NULL, "", false}, m)) put_choice(&codes, first->missing[m].value, first->missing[m].label);
    if (first) note(dictionary, "%d question%s without choices cannot offer reasons for no answer: set them as Missing Data Codes of the project (Project Setup, Additional customizations): %s", without, without == 1 ? "" : "s", codes.at);
    buffer_free(&codes);
}

static bool ignores(const struct codebook *book, const char *heading)
{
    for (int i = 0; i < book->ignore_count; i++)
        if (name_same(book->ignore[i], heading)) return true;
    return false;
}

struct dictionary *dictionary_create(const struct codebook *book)
{
    struct arena *arena = arena_create();
    struct dictionary *dictionary = arena_new(arena, 1, sizeof *dictionary);
    *dictionary = (struct dictionary){.arena = arena, .book = book, .layout = layout_create(book), .names = arena_new(arena, (size_t)book->field_count, sizeof(char *)), .taken = name_set_create()};
    dictionary->form = name_of_field(arena, text_of(book->name), NAME_MOST, "survey");
    return dictionary;
}

int dictionary_write(struct dictionary *dictionary, struct buffer *out, struct failure *failure)
{
    struct row first;
    name_all(dictionary);
    memcpy(first.cells, headings, sizeof first.cells);
    put_row(out, &first);
    add_apart(dictionary, out);
    for (int b = 0; b < dictionary->layout->block_count; b++) add_block(dictionary, &dictionary->layout->blocks[b], out);
    if (dictionary->refused) {
        fail(failure, STATUS_CONFIG, "%s: REDCap takes no code '%.60s'; there %s %d such code%s", dictionary->refused_of, dictionary->refused, dictionary->refused_count == 1 ? "is" : "are", dictionary->refused_count, dictionary->refused_count == 1 ? "" : "s");
        return failure_hint(failure, "give the category a value of letters, digits and underscores, and put the words into \"label\"");
    }
    note_missing(dictionary);
    if (!ignores(dictionary->book, "redcap_survey_identifier")) note(dictionary, "REDCap's export of a survey has a column redcap_survey_identifier, which may name people: put it into \"ignore\" of the codebook.");
    note(dictionary, "%d questions. Measures, groups and rules of disclosure have no place in REDCap: keep the codebook, and read the raw export by it, with --profile redcap.", dictionary->layout->question_count);
    return 0;
}

void dictionary_destroy(struct dictionary *dictionary)
{
    layout_destroy(dictionary->layout);
    name_set_destroy(dictionary->taken);
    free(dictionary->notes.at);
    arena_destroy(dictionary->arena);
}
