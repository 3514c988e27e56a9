/* 1 answers   2 who is asked   3 questions   4 grids   5 sections   6 the whole */
#include "questionnaire.h"

#include <math.h>
#include <string.h>

#include "answer.h"
#include "layout.h"
#include "resource.h"
#include "template.h"
#include "view.h"

struct writing { enum questionnaire_form form; const struct codebook *book; const struct layout *layout; struct arena *arena; struct view *page; };

/* 1 answers */

/* The name under which the templates know the kind of answer. */
static const char *kind_of(const struct question *question, const struct field *field)
{
    static const struct { const char *declared, *kind; } dates[] = {{"datetime", "moment"}, {"time", "clock"}, {"yearmonth", "month"}};
    if (question->set) return "any_of";
    switch (field->type) {
    case FIELD_CATEGORY: return strcmp(field->declared, "boolean") ? "one_of" : "yes_no";
    case FIELD_INTEGER: return layout_is_scale(field) ? "scale" : "whole";
    case FIELD_NUMBER: return "decimal";
    case FIELD_TERM: return "short";
    case FIELD_TEXT: return "words";
    case FIELD_DATE: break;
    }
    for (size_t d = 0; d < sizeof dates / sizeof *dates; d++)
        if (!strcmp(dates[d].declared, field->declared)) return dates[d].kind;
    return "day";
}

static const char *number(const struct writing *writing, double value, bool date)
{
    struct buffer out = {0};
    if (date) answer_put_date(&out, value, NULL);
    else buffer_number(&out, value);
    const char *kept = arena_copy(writing->arena, out.at, out.length);
    buffer_free(&out);
    return kept;
}

/* What a number counts is said by the measure of it alone. */
static const char *unit_of(const struct codebook *book, int field)
{
    for (int m = 0; m < book->measure_count; m++) {
        const struct measure *measure = &book->measures[m];
        if (measure->kind == MEASURE_ITEM && measure->operands[0].field == field && strcmp(measure->unit, "%") && strncmp(measure->unit, "out of", 6)) return measure->unit;
    }
    return "";
}

static void put_range(const struct writing *writing, struct view *view, const struct field *field)
{
    bool ranged = field->type == FIELD_INTEGER || field->type == FIELD_NUMBER || field->type == FIELD_DATE, date = field->type == FIELD_DATE;
    bool least = ranged && isfinite(field->minimum), most = ranged && isfinite(field->maximum), words = field->type == FIELD_TERM || field->type == FIELD_TEXT;
    view_text(view, "minimum", least ? number(writing, field->minimum, date) : "");
    view_text(view, "maximum", most ? number(writing, field->maximum, date) : "");
    view_flag(view, "above", field->exclusive_minimum);
    view_flag(view, "under", field->exclusive_maximum);
    view_flag(view, "between", least && most && !field->exclusive_minimum && !field->exclusive_maximum);
    view_text(view, "characters", words && isfinite(field->maximum) ? number(writing, field->maximum, false) : "");
    view_text(view, "unit", ranged && !date ? unit_of(writing->book, (int)(field - writing->book->fields)) : "");
}

static void add_label(const struct writing *writing, struct view *view, const char *list, const char *label)
{
    char *kept = arena_copy(writing->arena, label, strlen(label));
    if (*kept >= 'a' && *kept <= 'z') *kept = (char)(*kept - 'a' + 'A');
    view_text(view_item(view, list), "label", kept);
}

/* Ways to give no answer that a person can choose: those with a name of their own, each once. */
static void put_missing(const struct writing *writing, struct view *view, const struct field *field, bool required)
{
    for (int m = 1; m < field->missing_count && !required && field->type != FIELD_TEXT; m++) {
        const struct missing_value *missing = &field->missing[m];
        bool known = !missing->label || !strcmp(missing->label, missing->value);
        for (int before = 0; before < m && !known; before++) known = !strcmp(field->missing[before].label, missing->label);
        if (!known) add_label(writing, view, "missing", missing->label);
    }
}

static void put_choices(const struct writing *writing, struct view *view, const struct question *question, const struct field *field)
{
    const struct category *choices = question->set ? question->set->choices : field->categories;
    int count = question->set ? question->set->count : field->category_count;
    for (int c = 0; c < count; c++) {
        struct view *item = view_item(view, "choices");
        view_text(item, "label", choices[c].label);
        view_flag(item, "other", question->set && question->set->other == c);
    }
    for (double value = field->minimum; layout_is_scale(field) && value <= field->maximum; value++) view_text(view_item(view, "choices"), "label", number(writing, value, false));
}

