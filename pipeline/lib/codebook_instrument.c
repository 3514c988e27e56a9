/* Instruments: published scales in files of their own. Each scale becomes a measure whose operands carry the scores of a response set. */
#include "codebook_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "resource.h"

struct source { const struct json *node, *name, *response_sets, *items, *scales, *measures; struct instrument instrument; };

static const char *const codings[] = {"label", "printed", NULL};

static const struct key use_keys[] = {
    {"name", KEY_NAME, offsetof(struct instrument_use, name), true, NULL},
    {"fields", KEY_OBJECT, offsetof(struct instrument_use, fields), false, NULL},
    {"coding", KEY_CHOICE, offsetof(struct instrument_use, coding), false, codings},
    {0}};
const struct key_table codebook_instrument_use_table = {"instrument_use", "an instrument of the survey", use_keys, false, {NULL}};

static const struct key instrument_keys[] = {
    {"name", KEY_NAME, offsetof(struct source, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct source, instrument.title), true, NULL},
    {"source", KEY_LINE, offsetof(struct source, instrument.source), true, NULL},
    {"licence", KEY_LINE, offsetof(struct source, instrument.licence), true, NULL},
    {"attribution", KEY_LINE, offsetof(struct source, instrument.attribution), true, NULL},
    {"response_sets", KEY_OBJECT, offsetof(struct source, response_sets), false, NULL},
    {"address", KEY_LINE, offsetof(struct source, instrument.address), false, NULL},
    {"items", KEY_LIST, offsetof(struct source, items), false, NULL},
    {"scales", KEY_LIST, offsetof(struct source, scales), false, NULL},
    {"measures", KEY_LIST, offsetof(struct source, measures), false, NULL},
    {0}};
const struct key_table codebook_instrument_table = {"instrument", "an instrument", instrument_keys, false, {NULL}};

static const char *const rules[] = {"mean", "sum", NULL};
static const char *const betters[] = {"higher", "lower", NULL};

#define AT(member) offsetof(struct measure_source, member)

static const struct key scale_keys[] = {
    {"name", KEY_NAME, AT(name), true, NULL},
    {"label", KEY_LINE, AT(measure.label), true, NULL},
    {"rule", KEY_CHOICE, AT(kind), true, rules},
    {"items", KEY_LIST, AT(items), true, NULL},
    {"rescale", KEY_LIST, AT(rescale), false, NULL},
    {"minimum_answered", KEY_WHOLE, AT(minimum_answered), false, NULL},
    {"section", KEY_NAME, AT(section), false, NULL},
    {"unit", KEY_LINE, AT(measure.unit), false, NULL},
    {"description", KEY_TEXT, AT(measure.description), false, NULL},
    {"better", KEY_CHOICE, AT(better), false, betters},
    {"range", KEY_LIST, AT(range), false, NULL},
    {"decimals", KEY_WHOLE, AT(measure.decimals), false, NULL},
    {"headline", KEY_TRUTH, AT(measure.headline), false, NULL},
    {"sensitive", KEY_TRUTH, AT(measure.sensitive), false, NULL},
    {"total", KEY_TRUTH, AT(measure.total), false, NULL},
    {"bins", KEY_LIST, AT(bins), false, NULL},
    {"reference", KEY_OBJECT, AT(reference), false, NULL},
    {"margin", KEY_ANY, AT(margin), false, NULL},
    {0}};
const struct key_table codebook_instrument_scale_table = {"scale", "a scale", scale_keys, false, {NULL}};

/* --- finding the file --- */

static const char *const shipped_folder = "schemas/instruments/";

static void not_found(struct reader *reader, const struct json *name, const char *path)
{
    const char *names[64];
    size_t count = 0, folder = strlen(shipped_folder);
    for (const struct resource *r = resource_table; r->name && count < 64; r++) {
        size_t length = strlen(r->name);
        if (strncmp(r->name, shipped_folder, folder) == 0 && length > folder + 5)
            names[count++] = arena_copy(reader->arena, r->name + folder, length - folder - 5);
    }
    const char *hint = codebook_mistake_nearest(reader, name->text, names, count,
                                                arena_format(reader->arena, "looked for %s, and among the instruments that spwell brings", path));
    codebook_mistake(reader, at_value(name), hint, "there is no instrument '%s'", name->text);
}

/* The tree of the instrument's file, or NULL with a mistake noted; -1 only when a file cannot be read or is not JSON. */
static int load(struct reader *reader, const struct json *name, const struct json **root, struct failure *failure)
{
    const char *slash = strrchr(reader->book->path, '/');
    int folder = slash ? (int)(slash - reader->book->path) + 1 : 0;
    const char *path = arena_format(reader->arena, "%.*sinstruments/%s.json", folder, reader->book->path, name->text);
    struct buffer bytes = {0};
    struct text text = {NULL, 0};
    int result = -1;
    *root = NULL;
    if (access(path, F_OK) == 0) {
        if (file_read(path, CODEBOOK_BYTES, &bytes, failure)) goto out;
        text = (struct text){bytes.at, bytes.length};
    } else {
        path = arena_format(reader->arena, "%s%s.json", shipped_folder, name->text);
        text = resource_find(path);
        if (!text.at) {
            not_found(reader, name, arena_format(reader->arena, "%.*sinstruments/%s.json", folder, reader->book->path, name->text));
            result = 0;
            goto out;
        }
    }
    buffer_add(&reader->bytes, text.at, text.length);
    *root = json_parse(reader->arena, path, text, failure);
    result = *root ? 0 : -1;
out:
    buffer_free(&bytes);
    return result;
}

