/* 1 views   2 UTF-8   3 numbers and dates   4 near names and file names */
#include "text.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 1 views */

struct text text_of(const char *string)
{
    return (struct text){string ? string : "", string ? strlen(string) : 0};
}

bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && (!a.length || !memcmp(a.at, b.at, a.length));
}

bool text_is(struct text text, const char *string)
{
    return text_equal(text, text_of(string));
}

/* The length in bytes of the space that the text begins with: ASCII space and tab, line breaks, no-break space U+00A0, narrow no-break
 * space U+202F, byte order mark U+FEFF; 0 when it begins with something else. */
static size_t space_at(struct text text)
{
    if (!text.length) return 0;
    const unsigned char *at = (const unsigned char *)text.at;
    if (*at == ' ' || (*at >= '\t' && *at <= '\r')) return 1;
    if (text.length >= 2 && at[0] == 0xC2 && at[1] == 0xA0) return 2;
    if (text.length >= 3 && at[0] == 0xE2 && at[1] == 0x80 && at[2] == 0xAF) return 3;
    if (text.length >= 3 && at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF) return 3;
    return 0;
}

static size_t space_before_end(struct text text)
{
    for (size_t length = 1; length <= 3 && length <= text.length; length++)
        if (space_at((struct text){text.at + text.length - length, length}) == length) return length;
    return 0;
}

void text_fit(char *to, size_t room, struct text text)
{
    size_t length = text.length < room ? text.length : room - 1;
    while (length && length < text.length && ((unsigned char)text.at[length] & 0xC0) == 0x80) length--;
    if (length) memcpy(to, text.at, length);
    to[length] = 0;
}

struct text text_trim(struct text text)
{
    for (size_t length; (length = space_at(text)); text.length -= length) text.at += length;
    for (size_t length; (length = space_before_end(text));) text.length -= length;
    return text;
}

struct text text_normalise(struct text text, struct buffer *room)
{
    buffer_clear(room);
    buffer_add(room, "", 0);
    for (text = text_trim(text); text.length;) {
        size_t space = space_at(text);
        if (space) {
            while ((space = space_at(text))) {
                text.at += space;
                text.length -= space;
            }
            buffer_add(room, " ", 1);
        } else {
            char lower = (char)(*text.at >= 'A' && *text.at <= 'Z' ? *text.at + 32 : *text.at);
            buffer_add(room, &lower, 1);
            text.at++;
            text.length--;
        }
    }
    return (struct text){room->at, room->length};
}

/* 2 UTF-8 */

