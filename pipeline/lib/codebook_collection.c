/* How the answers were collected: the export's profile, what becomes of duplicates and of answers that broke off, when people answered. */
#include "codebook_internal.h"

#include <string.h>

const char *const codebook_collection_duplicates[] = {"refuse", "first", "last-complete", NULL};
static const char *const keeps[] = {"partial", "complete", NULL};

struct completeness_source { const struct json *of, *complete, *partial, *finished; int keep; };
struct finished { const struct json *field, *values; };
struct timing { const struct json *started, *submitted, *duration; };

static const struct key completeness_keys[] = {{"of", KEY_LIST, offsetof(struct completeness_source, of), false, NULL},
                                               {"complete", KEY_ANY, offsetof(struct completeness_source, complete), false, NULL},
                                               {"partial", KEY_ANY, offsetof(struct completeness_source, partial), false, NULL},
                                               {"keep", KEY_CHOICE, offsetof(struct completeness_source, keep), false, keeps},
                                               {"finished", KEY_OBJECT, offsetof(struct completeness_source, finished), false, NULL},
                                               {0}};
const struct key_table codebook_collection_completeness_table = {"completeness", "'completeness'", completeness_keys, false, {NULL}};

static const struct key finished_keys[] = {{"field", KEY_NAME, offsetof(struct finished, field), true, NULL}, {"values", KEY_LIST, offsetof(struct finished, values), true, NULL}, {0}};
const struct key_table codebook_collection_finished_table = {"finished", "'finished'", finished_keys, false, {NULL}};

static const struct key timing_keys[] = {{"started", KEY_NAME, offsetof(struct timing, started), false, NULL},
                                         {"submitted", KEY_NAME, offsetof(struct timing, submitted), false, NULL},
                                         {"duration", KEY_NAME, offsetof(struct timing, duration), false, NULL},
                                         {0}};
const struct key_table codebook_collection_timing_table = {"timing", "'timing'", timing_keys, false, {NULL}};

static bool is_stored(struct reader *reader, const struct json *name, int f)
{
    if (f < 0 || !reader->book->fields[f].drop) return f >= 0;
    codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be looked at", name->text);
    return false;
}

/* A list is one question: its first choice stands for it. */
static int question(struct reader *reader, const struct json *name)
{
    for (int s = 0; s < reader->book->choice_set_count; s++)
        if (strcmp(reader->book->choice_sets[s].name, name->text) == 0) return reader->book->choice_sets[s].first;
    int f = codebook_name_field(reader, name);
    return is_stored(reader, name, f) ? f : -1;
}

static void read_questions(struct reader *reader, const struct json *list, struct completeness *completeness)
{
    const struct codebook *book = reader->book;
    const struct json **names;
    int given = codebook_key_lines(reader, list, "of", &names), count = 0;
    int *of = arena_new(reader->arena, (size_t)(list ? given : book->field_count), sizeof *of);
    codebook_name_once(reader, names, given);
    for (int i = 0; i < given; i++)
        if ((of[count] = question(reader, names[i])) >= 0) count++;
    for (int f = 0; !list && f < book->field_count; f++) {
        const struct field *field = &book->fields[f];
        bool asked = !field->required && !field->drop && field->type != FIELD_TEXT && field->choice < 1 && f != book->identifier && f != book->started && f != book->submitted &&
                     f != book->duration && f != completeness->finished;
        if (asked) of[count++] = f;
    }
    if (list && list->count == 0) codebook_mistake(reader, at_value(list), "leave it out to count all questions that are not required", "'of' is empty");
    completeness->of = of;
    completeness->of_count = count;
}

static double percent(struct reader *reader, const struct json *value, double otherwise)
{
    if (!value) return otherwise;
    double number = codebook_key_number(reader, value, value->key, -1);
    if (number >= 0 && number <= 100) return number;
    codebook_mistake(reader, at_value(value), "as in 80, for 80% of the questions", "'%s' must lie between 0 and 100", value->key);
    return otherwise;
}