static void put_answers(const struct writing *writing, struct view *view, const struct question *question)
{
    const struct field *field = &writing->book->fields[question->field];
    bool required = question->set ? question->set->required : field->required;
    view_flag(view, kind_of(question, field), true);
    view_flag(view, "required", required);
    view_flag(view, "sensitive", field->sensitive);
    put_range(writing, view, field);
    put_choices(writing, view, question, field);
    put_missing(writing, view, field, required);
}

/* 2 who is asked */

static void add_answer(struct view *asked, const char *label, bool *more)
{
    struct view *item = view_item(asked, "answers");
    view_text(item, "label", label);
    view_flag(item, "more", *more);
    *more = true;
}

static void put_asked(const struct writing *writing, struct view *view, const struct route *route)
{
    if (!route) return;
    const struct field *earlier = &writing->book->fields[route->field];
    const struct question *question = layout_question(writing->layout, writing->book, route->field);
    struct view *asked = view_item(view, "asked");
    bool more = false;
    view_text(asked, "number", question ? arena_format(writing->arena, "%d", question->number) : "");
    view_text(asked, "title", question && question->set ? question->set->title : earlier->title);
    view_text(asked, "choice", question && question->set ? question->set->choices[earlier->choice].label : "");
    view_text(asked, "least", !route->matches && isfinite(route->minimum) ? number(writing, route->minimum, false) : "");
    view_text(asked, "most", !route->matches && isfinite(route->maximum) ? number(writing, route->maximum, false) : "");
    view_flag(asked, "ticked", earlier->choice >= 0 && route->matches && route->matches[0]);
    for (int c = 0; route->matches && c < earlier->category_count; c++)
        if (route->matches[c]) add_answer(asked, earlier->categories[c].label, &more);
}

/* 3 questions */

static void put_instrument(const struct writing *writing, struct view *view, int instrument)
{
    view_text(view, "instrument", instrument >= 0 ? writing->book->instruments[instrument].title : "");
}

/* Between backticks Markdown knows no escape. */
static void put_name(const struct writing *writing, struct view *view, const char *name)
{
    struct buffer out = {0};
    bool plain = writing->form == QUESTIONNAIRE_MARKDOWN && !strpbrk(name, "`|\n\r");
    if (plain) buffer_format(&out, "`%s`", name);
    else if (writing->form == QUESTIONNAIRE_MARKDOWN) buffer_markdown(&out, name);
    else buffer_html(&out, name);
    view_markup(view, "name", out.at);
    buffer_free(&out);
}

static void put_question(const struct writing *writing, struct view *view, const struct question *question)
{
    const struct field *field = &writing->book->fields[question->field];
    view_format(view, "number", "%d", question->number);
    view_text(view, "title", question->set ? question->set->title : field->title);
    put_name(writing, view, question->set ? question->set->name : field->name);
    view_text(view, "help", field->description);
}

static void put_single(const struct writing *writing, struct view *view, const struct question *question)
{
    put_question(writing, view, question);
    put_answers(writing, view, question);
    put_asked(writing, view, writing->book->fields[question->field].asked_if);
    put_instrument(writing, view, question->instrument);
}

/* 4 grids */

static const char *title_of(const struct writing *writing, const struct block *block, int q) { return writing->book->fields[block->questions[q].field].title; }

/* How much of its title each question has in common with the others, up to a colon and a space. */
static size_t stem_length(const struct writing *writing, const struct block *block)
{
    const char *first = title_of(writing, block, 0);
    size_t shared = strlen(first);
    for (int q = 1; q < block->count; q++) {
        size_t length = 0;
        while (length < shared && title_of(writing, block, q)[length] == first[length]) length++;
        shared = length;
    }
    while (shared >= 2 && !(first[shared - 2] == ':' && first[shared - 1] == ' ')) shared--;
    return shared >= 2 ? shared : 0;
}

static bool has_one_help(const struct writing *writing, const struct block *block)
{
    for (int q = 1; q < block->count; q++)
        if (strcmp(writing->book->fields[block->questions[q].field].description, writing->book->fields[block->questions[0].field].description)) return false;
    return true;
}

static bool has_one_instrument(const struct block *block)
{
    for (int q = 1; q < block->count; q++)
        if (block->questions[q].instrument != block->questions[0].instrument) return false;
    return true;
}

/* A list is its owner's alone, so each row has its boxes. */
static void add_boxes(struct view *row, const struct view *grid, const char *list, bool none)
{
    for (const struct view *column = view_find(grid, list, strlen(list)).first; column; column = view_next(column)) view_flag(view_item(row, "boxes"), "none", none);
}

static void add_row(const struct writing *writing, struct view *view, const struct question *question, size_t stem, bool help)
{
    struct view *row = view_item(view, "rows");
    const struct field *field = &writing->book->fields[question->field];
    put_question(writing, row, question);
    view_text(row, "title", field->title + stem);
    view_text(row, "help", help ? "" : field->description);
    add_boxes(row, view, "choices", false);
    add_boxes(row, view, "missing", true);
}