/* --- scales and measures --- */

/* What the lowest and the highest answer are worth: [10, 0] turns a set of 1 to 5 into 10 to 0. */
static const struct score_range *read_rescale(struct reader *reader, const struct json *list, struct score_range *ends)
{
    if (!list) return NULL;
    if (list->count != 2) {
        codebook_mistake(reader, at_value(list), "as in [0, 100]: what the lowest and the highest score of the response set become", "'rescale' must have two entries");
        return NULL;
    }
    *ends = (struct score_range){codebook_key_number(reader, &list->children[0], "rescale", NAN), codebook_key_number(reader, &list->children[1], "rescale", NAN)};
    if (ends->low == ends->high) codebook_mistake(reader, at_value(list), NULL, "'rescale' makes all answers the same");
    return ends;
}

static void read_items(struct reader *reader, const struct instrument_use *use, const struct source *source, struct measure_source *scale)
{
    const struct json *list = scale->items;
    struct measure *measure = &scale->measure;
    struct operand *operands = arena_new(reader->arena, (size_t)list->count, sizeof *operands);
    struct score_range ends;
    const struct score_range *rescale = read_rescale(reader, scale->rescale, &ends);
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        if (!codebook_item_read(reader, use, source->response_sets, rescale, &list->children[i], &operands[count])) continue;
        for (int o = 0; o < count; o++)
            if (operands[o].field == operands[count].field)
                codebook_mistake(reader, at_value(use->node), NULL, "field '%s' answers two items of '%s'", reader->book->fields[operands[o].field].name,
                                 measure->name);
        measure->sensitive = measure->sensitive || reader->book->fields[operands[count].field].sensitive;
        count++;
    }
    measure->operands = operands;
    /* Items in error count on, so that minimum_answered is not blamed for them. */
    measure->operand_count = list->count;
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "'items' is empty");
}

static void check_sets(struct reader *reader, const struct json *sets)
{
    for (int s = 0; sets && s < sets->count; s++) {
        const struct json *set = &sets->children[s];
        bool any = false;
        for (int i = 0; set->kind == JSON_KIND_OBJECT && i < set->count; i++) {
            (void)codebook_key_number(reader, &set->children[i], set->children[i].key, INFINITY);
            any = any || set->children[i].kind == JSON_KIND_NUMBER;
        }
        if (!any) codebook_mistake(reader, at_value(set), "as in {\"always\": 100, \"never\": 0}", "response set '%s' has no scores", set->key);
    }
}

/* Names that the codebook maps but the instrument does not have. */
static void check_mapping(struct reader *reader, const struct instrument_use *use)
{
    const char **ids = memory_new(reader->item_count, sizeof *ids);
    size_t count = reader->item_count;
    for (size_t i = 0; i < count; i++) ids[i] = reader->items[i].id;
    for (int f = 0; use->fields && f < use->fields->count; f++) {
        const struct json *mapped = &use->fields->children[f];
        bool known = false;
        for (size_t i = 0; i < count && !known; i++) known = strcmp(ids[i], mapped->key) == 0;
        if (!known)
            codebook_mistake(reader, at_key(mapped), codebook_mistake_nearest(reader, mapped->key, ids, count, NULL), "instrument '%s' has no item '%s'",
                             use->name->text, mapped->key);
        if (mapped->kind != JSON_KIND_TEXT) codebook_mistake(reader, at_value(mapped), NULL, "this must be the name of a field");
    }
    free(ids);
}

/* --- instruments --- */

/* Items that stand in no scale: the instrument's measures are made of them. */
static void read_other_items(struct reader *reader, const struct instrument_use *use, const struct source *source)
{
    struct operand operand;
    for (int i = 0; source->items && i < source->items->count; i++) (void)codebook_item_read(reader, use, source->response_sets, NULL, &source->items->children[i], &operand);
}

static struct score_range range_of_operand(const struct reader *reader, const struct operand *operand)
{
    struct score_range range = {INFINITY, -INFINITY};
    int count = operand->legal ? operand->legal_count : operand->scores ? reader->book->fields[operand->field].category_count : 0;
    if (operand->bounded) range = (struct score_range){operand->minimum, operand->maximum};
    for (int i = 0; i < count; i++)
        if (!isnan(operand->scores[i])) range = (struct score_range){fmin(range.low, operand->scores[i]), fmax(range.high, operand->scores[i])};
    return range;
}

