/* 1 what a heading names   2 columns   3 questions without a column   4 headings that cannot be any */
#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "message.h"

/* 1 what a heading names */

/* A column without a heading is called by its place: "column 1". */
static int find(const struct names *names, const struct headings *headings, size_t column)
{
    const struct heading *heading = &headings->columns[column];
    int found = NAMES_NONE;
    char place[40];
    snprintf(place, sizeof place, "column %zu", column + 1);
    if (!heading->count) return names_find(names, text_of(place));
    for (int i = 0; i < heading->count && found == NAMES_NONE; i++) found = names_find(names, text_of(heading->names[i]));
    return found;
}

static bool is_listed(const char *const *list, int count, const struct heading *heading)
{
    struct buffer one = {0}, other = {0};
    bool found = false;
    for (int n = 0; n < heading->count && !found; n++) {
        struct text normal = text_normalise(text_of(heading->names[n]), &one);
        for (int i = 0; i < count && !found; i++) found = text_equal(normal, text_normalise(text_of(list[i]), &other));
    }
    buffer_free(&one);
    buffer_free(&other);
    return found;
}

/* A column without any heading has no names: it is "" to the person who writes the list. */
static bool is_ignored(const struct codebook *book, const struct heading *heading)
{
    static const char *const nothing[] = {""};
    struct heading nameless = {.names = nothing, .count = 1};
    return is_listed(book->ignore, book->ignore_count, heading->count ? heading : &nameless);
}

static size_t list_names(const char **names, const char *name, const struct alias *aliases, int count)
{
    names[0] = name;
    for (int a = 0; a < count; a++) names[1 + a] = aliases[a].heading;
    return 1 + (size_t)count;
}

static const char *suggestion(const struct codebook *book, const char *shown)
{
    size_t count = 0, room = 0;
    for (int f = 0; f < book->field_count; f++) room += 1 + (size_t)book->fields[f].alias_count;
    for (int s = 0; s < book->choice_set_count; s++) room += 1 + (size_t)book->choice_sets[s].alias_count;
    const char **names = memory_new(room, sizeof *names);
    for (int f = 0; f < book->field_count; f++) count += list_names(names + count, book->fields[f].name, book->fields[f].aliases, book->fields[f].alias_count);
    for (int s = 0; s < book->choice_set_count; s++) count += list_names(names + count, book->choice_sets[s].name, book->choice_sets[s].aliases, book->choice_sets[s].alias_count);
    const char *near = text_nearest(shown, names, count);
    free(names);
    return near;
}

/* 2 columns */

struct matching { struct plan *plan; const struct plan_source *source; const struct headings *headings; int *column_of; /* by field, -1 */ int mistakes; };

static struct place place_of(const struct matching *matching, size_t column)
{
    return (struct place){matching->plan->file, matching->headings->first_line, (long)column + 1};
}

