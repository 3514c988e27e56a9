/* 1 growing   2 numbers   3 escapes */
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* 1 growing */

void buffer_free(struct buffer *buffer)
{
    free(buffer->at);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    if (buffer->at) buffer->at[0] = 0;
}

static void buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->room - buffer->length > more) return;
    size_t room = buffer->room ? buffer->room : 64;
    while (room - buffer->length <= more) room *= 2;
    buffer->at = memory_resize(buffer->at, room, 1);
    buffer->room = room;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
    buffer_reserve(buffer, length);
    if (length) memcpy(buffer->at + buffer->length, bytes, length);
    buffer->length += length;
    buffer->at[buffer->length] = 0;
}

void buffer_put(struct buffer *buffer, const char *string)
{
    buffer_add(buffer, string, strlen(string));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    assert(length >= 0);
    buffer_reserve(buffer, (size_t)length);
    vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, again);
    va_end(again);
    buffer->length += (size_t)length;
}

/* 2 numbers */

void buffer_number(struct buffer *buffer, double value)
{
    assert(isfinite(value));
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value == 0 ? 0.0 : value);
        if (strtod(digits, NULL) == value) break;
    }
    buffer_put(buffer, digits);
}

/* 0.15 is stored a little below itself: rounding the 15 digits that people see, not the binary, gives the 0.2 they expect. */
void buffer_fixed(struct buffer *buffer, double value, int decimals)
{
    assert(isfinite(value) && decimals >= 0 && decimals <= 9);
    double scale = pow(10, decimals), magnitude = fabs(value);
    char digits[80];
    if (magnitude * scale < 1e15) {
        snprintf(digits, sizeof digits, "%.15g", magnitude * scale);
        magnitude = floor(strtod(digits, NULL) + 0.5) / scale;
    }
    snprintf(digits, sizeof digits, "%s%.*f", value < 0 && magnitude > 0 ? "-" : "", decimals, magnitude);
    buffer_put(buffer, digits);
}

/* 3 escapes */

void buffer_html(struct buffer *buffer, const char *string)
{
    for (const char *c = string; *c; c++) {
        switch (*c) {
        case '&': buffer_put(buffer, "&amp;"); break;
        case '<': buffer_put(buffer, "&lt;"); break;
        case '>': buffer_put(buffer, "&gt;"); break;
        case '"': buffer_put(buffer, "&quot;"); break;
        case '\'': buffer_put(buffer, "&#39;"); break;
        default: buffer_add(buffer, c, 1);
        }
    }
}

void buffer_json(struct buffer *buffer, const char *string)
{
    buffer_add(buffer, "\"", 1);
    for (const char *c = string; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\') buffer_format(buffer, "\\%c", byte);
        else if (byte < 0x20 || byte == 0x7f) buffer_format(buffer, "\\u%04x", byte);
        else buffer_add(buffer, c, 1);
    }
    buffer_add(buffer, "\"", 1);
}

void buffer_csv(struct buffer *buffer, const char *string)
{
    if (!strpbrk(string, ",;\"\r\n\t") && *string != ' ' && (!*string || string[strlen(string) - 1] != ' ')) {
        buffer_put(buffer, string);
        return;
    }
    buffer_add(buffer, "\"", 1);
    for (const char *c = string; *c; c++) {
        if (*c == '"') buffer_add(buffer, "\"", 1);
        buffer_add(buffer, c, 1);
    }
    buffer_add(buffer, "\"", 1);
}

/* Spreadsheets read =1+1, and full-width forms of it, as a formula even inside quotes. */
static bool looks_like_formula(const char *string)
{
    static const char *const full_width[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    if (*string && strchr("=+-@\t\r", *string)) return true;
    for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++)
        if (!strncmp(string, full_width[i], 3)) return true;
    return false;
}

void buffer_csv_text(struct buffer *buffer, const char *string)
{
    if (!looks_like_formula(string)) {
        buffer_csv(buffer, string);
        return;
    }
    struct buffer guarded = {0};
    buffer_put(&guarded, "'");
    buffer_put(&guarded, string);
    buffer_csv(buffer, guarded.at);
    buffer_free(&guarded);
}

void buffer_markdown(struct buffer *buffer, const char *string)
{
    for (const char *c = string; *c; c++) {
        if (*c == '&') buffer_put(buffer, "&amp;");
        else if (*c == '<') buffer_put(buffer, "&lt;");
        else if (*c == '\n' || *c == '\r') buffer_add(buffer, " ", 1);
        else {
            if (strchr("\\`*_{}[]>#+!|~", *c)) buffer_add(buffer, "\\", 1);
            buffer_add(buffer, c, 1);
        }
    }
}

static size_t character_length(const unsigned char *at, size_t length)
{
    size_t wanted = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    return wanted <= length && text_invalid_utf8((const char *)at, wanted) < 0 ? wanted : 0;
}

void buffer_terminal(struct buffer *buffer, struct text text, size_t limit)
{
    const unsigned char *at = (const unsigned char *)text.at;
    size_t left = text.length;
    for (size_t shown = 0; left; shown++) {
        if (shown == limit) {
            buffer_put(buffer, "...");
            return;
        }
        size_t length = character_length(at, left);
        if (length && !text_is_unsafe((struct text){(const char *)at, left})) buffer_add(buffer, at, length);
        else {
            length = length ? length : 1;
            for (size_t i = 0; i < length; i++) buffer_format(buffer, "\\x%02X", at[i]);
        }
        at += length;
        left -= length;
    }
}
