#include "codebook_internal.h"

#include <math.h>
#include <string.h>

static const char *const kinds[] = {"item", "mean", "sum", "ratio", "difference", "count", "any", "all", "in", "band", NULL};
static const char *const betters[] = {"higher", "lower", NULL};

#define AT(member) offsetof(struct measure_source, member)

static const struct key measure_keys[] = {
    {"name", KEY_NAME, AT(name), true, NULL},
    {"label", KEY_LINE, AT(measure.label), false, NULL},
    {"kind", KEY_CHOICE, AT(kind), true, kinds},
    {"of", KEY_LIST, AT(of), true, NULL},
    {"section", KEY_NAME, AT(section), false, NULL},
    {"unit", KEY_LINE, AT(measure.unit), false, NULL},
    {"phrase", KEY_LINE, AT(measure.phrase), false, NULL},
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
    {"minimum_answered", KEY_WHOLE, AT(minimum_answered), false, NULL},
    {"scores", KEY_OBJECT, AT(scores), false, NULL},
    {"values", KEY_LIST, AT(values), false, NULL},
    {"minimum", KEY_ANY, AT(minimum), false, NULL},
    {"maximum", KEY_ANY, AT(maximum), false, NULL},
    {"bands", KEY_LIST, AT(bands), false, NULL},
    {"bands_source", KEY_LINE, AT(measure.bands_source), false, NULL},
    {0}};
const struct key_table codebook_measure_table = {"measure", "a measure", measure_keys, false, {NULL}};

struct reference { const struct json *low, *high; const char *label; };
static const struct key reference_keys[] = {
    {"low", KEY_ANY, offsetof(struct reference, low), true, NULL},
    {"high", KEY_ANY, offsetof(struct reference, high), true, NULL},
    {"label", KEY_LINE, offsetof(struct reference, label), true, NULL},
    {0}};
const struct key_table codebook_measure_reference_table = {"reference", "a reference range", reference_keys, false, {NULL}};

#define KIND(name) (1u << MEASURE_##name)
#define SHAPE(name) (1u << SHAPE_##name)

/* Keys that say something about some kinds and shapes only: elsewhere they would be passed over in silence. */
static const struct { const char *key; unsigned kinds, shapes; } meant_for[] = {
    {"values", KIND(COUNT) | KIND(ANY) | KIND(ALL) | KIND(IN), ~0u},
    {"minimum", KIND(COUNT) | KIND(ANY) | KIND(ALL) | KIND(IN), ~0u},
    {"maximum", KIND(COUNT) | KIND(ANY) | KIND(ALL) | KIND(IN), ~0u},
    {"bands", KIND(BAND), ~0u},
    {"bands_source", KIND(BAND) | KIND(IN), ~0u},
    {"scores", KIND(MEAN) | KIND(SUM) | KIND(RATIO) | KIND(DIFFERENCE), ~0u},
    {"minimum_answered", KIND(MEAN) | KIND(SUM) | KIND(COUNT) | KIND(ANY) | KIND(ALL), ~0u},
    {"range", ~0u, SHAPE(NUMBER)},
    {"bins", ~0u, SHAPE(NUMBER)},
    {"reference", ~0u, SHAPE(NUMBER)},
    {"margin", ~0u, SHAPE(NUMBER) | SHAPE(YES_NO)},
    {"phrase", ~0u, SHAPE(YES_NO)},
    {"total", ~0u, SHAPE(NUMBER) | SHAPE(YES_NO)}};

static void check_meaning(struct reader *reader, const struct measure_source *source)
{
    static const char *const shapes[] = {"number", "yes or no", "category"};
    for (size_t i = 0; i < sizeof meant_for / sizeof *meant_for; i++) {
        const struct json *given = json_member(source->node, meant_for[i].key);
        if (!given) continue;
        if (!(meant_for[i].kinds & 1u << source->kind))
            codebook_mistake(reader, at_key(given), NULL, "'%s' has no meaning for the kind '%s'", given->key, kinds[source->kind]);
        else if (!(meant_for[i].shapes & 1u << source->measure.shape))
            codebook_mistake(reader, at_key(given), NULL, "'%s' has no meaning for a measure whose result is a %s", given->key, shapes[source->measure.shape]);
    }
}

void codebook_measure_defaults(struct measure_source *source)
{
    *source = (struct measure_source){.kind = -1, .better = -1, .minimum_answered = -1};
    source->measure = (struct measure){.name = "", .unit = "", .minimum = -INFINITY, .maximum = INFINITY, .low = NAN, .high = NAN,
                                       .reference_low = NAN, .reference_high = NAN, .margin = NAN, .decimals = 1, .instrument = -1};
}

