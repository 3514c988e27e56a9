#include "product.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

enum { ALL_CODES = 256 };

const char *const product_encoding_names[] = {"code8", "int16", "int32", "real64"};
const size_t product_encoding_bytes[] = {1, 2, 4, 8};
static const enum view_kind view_kinds[] = {VIEW_CODES, VIEW_INT32, VIEW_INT32, VIEW_REAL};

/* What an operand's codes mean, spread out to all 256 of them. */
struct lookup { double scores[ALL_CODES]; bool matches[ALL_CODES]; };

struct products {
    const struct codebook *book;
    const struct themes *themes;
    struct product *at;
    struct lookup **lookups; /* by measure: one an operand */
    struct view **views;     /* by measure: its operands in the chunk at hand */
    char ***taken;           /* by measure and operand: answers to an instrument's item by a number, as they are taken; NULL for all others */
    bool decided;
    struct scratch scratch;
};

static void fill_lookup(struct lookup *lookup, const struct codebook *book, const struct operand *operand)
{
    const struct field *field = operand->field >= 0 ? &book->fields[operand->field] : NULL;
    const struct measure *measure = operand->measure >= 0 ? &book->measures[operand->measure] : NULL;
    int count = operand->legal ? operand->legal_count : field ? field->category_count : measure->shape == SHAPE_YES_NO ? 2 : measure->category_count;
    for (int c = 0; c < ALL_CODES; c++) {
        lookup->scores[c] = NAN;
        if (c >= count) continue;
        if (operand->scores) lookup->scores[c] = operand->scores[c];
        else if (measure && measure->shape == SHAPE_YES_NO) lookup->scores[c] = c == 0;
        if (operand->matches) lookup->matches[c] = operand->matches[c];
    }
}

struct products *products_create(const struct codebook *book, const struct themes *themes)
{
    struct products *products = memory_new(1, sizeof *products);
    products->book = book;
    products->themes = themes;
    products->at = memory_new((size_t)book->measure_count, sizeof *products->at);
    products->lookups = memory_new((size_t)book->measure_count, sizeof *products->lookups);
    products->views = memory_new((size_t)book->measure_count, sizeof *products->views);
    products->taken = memory_new((size_t)book->measure_count, sizeof *products->taken);
    for (int m = 0; m < book->measure_count; m++) {
        const struct measure *measure = &book->measures[m];
        products->lookups[m] = memory_new((size_t)measure->operand_count, sizeof **products->lookups);
        products->views[m] = memory_new((size_t)measure->operand_count, sizeof **products->views);
        products->taken[m] = memory_new((size_t)measure->operand_count, sizeof **products->taken);
        for (int o = 0; o < measure->operand_count; o++) {
            fill_lookup(&products->lookups[m][o], book, &measure->operands[o]);
            if (measure->operands[o].legal || measure->operands[o].bounded) products->taken[m][o] = memory_new(CHUNK_ROWS, sizeof(double));
        }
        bool is_scale = measure->kind == MEASURE_MEAN || measure->kind == MEASURE_SUM;
        for (int room = 0; room < 2 && is_scale && measure->operand_count > 1 && measure->minimum_answered < measure->operand_count; room++) products->at[m].complete[room] = memory_new(CHUNK_ROWS, 1);
    }
    products->scratch = (struct scratch){memory_new(CHUNK_ROWS, sizeof(int64_t)), memory_new(CHUNK_ROWS, sizeof(double)), memory_new(CHUNK_ROWS, sizeof(double)), memory_new(CHUNK_ROWS, 1), memory_new(CHUNK_ROWS, 1)};
    return products;
}

void products_destroy(struct products *products)
{
    if (!products) return;
    for (int m = 0; m < products->book->measure_count; m++) {
        for (int o = 0; o < products->book->measures[m].operand_count; o++) free(products->taken[m][o]);
        free(products->taken[m]);
        free(products->views[m]);
        for (int room = 0; room < 2; room++) {
            free(products->at[m].rooms[room]);
            free(products->at[m].complete[room]);
        }
        if (products->at[m].encoding == PRODUCT_INT16) free(products->at[m].data);
        free(products->lookups[m]);
    }
    free(products->scratch.sums);
    free(products->scratch.totals);
    free(products->scratch.sizes);
    free(products->scratch.answered);
    free(products->scratch.hits);
    free(products->at);
    free(products->taken);
    free(products->views);
    free(products->lookups);
    free(products);
}

/* An item that is answered by a number: what its instrument does not know is not scored. */
static struct view take_answers(struct products *products, int m, int o, struct view view, size_t rows)
{
    const struct operand *operand = &products->book->measures[m].operands[o];
    struct answers_taken taken = {.room = products->taken[m][o]};
    if (operand->legal) scale_take_legal(&view, rows, operand->legal, operand->legal_count, &taken);
    else scale_take_range(&view, rows, operand->minimum, operand->maximum, operand->reverse, &taken);
    products->at[m].illegal_values += taken.illegal;
    return taken.view;
}

