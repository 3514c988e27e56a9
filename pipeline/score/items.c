#include "items.h"

#include <stdlib.h>

#include "memory.h"
#include "moments.h"

struct items { const struct codebook *book; struct moments *moments; /* by measure; without items where it is none of these */ };

static bool is_scale(const struct measure *measure)
{
    return (measure->kind == MEASURE_MEAN || measure->kind == MEASURE_SUM) && measure->operand_count >= 2 && measure->operand_count <= MOMENTS_ITEM_LIMIT;
}

struct items *items_create(const struct codebook *book)
{
    struct items *items = memory_new(1, sizeof *items);
    items->book = book;
    items->moments = memory_new((size_t)book->measure_count, sizeof *items->moments);
    for (int m = 0; m < book->measure_count; m++) {
        if (!is_scale(&book->measures[m])) continue;
        items->moments[m].items = book->measures[m].operand_count;
        moments_begin(&items->moments[m]);
    }
    return items;
}

void items_destroy(struct items *items)
{
    if (!items) return;
    for (int m = 0; m < items->book->measure_count; m++) moments_end(&items->moments[m]);
    free(items->moments);
    free(items);
}

void items_add(struct items *items, const struct products *products, size_t rows)
{
    struct view views[OPERAND_LIMIT];
    for (int m = 0; m < items->book->measure_count; m++) {
        if (!items->moments[m].items) continue;
        products_views(products, m, views);
        moments_add_chunk(&items->moments[m], views, rows);
    }
}

/* A row an item and each that stands before it; shift, sum and pairs belong to the item alone. Those who answered both are the complete cases and the others. */
static int write_moment(const struct moments *moments, int item, int other, const char *measure, const char *name, struct store *store, const char *wave, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_item_moment");
    int at = item * moments->items + other, turned = other * moments->items + item;
    statement_text(insert, 1, wave);
    statement_text(insert, 2, measure);
    statement_integer(insert, 3, item);
    statement_integer(insert, 4, other);
    statement_text(insert, 5, name);
    statement_integer(insert, 6, moments->n);
    statement_real(insert, 7, moments->products[at]);
    if (item == other) {
        statement_real(insert, 8, moments->shifts[item]);
        statement_real(insert, 9, moments->sums[item]);
        statement_integer(insert, 10, moments->pairs[item]);
    } else
        for (int i = 8; i <= 10; i++) statement_null(insert, i);
    statement_integer(insert, 11, moments->n + moments->pair_n[at]);
    statement_real(insert, 12, moments->products[at] + moments->pair_products[at]);
    statement_real(insert, 13, moments->sums[item] + moments->pair_sums[at]);
    statement_real(insert, 14, moments->sums[other] + moments->pair_sums[turned]);
    return statement_run(insert, failure);
}

int items_write(const struct items *items, struct store *store, const char *wave, struct failure *failure)
{
    for (int m = 0; m < items->book->measure_count; m++) {
        const struct measure *measure = &items->book->measures[m];
        for (int i = 0; i < items->moments[m].items; i++)
            for (int other = 0; other <= i; other++)
                if (write_moment(&items->moments[m], i, other, measure->name, codebook_operand_name(items->book, &measure->operands[i]), store, wave, failure)) return -1;
    }
    return 0;
}
