/* 1 fields   2 questions over several columns   3 the tool's own columns   4 the order of work */
#include "survey.h"

#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "column.h"
#include "heading.h"
#include "look.h"
#include "multiple.h"

struct survey { struct draft *draft; struct answers answers; const char *path, *section; bool nameless, listed; };

/* 1 fields */

static const struct heading *heading_of(const struct survey *survey, size_t column) { return &survey->answers.headings->columns[column]; }

static int refuse_twin(const struct survey *survey, size_t column, struct failure *failure)
{
    fail_at(failure, STATUS_DATA, survey->path, survey->answers.headings->line, (long)column + 1, "the heading '%.80s' stands over another column too, and nothing tells the two apart", heading_of(survey, column)->shown);
    return failure_hint(failure, "give the columns headings that differ");
}

static struct draft_field *add_field(struct survey *survey, size_t column, struct failure *failure)
{
    struct draft *draft = survey->draft;
    const struct headings *headings = survey->answers.headings;
    const char *heading = heading_own(draft, headings, column);
    if (!heading) {
        (void)refuse_twin(survey, column, failure);
        return NULL;
    }
    struct draft_field *field = draft_add(draft, heading, draft_name(draft, heading_wish(draft, headings, column), (int)column), heading_title(draft, heading_of(survey, column)));
    field->section = survey->section;
    return field;
}

/* 2 questions over several columns */

struct choice { size_t column; const char *text; };
struct question { const char *text; size_t first, end; struct choice *choices; size_t count; struct draft_texts headings; struct name_set *known; bool by_code; };

static bool is_other(const char *choice)
{
    struct buffer room = {0};
    struct text normal = text_normalise(text_of(choice), &room);
    bool other = normal.length >= 5 && !memcmp(normal.at, "other", 5);
    buffer_free(&room);
    return other;
}

static void take_choice(const struct survey *survey, struct question *question, size_t column, const char *choice)
{
    const struct tally *tally = survey->answers.tallies[column];
    const struct heading *heading = heading_of(survey, column);
    bool empty_other = !tally->answered && is_other(choice); /* what is typed there would be no tick */
    if (heading->role || heading->refused || empty_other || !multiple_is_ticked(tally, choice)) return;
    if (!*name_line(survey->draft->arena, text_of(choice)) || name_set_owner(question->known, text_of(choice)) != NAME_FREE) return;
    if (!heading_questions(survey->draft, survey->answers.headings, column, choice, &question->headings, &question->by_code)) return;
    name_set_add(question->known, text_of(choice), (int)column);
    question->choices[question->count++] = (struct choice){column, choice};
}

/* Yes and no in some cells and nothing in others: the empty cells of a list beside a tick would become "no". */
static bool is_doubtful(const struct survey *survey, const struct question *question)
{
    bool no = false, empty = false;
    for (size_t c = 0; c < question->count; c++) {
        const struct tally *tally = survey->answers.tallies[question->choices[c].column];
        if (multiple_is_no(question->choices[c].text)) return true;
        no |= multiple_says_no(tally, question->choices[c].text);
        empty |= tally->answered < survey->answers.rows;
    }
    return no && empty;
}

/* The columns from `first` on that belong to one question, those of them that are choices, and whether they make a multi-select. */
static bool find_question(const struct survey *survey, size_t first, struct question *found)
{
    const char *question, *choice;
    long ticks = 0;
    *found = (struct question){.first = first, .end = first, .choices = memory_new(survey->answers.count, sizeof *found->choices), .known = name_set_create()};
    for (; found->end < survey->answers.count && heading_parts(survey->draft, survey->answers.headings, found->end, &question, &choice); found->end++) {
        if (found->end > first && !name_same(question, found->text)) break;
        if (found->end == first) found->text = question;
        take_choice(survey, found, found->end, choice);
    }
    for (size_t c = 0; c < found->count; c++) ticks += survey->answers.tallies[found->choices[c].column]->answered;
    return found->count >= 2 && found->count <= DRAFT_CHOICES && ticks > 0 && !is_doubtful(survey, found);
}