static double largest_of(const struct field *field, const struct operand *operand)
{
    return operand->bounded ? fmax(fabs(operand->minimum), fabs(operand->maximum)) : fmax(fabs(field->minimum), fabs(field->maximum));
}

static struct view view_of(struct products *products, const struct columns *columns, int m, int o, size_t rows, double *largest)
{
    const struct operand *operand = &products->book->measures[m].operands[o];
    struct view view;
    *largest = 0;
    if (operand->field >= 0) {
        view = columns_view(columns, operand->field);
        if (operand->legal || operand->bounded) view = take_answers(products, m, o, view, rows);
        if (view.kind != VIEW_CODES) *largest = largest_of(&products->book->fields[operand->field], operand);
    } else {
        const struct product *product = &products->at[operand->measure];
        view = (struct view){.kind = view_kinds[product->encoding], .data = product->data, .fraction = product->fraction};
        *largest = product->largest;
    }
    view.scores = products->lookups[m][o].scores;
    view.matches = products->lookups[m][o].matches;
    for (int c = 0; view.kind == VIEW_CODES && c < CODE_MISSING; c++)
        if (fabs(view.scores[c]) > *largest) *largest = fabs(view.scores[c]);
    return view;
}

static bool is_whole(const struct view *view)
{
    return (view->kind == VIEW_INT16 || view->kind == VIEW_INT32) && view->fraction.step == 1 && view->fraction.denominator == 1;
}

static void decide_mean(struct product *product, const struct measure *measure, const struct view *views, const double *largest)
{
    bool is_sum = measure->kind == MEASURE_SUM;
    for (int o = 0; o < measure->operand_count; o++) product->largest = fmax(product->largest, largest[o] * (is_sum ? measure->operand_count : 1));
    if (scale_fraction(views, measure->operand_count, largest, measure->minimum_answered, is_sum, &product->multiplier, &product->fraction)) product->encoding = PRODUCT_INT32;
    else product->encoding = PRODUCT_REAL64, product->multiplier = 0;
}

static bool is_small(const struct product *product)
{
    return product->largest * (double)product->fraction.denominator / (double)product->fraction.step <= INT16_MAX - REASON_COUNT;
}

/* How a measure is kept, from what its operands can be. */
static void decide(struct product *product, const struct measure *measure, const struct view *views, const double *largest)
{
    product->fraction = (struct fraction){1, 1};
    product->largest = 0;
    switch (measure->kind) {
    case MEASURE_MEAN:
    case MEASURE_SUM: decide_mean(product, measure, views, largest); break;
    case MEASURE_RATIO: product->encoding = PRODUCT_REAL64; product->largest = INFINITY; break;
    case MEASURE_DIFFERENCE:
        product->largest = largest[0] + largest[1];
        product->encoding = is_whole(&views[0]) && is_whole(&views[1]) && product->largest < 2e9 ? PRODUCT_INT32 : PRODUCT_REAL64;
        break;
    case MEASURE_COUNT: product->encoding = PRODUCT_INT32; product->largest = measure->operand_count; break;
    case MEASURE_ITEM:
        product->largest = largest[0];
        product->fraction = views[0].fraction;
        product->encoding = views[0].kind == VIEW_CODES ? PRODUCT_CODE8 : views[0].kind == VIEW_REAL ? PRODUCT_REAL64 : PRODUCT_INT32;
        break;
    case MEASURE_ANY:
    case MEASURE_ALL:
    case MEASURE_IN:
    case MEASURE_BAND:
    case MEASURE_CODE: product->encoding = PRODUCT_CODE8; break;
    }
    if (product->encoding == PRODUCT_INT32 && is_small(product)) {
        product->encoding = PRODUCT_INT16;
        product->data = memory_new(CHUNK_ROWS, sizeof(int32_t));
    }
    for (int room = 0; room < 2; room++) product->rooms[room] = memory_new(CHUNK_ROWS, product_encoding_bytes[product->encoding]);
}

static void copy_item(const struct product *product, const struct view *view, size_t rows)
{
    if (view->kind != VIEW_INT16) {
        static const size_t bytes[] = {[VIEW_CODES] = 1, [VIEW_INT32] = 4, [VIEW_REAL] = 8};
        memcpy(product->data, view->data, rows * bytes[view->kind]);
        return;
    }
    int32_t *out = (int32_t *)(void *)product->data;
    const int16_t *numbers = view->data;
    for (size_t r = 0; r < rows; r++) out[r] = chunk_is_missing_int16(numbers[r]) ? INT32_MIN + (numbers[r] - INT16_MIN) : numbers[r];
}

