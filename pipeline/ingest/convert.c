#include "convert.h"

#include <math.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "pseudonym.h"

struct pattern { regex_t compiled; };

const char *const encoding_names[] = {"code8", "int16", "real64", "term32", "hash128", "text"};
const size_t encoding_bytes[] = {1, 2, 8, 4, 16, 4};

const char *const odd_codes[ODD_COUNT] = {
    "", "too_few_fields", "too_many_fields", "not_a_category", "not_a_number", "not_whole", "not_a_date", "too_small", "too_large",
    "too_short", "too_long", "control_character", "required", "pattern", "not_a_choice", "after_the_wave", "outside_the_wave", "duplicate_respondent", "superseded", "normalised", "two_readings", "not_asked"};

static enum encoding encoding_of(const struct field *field, bool identifier)
{
    if (identifier) return ENCODING_HASH128;
    switch (field->type) {
    case FIELD_CATEGORY: return ENCODING_CODE8;
    case FIELD_INTEGER: return field->minimum >= -32000 && field->maximum <= 32000 ? ENCODING_INT16 : ENCODING_REAL64;
    case FIELD_TERM: return ENCODING_TERM32;
    case FIELD_TEXT: return ENCODING_TEXT;
    default: return ENCODING_REAL64;
    }
}

/* The codebook has compiled it once already, so it cannot fail but for want of memory. */
static struct pattern *compile(const char *written)
{
    if (!written) return NULL;
    struct pattern *pattern = memory_new(1, sizeof *pattern);
    if (!regcomp(&pattern->compiled, written, REG_EXTENDED | REG_NOSUB)) return pattern;
    free(pattern);
    return NULL;
}

void convert_prepare(struct converter *converter, const struct field *field, const unsigned char *key)
{
    *converter = (struct converter){.field = field, .encoding = encoding_of(field, key != NULL), .match = match_create(field), .key = key, .pattern = compile(field->pattern)};
    converter->number = (struct number_format){.decimal = field->decimal, .currency = field->currency};
    memcpy(converter->number.group, field->group, sizeof field->group);
    converter->plain_number = field->decimal != ',' && !field->group[0] && !field->currency;
}

void convert_release(struct converter *converter)
{
    match_destroy(converter->match);
    if (converter->pattern) regfree(&converter->pattern->compiled);
    free(converter->pattern);
}

enum odd convert_odd_code8(const struct converter *converter, struct text text, uint8_t *value)
{
    bool normalised;
    int code = match_find(converter->match, text, &normalised);
    if (code < 0 && !converter->field->takes_any) return ODD_NOT_A_CATEGORY;
    if (code < 0) code = 0;
    *value = (uint8_t)code;
    if (code >= CODE_MISSING && converter->field->required) return ODD_REQUIRED;
    return normalised && code < CODE_MISSING ? ODD_NORMALISED : ODD_NONE;
}

static enum odd range_of(const struct field *field, double value, enum odd good)
{
    if (field->type == FIELD_INTEGER && value != floor(value)) return ODD_NOT_WHOLE;
    if (field->exclusive_minimum ? value <= field->minimum : value < field->minimum) return ODD_TOO_SMALL;
    return (field->exclusive_maximum ? value >= field->maximum : value > field->maximum) ? ODD_TOO_LARGE : good;
}

static bool read_value(const struct converter *converter, struct text text, double *value)
{
    if (converter->field->type == FIELD_DATE) return answer_date(text, converter->field->date_format, value);
    return converter->plain_number ? text_number(text, value) : answer_number(text, &converter->number, value);
}

/* Numbers, dates and their missing values, which may look like numbers (-99) and so are asked first. *reason is -1 or why it is missing. */
static enum odd number_of(const struct converter *converter, struct text text, double *value, int *reason)
{
    const struct field *field = converter->field;
    bool normalised = false;
    bool may_be_missing = !text.length || converter->match->missing_begins[(unsigned char)text.at[0]];
    int code = may_be_missing ? match_exact(converter->match, text) : -1;
    *reason = -1;
    if (code < 0 && read_value(converter, text, value)) return range_of(field, *value, ODD_NONE);
    if (code < 0) code = match_find(converter->match, text, &normalised);
    if (code >= CODE_MISSING) {
        *reason = code - CODE_MISSING;
        return field->required ? ODD_REQUIRED : ODD_NONE;
    }
    struct text trimmed = text_trim(text);
    if (trimmed.length < text.length) {
        enum odd odd = number_of(converter, trimmed, value, reason);
        return odd == ODD_NONE ? ODD_NORMALISED : odd;
    }
    return field->type == FIELD_DATE ? ODD_NOT_A_DATE : ODD_NOT_A_NUMBER;
}

enum odd convert_int16(const struct converter *converter, struct text text, int16_t *value)
{
    double number;
    int reason;
    enum odd odd = number_of(converter, text, &number, &reason);
    if (odd == ODD_NONE || odd == ODD_NORMALISED) *value = reason >= 0 ? chunk_missing_int16(reason) : (int16_t)number;
    return odd;
}

enum odd convert_real64(const struct converter *converter, struct text text, double *value)
{
    int reason;
    enum odd odd = number_of(converter, text, value, &reason);
    if (reason >= 0) *value = chunk_missing_real(reason);
    return odd;
}

/* Controls may not stand in any text (line breaks and tabs may in a comment); what turns the direction of reading may not stand in a name. */
static bool has_control(struct text text, bool comment)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < 0x20 && !(comment && (c == '\n' || c == '\r' || c == '\t'))) || c == 0x7f) return true;
        if (!comment && c >= 0x80 && text_is_unsafe((struct text){text.at + i, text.length - i})) return true;
    }
    return false;
}

static long count_characters(struct text text)
{
    long count = 0;
    for (size_t i = 0; i < text.length; i++) count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

static bool fits(const struct pattern *pattern, struct text text)
{
    struct buffer closed = {0}; /* regexec() wants a NUL at the end */
    if (!pattern) return true;
    buffer_add(&closed, text.at, text.length);
    bool matches = !regexec(&pattern->compiled, closed.at, 0, NULL, 0);
    buffer_free(&closed);
    return matches;
}

enum odd convert_text(const struct converter *converter, struct text text, struct text *value, int *reason)
{
    const struct field *field = converter->field;
    bool free_text = field->type == FIELD_TEXT, normalised;
    struct text trimmed = text_trim(text);
    *value = free_text ? text : trimmed;
    *reason = -1;
    int code = trimmed.length && field->missing_count == 0 ? -1 : match_find(converter->match, trimmed, &normalised);
    if (code >= CODE_MISSING) {
        *reason = code - CODE_MISSING;
        return field->required ? ODD_REQUIRED : ODD_NONE;
    }
    if (has_control(*value, free_text)) return ODD_CONTROL_CHARACTER;
    long length = count_characters(*value);
    if ((double)length < field->minimum) return ODD_TOO_SHORT;
    if ((double)length > field->maximum || (!free_text && length > 64)) return ODD_TOO_LONG;
    if (!fits(converter->pattern, *value)) return ODD_PATTERN;
    return !free_text && trimmed.length != text.length ? ODD_NORMALISED : ODD_NONE;
}

void convert_pseudonym(const struct converter *converter, struct text text, unsigned char hash[16])
{
    struct buffer room = {0};
    pseudonym_hash(converter->key, text_normalise(text, &room), hash);
    buffer_free(&room);
}