static void free_question(struct question *question)
{
    name_set_destroy(question->known);
    free(question->choices);
    free(question->headings.at);
}

/* The fields of the choices are called by both names. */
static const char *name_of_list(struct survey *survey, const struct question *question)
{
    struct draft *draft = survey->draft;
    const char *wish = name_of_field(draft->arena, text_of(question->text), DRAFT_LIST_NAME, arena_format(draft->arena, "question_%zu", question->first + 1));
    return draft_name(draft, wish, -1);
}

static void add_list(struct survey *survey, const struct question *question, bool *done)
{
    struct draft *draft = survey->draft;
    struct draft_field *field = draft_add(draft, NULL, name_of_list(survey, question), question->text);
    field->type = "list";
    field->section = survey->section;
    for (size_t h = 0; h < question->headings.count; h++) draft_alias(draft, field, question->headings.at[h]);
    for (size_t a = 0; a < field->aliases.count; a++) name_set_add(draft->taken, text_of(field->aliases.at[a]), 0);
    for (size_t c = 0; c < question->count; c++) {
        draft_category(draft, field, question->by_code ? question->choices[c].text : NULL, question->choices[c].text);
        field->not_personal |= heading_of(survey, question->choices[c].column)->personal; /* a choice of that name: only ticks stand in it */
        done[question->choices[c].column] = true;
    }
    draft_settle(draft, field);
    draft_claim(draft, field);
    draft_note(draft, field, "%zu columns, one a choice, are taken for one question with several answers.", question->count);
    survey->listed = true;
}

/* 3 the tool's own columns */

static int add_identifier(struct survey *survey, size_t column, struct failure *failure)
{
    struct draft_field *field = add_field(survey, column, failure);
    if (!field) return -1;
    field->section = NULL;
    field->required = true;
    draft_describe(survey->draft, field, "The number of the respondent; stored as a keyed hash alone.");
    survey->draft->identifier = field;
    return 0;
}

static int add_personal(struct survey *survey, size_t column, struct failure *failure)
{
    struct draft_field *field = add_field(survey, column, failure);
    if (!field) return -1;
    draft_drop(field, true);
    draft_note(survey->draft, field, "Personal data by its heading, so it is dropped; if it is none, say \"personal\": false and take \"drop\" out.");
    return 0;
}

static int add_time(struct survey *survey, size_t column, struct failure *failure)
{
    const struct tally *tally = survey->answers.tallies[column];
    const struct heading *heading = heading_of(survey, column);
    struct draft *draft = survey->draft;
    const struct draft_field **place = heading->role == HEADING_STARTED ? &draft->started : heading->role == HEADING_SUBMITTED ? &draft->submitted : &draft->duration;
    struct draft_field probe = {.name = "", .type = "string"};
    bool fits = heading->role == HEADING_DURATION ? column_number(draft, &probe, tally) && !probe.drop : column_date(draft, &probe, tally);
    if (*place || !fits) {
        if (tally->answered) draft_say(draft, "column %zu ('%s') is left out: %s.", column + 1, heading->shown, *place ? "another says the same" : "its times cannot be read in one way alone");
        return 0;
    }
    struct draft_field *field = add_field(survey, column, failure);
    if (!field) return -1;
    field->type = probe.type;
    field->format = probe.format;
    field->decimal_comma = probe.decimal_comma;
    field->group = probe.group;
    field->section = NULL;
    *place = field;
    return 0;
}

/* 4 the order of work */

static int take_nameless(struct survey *survey, size_t column)
{
    if (heading_of(survey, column)->system && !survey->answers.tallies[column]->answered) return 0; /* ingest passes over such a column while it is empty */
    draft_ignore(survey->draft, "");
    draft_say(survey->draft, "column %zu has no heading: it is passed over (\"ignore\").", column + 1);
    return 0;
}