static void compute(struct products *products, int m, const struct view *views, int64_t first_row, size_t rows)
{
    const struct measure *measure = &products->book->measures[m];
    const struct product *product = &products->at[m];
    int count = measure->operand_count, needed = measure->minimum_answered;
    bool is_sum = measure->kind == MEASURE_SUM;
    struct scratch *scratch = &products->scratch;
    int32_t *whole = (int32_t *)(void *)product->data;
    double *real = (double *)(void *)product->data;
    uint8_t *codes = (uint8_t *)product->data;
    struct scale_band bands[CATEGORY_LIMIT];
    switch (measure->kind) {
    case MEASURE_MEAN:
    case MEASURE_SUM:
        if (product->multiplier) scale_mean_whole(views, count, rows, needed, is_sum, product->multiplier, product->fraction, scratch, whole);
        else scale_mean_real(views, count, rows, needed, is_sum, scratch, real);
        break;
    case MEASURE_RATIO: scale_ratio(&views[0], &views[1], rows, real); break;
    case MEASURE_DIFFERENCE:
        if (product->encoding != PRODUCT_REAL64) scale_difference_whole(&views[0], &views[1], rows, whole);
        else scale_difference_real(&views[0], &views[1], rows, real);
        break;
    case MEASURE_COUNT: scale_count(views, count, rows, needed, measure->minimum, measure->maximum, scratch, whole); break;
    case MEASURE_ANY:
    case MEASURE_IN: scale_yes_no(views, count, rows, needed, SCALE_ANY, measure->minimum, measure->maximum, scratch, codes); break;
    case MEASURE_ALL: scale_yes_no(views, count, rows, needed, SCALE_ALL, measure->minimum, measure->maximum, scratch, codes); break;
    case MEASURE_ITEM: copy_item(product, &views[0], rows); break;
    case MEASURE_CODE: themes_fill(products->themes, m, first_row, rows, codes); break;
    case MEASURE_BAND:
        for (int b = 0; b < measure->band_count; b++) bands[b] = (struct scale_band){measure->bands[b].minimum, measure->bands[b].maximum, measure->bands[b].matches};
        scale_band(&views[0], rows, bands, measure->band_count, codes);
    }
}

/* Small whole numbers as they are stored; a reason stays the reason. */
static void pack(const struct product *product, size_t rows, int room)
{
    const int32_t *data = (const int32_t *)(void *)product->data;
    int16_t *out = (int16_t *)(void *)product->rooms[room];
    for (size_t r = 0; r < rows; r++) out[r] = (int16_t)(chunk_is_missing_int32(data[r]) ? INT16_MIN + (data[r] - INT32_MIN) : data[r]);
}

/* The scratch still holds how many answers each score was made of. */
static void mark_complete(const struct scratch *scratch, int count, size_t rows, uint8_t *complete)
{
    for (size_t r = 0; r < rows; r++) complete[r] = scratch->answered[r] == count;
}

static void count_rows(struct product *product, size_t rows)
{
    struct view view = {.kind = view_kinds[product->encoding], .data = product->data, .fraction = {1, 1}};
    long missing[REASON_COUNT] = {0};
    scale_count_reasons(&view, rows, &product->scored, missing);
    for (int reason = 0; reason < REASON_COUNT; reason++) {
        if (reason <= REASON_NOT_REACHED) product->no_answer += missing[reason];
        else if (reason < REASON_NOT_ASKED) product->not_applicable += missing[reason];
        else if (reason == REASON_NOT_ASKED) product->not_asked += missing[reason];
        else product->too_few_answers += missing[reason];
    }
}

void products_compute(struct products *products, const struct columns *columns, int64_t first_row, size_t rows, int room)
{
    double largest[OPERAND_LIMIT];
    for (int m = 0; m < products->book->measure_count; m++) {
        const struct measure *measure = &products->book->measures[m];
        struct view *views = products->views[m];
        assert(measure->operand_count <= OPERAND_LIMIT);
        for (int o = 0; o < measure->operand_count; o++) views[o] = view_of(products, columns, m, o, rows, &largest[o]);
        if (!products->decided) decide(&products->at[m], measure, views, largest);
        if (products->at[m].encoding != PRODUCT_INT16) products->at[m].data = products->at[m].rooms[room];
        compute(products, m, views, first_row, rows);
        if (products->at[m].complete[room]) mark_complete(&products->scratch, measure->operand_count, rows, products->at[m].complete[room]);
        if (products->at[m].encoding == PRODUCT_INT16) pack(&products->at[m], rows, room);
        count_rows(&products->at[m], rows);
    }
    products->decided = true;
}

void products_views(const struct products *products, int measure, struct view *views)
{
    memcpy(views, products->views[measure], (size_t)products->book->measures[measure].operand_count * sizeof *views);
}

const struct product *products_get(const struct products *products, int measure) { return &products->at[measure]; }
