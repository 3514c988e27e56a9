/* 1 what the answers' headings say   2 fields   3 the order of work */
#include "jisc.h"

#include <stdlib.h>
#include <string.h>

#include "codebook.h"
#include "heading.h"
#include "key.h"
#include "order.h"
#include "profile.h"
#include "table.h"

/* 1 what the answers' headings say */

struct jisc { struct draft *draft; const struct table *table; const struct headings *headings; /* NULL: not given */ struct name_set *used; size_t told_by_words; };

static bool has_heading(const struct jisc *jisc, const char *heading)
{
    return jisc->headings && name_set_owner(jisc->draft->headings, text_of(heading)) != NAME_FREE;
}

static const char *choice_heading(const struct jisc *jisc, const struct key_question *question, size_t answer)
{
    return arena_format(jisc->draft->arena, "%s_%s", question->code, question->answers.at[answer].value);
}

enum shape { SHAPE_ABSENT, SHAPE_ONE_COLUMN, SHAPE_COLUMN_EACH };

/* One column Q9, or Q9_1, Q9_2 ...; where only the key is there, the wording has to tell. */
static enum shape shape_of(struct jisc *jisc, const struct key_question *question)
{
    if (!jisc->headings) {
        bool several = key_asks_for_several(question);
        jisc->told_by_words += several;
        return several ? SHAPE_COLUMN_EACH : SHAPE_ONE_COLUMN;
    }
    if (has_heading(jisc, question->code)) return SHAPE_ONE_COLUMN;
    for (size_t a = 0; a < question->answers.count; a++)
        if (has_heading(jisc, choice_heading(jisc, question, a))) return SHAPE_COLUMN_EACH;
    return SHAPE_ABSENT;
}

/* 2 fields */

static struct draft_field *add_field(struct jisc *jisc, const char *heading, const char *title)
{
    struct draft *draft = jisc->draft;
    int column = name_set_owner(draft->headings, text_of(heading));
    const char *wish = name_of_field(draft->arena, text_of(heading), NAME_LIMIT, "question");
    struct draft_field *field = draft_add(draft, heading, draft_name(draft, wish, column), title);
    field->section = draft_section(draft, "Answers");
    name_set_add(jisc->used, text_of(heading), 0);
    return field;
}

static bool is_ordered(const struct draft_values *answers)
{
    struct buffer *normal = memory_new(answers->count, sizeof *normal);
    const char **words = memory_new(answers->count, sizeof *words);
    int *rank = memory_new(answers->count, sizeof *rank);
    for (size_t a = 0; a < answers->count; a++) words[a] = text_normalise(text_of(answers->at[a].label), &normal[a]).at;
    bool up = order_known(words, answers->count, rank), down = up;
    for (size_t a = 1; a < answers->count; a++) {
        up = up && rank[a] > rank[a - 1];
        down = down && rank[a] < rank[a - 1];
    }
    for (size_t a = 0; a < answers->count; a++) buffer_free(&normal[a]);
    free(normal);
    free(words);
    free(rank);
    return up || down;
}

static void add_closed(struct jisc *jisc, const struct key_question *question)
{
    struct draft_field *field = add_field(jisc, question->code, key_title(jisc->draft->arena, question));
    const struct draft_values *answers = &question->answers;
    if (answers->count > CATEGORY_LIMIT) {
        draft_note(jisc->draft, field, "%zu answers, more than the %d a codebook may list: an open list of their codes.", answers->count, CATEGORY_LIMIT);
        return;
    }
    for (size_t a = 0; a < answers->count; a++) draft_category(jisc->draft, field, answers->at[a].value, answers->at[a].label);
    draft_settle(jisc->draft, field);
    field->ordered = is_ordered(answers);
}

/* A box of its own: a cell of a grid that may be ticked or not. */
static void add_box(struct jisc *jisc, const struct key_question *question)
{
    static const char *const yes[] = {"1", NULL}, *const no[] = {"0", NULL};
    struct draft *draft = jisc->draft;
    struct draft_field *field = add_field(jisc, choice_heading(jisc, question, 0), name_join(draft->arena, key_title(draft->arena, question), question->answers.at[0].label));
    field->type = "boolean";
    field->true_values = yes;
    field->false_values = no;
    if (!jisc->headings) draft_alias(draft, field, question->code); /* either may be its heading */
}

static int add_list(struct jisc *jisc, const struct key_question *question, struct failure *failure)
{
    struct draft *draft = jisc->draft;
    const struct draft_values *answers = &question->answers;
    if (answers->count > DRAFT_CHOICES || strlen(question->code) > DRAFT_LIST_NAME) {
        fail_at(failure, STATUS_DATA, jisc->table->path, question->line, 1, "'%.60s' has %zu answers that can be ticked; %d is the most", question->code, answers->count, DRAFT_CHOICES);
        return failure_hint(failure, "take the question out of the key, and list the headings of its columns in \"ignore\" afterwards");
    }
    struct draft_field *field = add_field(jisc, question->code, key_title(draft->arena, question));
    field->type = "list";
    for (size_t a = 0; a < answers->count; a++) {
        const char *heading = choice_heading(jisc, question, a);
        name_set_add(jisc->used, text_of(heading), 0);
        if (jisc->headings && !has_heading(jisc, heading)) draft_note(draft, field, "The answers have no column '%s': take the choice out.", heading);
        draft_category(draft, field, answers->at[a].value, answers->at[a].label);
    }
    draft_settle(draft, field);
    draft_claim(draft, field);
    if (!jisc->headings) draft_note(draft, field, "By its wording a question with several answers; with the file of answers beside the key this is known for certain.");
    return 0;
}

