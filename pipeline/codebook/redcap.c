/* 1 the dictionary   2 choices   3 types   4 a row   5 the order of work */
#include "redcap.h"

#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "codebook.h"
#include "profile.h"
#include "redcap_choices.h"
#include "redcap_logic.h"
#include "redcap_route.h"
#include "table.h"

/* 1 the dictionary */

enum cell { NAME, FORM, HEADER, TYPE, LABEL, CHOICES, NOTE, VALIDATION, MINIMUM, MAXIMUM, IDENTIFIER, BRANCHING, REQUIRED, ANNOTATION, CELLS };
static const struct { const char *heading, *api; bool needed; } cells[CELLS] = {
    [NAME] = {"Variable / Field Name", "field_name", true}, [FORM] = {"Form Name", "form_name", false}, [HEADER] = {"Section Header", "section_header", false},
    [TYPE] = {"Field Type", "field_type", true}, [LABEL] = {"Field Label", "field_label", true},
    [CHOICES] = {"Choices, Calculations, OR Slider Labels", "select_choices_or_calculations", true}, [NOTE] = {"Field Note", "field_note", false},
    [VALIDATION] = {"Text Validation Type OR Show Slider Number", "text_validation_type_or_show_slider_number", false},
    [MINIMUM] = {"Text Validation Min", "text_validation_min", false}, [MAXIMUM] = {"Text Validation Max", "text_validation_max", false},
    [IDENTIFIER] = {"Identifier?", "identifier", true}, [BRANCHING] = {"Branching Logic (Show field only if...)", "branching_logic", false}, [REQUIRED] = {"Required Field?", "required_field", false},
    [ANNOTATION] = {"Field Annotation", "field_annotation", false}};

struct redcap { struct draft *draft; const struct table *table; size_t columns[CELLS]; bool api; const char *section; struct name_set *names; };
struct question { const struct redcap *redcap; const struct table_row *row; const char *name; };

/* R writes an empty cell as NA, and only the form of the API goes through R. */
static const char *cell(const struct redcap *redcap, const struct table_row *row, enum cell which)
{
    const char *text = table_cell(row, redcap->columns[which]);
    return redcap->api && !strcmp(text, "NA") ? "" : text;
}

static int find_columns(struct redcap *redcap, struct failure *failure)
{
    const struct table_row *headings = &redcap->table->rows[0];
    for (int c = 0; c < CELLS; c++) {
        size_t at = 0;
        while (at < headings->count && !name_same(headings->cells[at], cells[c].heading) && !name_same(headings->cells[at], cells[c].api)) at++;
        redcap->columns[c] = at; /* behind the last: empty in every row */
        if (at < headings->count && c == NAME) redcap->api = name_same(headings->cells[at], cells[c].api);
        if (at < headings->count || !cells[c].needed) continue;
        fail_at(failure, STATUS_DATA, redcap->table->path, headings->line, 0, "this is no data dictionary of REDCap: there is no column '%s' (or '%s')", cells[c].heading, cells[c].api);
        return failure_hint(failure, "in REDCap: Project Setup, Data Dictionary, download; a file of answers is drafted with --from csv --profile redcap");
    }
    return 0;
}

static int refuse(const struct question *question, enum cell which, struct failure *failure, const char *wrong, const char *shown)
{
    return fail_at(failure, STATUS_DATA, question->redcap->table->path, question->row->line, (long)question->redcap->columns[which] + 1, "%s: %s '%.60s'", question->name, wrong, shown);
}

/* 2 choices */