static void read_range(struct reader *reader, const struct json *range, struct measure *measure)
{
    if (!range) return;
    if (range->count != 2) {
        codebook_mistake(reader, at_value(range), "as in [0, 100]; null is an open end", "'range' must have two entries");
        return;
    }
    double low = codebook_key_number(reader, &range->children[0], "range", -INFINITY),
           high = codebook_key_number(reader, &range->children[1], "range", INFINITY);
    if (low >= high) codebook_mistake(reader, at_value(range), "the lower number comes first", "'range' must ascend");
    measure->low = isfinite(low) ? low : NAN;
    measure->high = isfinite(high) ? high : NAN;
}

static void read_reference(struct reader *reader, const struct json *object, struct measure *measure)
{
    struct reference reference = {0};
    if (!object || !codebook_key_read(reader, object, &codebook_measure_reference_table, &reference) || !reference.low || !reference.high) return;
    measure->reference_low = codebook_key_number(reader, reference.low, "low", NAN);
    measure->reference_high = codebook_key_number(reader, reference.high, "high", NAN);
    measure->reference_label = reference.label;
    if (measure->reference_low > measure->reference_high) codebook_mistake(reader, at_value(object), "exchange the two", "'low' is greater than 'high'");
}

static void read_margin(struct reader *reader, const struct json *value, struct measure *measure)
{
    if (!value) return;
    measure->margin = codebook_key_number(reader, value, "margin", NAN);
    if (measure->margin <= 0) codebook_mistake(reader, at_value(value), "the smallest difference that matters, in the unit of the measure or in percentage points", "'margin' must be greater than 0");
}

static void read_minimum_answered(struct reader *reader, struct measure_source *source)
{
    struct measure *measure = &source->measure;
    const struct json *given = json_member(source->node, "minimum_answered");
    measure->minimum_answered = measure->kind == MEASURE_ANY || measure->kind == MEASURE_ALL || measure->kind == MEASURE_IN ? 1 : measure->operand_count; /* one answer may decide */
    if (!given || given->kind != JSON_KIND_NUMBER || !given->whole) return;
    if (source->minimum_answered < 1 || source->minimum_answered > measure->operand_count)
        codebook_mistake(reader, at_value(given), NULL, "'minimum_answered' is %d; it must be from 1 to %d, the number of items", source->minimum_answered,
                         measure->operand_count);
    else measure->minimum_answered = source->minimum_answered;
}

/* A measure may have the name of a field only when it says something about that field alone. */
static void check_name(struct reader *reader, const struct measure_source *source, const struct json *blame)
{
    const struct measure *measure = &source->measure;
    if (!*measure->name) return;
    codebook_name_check(reader, source->name, "a measure", false);
    if (strcmp(measure->name, "all") == 0) codebook_mistake(reader, at_value(blame), NULL, "no measure can be called 'all': it stands for everybody");
    if (codebook_measure(reader->book, measure->name) >= 0) codebook_mistake(reader, at_value(blame), NULL, "there is already a measure '%s'", measure->name);
    int field = codebook_field(reader->book, measure->name);
    if (field >= 0 && !(measure->operand_count == 1 && measure->operands[0].field == field))
        codebook_mistake(reader, at_value(blame), NULL, "'%s' is the name of a field already", measure->name);
}

void codebook_measure_add(struct reader *reader, struct measure_source *source, const struct json *blame)
{
    struct measure *measure = &source->measure;
    measure->kind = (enum measure_kind)source->kind;
    measure->better = source->better < 0 ? BETTER_NEITHER : source->better == 0 ? BETTER_HIGHER : BETTER_LOWER;
    if (source->name) measure->name = source->name->text;
    if (!measure->label) measure->label = codebook_name_human(reader, measure->name);
    if (!*measure->unit && measure->shape != SHAPE_NUMBER) measure->unit = "%";
    measure->section = codebook_name_section(reader, source->section, measure->instrument < 0 ? source->section : blame);
    if (measure->decimals < 0 || measure->decimals > 6)
        codebook_mistake(reader, at_value(json_member(source->node, "decimals")), NULL, "'decimals' must be from 0 to 6");
    check_name(reader, source, measure->instrument < 0 && source->name ? source->name : blame);
    check_meaning(reader, source);
    read_range(reader, source->range, measure);
    read_reference(reader, source->reference, measure);
    read_margin(reader, source->margin, measure);
    read_minimum_answered(reader, source);
    codebook_band_bins(reader, source);
    reader->measures[reader->book->measure_count++] = *measure;
}

void codebook_measure_read(struct reader *reader, const struct json *list, int instrument)
{
    for (int i = 0; list && i < list->count; i++) {
        struct measure_source source;
        codebook_measure_defaults(&source);
        source.node = &list->children[i];
        source.measure.instrument = instrument;
        if (!codebook_key_read(reader, source.node, &codebook_measure_table, &source) || source.kind < 0) {
            codebook_name_refuse(reader, source.name);
            continue;
        }
        codebook_operand_read(reader, &source);
        codebook_measure_add(reader, &source, source.node);
    }
}
