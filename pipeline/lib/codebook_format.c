/* How the answers to a field are written: formats of dates and numbers; patterns of text: codebook_pattern.c. */
#include "codebook_internal.h"

#include <string.h>

#include "answer.h"

static bool is_date(int type) { return type == TYPE_DATE || type == TYPE_DATETIME || type == TYPE_TIME || type == TYPE_YEARMONTH; }

static void read_date_format(struct reader *reader, const struct field_source *source, struct field *field)
{
    static const char *const defaults[] = {[TYPE_TIME] = "%H:%M:%S", [TYPE_YEARMONTH] = "%Y-%m"};
    const char *format = source->format ? source->format->text : "default";
    if (!is_date(source->type)) {
        if (strcmp(format, "default") == 0) return;
        codebook_mistake(reader, at_value(source->format), "e-mail addresses and links: a pattern in the constraints", "the format '%s' of type %s is not read", format, codebook_field_types[source->type]);
        return;
    }
    field->date_format = source->type == TYPE_TIME || source->type == TYPE_YEARMONTH ? defaults[source->type] : NULL;
    if (strcmp(format, "default") == 0) return;
    const char *mistake = strcmp(format, "any") ? answer_date_format_mistake(format) : "give the format that the dates have, as in \"%d/%m/%Y\": which of day and month comes first is not guessed";
    if (mistake) codebook_mistake(reader, at_value(source->format), mistake, "dates cannot be read by the format '%s'", format);
    else field->date_format = format;
}

static void read_group(struct reader *reader, const struct json *value, struct field *field)
{
    static const char *const signs[] = {",", ".", " ", "'", "\xE2\x80\x99", "\xC2\xA0", "\xE2\x80\xAF"};
    for (size_t i = 0; value->kind == JSON_KIND_TEXT && i < sizeof signs / sizeof *signs; i++) {
        if (strcmp(value->text, signs[i])) continue;
        memcpy(field->group, signs[i], strlen(signs[i]) + 1);
        if (field->group[0] != field->decimal) return;
        codebook_mistake(reader, at_value(value), "\"decimalChar\": \",\" says that a comma comes before the decimals", "'groupChar' is the same sign as 'decimalChar'");
        return;
    }
    codebook_mistake(reader, at_value(value), "a comma, a point, a space or an apostrophe", "'groupChar' cannot be this");
}

static void read_number_format(struct reader *reader, const struct field_source *source, struct field *field)
{
    bool number = source->type == TYPE_INTEGER || source->type == TYPE_NUMBER || source->type == TYPE_YEAR;
    const struct json *decimal = json_member(source->node, "decimalChar"), *given = source->group ? source->group : source->bare ? source->bare : decimal;
    if (!number && given) codebook_mistake(reader, at_key(given), NULL, "'%s' is for numbers", given->key);
    if (!number) return;
    field->decimal = source->decimal_mark ? ',' : '.';
    if (source->group) read_group(reader, source->group, field);
    if (!source->bare) return;
    if (source->bare->kind == JSON_KIND_TRUTH) field->currency = !source->bare->truth;
    else codebook_mistake(reader, at_value(source->bare), NULL, "'bareNumber' must be true or false");
}

void codebook_format_read(struct reader *reader, const struct field_source *source, struct field *field)
{
    read_date_format(reader, source, field);
    read_number_format(reader, source, field);
    codebook_pattern_read(reader, source, field);
    field->may_be_future = source->future && source->future->truth;
    if (source->future && !is_date(source->type)) codebook_mistake(reader, at_key(source->future), NULL, "'future' is for dates");
}