/* A code may be a word, so it must stand as it is: it is what the export holds. */
static int take_choices(const struct question *question, struct draft_field *field, struct failure *failure)
{
    struct draft *draft = question->redcap->draft;
    struct text rest = text_of(cell(question->redcap, question->row, CHOICES)), code, label;
    struct name_set *codes = name_set_create();
    int result = 0;
    while (!result && redcap_choices_next(&rest, &code, &label)) {
        const char *value = arena_copy(draft->arena, code.at, code.length);
        if (!label.at) result = refuse(question, CHOICES, failure, "a choice has no comma between its code and its label:", value);
        else if (!code.length) result = refuse(question, CHOICES, failure, "a choice has no code in front of its label:", arena_copy(draft->arena, label.at, label.length));
        else if (strcmp(name_line(draft->arena, code), value)) result = refuse(question, CHOICES, failure, "no codebook can hold the code", value);
        else if (name_set_owner(codes, code) != NAME_FREE) result = refuse(question, CHOICES, failure, "two choices have the code", value);
        else draft_category(draft, field, value, label.length ? arena_copy(draft->arena, label.at, label.length) : value);
        name_set_add(codes, code, 0);
    }
    name_set_destroy(codes);
    if (result) return failure_hint(failure, "choices are written as in: 1, Yes | 2, No");
    if (!field->categories.count) {
        refuse(question, CHOICES, failure, "there are no choices for the type", cell(question->redcap, question->row, TYPE));
        return failure_hint(failure, "choices are written as in: 1, Yes | 2, No");
    }
    draft_settle(draft, field);
    return 0;
}

static bool has_tag(const struct question *question, const char *tag, struct text *value)
{
    return redcap_logic_tag(text_of(cell(question->redcap, question->row, ANNOTATION)), tag, value);
}

static void remove_choice(struct draft_values *list, const char *value)
{
    size_t kept = 0;
    for (size_t c = 0; c < list->count; c++)
        if (strcmp(list->at[c].value, value)) list->at[kept++] = list->at[c];
    list->count = kept;
}

/* The tags are those of dictionary.h. What stands for no answer is no choice. */
static void take_missing(const struct question *question, struct draft_field *field)
{
    struct draft *draft = question->redcap->draft;
    struct text rest, code, label;
    if (!has_tag(question, "@SPWELL-MISSING", &rest)) return;
    while (redcap_choices_next(&rest, &code, &label)) {
        const char *value = arena_copy(draft->arena, code.at, code.length);
        if (!code.length || field->missing.count == MISSING_LIMIT - 1) continue;
        draft_missing(draft, field, value, label.length ? arena_copy(draft->arena, label.at, label.length) : value);
        remove_choice(&field->categories, value);
    }
}

static bool take_pair(const struct question *question, struct draft_field *field)
{
    struct draft *draft = question->redcap->draft;
    struct text none;
    if (field->categories.count != 2 || !has_tag(question, "@SPWELL-BOOLEAN", &none)) return false;
    const char **words = arena_new(draft->arena, 4, sizeof *words);
    words[0] = field->categories.at[0].value, words[2] = field->categories.at[1].value;
    field->type = "boolean";
    field->true_values = words;
    field->false_values = words + 2;
    field->categories.count = 0;
    return true;
}

