/* Text: a view into somebody's bytes, a growing buffer, numbers in and out, and the escapes of the formats we write.
 *
 *     struct buffer out = {0};
 *     buffer_put(&out, "<td>"); buffer_html(&out, name); buffer_put(&out, "</td>");
 *     ... out.at, out.length ...
 *     buffer_free(&out);
 *
 * Everything is UTF-8. No function looks at the locale: a decimal point is '.', and setlocale() is never called.
 */
#ifndef SPWELL_TEXT_H
#define SPWELL_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text { const char *at; size_t length; };

struct text text_of(const char *string); /* NULL gives an empty text */
bool text_is(struct text text, const char *string);
bool text_equal(struct text a, struct text b);
/* Cuts spaces, tabs, no-break spaces and a byte order mark from both ends. */
struct text text_trim(struct text text);
/* The normalised form used for matching headers and labels, appended to a buffer's storage: trimmed, inner runs of space and
 * no-break space made one space, ASCII letters in lower case. The result is valid until the buffer changes. */
struct buffer;
struct text text_normalise(struct text text, struct buffer *room);
/* The offset of the first byte that is not UTF-8 (overlong forms and surrogates count), or -1. */
ptrdiff_t text_invalid_utf8(const char *at, size_t length);
/* Does the text begin with a control (C0, DEL, C1) or a character that cannot be seen, breaks lines or turns the direction of reading (U+200B to U+200F,
 * U+2028 to U+202E, U+2066 to U+2069)? */
bool text_is_unsafe(struct text text);

/* Numbers by our own grammar: -?digits(.digits)?, at most 15 digits before the point and 30 after it, to the nearest double; no sign '+', exponent, hex, NaN or spaces. */
bool text_number(struct text text, double *value) __attribute__((warn_unused_result));
/* As text_number, but the value must be whole ("2015.0" is) and within 2^53. */
bool text_integer(struct text text, int64_t *value) __attribute__((warn_unused_result));
/* An ISO date YYYY-MM-DD as days since 1970-01-01; 2026-02-30 is refused. */
bool text_date(struct text text, int64_t *days) __attribute__((warn_unused_result));

/* Copies as many whole characters as there is room for, and a NUL. */
void text_fit(char *to, size_t room, struct text text);

/* The candidate nearest to `name` (Damerau distance at most 2, or a common prefix of 4 or more), or NULL. */
const char *text_nearest(const char *name, const char *const *candidates, size_t count);
/* At most two slips of a finger apart: a letter too many, too few, another, or two exchanged. */
bool text_is_slip(const char *typed, const char *meant);
/* A file-name part of `text`: [a-z0-9-], at most 40 characters, with 8 hexadecimal digits of a hash added when something was lost. */
void text_slug(struct text text, char slug[64]);

struct buffer { char *at; size_t length, room; }; /* always NUL-terminated once anything was put */

void buffer_free(struct buffer *buffer);  /* frees and zeroes */
void buffer_clear(struct buffer *buffer); /* keeps the room */
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_put(struct buffer *buffer, const char *string);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A short decimal that reads back as the same double: 15 to 17 digits as needed (machine formats). Asserts that the value is finite; never writes "-0". */
void buffer_number(struct buffer *buffer, double value);
/* Fixed decimals, halves away from zero on the decimal value as printed with 15 digits; never "-0.0". */
void buffer_fixed(struct buffer *buffer, double value, int decimals);

void buffer_html(struct buffer *buffer, const char *string);     /* & < > " ' */
void buffer_json(struct buffer *buffer, const char *string);     /* with the quotes */
void buffer_csv(struct buffer *buffer, const char *string);      /* RFC 4180, quoted where needed; no formula guard */
void buffer_csv_text(struct buffer *buffer, const char *string); /* the same, and a leading = + - @ TAB CR gets an apostrophe */
void buffer_markdown(struct buffer *buffer, const char *string); /* punctuation escaped, newlines to spaces */
/* For a terminal: controls, C1, bidirectional controls and invalid UTF-8 as \xNN, at most `limit` characters, then "...". */
void buffer_terminal(struct buffer *buffer, struct text text, size_t limit);

#endif