static void refuse_unknown(struct matching *matching, size_t column, const struct heading *heading)
{
    const char *near = suggestion(matching->source->book, heading->shown);
    message_error(place_of(matching, column), "column '%.80s' is not in the codebook%s%.80s%s", heading->shown, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    matching->mistakes++;
}

/* A column that no field claims is passed over only when somebody has said so; of personal data, only when they have said it of this column. */
static void pass_over(struct matching *matching, size_t column, const struct heading *heading)
{
    const struct codebook *book = matching->source->book;
    if (is_ignored(book, heading)) return;
    if (heading->personal) {
        message_error(place_of(matching, column), "column '%.80s' holds personal data", heading->shown);
        message_hint("add its heading to \"ignore\" in the codebook's spwell block: then it is never stored; or take it out of the export");
        matching->mistakes++;
    } else if (heading->refused) {
        message_error(place_of(matching, column), "column '%.80s': %s", heading->shown, heading->refused);
        matching->mistakes++;
    } else if (!heading->system && !book->extra_columns) refuse_unknown(matching, column, heading);
    matching->plan->must_be_empty[column] = !heading->count && !book->extra_columns; /* nobody has said of answers without a heading what they are */
}

static bool claim(struct matching *matching, size_t column, int field)
{
    int before = matching->column_of[field];
    matching->column_of[field] = (int)column;
    if (before < 0) return true;
    message_error(place_of(matching, column), "column '%.80s' is the same question as column %d ('%.80s')", matching->headings->columns[column].shown, before + 1,
                  matching->headings->columns[before].shown);
    message_hint("where a heading stands several times, '%.60s #1' and '%.60s #2' in \"aliases\" tell the columns apart", matching->headings->columns[column].shown, matching->headings->columns[column].shown);
    matching->mistakes++;
    return false;
}

/* The codebook may say that a column is none, whatever its heading looks like; an identifier is stored as a keyed hash only, and of a choice ("[E-mail]") nothing
 * but whether it was ticked. */
static bool check_personal(struct matching *matching, size_t column, const struct heading *heading, int field)
{
    const struct field *answer = &matching->source->book->fields[field];
    if (!heading->personal || answer->drop || answer->personal == PERSONAL_NO || answer->choice_set >= 0 || field == matching->source->book->identifier) return true;
    message_error(place_of(matching, column), "column '%.80s' holds personal data, and field '%s' would store it", heading->shown, answer->name);
    message_hint("\"drop\": true in the field's spwell block: then it is never stored; \"personal\": false says that it is no personal data");
    matching->mistakes++;
    return false;
}

/* A tool's own number for a person is as good as a name to whoever has the tool. */
static bool check_identifier(struct matching *matching, size_t column, const struct heading *heading, int field)
{
    const struct field *answer = &matching->source->book->fields[field];
    if (heading->role != HEADING_IDENTIFIER || answer->drop || answer->personal == PERSONAL_NO || field == matching->source->book->identifier) return true;
    message_error(place_of(matching, column), "column '%.80s' tells people apart, and field '%s' would store it as it is", heading->shown, answer->name);
    message_hint("name the field in \"identifier\": then only a keyed hash is stored; or \"drop\": true, or \"personal\": false, in its spwell block");
    matching->mistakes++;
    return false;
}

/* In a column of its own the cell "No" of a choice called "No" could be its tick, or mean that it is not ticked. */
static bool check_tick(struct matching *matching, size_t column, const struct heading *heading, int field)
{
    const struct field *answer = &matching->source->book->fields[field];
    if (!answer->tick_is_unclear) return true;
    message_error(place_of(matching, column), "column '%.80s': what ticks this choice is also a word for not ticked", heading->shown);
    message_hint("export the answers joined in one cell, or the choices as numbers");
    matching->mistakes++;
    return false;
}

static void take_set(struct matching *matching, size_t column, int set)
{
    const struct choice_set *choices = &matching->source->book->choice_sets[set];
    bool free = true;
    for (int c = 0; c < choices->count && free; c++) free = claim(matching, column, choices->first + c);
    matching->plan->fields[column] = names_of_set(set);
}

static void take_column(struct matching *matching, size_t column)
{
    const struct heading *heading = &matching->headings->columns[column];
    int found = find(matching->source->names, matching->headings, column);
    matching->plan->fields[column] = PLAN_PASSED;
    if (found == NAMES_NONE) pass_over(matching, column, heading);
    else if (names_set(found) >= 0) take_set(matching, column, names_set(found));
    else if (claim(matching, column, found) && check_personal(matching, column, heading, found) && check_identifier(matching, column, heading, found) && check_tick(matching, column, heading, found) &&
             !matching->source->book->fields[found].drop) {
        matching->plan->fields[column] = found;
        if (matching->source->book->fields[found].choice_set >= 0) matching->plan->ticked[matching->source->book->fields[found].choice_set] = true;
    }
}

/* 3 questions without a column */

static void find_absent(struct matching *matching)
{
    const struct codebook *book = matching->source->book;
    for (int f = 0; f < book->field_count; f++) {
        const struct field *field = &book->fields[f];
        const struct choice_set *set = field->choice_set >= 0 ? &book->choice_sets[field->choice_set] : NULL;
        matching->plan->present[f] = matching->column_of[f] >= 0;
        bool needed = field->required || (set && set->required) || f == book->identifier || f == book->eligible_field || f == book->cluster;
        if (matching->plan->present[f] || field->drop || (book->fewer_columns && !needed)) continue;
        bool whole = set && !matching->plan->ticked[field->choice_set];
        if (whole && field->choice > 0) continue; /* said of its first choice */
        message_error((struct place){matching->plan->file, matching->headings->first_line, 0}, "there is no column '%s'", whole ? set->name : field->name);
        matching->mistakes++;
    }
}

/* 4 headings that cannot be any */

static bool is_number(const char *written)
{
    double value;
    return text_number(text_of(written), &value);
}

/* Shapes of a first line that cannot be headings at all get one clear refusal instead of a hundred unknown columns. */
static int check_shape(const struct plan *plan, const struct plan_source *source, const struct headings *headings, struct failure *failure)
{
    if (!headings->count) return fail_at(failure, STATUS_DATA, plan->file, 0, 0, "the file is empty");
    if (headings->count == 1) {
        static const struct { char separator; const char *name, *declared; } others[] = {{',', "commas", ","}, {';', "semicolons", ";"}, {'\t', "tabs", "\\t"}};
        for (size_t i = 0; i < 3; i++) {
            if (others[i].separator == plan->separator || !strchr(headings->columns[0].shown, others[i].separator)) continue;
            fail_at(failure, STATUS_DATA, plan->file, headings->first_line, 1, "the first line is one heading with %s inside", others[i].name);
            return failure_hint(failure, "if the file is separated by %s, declare \"separator\": \"%s\" in the codebook or give --separator", others[i].name, others[i].declared);
        }
    }
    for (size_t i = 0; i < headings->count; i++) {
        if (find(source->names, headings, i) != NAMES_NONE || !csv_looks_merged(text_of(headings->columns[i].shown), i, headings->count, plan->separator)) continue;
        fail_at(failure, STATUS_DATA, plan->file, headings->first_line, (long)i + 1, "a heading holds a line break and answers: a closing quote was probably lost");
        return failure_hint(failure, "look at the quotes of the first line");
    }
    size_t numbers = 0;
    for (size_t i = 0; i < headings->count; i++) numbers += is_number(headings->columns[i].shown);
    if (headings->count > 1 && numbers == headings->count) {
        fail_at(failure, STATUS_DATA, plan->file, headings->first_line, 1, "the first line holds answers, not headings");
        return failure_hint(failure, "the first line of the file names the columns");
    }
    return 0;
}

static void find_plain(struct plan *plan)
{
    const struct codebook *book = plan->book;
    plan->plain = memory_new((size_t)book->field_count, sizeof *plan->plain);
    for (int f = 0; f < book->field_count; f++)
        if (plan->converters[f].encoding == ENCODING_CODE8 && f != book->eligible_field && f != book->wave_field) plan->plain[f] = &plan->converters[f].match->exact;
}

/* Only a hint: nothing is read in another way because of it. */
static int refuse_columns(const struct matching *matching, struct failure *failure)
{
    const struct plan_source *source = matching->source;
    struct failure unread = {0};
    char why[300];
    fail_at(failure, STATUS_DATA, matching->plan->file, matching->headings->first_line, 0, "the columns are not those of the codebook (%d mistake%s)", matching->mistakes, matching->mistakes == 1 ? "" : "s");
    const char *other = profile_recognise(matching->plan->file, source->options, why, &unread);
    if (other && strcmp(other, profile_name(source->profile)))
        return failure_hint(failure, "it looks like a file of the profile %s: %s; declare \"profile\": \"%s\" in the codebook or give --profile %s", other, why, other, other);
    return failure_hint(failure, "headings are a field's name or one of its \"aliases\"; columns to pass over stand in \"ignore\"; \"fieldsMatch\": \"subset\" passes over all others");
}

/* A file of more heading rows than were asked for would make people of them. */
static int check_profile(const struct plan_source *source, const char *path, long line, struct failure *failure)
{
    struct failure unread = {0};
    char why[300];
    const char *other = source->profile_declared ? NULL : profile_recognise(path, source->options, why, &unread);
    struct profile *profile = other ? profile_read(other, NULL, &unread) : NULL;
    bool more_rows = profile && profile_heading_rows(profile) > profile_heading_rows(source->profile);
    profile_destroy(profile);
    if (!more_rows) return 0;
    fail_at(failure, STATUS_DATA, path, line, 0, "it looks like a file of the profile %s: %s", other, why);
    return failure_hint(failure, "declare \"profile\": \"%s\" in the codebook or give --profile %s; \"profile\": \"plain\" reads it as one heading row all the same", other, other);
}

/* Looked up here and not in every row: most surveys ask most questions of everybody. */
static void find_routed(struct plan *plan)
{
    const struct codebook *book = plan->book;
    plan->routed = memory_new((size_t)book->field_count, sizeof *plan->routed);
    for (int f = 0; f < book->field_count; f++)
        if (book->fields[f].asked_if && plan->present[f] && !book->fields[f].drop) plan->routed[plan->routed_count++] = f;
}

int plan_make(struct plan *plan, const struct plan_source *source, struct csvfile *file, const char *path, struct failure *failure)
{
    const struct codebook *book = source->book;
    struct headings *headings = profile_headings(source->profile, file, failure);
    struct matching matching = {plan, source, headings, memory_new((size_t)book->field_count, sizeof *matching.column_of), 0};
    int result = -1;
    *plan = (struct plan){.book = book, .file = path, .converters = source->converters, .choices = source->choices, .period = source->period, .first_day = source->first_day, .last_day = source->last_day};
    plan->present = memory_new((size_t)book->field_count, sizeof *plan->present);
    plan->ticked = memory_new((size_t)book->choice_set_count, sizeof *plan->ticked);
    if (!headings) goto out;
    plan->separator = csvfile_separator(file);
    plan->column_count = (int)headings->count;
    plan->fields = memory_new(headings->count, sizeof *plan->fields);
    plan->must_be_empty = memory_new(headings->count, sizeof *plan->must_be_empty);
    if (check_shape(plan, source, headings, failure)) goto out;
    for (int f = 0; f < book->field_count; f++) matching.column_of[f] = -1;
    for (size_t c = 0; c < headings->count; c++) take_column(&matching, c);
    find_absent(&matching);
    find_plain(plan);
    find_routed(plan);
    result = matching.mistakes ? refuse_columns(&matching, failure) : check_profile(source, path, headings->first_line, failure);
out:
    headings_destroy(headings);
    free(matching.column_of);
    return result;
}

void plan_free(struct plan *plan)
{
    free(plan->fields);
    free(plan->must_be_empty);
    free(plan->present);
    free(plan->ticked);
    free(plan->plain);
    free(plan->routed);
    *plan = (struct plan){0};
}
