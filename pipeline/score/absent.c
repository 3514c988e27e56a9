#include "absent.h"

#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

struct absent {
    const struct codebook *book;
    int *groupings, grouping_count; /* those of one variable; everybody is cell 0 */
    int *first, cell_count;         /* first cell of each */
    long *people;                   /* of each cell */
    long *counts;                   /* fields x cells x reasons */
    const uint8_t **codes;          /* of each grouping, of the chunk at hand */
};

static bool is_counted(const struct codebook *book, int f)
{
    const struct field *field = &book->fields[f];
    return !field->drop && field->type != FIELD_TEXT && field->type != FIELD_TERM && f != book->identifier && f != book->cluster;
}

static int categories_of(const struct absent *absent, int g)
{
    int count;
    codebook_categories(absent->book, absent->book->groupings[absent->groupings[g]].variables[0], &count);
    return count;
}

struct absent *absent_create(const struct codebook *book)
{
    struct absent *absent = memory_new(1, sizeof *absent);
    absent->book = book;
    absent->groupings = memory_new((size_t)book->grouping_count, sizeof *absent->groupings);
    absent->first = memory_new((size_t)book->grouping_count, sizeof *absent->first);
    absent->codes = memory_new((size_t)book->grouping_count, sizeof *absent->codes);
    absent->cell_count = 1;
    for (int g = 0; g < book->grouping_count; g++) {
        if (book->groupings[g].count != 1) continue;
        absent->groupings[absent->grouping_count] = g;
        absent->first[absent->grouping_count] = absent->cell_count;
        absent->cell_count += categories_of(absent, absent->grouping_count++);
    }
    absent->people = memory_new((size_t)absent->cell_count, sizeof *absent->people);
    absent->counts = memory_new((size_t)book->field_count * (size_t)absent->cell_count * REASON_COUNT, sizeof *absent->counts);
    return absent;
}

void absent_destroy(struct absent *absent)
{
    if (!absent) return;
    void *parts[] = {absent->groupings, absent->first, absent->people, absent->counts, absent->codes};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    free(absent);
}

static void count_people(struct absent *absent, const struct columns *columns, const struct products *products, size_t rows)
{
    absent->people[0] += (long)rows;
    for (int g = 0; g < absent->grouping_count; g++) {
        struct group_variable variable = absent->book->groupings[absent->groupings[g]].variables[0];
        long codes[256] = {0};
        absent->codes[g] = variable.field >= 0 ? columns_view(columns, variable.field).data : (const uint8_t *)products_get(products, variable.measure)->data;
        for (size_t r = 0; r < rows; r++) codes[absent->codes[g][r]]++;
        for (int c = 0, count = categories_of(absent, g); c < count; c++) absent->people[absent->first[g] + c] += codes[c];
    }
}

static void count_row(struct absent *absent, long *counts, size_t row, int reason)
{
    counts[reason]++;
    for (int g = 0; g < absent->grouping_count; g++) {
        int code = absent->codes[g][row];
        if (code < CODE_MISSING) counts[(size_t)(absent->first[g] + code) * REASON_COUNT + (size_t)reason]++;
    }
}

/* Codes of missing answers have the upper four bits set, and most eight answers have none of these among them. */
static bool any_missing(const uint8_t *codes)
{
    uint64_t eight;
    memcpy(&eight, codes, sizeof eight);
    return (eight & eight << 1 & eight << 2 & eight << 3 & 0x8080808080808080u) != 0;
}

static void count_field(struct absent *absent, int f, const struct view *view, size_t rows)
{
    long *counts = absent->counts + (size_t)f * (size_t)absent->cell_count * REASON_COUNT;
    for (size_t r = 0; r < rows; r++) {
        if (view->kind == VIEW_CODES && r + 8 <= rows && !any_missing((const uint8_t *)view->data + r)) r += 7;
        else if (view_is_missing(view, r)) count_row(absent, counts, r, view_reason(view, r));
    }
}

void absent_add(struct absent *absent, const struct columns *columns, const struct products *products, size_t rows)
{
    count_people(absent, columns, products, rows);
    for (int f = 0; f < absent->book->field_count; f++) {
        if (!is_counted(absent->book, f)) continue;
        struct view view = columns_view(columns, f);
        count_field(absent, f, &view, rows);
    }
}

/* A group and what is told of it. */
struct place { const char *by, *grp; int cell; };

static int put(struct store *store, const char *wave, struct place place, const char *variable, const char *reason, const char *value, long n, long asked, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_missing_count");
    const char *values[] = {wave, place.by, place.grp, variable, reason, value};
    for (int i = 0; i < 6; i++) statement_text(insert, i + 1, values[i]);
    statement_integer(insert, 7, n);
    statement_integer(insert, 8, asked);
    return statement_run(insert, failure);
}

static int write_field(const struct absent *absent, int f, struct place place, struct store *store, const char *wave, struct failure *failure)
{
    const struct field *field = &absent->book->fields[f];
    const long *counts = absent->counts + ((size_t)f * (size_t)absent->cell_count + (size_t)place.cell) * REASON_COUNT;
    long asked = absent->people[place.cell] - counts[REASON_NOT_ASKED], answered = absent->people[place.cell];
    for (int reason = 0; reason < REASON_COUNT; reason++) {
        struct missing_value named = columns_reason(field, reason);
        answered -= counts[reason];
        if (counts[reason] && put(store, wave, place, field->name, named.label, named.value, counts[reason], asked, failure)) return -1;
    }
    return put(store, wave, place, field->name, "answered", "", answered, asked, failure);
}

static int write_place(const struct absent *absent, struct place place, struct store *store, const char *wave, struct failure *failure)
{
    int result = 0;
    for (int f = 0; !result && f < absent->book->field_count && absent->people[place.cell]; f++)
        if (is_counted(absent->book, f)) result = write_field(absent, f, place, store, wave, failure);
    return result;
}

int absent_write(const struct absent *absent, struct store *store, const char *wave, struct failure *failure)
{
    int result = write_place(absent, (struct place){"all", "all", 0}, store, wave, failure);
    for (int g = 0; g < absent->grouping_count; g++) {
        const struct grouping *grouping = &absent->book->groupings[absent->groupings[g]];
        int count;
        const struct category *categories = codebook_categories(absent->book, grouping->variables[0], &count);
        for (int c = 0; !result && c < count; c++) result = write_place(absent, (struct place){grouping->name, categories[c].value, absent->first[g] + c}, store, wave, failure);
    }
    return result;
}