static bool is_one_of(const char *code, const char *const *codes)
{
    for (; *codes; codes++)
        if (!strcmp(code, *codes)) return true;
    return false;
}

/* The tool's own questions, as the profile jisc has them. */
static bool add_own(struct jisc *jisc, const struct key_question *question)
{
    static const char *const identifiers[] = {"URN", "UniqueResponseNo", NULL}, *const started[] = {"StartDate", NULL}, *const submitted[] = {"CompletionDate", NULL};
    struct draft *draft = jisc->draft;
    bool identifier = is_one_of(question->code, identifiers), begin = is_one_of(question->code, started), end = is_one_of(question->code, submitted);
    if (!identifier && !begin && !end) return false;
    struct draft_field *field = add_field(jisc, question->code, question->text);
    field->section = NULL;
    if (identifier) draft->identifier = field;
    if (begin) draft->started = field;
    if (end) draft->submitted = field;
    field->required = identifier;
    if (identifier) draft_describe(draft, field, "The number of the response; stored as a keyed hash alone.");
    else field->type = "date";
    return true;
}

static void add_text(struct jisc *jisc, const struct key_question *question)
{
    struct draft *draft = jisc->draft;
    struct draft_field *field = add_field(jisc, question->code, key_title(draft->arena, question));
    if (profile_is_personal(text_of(question->text)) || profile_is_personal(text_of(question->code))) {
        draft_drop(field, true);
        draft_note(draft, field, "Personal data by its wording, so it is dropped.");
        return;
    }
    field->free_text = true;
    draft_note(draft, field, "The key lists no answers: free text, which is never shown. If it is a number, give it that type.");
}

static int take_question(struct jisc *jisc, const struct key_question *question, struct failure *failure)
{
    enum shape shape = shape_of(jisc, question);
    bool absent = jisc->headings && shape == SHAPE_ABSENT;
    if (absent && !question->has_cells) draft_say(jisc->draft, "'%s' of the key has no column in the answers: left out.", question->code);
    if (question->has_cells && !question->answers.count) {
        draft_ignore(jisc->draft, question->code); /* a grid's own column is always empty */
        name_set_add(jisc->used, text_of(question->code), 0);
    } else if (absent || add_own(jisc, question)) return 0;
    else if (!question->answers.count) add_text(jisc, question);
    else if (shape == SHAPE_ONE_COLUMN) add_closed(jisc, question);
    else if (question->answers.count == 1) add_box(jisc, question);
    else return add_list(jisc, question, failure);
    return 0;
}

/* 3 the order of work */

static void take_other_columns(struct jisc *jisc)
{
    for (size_t c = 0; jisc->headings && c < jisc->headings->count; c++) {
        const struct heading *heading = &jisc->headings->columns[c];
        if (!heading->count || heading->role > HEADING_IDENTIFIER || name_set_owner(jisc->used, text_of(heading->names[0])) != NAME_FREE) continue;
        if (heading->system && !heading->personal) continue;
        struct draft_field *field = add_field(jisc, heading->names[heading->count - 1], heading->shown);
        draft_drop(field, heading->personal);
        draft_note(jisc->draft, field, "The answers have this column, and the key does not: dropped until somebody says what it holds.");
    }
}

static int take_key(struct jisc *jisc, struct failure *failure)
{
    struct key key;
    int result = key_read(&key, jisc->table, failure);
    for (size_t q = 0; q < key.count && !result; q++) result = take_question(jisc, &key.questions[q], failure);
    key_free(&key);
    if (result) return -1;
    take_other_columns(jisc);
    if (!jisc->draft->count) return fail_at(failure, STATUS_DATA, jisc->table->path, 1, 0, "no question of the key has a column in the answers");
    if (jisc->told_by_words)
        draft_say(jisc->draft, "%zu questions are taken for multi-selects because of their wording: give the file of answers as well, as in spwell codebook --from jisc KEY.csv ANSWERS.csv.", jisc->told_by_words);
    draft_say(jisc->draft, "nothing is compared yet: \"groups\" and \"comparisons\" are for a person to fill.");
    return 0;
}

static struct headings *read_headings(const char *path, const struct csv_options *options, struct failure *failure)
{
    struct profile *profile = profile_read("jisc", NULL, failure);
    struct csvfile *file = profile ? csvfile_open(path, options, failure) : NULL;
    struct headings *headings = file ? profile_headings(profile, file, failure) : NULL;
    if (headings && !headings->count) fail_at(failure, STATUS_DATA, path, 0, 0, "the file is empty");
    csvfile_close(file);
    profile_destroy(profile);
    return headings;
}

struct draft *jisc_draft(const char *key, const char *responses, const struct csv_options *options, struct failure *failure)
{
    struct table *table = table_read(key, options, failure);
    struct headings *headings = table && responses ? read_headings(responses, options, failure) : NULL;
    struct jisc jisc = {.draft = draft_create(responses ? responses : key), .table = table, .headings = headings, .used = name_set_create()};
    jisc.draft->profile = "jisc";
    if (headings) heading_claim(jisc.draft, headings);
    int result = failure->status == STATUS_DONE ? take_key(&jisc, failure) : -1;
    name_set_destroy(jisc.used);
    headings_destroy(headings);
    table_destroy(table);
    if (!result) return jisc.draft;
    draft_destroy(jisc.draft);
    return NULL;
}
