/* Instruments: published scales in files of their own. Each scale becomes a measure whose operands carry the scores of a response set. */
#include "codebook_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "resource.h"

struct use { const struct json *node, *name, *fields; };
struct source { const struct json *node, *name, *response_sets, *scales; struct instrument instrument; };
struct item { const struct json *id, *response_set; const char *label; bool reverse; };

static const struct key use_keys[] = {
    {"name", KEY_NAME, offsetof(struct use, name), true, NULL}, {"fields", KEY_OBJECT, offsetof(struct use, fields), false, NULL}, {0}};
const struct key_table codebook_instrument_use_table = {"instrument_use", "an instrument of the survey", use_keys, false, {NULL}};

static const struct key instrument_keys[] = {
    {"name", KEY_NAME, offsetof(struct source, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct source, instrument.title), true, NULL},
    {"source", KEY_LINE, offsetof(struct source, instrument.source), true, NULL},
    {"licence", KEY_LINE, offsetof(struct source, instrument.licence), true, NULL},
    {"attribution", KEY_LINE, offsetof(struct source, instrument.attribution), true, NULL},
    {"response_sets", KEY_OBJECT, offsetof(struct source, response_sets), false, NULL},
    {"scales", KEY_LIST, offsetof(struct source, scales), true, NULL},
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
    {0}};
const struct key_table codebook_instrument_scale_table = {"scale", "a scale", scale_keys, false, {NULL}};

static const struct key item_keys[] = {
    {"id", KEY_NAME, offsetof(struct item, id), true, NULL},
    {"label", KEY_LINE, offsetof(struct item, label), false, NULL},
    {"response_set", KEY_NAME, offsetof(struct item, response_set), false, NULL},
    {"reverse", KEY_TRUTH, offsetof(struct item, reverse), false, NULL},
    {0}};
const struct key_table codebook_instrument_item_table = {"item", "an item", item_keys, false, {NULL}};

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

/* --- items --- */

struct range { double low, high; };

static struct range range_of_set(const struct json *set)
{
    struct range range = {INFINITY, -INFINITY};
    for (int i = 0; i < set->count; i++) {
        if (set->children[i].kind != JSON_KIND_NUMBER) continue;
        range.low = fmin(range.low, set->children[i].number);
        range.high = fmax(range.high, set->children[i].number);
    }
    return range;
}

static bool same_normal(struct reader *reader, const char *a, const char *b)
{
    struct text first = text_normalise(text_of(a), &reader->room);
    const char *kept = arena_copy(reader->arena, first.length ? first.at : "", first.length);
    struct text second = text_normalise(text_of(b), &reader->room);
    return text_equal(text_of(kept), second);
}

/* The category that a key of a response set means: by value, else by label as people write it. */
static int category_of(struct reader *reader, const struct field *field, const char *key)
{
    int found = codebook_category_find(field->categories, field->category_count, key);
    for (int c = 0; found < 0 && c < field->category_count; c++)
        if (same_normal(reader, field->categories[c].label, key)) found = c;
    return found;
}

static const double *scores_of(struct reader *reader, const struct item *item, const struct json *set, const struct field *field, const struct json *blame)
{
    double *scores = arena_new(reader->arena, (size_t)field->category_count, sizeof *scores);
    bool *known = arena_new(reader->arena, (size_t)field->category_count, sizeof *known);
    struct range range = range_of_set(set);
    for (int c = 0; c < field->category_count; c++) scores[c] = NAN;
    for (int i = 0; i < set->count; i++) {
        const struct json *response = &set->children[i];
        int c = category_of(reader, field, response->key);
        if (c < 0) {
            codebook_mistake(reader, at_value(blame), codebook_category_hint(reader, response->key, field->categories, field->category_count),
                             "field '%s' has no category '%s', which '%s' of the instrument answers with", field->name, response->key, item->id->text);
            continue;
        }
        known[c] = true;
        if (response->kind == JSON_KIND_NUMBER) scores[c] = item->reverse ? range.low + range.high - response->number : response->number;
    }
    for (int c = 0; c < field->category_count; c++)
        if (!known[c])
            codebook_mistake(reader, at_value(blame), "add it to the response set with a score, or with null when it does not count",
                             "response set '%s' has no score for '%s' of field '%s'", item->response_set->text, field->categories[c].value, field->name);
    return scores;
}

static const struct json *response_set(struct reader *reader, const struct source *source, const struct item *item)
{
    const struct json *set = json_member(source->response_sets, item->response_set->text);
    if (set && set->kind == JSON_KIND_OBJECT) return set;
    const char *names[64];
    size_t count = 0;
    for (int i = 0; source->response_sets && i < source->response_sets->count && count < 64; i++) names[count++] = source->response_sets->children[i].key;
    codebook_mistake(reader, at_value(item->response_set), codebook_mistake_nearest(reader, item->response_set->text, names, count, NULL),
                     "there is no response set '%s'", item->response_set->text);
    return NULL;
}

/* The field that answers an item: the one mapped to it, else the one of its name. */
static int field_of(struct reader *reader, const struct use *use, const struct item *item)
{
    const struct json *mapped = json_member(use->fields, item->id->text);
    if (mapped && mapped->kind == JSON_KIND_TEXT) return codebook_name_field(reader, mapped);
    int found = codebook_field(reader->book, item->id->text);
    if (found < 0)
        codebook_mistake(reader, at_value(use->node),
                         arena_format(reader->arena, "add the field, or name the one that asks it: \"fields\": {\"%s\": \"...\"}", item->id->text),
                         "instrument '%s' needs a field '%s'", use->name->text, item->id->text);
    return found;
}

