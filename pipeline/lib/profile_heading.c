/* 1 reading the rows   2 names of one column   3 names that columns share */
#include "profile_internal.h"

#include <stdlib.h>
#include <string.h>

/* 1 reading the rows */

struct collect { struct arena *arena; struct text *cells; size_t count, room; long line; bool seen; };

static void on_field(void *context, struct text field)
{
    struct collect *collect = context;
    collect->cells = memory_grow(collect->cells, collect->count, &collect->room, sizeof *collect->cells);
    collect->cells[collect->count++] = (struct text){arena_copy(collect->arena, field.at, field.length), field.length};
}

static void on_record(void *context, long line)
{
    struct collect *collect = context;
    collect->line = line;
    collect->seen = true;
}

/* A quote lost in one heading row and found in the next makes one row of two, and a heading row of the first answers. Of few columns a long question could look so. */
static int refuse_merged(const struct csvfile *file, const struct collect *collect, struct failure *failure)
{
    for (size_t c = 0; collect->count >= 5 && c < collect->count; c++) {
        if (!csv_looks_merged(collect->cells[c], c, collect->count, csvfile_separator(file))) continue;
        fail_at(failure, STATUS_DATA, csvfile_path(file), collect->line, (long)c + 1, "a heading holds a line break and the rest of its row: a closing quote was probably lost");
        return failure_hint(failure, "look at the quotes of the headings");
    }
    return 0;
}

int profile_heading_read(struct csvfile *file, int rows, struct arena *arena, struct grid *grid, struct failure *failure)
{
    *grid = (struct grid){0};
    for (; grid->count < rows; grid->count++) {
        struct collect collect = {.arena = arena};
        int result = csvfile_header(file, &(struct csv_handler){&collect, on_field, on_record}, failure);
        bool more = !result && collect.seen;
        if (more) result = refuse_merged(file, &collect, failure);
        if (more) {
            for (size_t c = 0; c < collect.count; c++) collect.cells[c] = text_trim(collect.cells[c]);
            struct text *cells = arena_new(arena, collect.count + 1, sizeof *cells);
            memcpy(cells, collect.cells, collect.count * sizeof *cells);
            grid->rows[grid->count] = (struct heading_row){cells, collect.count, collect.line};
        }
        free(collect.cells);
        if (result) return -1;
        if (!more) break;
    }
    return 0;
}

static int check_rows(const struct profile *profile, const struct csvfile *file, const struct grid *grid, struct failure *failure)
{
    const char *path = csvfile_path(file);
    if (grid->count < profile->rows) {
        fail_at(failure, STATUS_DATA, path, grid->rows[grid->count - 1].line, 0, "the file ends within its heading rows: the profile '%s' has %d of them", profile->name, profile->rows);
        return failure_hint(failure, "export it again, or name another profile in the codebook");
    }
    for (int r = 1; r < profile->rows; r++) {
        if (grid->rows[r].width == grid->rows[0].width) continue;
        fail_at(failure, STATUS_DATA, path, grid->rows[r].line, 0, "heading row %d has %zu columns, the first has %zu", r + 1, grid->rows[r].width, grid->rows[0].width);
        return failure_hint(failure, "the profile '%s' has %d heading rows; is the file of another kind?", profile->name, profile->rows);
    }
    return 0;
}

/* Heading rows that somebody deleted would make heading rows of people. What stands there is not quoted: it may be answers. */
static int check_signs(const struct profile *profile, const struct csvfile *file, const struct grid *grid, struct failure *failure)
{
    if (profile->rows < 2 || !profile->sign_count || profile_recognise_why(profile, grid)) return 0;
    fail_at(failure, STATUS_DATA, csvfile_path(file), grid->rows[0].line, 0, "the first %d rows are not the heading rows of the profile '%s'", profile->rows, profile->name);
    return failure_hint(failure, "of such a file, %s; if heading rows were deleted, export it again, or read it as plain", profile->signs[0].why);
}

/* 2 names of one column */

/* What is at hand while names are being made; lists: those of each column, while they can still be written. */
struct maker { const struct profile *profile; const struct grid *grid; struct arena *arena; const char ***lists; struct buffer room; };

static bool same_normal(struct maker *maker, const char *a, const char *b)
{
    struct buffer second = {0};
    bool same = text_equal(text_normalise(text_of(a), &maker->room), text_normalise(text_of(b), &second));
    buffer_free(&second);
    return same;
}

static bool matches(const struct heading *heading, struct strings patterns)
{
    if (!heading->count) return profile_pattern_any(patterns, text_of(""));
    for (int i = 0; i < heading->count; i++)
        if (profile_pattern_any(patterns, text_of(heading->names[i]))) return true;
    return false;
}

static const char *part_of(struct maker *maker, const char *name, size_t column)
{
    struct text found = profile_part_value(maker->profile, text_of(name), maker->grid, column);
    return found.length ? arena_copy(maker->arena, found.at, found.length) : NULL;
}

static void make_names(struct maker *maker, struct heading *heading, size_t column)
{
    const struct profile *profile = maker->profile;
    const char **names = arena_new(maker->arena, (size_t)profile->names.count + 1, sizeof *names); /* one more: for a number */
    for (int i = 0; i < profile->names.count; i++) {
        const char *name = profile_part_fill(maker->arena, profile, profile->names.at[i], maker->grid, column);
        bool known = !name;
        for (int n = 0; !known && n < heading->count; n++) known = same_normal(maker, names[n], name);
        if (!known) names[heading->count++] = name;
    }
    heading->names = maker->lists[column] = names;
    heading->shown = heading->count ? names[0] : "";
}