static void read_finished(struct reader *reader, const struct json *object, struct completeness *completeness)
{
    struct finished finished = {0};
    completeness->finished = -1;
    if (!object || !codebook_key_read(reader, object, &codebook_collection_finished_table, &finished) || !finished.field) return;
    int f = codebook_name_field(reader, finished.field);
    if (!is_stored(reader, finished.field, f)) return;
    const struct field *field = &reader->book->fields[f];
    if (field->type != FIELD_CATEGORY) {
        codebook_mistake(reader, at_value(finished.field), NULL, "field '%s' has no categories", field->name);
        return;
    }
    bool *says = arena_new(reader->arena, (size_t)field->category_count, sizeof *says);
    for (int v = 0; finished.values && v < finished.values->count; v++) {
        int c = codebook_category_name(reader, &finished.values->children[v], field->categories, field->category_count, field->name);
        if (c >= 0) says[c] = true;
    }
    completeness->finished = f;
    completeness->is_finished = says;
}

/* 80 and 50 percent are the usual reading of AAPOR's complete and partial (Standard Definitions, "complete and partial questionnaires"). */
static void read_completeness(struct reader *reader, const struct json *object)
{
    struct completeness_source source = {0};
    struct completeness *completeness = &reader->book->completeness;
    if (!object || !codebook_key_read(reader, object, &codebook_collection_completeness_table, &source)) return;
    completeness->declared = true;
    completeness->complete = percent(reader, source.complete, 80);
    completeness->partial = percent(reader, source.partial, 50);
    completeness->keep_partial = source.keep == 0;
    read_finished(reader, source.finished, completeness);
    read_questions(reader, source.of, completeness);
    if (completeness->partial > completeness->complete) codebook_mistake(reader, at_value(object), "exchange the two", "'partial' is more than 'complete'");
}

static int read_time(struct reader *reader, const struct json *name, bool number)
{
    if (!name) return -1;
    int f = codebook_name_field(reader, name);
    if (!is_stored(reader, name, f)) return -1;
    enum field_type type = reader->book->fields[f].type;
    bool fits = number ? type == FIELD_NUMBER || type == FIELD_INTEGER : type == FIELD_DATE;
    if (!fits) codebook_mistake(reader, at_value(name), NULL, "field '%s' is not %s", name->text, number ? "a number of seconds" : "a date and time");
    return fits ? f : -1;
}

static void read_timing(struct reader *reader, const struct json *object)
{
    struct timing timing = {0};
    if (!object || !codebook_key_read(reader, object, &codebook_collection_timing_table, &timing)) return;
    reader->book->started = read_time(reader, timing.started, false);
    reader->book->submitted = read_time(reader, timing.submitted, false);
    reader->book->duration = read_time(reader, timing.duration, true);
}

static void read_wave(struct reader *reader, const struct json *name)
{
    if (!name) return;
    int f = codebook_name_field(reader, name);
    if (!is_stored(reader, name, f)) return;
    enum field_type type = reader->book->fields[f].type;
    if (type == FIELD_TERM || type == FIELD_CATEGORY) reader->book->wave_field = f;
    else codebook_mistake(reader, at_value(name), "make it a string", "field '%s' cannot hold the name of a wave", name->text);
}

/* A codebook that calls a column personal must say that it is not kept; an identifier is only kept as a keyed hash. */
static void check_personal(struct reader *reader)
{
    const struct codebook *book = reader->book;
    for (int f = 0; f < book->field_count; f++)
        if (book->fields[f].personal == PERSONAL_YES && !book->fields[f].drop && f != book->identifier)
            codebook_mistake(reader, at_value(reader->field_sources[f].personal), "\"drop\": true beside it: then it is never stored", "field '%s' is personal data and would be stored", book->fields[f].name);
}

void codebook_collection_read(struct reader *reader, const struct spwell_source *source)
{
    struct codebook *book = reader->book;
    book->profile = source->profile;
    book->duplicates = (enum duplicates)source->duplicates;
    read_timing(reader, source->timing);
    read_completeness(reader, source->completeness);
    read_wave(reader, source->wave);
    check_personal(reader);
    if (book->duplicates != DUPLICATES_REFUSE && book->identifier < 0)
        codebook_mistake(reader, at_value(source->node), "name the field that tells people apart in \"identifier\"", "'duplicates' has no meaning without an identifier");
    if (book->duplicates == DUPLICATES_FIRST || book->duplicates == DUPLICATES_REFUSE || book->completeness.declared) return;
    codebook_mistake(reader, at_value(source->node), "as in \"completeness\": {\"complete\": 80}", "\"duplicates\": \"last-complete\" needs 'completeness', to say what is complete");
}
