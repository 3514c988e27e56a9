/* Batteries: questions that stand on one page with one set of answers. The codebook declares them; an instrument is one by itself. */
#include "codebook_internal.h"

#include <string.h>

struct battery_source { const struct json *name, *fields; const char *title; };

static const struct key battery_keys[] = {
    {"name", KEY_NAME, offsetof(struct battery_source, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct battery_source, title), false, NULL},
    {"fields", KEY_LIST, offsetof(struct battery_source, fields), true, NULL},
    {0}};
const struct key_table codebook_battery_table = {"battery", "a battery", battery_keys, false, {NULL}};

/* A run of equal answers needs answers that can be equal: places in a list, or numbers. */
static bool is_answer(const struct field *field)
{
    return !field->drop && (field->type == FIELD_CATEGORY || field->type == FIELD_INTEGER || field->type == FIELD_NUMBER);
}

/* The same place in a list of five and in a list of seven is not the same answer. */
static bool is_alike(const struct field *a, const struct field *b)
{
    return (a->type == FIELD_CATEGORY) == (b->type == FIELD_CATEGORY) && a->category_count == b->category_count;
}

static int read_fields(struct reader *reader, const struct battery_source *source, int *fields)
{
    const struct json **names;
    int count = codebook_key_lines(reader, source->fields, "fields", &names), used = 0;
    codebook_name_once(reader, names, count);
    for (int i = 0; i < count; i++) {
        int f = codebook_name_field(reader, names[i]);
        if (f < 0) continue;
        const struct field *field = &reader->book->fields[f];
        if (!is_answer(field))
            codebook_mistake(reader, at_value(names[i]), "it must be a stored number or have categories", "field '%s' cannot be in a battery", field->name);
        else if (used && !is_alike(&reader->book->fields[fields[0]], field))
            codebook_mistake(reader, at_value(names[i]), "make two batteries of them", "'%s' has other answers than '%s', so the two are no battery", field->name,
                             reader->book->fields[fields[0]].name);
        else fields[used++] = f;
    }
    if (source->fields && source->fields->count < BATTERY_MINIMUM)
        codebook_mistake(reader, at_value(source->fields), "equal answers to fewer questions tell nothing", "a battery has at least %d fields", BATTERY_MINIMUM);
    return used;
}

static bool read_battery(struct reader *reader, const struct json *node, struct battery *battery)
{
    struct battery_source source = {0};
    if (!codebook_key_read(reader, node, &codebook_battery_table, &source) || !source.name || !source.fields) return false;
    codebook_name_check(reader, source.name, "a battery", true);
    for (int i = 0; i < reader->book->instrument_count; i++)
        if (strcmp(reader->book->instruments[i].name, source.name->text) == 0)
            codebook_mistake(reader, at_value(source.name), "give it another name; an instrument is a battery by itself", "'%s' is the name of an instrument", source.name->text);
    int *fields = arena_new(reader->arena, (size_t)source.fields->count, sizeof *fields);
    int count = read_fields(reader, &source, fields);
    *battery = (struct battery){source.name->text, source.title ? source.title : codebook_name_human(reader, source.name->text), fields, count};
    return true;
}

static bool asks(const struct codebook *book, int instrument, int field)
{
    for (int m = 0; m < book->measure_count; m++) {
        const struct measure *measure = &book->measures[m];
        bool scale = measure->instrument == instrument && (measure->kind == MEASURE_MEAN || measure->kind == MEASURE_SUM);
        for (int o = 0; scale && o < measure->operand_count; o++)
            if (measure->operands[o].field == field) return true;
    }
    return false;
}

/* In the order of the codebook's fields, which is that of the questionnaire. None when the items are few or not alike. */
static bool make_battery(struct reader *reader, int instrument, struct battery *battery)
{
    const struct codebook *book = reader->book;
    int *fields = arena_new(reader->arena, (size_t)book->field_count, sizeof *fields), count = 0;
    for (int f = 0; f < book->field_count; f++) {
        if (!is_answer(&book->fields[f]) || !asks(book, instrument, f)) continue;
        if (count && !is_alike(&book->fields[fields[0]], &book->fields[f])) return false;
        fields[count++] = f;
    }
    *battery = (struct battery){book->instruments[instrument].name, book->instruments[instrument].title, fields, count};
    return count >= BATTERY_MINIMUM;
}

void codebook_battery_read(struct reader *reader, const struct json *list)
{
    struct codebook *book = reader->book;
    int listed = list ? list->count : 0, used = 0;
    struct battery *batteries = arena_new(reader->arena, (size_t)(listed + book->instrument_count), sizeof *batteries);
    const struct json **names = arena_new(reader->arena, (size_t)listed, sizeof *names);
    for (int i = 0; i < listed; i++) {
        if (!read_battery(reader, &list->children[i], &batteries[used])) continue;
        names[used++] = json_member(&list->children[i], "name");
    }
    codebook_name_once(reader, names, used);
    for (int i = 0; i < book->instrument_count; i++)
        if (make_battery(reader, i, &batteries[used])) used++;
    book->batteries = batteries;
    book->battery_count = used;
}