static int add_column(struct survey *survey, size_t column, struct failure *failure)
{
    struct draft_field *field = add_field(survey, column, failure);
    if (!field) return -1;
    column_describe(survey->draft, field, survey->answers.tallies[column]);
    if (!strcmp(field->type, "list")) draft_claim(survey->draft, field);
    survey->listed |= field->categories.count > 0;
    return 0;
}

static int take_column(struct survey *survey, size_t column, struct failure *failure)
{
    const struct heading *heading = heading_of(survey, column);
    if (!heading->count) return take_nameless(survey, column);
    if (heading->role == HEADING_IDENTIFIER && !survey->draft->identifier) return add_identifier(survey, column, failure);
    if (heading->personal) return add_personal(survey, column, failure);
    if (heading->refused) return fail_at(failure, STATUS_DATA, survey->path, survey->answers.headings->line, (long)column + 1, "column '%.80s': %s", heading->shown, heading->refused);
    if (heading->role > HEADING_IDENTIFIER) return add_time(survey, column, failure);
    return heading->system ? 0 : add_column(survey, column, failure);
}

static int take_columns(struct survey *survey, struct failure *failure)
{
    bool *done = memory_new(survey->answers.count, sizeof *done);
    int result = 0;
    size_t looked = 0; /* behind the last question over several columns */
    for (size_t c = 0; c < survey->answers.count && !result; c++) {
        struct question question;
        if (c >= looked) {
            if (find_question(survey, c, &question)) add_list(survey, &question, done);
            looked = question.end > c ? question.end : c + 1;
            free_question(&question);
        }
        if (!done[c]) result = take_column(survey, c, failure);
    }
    free(done);
    return result;
}

static void say_whole(struct survey *survey)
{
    const struct answers *answers = &survey->answers;
    struct draft *draft = survey->draft;
    draft_say(draft, "%zu columns and %ld rows were looked at%s.", answers->count, answers->rows, answers->rows < 30 ? "; with so few of them every type is a guess" : "");
    if (answers->ragged) draft_say(draft, "%ld rows (the first in line %ld) have another number of fields than there are headings and were passed over.", answers->ragged, answers->first_ragged);
    if (survey->listed) draft_say(draft, "the categories are answers that stand in the file: look at them before the codebook is passed on.");
    if (!draft->identifier) draft_say(draft, "no column is known to tell people apart: name one as \"identifier\" in the spwell block, or answers given twice are not seen.");
    draft_say(draft, "nothing is compared yet: \"groups\" and \"comparisons\" are for a person to fill.");
}

static int recognise(struct draft *draft, const char *path, const struct csv_options *options, struct failure *failure)
{
    char why[300];
    const char *found = profile_recognise(path, options, why, failure);
    if (failure->status != STATUS_DONE) return -1;
    if (found) draft_say(draft, "it looks like a file of %s: %s; --profile %s drafts it as such.", found, why, found);
    return 0;
}

struct draft *survey_draft(const char *path, const char *profile, const struct csv_options *options, struct failure *failure)
{
    struct survey survey = {.draft = draft_create(path), .path = path};
    struct profile *shape = profile_read(profile, NULL, failure);
    int result = -1;
    if (!shape) goto out;
    survey.draft->profile = arena_format(survey.draft->arena, "%s", profile_name(shape));
    if (!profile && recognise(survey.draft, path, options, failure)) goto out;
    if (answers_read(&survey.answers, path, shape, options, failure)) goto out;
    survey.section = draft_section(survey.draft, "Answers");
    heading_claim(survey.draft, survey.answers.headings);
    if (take_columns(&survey, failure)) goto out;
    say_whole(&survey);
    result = 0;
out:
    answers_free(&survey.answers);
    profile_destroy(shape);
    if (!result) return survey.draft;
    draft_destroy(survey.draft);
    return NULL;
}