static void classify(const struct profile *profile, struct heading *heading)
{
    for (int role = 1; role < HEADING_ROLES && !heading->role; role++)
        if (heading->count && matches(heading, profile->roles[role])) heading->role = (enum heading_role)role;
    heading->system = matches(heading, profile->system) || heading->role > HEADING_IDENTIFIER;
    heading->personal = matches(heading, profile->personal);
    for (int i = 0; i < heading->count; i++) heading->personal |= profile_is_personal(text_of(heading->names[i]));
    heading->personal |= heading->choice && profile_is_personal(text_of(heading->choice)); /* "Contact Information [Phone Number]" */
    for (int i = 0; i < profile->refused_count && !heading->refused; i++)
        if (matches(heading, profile->refused[i].columns)) heading->refused = profile->refused[i].why;
}

/* 3 names that columns share */

struct entry { const char *normal; size_t column; int rank; };

static int by_normal(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = strcmp(a->normal, b->normal);
    if (order) return order;
    if (a->column != b->column) return a->column < b->column ? -1 : 1;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

static struct entry *list_names(struct maker *maker, const struct headings *headings, size_t *count)
{
    struct entry *entries = memory_new(headings->count * (size_t)maker->profile->names.count + 1, sizeof *entries);
    for (size_t c = 0; c < headings->count; c++)
        for (int n = 0; n < headings->columns[c].count; n++) {
            struct text normal = text_normalise(text_of(headings->columns[c].names[n]), &maker->room);
            entries[(*count)++] = (struct entry){arena_copy(maker->arena, normal.at, normal.length), c, n};
        }
    qsort(entries, *count, sizeof *entries, by_normal);
    return entries;
}

static int find_normal(const void *key, const void *entry)
{
    return strcmp(key, ((const struct entry *)entry)->normal);
}

/* "Other" of three columns is also "Other #1" to "Other #3", unless a heading is called so. */
static void add_number(struct maker *maker, struct headings *headings, size_t column, int number, const struct entry *entries, size_t count)
{
    const char *name = arena_format(maker->arena, "%s #%d", maker->lists[column][0], number);
    if (bsearch(text_normalise(text_of(name), &maker->room).at, entries, count, sizeof *entries, find_normal)) return;
    maker->lists[column][headings->columns[column].count++] = name;
}

/* How many entries from `first` on have the same normal form. */
static size_t run_length(const struct entry *entries, size_t first, size_t count)
{
    size_t end = first + 1;
    while (end < count && !strcmp(entries[end].normal, entries[first].normal)) end++;
    return end - first;
}

static void take_out_shared(struct maker *maker, struct headings *headings, const struct entry *entries, size_t count)
{
    for (size_t first = 0, run; first < count; first += run) {
        run = run_length(entries, first, count);
        for (size_t i = first; run > 1 && i < first + run; i++)
            if (entries[i].rank) maker->lists[entries[i].column][entries[i].rank] = NULL;
    }
    for (size_t c = 0; c < headings->count; c++) {
        int kept = 0;
        for (int n = 0; n < headings->columns[c].count; n++)
            if (maker->lists[c][n]) maker->lists[c][kept++] = maker->lists[c][n];
        headings->columns[c].count = kept;
    }
}

static void number_shared(struct maker *maker, struct headings *headings, const struct entry *entries, size_t count)
{
    for (size_t first = 0, run; first < count; first += run) {
        int best = 0, number = 0;
        run = run_length(entries, first, count);
        for (size_t i = first; i < first + run; i++) best += entries[i].rank == 0;
        for (size_t i = first; best > 1 && i < first + run; i++)
            if (!entries[i].rank) add_number(maker, headings, entries[i].column, ++number, entries, count);
    }
}

static void settle_shared(struct maker *maker, struct headings *headings)
{
    size_t count = 0;
    struct entry *entries = list_names(maker, headings, &count);
    take_out_shared(maker, headings, entries, count);
    number_shared(maker, headings, entries, count);
    free(entries);
}

struct whole { struct headings headings; struct arena *arena; };

static void make(const struct profile *profile, struct grid *grid, struct whole *whole)
{
    profile_part_survey(profile, grid);
    struct headings *headings = &whole->headings;
    headings->count = grid->rows[0].width;
    struct maker maker = {profile, grid, whole->arena, arena_new(whole->arena, headings->count + 1, sizeof *maker.lists), {0}};
    headings->first_line = grid->rows[0].line;
    headings->line = grid->rows[profile->rows - 1].line;
    headings->columns = arena_new(whole->arena, headings->count + 1, sizeof *headings->columns);
    for (size_t c = 0; c < headings->count; c++) {
        struct heading *heading = &headings->columns[c];
        make_names(&maker, heading, c);
        heading->question = part_of(&maker, "question", c);
        heading->choice = heading->question ? part_of(&maker, "choice", c) : NULL;
        if (!heading->choice) heading->question = NULL;
        classify(profile, heading);
        if (heading->refused) heading->refused = arena_copy(whole->arena, heading->refused, strlen(heading->refused)); /* headings may outlive their profile */
    }
    settle_shared(&maker, headings);
    buffer_free(&maker.room);
}

struct headings *profile_headings(const struct profile *profile, struct csvfile *file, struct failure *failure)
{
    struct arena *arena = arena_create();
    struct whole *whole = arena_new(arena, 1, sizeof *whole);
    struct grid grid;
    whole->arena = arena;
    if (profile_heading_read(file, profile->rows, arena, &grid, failure)) goto refused;
    if (!grid.count) return &whole->headings;
    if (check_rows(profile, file, &grid, failure) || check_signs(profile, file, &grid, failure)) goto refused;
    make(profile, &grid, whole);
    return &whole->headings;
refused:
    arena_destroy(arena);
    return NULL;
}

void headings_destroy(struct headings *headings)
{
    if (headings) arena_destroy(((struct whole *)headings)->arena);
}
