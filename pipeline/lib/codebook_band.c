#include "codebook_internal.h"

#include <math.h>
#include <stdlib.h>

struct band_source { const struct json *value, *below, *values; const char *label; };

static const struct key band_keys[] = {
    {"value", KEY_NAME, offsetof(struct band_source, value), true, NULL},
    {"label", KEY_LINE, offsetof(struct band_source, label), false, NULL},
    {"below", KEY_ANY, offsetof(struct band_source, below), false, NULL},
    {"values", KEY_LIST, offsetof(struct band_source, values), false, NULL},
    {0}};
const struct key_table codebook_band_table = {"band", "a band", band_keys, false, {NULL}};

/* Bands of numbers meet end to end, from -INFINITY up; the last is open. */
static void read_of_number(struct reader *reader, const struct json *node, const struct band_source *source, struct band *band, double from, bool last)
{
    band->minimum = from;
    band->maximum = INFINITY;
    if (source->values) codebook_mistake(reader, at_key(source->values), "use \"below\"", "'values' is for categories, and this is a number");
    if (last && source->below)
        codebook_mistake(reader, at_value(source->below), "leave \"below\" out of the last band", "the last band must have an open end");
    if (last || !source->below) {
        if (!last) codebook_mistake(reader, at_value(node), "only the last band is without", "this band needs 'below'");
        return;
    }
    band->maximum = codebook_key_number(reader, source->below, "below", NAN);
    if (band->maximum <= from) codebook_mistake(reader, at_value(source->below), NULL, "bands must ascend");
}

static void read_of_category(struct reader *reader, const char *whose, const struct json *node, const struct band_source *source, struct band *band,
                             const struct category *categories, int count, bool *taken)
{
    bool *matches = arena_new(reader->arena, (size_t)count, sizeof *matches);
    band->matches = matches;
    if (source->below) codebook_mistake(reader, at_key(source->below), "use \"values\"", "'below' is for numbers, and this has categories");
    if (!source->values) codebook_mistake(reader, at_value(node), NULL, "this band needs 'values'");
    for (int v = 0; source->values && v < source->values->count; v++) {
        const struct json *value = &source->values->children[v];
        int c = codebook_category_name(reader, value, categories, count, whose);
        if (c < 0) continue;
        if (taken[c]) codebook_mistake(reader, at_value(value), "each category belongs in one band at most", "'%s' is in a band already", categories[c].value);
        matches[c] = taken[c] = true;
        band->phrase = source->values->count == 1 ? categories[c].phrase : NULL; /* the same people */
    }
}

static void check_values(struct reader *reader, const struct json *const *values, const struct band *bands, int count)
{
    struct spelling *list = memory_new(2 * (size_t)count, sizeof *list);
    size_t used = 0;
    for (int b = 0; b < count; b++) {
        if (!values[b]) continue;
        list[used++] = codebook_name_spelling(reader, bands[b].value, values[b], b);
        list[used++] = codebook_name_spelling(reader, bands[b].label, values[b], b);
    }
    codebook_name_distinct(reader, list, used, "band");
    free(list);
}

/* The bands are the categories of the result. */
static void set_categories(struct reader *reader, struct measure *measure)
{
    struct category *categories = arena_new(reader->arena, (size_t)measure->band_count, sizeof *categories);
    for (int b = 0; b < measure->band_count; b++)
        categories[b] = (struct category){.value = measure->bands[b].value, .label = measure->bands[b].label, .phrase = measure->bands[b].phrase, .score = NAN};
    measure->categories = categories;
    measure->category_count = measure->band_count;
}

void codebook_band_read(struct reader *reader, struct measure_source *source, const char *whose, const struct category *categories, int count)
{
    const struct json *list = source->bands;
    if (!list || list->count < 2 || list->count > CATEGORY_LIMIT) {
        codebook_mistake(reader, at_value(list ? list : source->node), NULL, "this kind of measure needs 'bands', from 2 to %d of them", CATEGORY_LIMIT);
        return;
    }
    struct band *bands = arena_new(reader->arena, (size_t)list->count, sizeof *bands);
    const struct json **values = arena_new(reader->arena, (size_t)list->count, sizeof *values);
    bool *taken = arena_new(reader->arena, (size_t)count, sizeof *taken);
    double from = -INFINITY;
    for (int b = 0; b < list->count; b++) {
        const struct json *node = &list->children[b];
        struct band_source band = {0};
        bands[b] = (struct band){.value = "", .label = "", .minimum = -INFINITY, .maximum = INFINITY};
        if (!codebook_key_read(reader, node, &codebook_band_table, &band)) continue;
        values[b] = band.value;
        if (band.value) bands[b].value = bands[b].label = band.value->text;
        if (band.label) bands[b].label = band.label;
        if (categories) read_of_category(reader, whose, node, &band, &bands[b], categories, count, taken);
        else read_of_number(reader, node, &band, &bands[b], from, b + 1 == list->count);
        if (isfinite(bands[b].maximum)) from = bands[b].maximum;
    }
    check_values(reader, values, bands, list->count);
    source->measure.bands = bands;
    source->measure.band_count = list->count;
    set_categories(reader, &source->measure);
}

void codebook_band_bins(struct reader *reader, struct measure_source *source)
{
    const struct json *list = source->bins;
    if (!list) return;
    if (list->count < 2 || list->count > CATEGORY_LIMIT + 1) {
        codebook_mistake(reader, at_value(list), "as in [0, 10, 20, null]", "'bins' must have from 2 to %d edges", CATEGORY_LIMIT + 1);
        return;
    }
    double *edges = arena_new(reader->arena, (size_t)list->count, sizeof *edges);
    for (int i = 0; i < list->count; i++) {
        const struct json *edge = &list->children[i];
        edges[i] = codebook_key_number(reader, edge, "bins", i + 1 == list->count ? INFINITY : NAN);
        if (i && edges[i] <= edges[i - 1]) codebook_mistake(reader, at_value(edge), NULL, "the edges of 'bins' must ascend");
    }
    source->measure.bin_edges = edges;
    source->measure.bin_edge_count = list->count;
}