static bool read_item(struct reader *reader, const struct use *use, const struct source *source, const struct json *node, struct operand *operand)
{
    struct item item = {0};
    if (!codebook_key_read(reader, node, &codebook_instrument_item_table, &item) || !item.id) return false;
    if (item.reverse && !item.response_set)
        codebook_mistake(reader, at_value(node), "name the response set whose scores are turned round", "'reverse' needs a 'response_set'");
    const struct json *set = item.response_set ? response_set(reader, source, &item) : NULL;
    *operand = (struct operand){.field = field_of(reader, use, &item), .measure = -1};
    if (operand->field < 0) return false;
    const struct field *field = &reader->book->fields[operand->field];
    operand->label = item.label ? item.label : field->title ? field->title : field->name;
    const struct json *mapped = json_member(use->fields, item.id->text), *blame = mapped ? mapped : use->node;
    if (field->drop) codebook_mistake(reader, at_value(blame), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be scored", field->name);
    if (field->type == FIELD_CATEGORY && set) operand->scores = scores_of(reader, &item, set, field, blame);
    else if (item.response_set ? field->type != FIELD_CATEGORY : field->type != FIELD_INTEGER && field->type != FIELD_NUMBER)
        codebook_mistake(reader, at_value(blame), NULL, "field '%s' must %s to answer '%s' of the instrument", field->name,
                         item.response_set ? "have categories" : "be a number", item.id->text);
    return true;
}

static void read_items(struct reader *reader, const struct use *use, const struct source *source, struct measure_source *scale)
{
    const struct json *list = scale->items;
    struct measure *measure = &scale->measure;
    struct operand *operands = arena_new(reader->arena, (size_t)list->count, sizeof *operands);
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        if (!read_item(reader, use, source, &list->children[i], &operands[count])) continue;
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
static void check_mapping(struct reader *reader, const struct use *use, const struct source *source)
{
    const char **ids = NULL;
    size_t count = 0, room = 0;
    for (int s = 0; s < source->scales->count; s++) {
        const struct json *items = json_member(&source->scales->children[s], "items");
        for (int i = 0; items && i < items->count; i++) {
            const struct json *id = json_member(&items->children[i], "id");
            if (!id || id->kind != JSON_KIND_TEXT) continue;
            ids = memory_grow(ids, count, &room, sizeof *ids);
            ids[count++] = id->text;
        }
    }
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

static void add_scales(struct reader *reader, const struct use *use, const struct source *source, int instrument)
{
    for (int s = 0; s < source->scales->count; s++) {
        struct measure_source scale;
        codebook_measure_defaults(&scale);
        scale.node = &source->scales->children[s];
        scale.measure.instrument = instrument;
        if (!codebook_key_read(reader, scale.node, &codebook_instrument_scale_table, &scale) || scale.kind < 0 || !scale.items) continue;
        scale.kind = scale.kind == 0 ? MEASURE_MEAN : MEASURE_SUM;
        if (scale.name) scale.measure.name = scale.name->text;
        read_items(reader, use, source, &scale);
        codebook_measure_add(reader, &scale, use->node);
    }
}

static bool read_use(struct reader *reader, const struct json *node, struct use *use)
{
    *use = (struct use){.node = node};
    if (node->kind == JSON_KIND_TEXT) use->name = node;
    else if (!codebook_key_read(reader, node, &codebook_instrument_use_table, use) || !use->name) return false;
    if (codebook_name_is_regular(use->name->text, true)) return true;
    codebook_name_check(reader, use->name, "an instrument", true);
    return false;
}

static int read_file(struct reader *reader, struct use *use, struct source *source, struct failure *failure)
{
    *source = (struct source){.instrument = {"", "", "", "", ""}};
    const struct json *root;
    if (load(reader, use->name, &root, failure)) return -1;
    if (!root || !codebook_key_read(reader, root, &codebook_instrument_table, source)) return 0;
    source->node = root;
    source->instrument.name = use->name->text;
    if (source->name && strcmp(source->name->text, use->name->text))
        codebook_mistake(reader, at_value(source->name), "the name of an instrument is that of its file", "this file is called '%s', and names itself '%s'",
                         use->name->text, source->name->text);
    check_sets(reader, source->response_sets);
    return 0;
}

int codebook_instrument_read(struct reader *reader, const struct json *list, int further, struct failure *failure)
{
    int count = list ? list->count : 0, used = 0, scales = 0, result = -1;
    struct use *uses = memory_new((size_t)count, sizeof *uses);
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
        scales += sources[used].scales ? sources[used].scales->count : 0;
        used++;
    }
    reader->book->instruments = instruments;
    reader->book->instrument_count = used;
    reader->measures = arena_new(reader->arena, (size_t)(scales + further), sizeof *reader->measures);
    reader->book->measures = reader->measures;
    for (int u = 0; u < used; u++) {
        if (!sources[u].scales) continue;
        check_mapping(reader, &uses[u], &sources[u]);
        add_scales(reader, &uses[u], &sources[u], u);
    }
    result = 0;
out:
    free(uses);
    free(sources);
    return result;
}