/* Bytes of the well-formed character at `at` (Unicode 15, table 3-7), or 0. */
static size_t utf8_length(const unsigned char *at, size_t left)
{
    static const struct { unsigned char first, last, second_low, second_high, length; } forms[] = {
        {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        if (at[0] < forms[f].first || at[0] > forms[f].last) continue;
        if (left < forms[f].length || at[1] < forms[f].second_low || at[1] > forms[f].second_high) return 0;
        for (size_t i = 2; i < forms[f].length; i++)
            if ((at[i] & 0xC0) != 0x80) return 0;
        return forms[f].length;
    }
    return 0;
}

ptrdiff_t text_invalid_utf8(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    for (size_t i = 0; i < length;) {
        uint64_t eight;
        if (length - i >= 8 && (memcpy(&eight, at + i, 8), !(eight & 0x8080808080808080u))) i += 8;
        else if (at[i] < 0x80) i++;
        else {
            size_t character = utf8_length(at + i, length - i);
            if (!character) return (ptrdiff_t)i;
            i += character;
        }
    }
    return -1;
}

bool text_is_unsafe(struct text text)
{
    const unsigned char *at = (const unsigned char *)text.at;
    size_t length = text.length;
    if (!length) return false;
    if (at[0] < 0x20 || at[0] == 0x7f) return true;
    if (length >= 2 && at[0] == 0xC2 && at[1] < 0xA0) return true;
    if (length >= 3 && at[0] == 0xE2 && at[1] == 0x80 && ((at[2] >= 0x8B && at[2] <= 0x8F) || (at[2] >= 0xA8 && at[2] <= 0xAE))) return true;
    return length >= 3 && at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9;
}

/* 3 numbers and dates */

enum { DECIMALS = 30, NUMBER_BYTES = 60 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The text is "-?digits.digits" and nothing else, so strtod() has nothing to guess; no locale is ever set, so its point is '.'. */
static double nearest_double(struct text text)
{
    char copy[NUMBER_BYTES + 1];
    memcpy(copy, text.at, text.length);
    copy[text.length] = 0;
    return strtod(copy, NULL);
}

/* At most 15 significant digits are an exact integer below 2^53, and powers of ten up to 10^15 are exact: one division is correctly rounded. Longer fractions,
 * as programs print them, take the long way to the nearest double. */
bool text_number(struct text text, double *value)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    size_t i = 0, whole = 0, fraction = 0;
    int64_t digits = 0;
    int significant = 0;
    bool negative = text.length && text.at[0] == '-', exact = true;
    if (negative) i = 1;
    for (; i < text.length && is_digit(text.at[i]); i++, whole++) {
        digits = digits * 10 + (text.at[i] - '0');
        if (digits && ++significant > 15) return false;
    }
    if (!whole) return false;
    if (i < text.length && text.at[i] == '.') {
        for (i++; i < text.length && is_digit(text.at[i]); i++, fraction++) {
            if (exact && (fraction == 15 || (significant += digits || text.at[i] != '0') > 15)) exact = false;
            if (exact) digits = digits * 10 + (text.at[i] - '0');
        }
        if (!fraction) return false;
    }
    if (i != text.length || (!exact && (fraction > DECIMALS || text.length > NUMBER_BYTES))) return false;
    if (!exact) *value = nearest_double(text) + 0.0; /* -0 becomes 0 */
    else *value = negative && digits ? -((double)digits / powers[fraction]) : (double)digits / powers[fraction];
    return true;
}

bool text_integer(struct text text, int64_t *value)
{
    double number;
    if (!text_number(text, &number) || number != floor(number)) return false;
    *value = (int64_t)number;
    return true;
}

/* Days since 1970-01-01 of a Gregorian date: Howard Hinnant's arithmetic of eras of 400 years, in our own words. */
static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

bool text_date(struct text text, int64_t *days)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-') return false;
    int part[3] = {0};
    for (size_t i = 0; i < 10; i++) {
        if (i == 4 || i == 7) continue;
        if (!is_digit(text.at[i])) return false;
        int *number = &part[i < 4 ? 0 : i < 7 ? 1 : 2];
        *number = *number * 10 + (text.at[i] - '0');
    }
    int year = part[0], month = part[1], day = part[2];
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1] + (month == 2 && leap)) return false;
    *days = days_of(year, month, day);
    return true;
}

/* 4 near names and file names */

/* Optimal string alignment distance (Damerau with each place edited once), given up above 2. */
static int distance(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b);
    if (m > 63 || n > 63 || m > n + 2 || n > m + 2) return 3;
    int rows[3][65];
    for (size_t j = 0; j <= n; j++) rows[0][j] = (int)j;
    for (size_t i = 1; i <= m; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= n; j++) {
            int change = tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]);
            int best = above[j - 1] + change;
            if (above[j] + 1 < best) best = above[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two_above[j - 2] + 1 < best) best = two_above[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[m % 3][n];
}

bool text_is_slip(const char *typed, const char *meant)
{
    return distance(typed, meant) <= 2;
}

const char *text_nearest(const char *name, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    int least = 3;
    size_t longest = 3;
    for (size_t i = 0; i < count; i++) {
        int d = distance(name, candidates[i]);
        if (d < least && (size_t)d < strlen(name)) {
            least = d;
            nearest = candidates[i];
        }
    }
    for (size_t i = 0; !nearest && i < count; i++) {
        size_t common = 0;
        while (name[common] && name[common] == candidates[i][common]) common++;
        if (common > longest) {
            longest = common;
            nearest = candidates[i];
        }
    }
    return nearest;
}

void text_slug(struct text text, char slug[64])
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    size_t used = 0;
    bool lost = false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        hash = (hash ^ c) * 16777619u;
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && used);
        if (!plain) lost = true;
        if (used >= 40) lost = true;
        else if (plain) slug[used++] = (char)c;
        else if (c >= 'A' && c <= 'Z') slug[used++] = (char)(c + 32);
        else if (used && slug[used - 1] != '-') slug[used++] = '-';
    }
    slug[used] = 0;
    if (lost || !used) snprintf(slug + used, 16, "%s%08x", used && slug[used - 1] != '-' ? "-" : "", hash);
}
