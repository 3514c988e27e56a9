#include "absent.h"

#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

enum { CROSS_LIMIT = 256 };

/* Breakdowns are counted several at a time, crossed as long as there are no more than CROSS_LIMIT combinations: one missing answer is then counted once for all of
 * them. The last group of each breakdown is those who are in none. */
struct block { int first, count, combinations; uint8_t *of; /* the combination of each row of the chunk at hand */ long people[CROSS_LIMIT]; };

struct absent {
    const struct codebook *book;
    int *groupings, grouping_count; /* those of one variable */
    struct block *blocks; int block_count;
    long (*counts)[CROSS_LIMIT][REASON_COUNT]; /* of each field and block */
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

static void make_blocks(struct absent *absent)
{
    absent->blocks = memory_new((size_t)absent->grouping_count + 1, sizeof *absent->blocks);
    absent->block_count = 1;
    absent->blocks[0].combinations = 1;
    for (int g = 0; g < absent->grouping_count; g++) {
        int groups = categories_of(absent, g) + 1;
        if (absent->blocks[absent->block_count - 1].combinations * groups > CROSS_LIMIT) absent->blocks[absent->block_count++] = (struct block){.first = g, .combinations = 1};
        absent->blocks[absent->block_count - 1].combinations *= groups;
        absent->blocks[absent->block_count - 1].count++;
    }
    for (int b = 0; b < absent->block_count; b++) absent->blocks[b].of = memory_new(CHUNK_ROWS, 1);
}

struct absent *absent_create(const struct codebook *book)
{
    struct absent *absent = memory_new(1, sizeof *absent);
    absent->book = book;
    absent->groupings = memory_new((size_t)book->grouping_count, sizeof *absent->groupings);
    for (int g = 0; g < book->grouping_count; g++)
        if (book->groupings[g].count == 1) absent->groupings[absent->grouping_count++] = g;
    make_blocks(absent);
    absent->counts = memory_new((size_t)book->field_count * (size_t)absent->block_count, sizeof *absent->counts);
    return absent;
}

void absent_destroy(struct absent *absent)
{
    if (!absent) return;
    for (int b = 0; b < absent->block_count; b++) free(absent->blocks[b].of);
    free(absent->groupings);
    free(absent->blocks);
    free(absent->counts);
    free(absent);
}

static void place_people(struct absent *absent, const struct columns *columns, const struct products *products, size_t rows)
{
    for (int b = 0; b < absent->block_count; b++) {
        struct block *block = &absent->blocks[b];
        memset(block->of, 0, rows);
        for (int g = block->first; g < block->first + block->count; g++) {
            struct group_variable variable = absent->book->groupings[absent->groupings[g]].variables[0];
            const uint8_t *codes = variable.field >= 0 ? columns_view(columns, variable.field).data : (const uint8_t *)products_get(products, variable.measure)->data;
            int count = categories_of(absent, g);
            for (size_t r = 0; r < rows; r++) block->of[r] = (uint8_t)(block->of[r] * (count + 1) + (codes[r] < count ? codes[r] : count));
        }
        for (size_t r = 0; r < rows; r++) block->people[block->of[r]]++;
    }
}

/* Rows that lack an answer are listed first, without a decision for each, then counted a block of combinations at a time. */
enum { LIST_ROWS = 2048 };
struct list { size_t count; uint16_t row[LIST_ROWS]; uint8_t reason[LIST_ROWS]; /* rows from the first of those looked at */ };

static void count_listed(const struct absent *absent, int f, size_t first, const struct list *list)
{
    for (int b = 0; b < absent->block_count; b++) {
        long(*counts)[REASON_COUNT] = absent->counts[(size_t)f * (size_t)absent->block_count + (size_t)b];
        const uint8_t *of = absent->blocks[b].of + first;
        for (size_t i = 0; i < list->count; i++) counts[of[list->row[i]]][list->reason[i]]++;
    }
}

/* Codes of missing answers have the upper four bits set, and most eight answers have none of these among them. */
static bool any_missing(const uint8_t *codes)
{
    uint64_t eight;
    memcpy(&eight, codes, sizeof eight);
    return (eight & eight << 1 & eight << 2 & eight << 3 & 0x8080808080808080u) != 0;
}

static inline void list_code(struct list *list, size_t row, uint8_t code)
{
    list->row[list->count] = (uint16_t)row;
    list->reason[list->count] = (uint8_t)(code - CODE_MISSING);
    list->count += code >= CODE_MISSING;
}

static void list_codes(struct list *list, const uint8_t *codes, size_t rows)
{
    size_t r = 0;
    for (; r + 8 <= rows; r += 8)
        if (any_missing(codes + r))
            for (size_t k = r; k < r + 8; k++) list_code(list, k, codes[k]);
    for (; r < rows; r++) list_code(list, r, codes[r]);
}

static void list_small(struct list *list, const int16_t *numbers, size_t rows)
{
    for (size_t r = 0; r < rows; r++) {
        list->row[list->count] = (uint16_t)r;
        list->reason[list->count] = (uint8_t)(numbers[r] - INT16_MIN);
        list->count += chunk_is_missing_int16(numbers[r]);
    }
}

static void list_numbers(struct list *list, const struct view *view, size_t first, size_t rows)
{
    for (size_t r = 0; r < rows; r++) {
        if (!view_is_missing(view, first + r)) continue;
        list->row[list->count] = (uint16_t)r;
        list->reason[list->count++] = (uint8_t)view_reason(view, first + r);
    }
}

static void count_field(const struct absent *absent, int f, const struct view *view, size_t rows)
{
    struct list list;
    for (size_t first = 0; first < rows; first += LIST_ROWS) {
        size_t some = rows - first < LIST_ROWS ? rows - first : LIST_ROWS;
        list.count = 0;
        if (view->kind == VIEW_CODES) list_codes(&list, (const uint8_t *)view->data + first, some);
        else if (view->kind == VIEW_INT16) list_small(&list, (const int16_t *)view->data + first, some);
        else list_numbers(&list, view, first, some);
        count_listed(absent, f, first, &list);
    }
}

void absent_add(struct absent *absent, const struct columns *columns, const struct products *products, size_t rows)
{
    place_people(absent, columns, products, rows);
    for (int f = 0; f < absent->book->field_count; f++) {
        if (!is_counted(absent->book, f)) continue;
        struct view view = columns_view(columns, f);
        count_field(absent, f, &view, rows);
    }
}

/* A group and what is told of it. */
struct place { const char *by, *grp; int grouping, category; /* grouping -1: everybody */ };

/* Is a combination of the block in the group? */
static bool is_in(const struct absent *absent, const struct block *block, int combination, struct place place)
{
    if (place.grouping < 0) return true;
    for (int g = block->first + block->count - 1; g > place.grouping; g--) combination /= categories_of(absent, g) + 1;
    return combination % (categories_of(absent, place.grouping) + 1) == place.category;
}

static int block_of(const struct absent *absent, struct place place)
{
    int b = 0;
    while (place.grouping >= absent->blocks[b].first + absent->blocks[b].count) b++;
    return b;
}

static long people_in(const struct absent *absent, struct place place)
{
    const struct block *block = &absent->blocks[block_of(absent, place)];
    long people = 0;
    for (int c = 0; c < block->combinations; c++) people += is_in(absent, block, c, place) ? block->people[c] : 0;
    return people;
}

static void sum(const struct absent *absent, int f, struct place place, long counts[REASON_COUNT])
{
    int b = block_of(absent, place);
    for (int c = 0; c < absent->blocks[b].combinations; c++)
        for (int reason = 0; reason < REASON_COUNT && absent->blocks[b].people[c] && is_in(absent, &absent->blocks[b], c, place); reason++)
            counts[reason] += absent->counts[(size_t)f * (size_t)absent->block_count + (size_t)b][c][reason];
}

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
    long counts[REASON_COUNT] = {0};
    sum(absent, f, place, counts);
    long answered = people_in(absent, place), asked = answered - counts[REASON_NOT_ASKED];
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
    bool any = people_in(absent, place) > 0;
    for (int f = 0; any && !result && f < absent->book->field_count; f++)
        if (is_counted(absent->book, f)) result = write_field(absent, f, place, store, wave, failure);
    return result;
}

int absent_write(const struct absent *absent, struct store *store, const char *wave, struct failure *failure)
{
    int result = write_place(absent, (struct place){"all", "all", -1, 0}, store, wave, failure);
    for (int g = 0; g < absent->grouping_count; g++) {
        const struct grouping *grouping = &absent->book->groupings[absent->groupings[g]];
        int count;
        const struct category *categories = codebook_categories(absent->book, grouping->variables[0], &count);
        for (int c = 0; !result && c < count; c++) result = write_place(absent, (struct place){grouping->name, categories[c].value, g, c}, store, wave, failure);
    }
    return result;
}