static void put_grid(const struct writing *writing, struct view *view, const struct block *block)
{
    const struct question *first = &block->questions[0];
    size_t stem = stem_length(writing, block);
    bool help = has_one_help(writing, block);
    put_answers(writing, view, first);
    put_asked(writing, view, writing->book->fields[first->field].asked_if);
    put_instrument(writing, view, has_one_instrument(block) ? first->instrument : -1);
    view_format(view, "number", "%d", first->number);
    view_format(view, "last", "%d", block->questions[block->count - 1].number);
    view_text(view, "stem", stem ? arena_copy(writing->arena, title_of(writing, block, 0), stem - 1) : block->battery ? block->battery->title : "");
    view_text(view, "help", help ? writing->book->fields[first->field].description : "");
    for (int q = 0; q < block->count; q++) add_row(writing, view, &block->questions[q], stem, help);
}

/* 5 sections */

static struct view *begin_section(const struct writing *writing, const struct block *block, int number_of)
{
    struct view *section = view_item(writing->page, "sections");
    view_format(section, "id", "part-%d", number_of);
    view_text(section, "title", block->section ? block->section->title : "");
    view_text(section, "introduction", block->section && !block->again && block->section->introduction ? block->section->introduction : "");
    view_flag(section, "again", block->again);
    return section;
}

static void put_sections(const struct writing *writing)
{
    struct view *section = NULL;
    int count = 0;
    for (int b = 0; b < writing->layout->block_count; b++) {
        const struct block *block = &writing->layout->blocks[b];
        if (block->opens) section = begin_section(writing, block, ++count);
        struct view *view = view_item(section, "blocks");
        view_flag(view, "grid", block->count > 1);
        if (block->count > 1) put_grid(writing, view, block);
        else put_single(writing, view, &block->questions[0]);
    }
}

static void put_apart(const struct writing *writing)
{
    for (int a = 0; a < writing->layout->apart_count; a++) {
        const struct field *field = &writing->book->fields[writing->layout->apart[a]];
        struct view *view = view_item(writing->page, "apart");
        put_name(writing, view, field->name);
        view_text(view, "title", field->title);
        view_text(view, "help", field->description);
        view_flag(view, "dropped", field->drop);
        view_flag(view, "personal", field->personal == PERSONAL_YES);
    }
}

static void put_instruments(const struct writing *writing)
{
    for (int i = 0; i < writing->book->instrument_count; i++) {
        const struct instrument *instrument = &writing->book->instruments[i];
        struct view *view = view_item(writing->page, "instruments");
        view_text(view, "title", instrument->title);
        view_text(view, "source", instrument->source);
        view_text(view, "licence", instrument->licence);
        view_text(view, "address", instrument->address);
    }
}

/* 6 the whole */

static struct text lookup(const char *name)
{
    char path[80] = "codebook/";
    strncat(path, name, sizeof path - strlen(path) - 1);
    struct text text = resource_find(path);
    const char *end = strrchr(path, '.');
    if (text.length && end && strcmp(end, ".html")) text.length--; /* a piece of a line, or one that begins with its line break */
    return text;
}

static void put_about(const struct writing *writing)
{
    const struct codebook *book = writing->book;
    view_text(writing->page, "survey", book->title);
    view_text(writing->page, "description", book->description);
    view_text(writing->page, "place", book->place);
    view_text(writing->page, "publisher", book->publisher);
    view_text(writing->page, "contact", book->contact);
    view_text(writing->page, "licensed", book->licence);
    view_text(writing->page, "people", book->people);
    view_format(writing->page, "count", "%d", writing->layout->question_count);
    view_flag(writing->page, "lists", book->choice_set_count > 0);
    for (int f = 0; f < book->field_count; f++)
        if (book->fields[f].sensitive) view_flag(writing->page, "personal_matters", true);
    view_flag(writing->page, "several", writing->layout->question_count != 1);
}

int questionnaire_write(const struct codebook *book, enum questionnaire_form form, struct buffer *out, struct failure *failure)
{
    struct layout *layout = layout_create(book);
    struct writing writing = {form, book, layout, layout->arena, view_create(layout->arena)};
    bool html = form == QUESTIONNAIRE_HTML;
    struct text style = resource("codebook/questionnaire.css");
    put_about(&writing);
    put_sections(&writing);
    put_apart(&writing);
    put_instruments(&writing);
    view_markup(writing.page, "style", arena_copy(layout->arena, style.at, style.length));
    int result = template_render(resource(html ? "codebook/questionnaire.html" : "codebook/questionnaire.md"), writing.page, lookup, html ? buffer_html : buffer_markdown, out, failure);
    layout_destroy(layout);
    return result;
}