static bool take_scale(const struct question *question, struct draft_field *field)
{
    struct draft_values *list = &field->categories;
    struct text none;
    int64_t value, low = INT64_MAX, high = INT64_MIN;
    if (!has_tag(question, "@SPWELL-INTEGER", &none)) return false;
    for (size_t c = 0; c < list->count; c++) {
        if (!text_integer(text_of(list->at[c].value), &value)) return false;
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    field->type = "integer";
    field->minimum = arena_format(question->redcap->draft->arena, "%lld", (long long)low);
    field->maximum = arena_format(question->redcap->draft->arena, "%lld", (long long)high);
    list->count = 0;
    return true;
}

/* More than a codebook can list: kept as the short words they are. */
static void open_list(const struct question *question, struct draft_field *field)
{
    draft_note(question->redcap->draft, field, "%zu choices, more than the %d a codebook may list: an open list of their codes.", field->categories.count, CATEGORY_LIMIT);
    field->categories.count = 0;
}

static int take_closed(const struct question *question, struct draft_field *field, struct failure *failure)
{
    if (take_choices(question, field, failure)) return -1;
    const struct draft_values *list = &field->categories;
    take_missing(question, field);
    if (!list->count) {
        refuse(question, CHOICES, failure, "all choices stand for no answer:", cell(question->redcap, question->row, ANNOTATION));
        return failure_hint(failure, "take @SPWELL-MISSING out of its annotation");
    }
    if (take_pair(question, field) || take_scale(question, field)) return 0;
    if (list->count > CATEGORY_LIMIT) open_list(question, field);
    if (list->count == 2 && !strcmp(list->at[0].value, "0") && !strcmp(list->at[1].value, "1"))
        draft_describe(question->redcap->draft, field, "Answers are the codes 0 and 1. An export that went through another program may have TRUE and FALSE instead: export it again, raw.");
    return 0;
}

static int take_checkbox(const struct question *question, struct draft_field *field, struct failure *failure)
{
    field->type = "list";
    if (take_choices(question, field, failure)) return -1;
    take_missing(question, field);
    draft_claim(question->redcap->draft, field);
    if (field->categories.count > DRAFT_CHOICES) return refuse(question, CHOICES, failure, arena_format(question->redcap->draft->arena, "more choices than the %d a checkbox may have here, from", DRAFT_CHOICES), field->categories.at[DRAFT_CHOICES].value);
    for (size_t c = 0; c < field->categories.count; c++)
        if (strlen(field->categories.at[c].value) > DRAFT_CHOICE_LENGTH) return refuse(question, CHOICES, failure, "too long for a code:", field->categories.at[c].value);
    return 0;
}

/* 3 types */

static bool begins(const char *text, const char *with) { return !strncmp(text, with, strlen(with)); }

/* A limit in the dictionary is a number or an ISO date; or "today", or another field's name, which only a person can turn into one. */
static const char *limit(const struct question *question, struct draft_field *field, enum cell which)
{
    struct draft *draft = question->redcap->draft;
    const char *text = cell(question->redcap, question->row, which);
    struct number_format comma = {.decimal = ','};
    double value, days;
    bool date = begins(field->type, "date");
    if (!*text) return NULL;
    if (date && answer_date(text_of(text), NULL, &days)) return arena_format(draft->arena, "\"%s\"", text);
    bool number = !date && (text_number(text_of(text), &value) || (field->decimal_comma && answer_number(text_of(text), &comma, &value)));
    if (!number || (!strcmp(field->type, "integer") && (double)(long long)value != value)) {
        draft_note(draft, field, "Its %s is '%s' in the dictionary: that is not taken over.", which == MINIMUM ? "least" : "most", text);
        return NULL;
    }
    struct buffer out = {0};
    buffer_number(&out, value);
    const char *made = arena_copy(draft->arena, out.at, out.length);
    buffer_free(&out);
    return made;
}

static void take_limits(const struct question *question, struct draft_field *field)
{
    field->minimum = limit(question, field, MINIMUM);
    field->maximum = limit(question, field, MAXIMUM);
    if (field->minimum || field->maximum) draft_describe(question->redcap->draft, field, "REDCap only warns of answers outside the range; here they keep a row apart.");
}

/* Whatever a date's validation says of days and months, an export has Y-M-D. */
static void take_text(const struct question *question, struct draft_field *field)
{
    static const char *const personal[] = {"email", "phone", "ssn", "mrn", "vmrn", "postalcode", "zipcode"};
    const char *validation = cell(question->redcap, question->row, VALIDATION);
    bool number = begins(validation, "number");
    field->decimal_comma = number && strstr(validation, "comma_decimal");
    if (begins(validation, "datetime")) field->type = "datetime";
    else if (begins(validation, "date")) field->type = "date";
    else if (!strcmp(validation, "time") || !strcmp(validation, "time_hh_mm_ss")) field->type = "time";
    else if (!strcmp(validation, "integer")) field->type = "integer";
    else if (number) field->type = "number";
    if (!strcmp(validation, "time")) field->format = "%H:%M";
    if (strcmp(field->type, "string") && strcmp(field->type, "time")) take_limits(question, field);
    for (size_t p = 0; p < sizeof personal / sizeof *personal; p++)
        if (begins(validation, personal[p])) draft_drop(field, true);
    take_missing(question, field);
    if (strcmp(field->type, "string") || field->drop) return;
    field->free_text = !has_tag(question, "@SPWELL-TERM", &(struct text){0});
    if (!field->free_text) return;
    if (*validation) draft_note(question->redcap->draft, field, "Text of the validation '%s': kept as free text, which is never shown.", validation);
    else draft_note(question->redcap->draft, field, "Text without validation: kept as free text, which is never shown. If it is a number or a short name, give it that type.");
}

static void take_boolean(struct draft_field *field)
{
    static const char *const yes[] = {"1", "TRUE", "Yes", NULL}, *const no[] = {"0", "FALSE", "No", NULL};
    field->type = "boolean";
    field->true_values = yes;
    field->false_values = no;
}

static int take_type(const struct question *question, struct draft_field *field, struct failure *failure)
{
    const char *type = cell(question->redcap, question->row, TYPE);
    if (!strcmp(type, "text")) take_text(question, field);
    else if (!strcmp(type, "notes")) {
        field->free_text = true;
        take_missing(question, field);
    }
    else if (!strcmp(type, "dropdown") || !strcmp(type, "radio")) return take_closed(question, field, failure);
    else if (!strcmp(type, "checkbox")) return take_checkbox(question, field, failure);
    else if (!strcmp(type, "yesno") || !strcmp(type, "truefalse")) take_boolean(field);
    else if (!strcmp(type, "calc")) field->type = "number";
    else if (!strcmp(type, "slider")) {
        field->type = "integer";
        take_limits(question, field);
        if (!field->minimum && !field->maximum) field->minimum = "0", field->maximum = "100"; /* REDCap's own where none is given */
    } else if (!strcmp(type, "file") || !strcmp(type, "sql")) {
        draft_drop(field, false);
        draft_describe(question->redcap->draft, field, "Of the type '%s', which holds no answer: dropped.", type);
    } else {
        refuse(question, TYPE, failure, "there is no field type", type);
        return failure_hint(failure, "text, notes, dropdown, radio, checkbox, yesno, truefalse, calc, slider, file, sql, descriptive");
    }
    return 0;
}

/* 4 a row */

/* Sections are those of the dictionary; before the first, the form. */
static void take_section(struct redcap *redcap, const struct table_row *row)
{
    const char *header = cell(redcap, row, HEADER), *form = cell(redcap, row, FORM);
    if (*header) redcap->section = draft_section(redcap->draft, header);
    else if (!redcap->section) redcap->section = draft_section(redcap->draft, *form ? form : "Answers");
}

static void take_conditions(const struct question *question, struct draft_field *field)
{
    const struct redcap *redcap = question->redcap;
    const char *branching = cell(redcap, question->row, BRANCHING), *note = cell(redcap, question->row, NOTE);
    bool required = name_same(cell(redcap, question->row, REQUIRED), "y");
    if (*note) draft_describe(redcap->draft, field, "%s", note);
    if (*branching && (field->drop || !redcap_route_take(redcap->draft, field, redcap->names, text_of(branching)))) draft_describe(redcap->draft, field, "Asked only if %s.", branching);
    if (required && *branching) draft_describe(redcap->draft, field, "Required where it is asked.");
    field->required = required && !*branching && !field->drop && field != redcap->draft->identifier;
}

/* What is no kind of answer. */
static void take_tags(const struct question *question, struct draft_field *field)
{
    struct draft *draft = question->redcap->draft;
    struct text value;
    int64_t length;
    field->ordered = field->ordered || (field->categories.count && has_tag(question, "@SPWELL-ORDERED", &value));
    field->sensitive = has_tag(question, "@SPWELL-SENSITIVE", &value);
    if (strcmp(field->type, "string") || field->categories.count || !has_tag(question, "@CHARLIMIT", &value)) return;
    if (text_integer(value, &length) && length > 0 && (field->free_text || length <= 64)) field->length = arena_format(draft->arena, "%lld", (long long)length);
}

/* A dropped list would leave the columns of its choices without a name: they are passed over by theirs. */
static int take_personal(const struct question *question, struct draft_field *field, bool told, struct failure *failure)
{
    struct draft *draft = question->redcap->draft;
    bool several = !strcmp(cell(question->redcap, question->row, TYPE), "checkbox");
    if (several && take_choices(question, field, failure)) return -1;
    for (size_t c = 0; c < field->categories.count; c++) {
        const char *code = field->categories.at[c].value;
        draft_ignore(draft, arena_format(draft->arena, "%s___%s%s", question->name, *code == '-' ? "_" : "", *code == '-' ? code + 1 : code));
    }
    field->categories.count = 0;
    draft_drop(field, true);
    draft_note(draft, field, "Personal data %s, so it is dropped.", told ? "as the dictionary says" : "by its name");
    return 0;
}

static int take_row(struct redcap *redcap, const struct table_row *row, struct failure *failure)
{
    struct draft *draft = redcap->draft;
    const struct question question = {redcap, row, cell(redcap, row, NAME)};
    const char *label = cell(redcap, row, LABEL), *name = question.name;
    if (!*name) return fail_at(failure, STATUS_DATA, redcap->table->path, row->line, (long)redcap->columns[NAME] + 1, "this row has no name of a variable");
    if (name_set_owner(redcap->names, text_of(name)) != NAME_FREE) return refuse(&question, NAME, failure, "this name stands twice:", name);
    bool words = !strcmp(cell(redcap, row, TYPE), "descriptive");
    name_set_add(redcap->names, text_of(name), words ? NAME_SEVERAL : (int)draft->count);
    take_section(redcap, row);
    if (words) return 0; /* on the page, without a column */
    bool several = !strcmp(cell(redcap, row, TYPE), "checkbox");
    const char *wish = name_of_field(draft->arena, text_of(name), several ? DRAFT_LIST_NAME : 50, arena_format(draft->arena, "field_%ld", row->line));
    struct draft_field *field = draft_add(draft, name, draft_name(draft, wish, -1), *label ? label : name);
    field->section = redcap->section;
    if (!draft->identifier) {
        field->section = NULL;
        field->required = true;
        draft->identifier = field;
        draft_describe(draft, field, "The record's number; stored as a keyed hash alone.");
        return 0;
    }
    bool told = name_same(cell(redcap, row, IDENTIFIER), "y"), seen = profile_is_personal(text_of(name)) || profile_is_personal(text_of(label));
    field->not_personal = has_tag(&question, "@SPWELL-NOT-PERSONAL", &(struct text){0});
    if (told || (seen && !field->not_personal)) return take_personal(&question, field, told, failure);
    if (take_type(&question, field, failure)) return -1;
    if (field->personal) draft_note(draft, field, "Personal data by its validation, so it is dropped.");
    take_tags(&question, field);
    take_conditions(&question, field);
    return 0;
}

/* 5 the order of work */

static int take_rows(struct redcap *redcap, struct failure *failure)
{
    const struct table *table = redcap->table;
    if (find_columns(redcap, failure)) return -1;
    if (table->count < 2) return fail_at(failure, STATUS_DATA, table->path, table->rows[0].line, 0, "the dictionary has headings and no fields");
    for (size_t r = 1; r < table->count; r++)
        if (take_row(redcap, &table->rows[r], failure)) return -1;
    draft_say(redcap->draft, "%zu fields; the first, '%s', tells people apart.", redcap->draft->count, redcap->draft->identifier ? redcap->draft->identifier->name : "");
    draft_ignore(redcap->draft, "redcap_survey_identifier"); /* REDCap's own column, which may name a person */
    draft_say(redcap->draft, "it fits the raw export (codes, not labels) of one event without repeated instruments.");
    draft_say(redcap->draft, "nothing is compared yet: \"groups\" and \"comparisons\" are for a person to fill.");
    return 0;
}

struct draft *redcap_draft(const char *path, const struct csv_options *options, struct failure *failure)
{
    struct table *table = table_read(path, options, failure);
    if (!table) return NULL;
    struct redcap redcap = {.draft = draft_create(path), .table = table, .names = name_set_create()};
    redcap.draft->profile = "redcap";
    int result = take_rows(&redcap, failure);
    name_set_destroy(redcap.names);
    table_destroy(table);
    if (!result) return redcap.draft;
    draft_destroy(redcap.draft);
    return NULL;
}