/* The declared range must hold every score there can be: charts end there, and benchmarks beyond it are refused. */
static void check_range(struct reader *reader, const struct measure_source *scale)
{
    const struct measure *measure = &scale->measure;
    struct score_range sum = {0, 0};
    if (measure->low >= measure->high) return; /* told already */
    for (int o = 0; o < measure->operand_count; o++) {
        if (!measure->operands[o].legal && !measure->operands[o].scores && !measure->operands[o].bounded) return; /* a number without an end, or a mistake that is told */
        struct score_range range = range_of_operand(reader, &measure->operands[o]);
        sum = (struct score_range){sum.low + range.low, sum.high + range.high};
    }
    double parts = scale->kind == MEASURE_MEAN ? fmax(1, measure->operand_count) : 1, low = sum.low / parts, high = sum.high / parts, slack = 1e-9 * fmax(1, fabs(high - low));
    if (!isfinite(low) || !isfinite(high)) return;
    if (low < measure->low - slack || high > measure->high + slack)
        codebook_mistake(reader, at_value(scale->range), arena_format(reader->arena, "'range' is that of the result, after rescaling: [%.9g, %.9g]", low, high), "'range' leaves out scores that '%s' can have", measure->name);
}

static void add_scales(struct reader *reader, const struct instrument_use *use, const struct source *source, int instrument)
{
    for (int s = 0; source->scales && s < source->scales->count; s++) {
        struct measure_source scale;
        codebook_measure_defaults(&scale);
        scale.node = &source->scales->children[s];
        scale.measure.instrument = instrument;
        if (!codebook_key_read(reader, scale.node, &codebook_instrument_scale_table, &scale) || scale.kind < 0 || !scale.items) {
            codebook_name_refuse(reader, scale.name);
            continue;
        }
        scale.kind = scale.kind == 0 ? MEASURE_MEAN : MEASURE_SUM;
        if (scale.name) scale.measure.name = scale.name->text;
        read_items(reader, use, source, &scale);
        codebook_measure_add(reader, &scale, use->node);
        check_range(reader, &scale);
    }
}

static bool read_use(struct reader *reader, const struct json *node, struct instrument_use *use)
{
    *use = (struct instrument_use){.node = node};
    if (node->kind == JSON_KIND_TEXT) use->name = node;
    else if (!codebook_key_read(reader, node, &codebook_instrument_use_table, use) || !use->name) return false;
    if (codebook_name_is_regular(use->name->text, true)) return true;
    codebook_name_check(reader, use->name, "an instrument", true);
    return false;
}

static int read_file(struct reader *reader, struct instrument_use *use, struct source *source, struct failure *failure)
{
    *source = (struct source){.instrument = {"", "", "", "", "", ""}};
    const struct json *root;
    if (load(reader, use->name, &root, failure)) return -1;
    if (!root || !codebook_key_read(reader, root, &codebook_instrument_table, source)) return 0;
    source->node = root;
    source->instrument.name = use->name->text;
    if (source->name && strcmp(source->name->text, use->name->text))
        codebook_mistake(reader, at_value(source->name), "the name of an instrument is that of its file", "this file is called '%s', and names itself '%s'",
                         use->name->text, source->name->text);
    if (!source->scales && !source->measures) codebook_mistake(reader, at_value(root), NULL, "an instrument needs 'scales', 'measures' or both");
    check_sets(reader, source->response_sets);
    return 0;
}

int codebook_instrument_read(struct reader *reader, const struct json *list, int further, struct failure *failure)
{
    int count = list ? list->count : 0, used = 0, measures = further, result = -1;
    struct instrument_use *uses = memory_new((size_t)count, sizeof *uses);
    struct source *sources = memory_new((size_t)count, sizeof *sources);
    struct instrument *instruments = arena_new(reader->arena, (size_t)count, sizeof *instruments);
    for (int i = 0; i < count; i++) {
        if (!read_use(reader, &list->children[i], &uses[used])) continue;
        bool again = false;
        for (int u = 0; u < used && !again; u++) again = strcmp(uses[u].name->text, uses[used].name->text) == 0;
        if (again) {
            codebook_mistake(reader, at_value(uses[used].name), NULL, "instrument '%s' stands twice", uses[used].name->text);
            continue;
        }
        if (read_file(reader, &uses[used], &sources[used], failure)) goto out;
        instruments[used] = sources[used].instrument;
        if (sources[used].scales) measures += sources[used].scales->count;
        if (sources[used].measures) measures += sources[used].measures->count;
        used++;
    }
    reader->book->instruments = instruments;
    reader->book->instrument_count = used;
    reader->measures = arena_new(reader->arena, (size_t)measures, sizeof *reader->measures);
    reader->book->measures = reader->measures;
    for (int u = 0; u < used; u++) {
        if (!sources[u].node) continue;
        size_t refused = reader->refused_count; /* the items of a scale that is left out are not known */
        reader->item_count = 0;
        read_other_items(reader, &uses[u], &sources[u]);
        add_scales(reader, &uses[u], &sources[u], u);
        if (reader->refused_count == refused) check_mapping(reader, &uses[u]);
        codebook_measure_read(reader, sources[u].measures, u);
    }
    free(reader->items);
    reader->items = NULL;
    reader->item_count = reader->item_room = 0;
    result = 0;
out:
    free(uses);
    free(sources);
    return result;
}
