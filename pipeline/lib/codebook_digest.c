/* Digests of parts of a codebook: of what the store's columns are, and of everything that decides how a file is read into them. */
#include "codebook_internal.h"

#include <math.h>

#include "digest.h"

static const char *finish(struct reader *reader, struct buffer *text)
{
    char hex[65];
    digest_hex(text->at ? text->at : "", text->length, hex);
    buffer_free(text);
    return arena_copy(reader->arena, hex, 64);
}

static void put(struct buffer *out, const char *text)
{
    buffer_put(out, " ");
    buffer_json(out, text ? text : "");
}

static void put_bound(struct buffer *out, double bound, bool exclusive)
{
    buffer_put(out, exclusive ? " x" : " ");
    if (isinf(bound)) buffer_put(out, bound < 0 ? "lowest" : "highest");
    else buffer_number(out, bound);
}

static void put_layout(struct buffer *out, const struct field *field)
{
    static const char *const types[] = {"category", "integer", "number", "date", "term", "text"};
    buffer_json(out, field->name);
    buffer_format(out, " %s%s categories", types[field->type], field->drop ? " dropped" : "");
    for (int c = 0; c < field->category_count; c++) put(out, field->categories[c].value);
    buffer_put(out, " missing");
    for (int m = 0; m < field->missing_count; m++) put(out, field->missing[m].value);
    buffer_put(out, "\n");
}

static void put_aliases(struct buffer *out, const struct alias *aliases, int count)
{
    for (int a = 0; a < count; a++) {
        put(out, aliases[a].heading);
        put(out, aliases[a].from);
        put(out, aliases[a].until);
    }
}

static void put_route(struct buffer *out, const struct codebook *book, const struct route *route)
{
    buffer_format(out, " asked if %d ", route->field);
    for (int c = 0; route->matches && c < book->fields[route->field].category_count; c++) buffer_format(out, "%d", route->matches[c]);
    put_bound(out, route->minimum, false);
    put_bound(out, route->maximum, false);
}

static void put_reading(struct buffer *out, const struct codebook *book, const struct field *field)
{
    put_layout(out, field);
    for (int c = 0; c < field->category_count; c++) {
        put(out, field->categories[c].label);
        for (const char *const *s = field->categories[c].spellings; s && *s; s++) put(out, *s);
    }
    put_aliases(out, field->aliases, field->alias_count);
    put_bound(out, field->minimum, field->exclusive_minimum);
    put_bound(out, field->maximum, field->exclusive_maximum);
    put(out, field->date_format);
    put(out, field->group);
    put(out, field->pattern);
    if (field->asked_if) put_route(out, book, field->asked_if);
    buffer_format(out, " %c%d%d%d%d%d\n", field->decimal ? field->decimal : '.', field->currency, field->required, field->may_be_future, field->takes_any, (int)field->personal);
}

static void put_completeness(struct buffer *out, const struct codebook *book)
{
    const struct completeness *rule = &book->completeness;
    buffer_format(out, " %d %d %d", rule->declared, rule->keep_partial, rule->finished);
    put_bound(out, rule->complete, false);
    put_bound(out, rule->partial, false);
    for (int i = 0; i < rule->of_count; i++) buffer_format(out, " %d", rule->of[i]);
    for (int c = 0; rule->finished >= 0 && c < book->fields[rule->finished].category_count; c++) buffer_format(out, "%d", rule->is_finished[c]);
}

static void put_survey(struct buffer *out, const struct codebook *book)
{
    const int numbers[] = {book->identifier, book->cluster, book->eligible_field, book->extra_columns, book->fewer_columns, (int)book->duplicates, book->wave_field, book->started, book->submitted, book->duration};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) buffer_format(out, " %d", numbers[i]);
    for (int c = 0; book->eligible_field >= 0 && c < book->fields[book->eligible_field].category_count; c++) buffer_format(out, "%d", book->eligible[c]);
    for (int i = 0; i < book->ignore_count; i++) put(out, book->ignore[i]);
    put_completeness(out, book);
    for (int s = 0; s < book->choice_set_count; s++) {
        const struct choice_set *set = &book->choice_sets[s];
        put(out, set->name);
        put(out, set->delimiter);
        put_aliases(out, set->aliases, set->alias_count);
        buffer_format(out, " %d %d %d", set->other, set->none_is_no, set->required);
    }
}

void codebook_digest_make(struct reader *reader)
{
    struct codebook *book = reader->book;
    struct buffer layout = {0}, reading = {0};
    for (int f = 0; f < book->field_count; f++) {
        put_layout(&layout, &book->fields[f]);
        put_reading(&reading, book, &book->fields[f]);
    }
    put_survey(&reading, book);
    book->layout = finish(reader, &layout);
    book->reading = finish(reader, &reading);
}
