#include "label.h"
#include <assert.h>
#include <math.h>
#include <stdint.h>

enum { PRIVATE_QUOTE = 0xE022, PRIVATE_BACKSLASH = 0xE05C, REPLACEMENT = 0xFFFD, END = -1 };

/* Advance widths of Liberation Sans (metric twin of Arial), U+0020 to U+007E, in thousandths of the font size: its hmtx table. */
static const uint16_t regular[95] = {
    277, 277, 354, 556, 556, 889, 666, 190, 333, 333, 389, 583, 277, 333, 277, 277, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 277, 277, 583, 583, 583, 556, 1015, 666, 666, 722, 722, 666, 610, 777, 722, 277, 500, 666, 556, 833, 722, 777,
    666, 777, 722, 666, 610, 722, 666, 943, 666, 666, 610, 277, 277, 277, 469, 556, 333, 556, 556, 500, 556, 556, 277, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 277, 556, 500, 722, 500, 500, 500, 333, 259, 333, 583};
static const uint16_t bold[95] = {
    277, 333, 474, 556, 556, 889, 722, 237, 333, 333, 389, 583, 277, 333, 277, 277, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 333, 333, 583, 583, 583, 610, 975, 722, 722, 722, 722, 666, 610, 777, 722, 277, 556, 722, 610, 833, 722, 777,
    666, 777, 722, 666, 610, 722, 666, 943, 666, 666, 610, 333, 277, 333, 583, 556, 333, 556, 610, 556, 610, 556, 333, 610,
    610, 277, 277, 556, 277, 889, 610, 610, 610, 610, 389, 556, 333, 610, 556, 777, 556, 556, 500, 389, 279, 389, 583};

/* The next character and its length; what is not UTF-8 is one byte long and REPLACEMENT. */
static int32_t next(struct text text, size_t *offset)
{
    if (*offset >= text.length) return END;
    const unsigned char *at = (const unsigned char *)text.at + *offset;
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (length > text.length - *offset || text_invalid_utf8((const char *)at, length) >= 0) {
        *offset += 1;
        return REPLACEMENT;
    }
    int32_t character = length == 1 ? at[0] : at[0] & (0x7F >> length);
    for (size_t i = 1; i < length; i++) character = character << 6 | (at[i] & 0x3F);
    *offset += length;
    return character;
}

static bool is_combining(int32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x20D0 && c <= 0x20FF);
}

static bool is_wide(int32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || c >= 0x1F000;
}

/* Outside the table the widest usual letter stands for all, so that a guess is never too narrow. */
static int thousandths(int32_t c, bool is_bold)
{
    if (c >= 0x20 && c <= 0x7E) return is_bold ? bold[c - 0x20] : regular[c - 0x20];
    if (is_combining(c)) return 0;
    if (c == 0x2212) return 583;
    return is_wide(c) || c == 0x2026 ? 1000 : 722;
}

double label_width(struct text label, struct font font)
{
    long sum = 0;
    size_t offset = 0;
    for (int32_t c; (c = next(label, &offset)) != END;) sum += thousandths(c, font.bold);
    return (double)sum * font.size / 1000;
}

/* How many bytes of `text` fit: up to the last space that fits, or inside the word when there is none. */
static size_t fitting(struct text text, double width, struct font font, bool at_spaces)
{
    size_t offset = 0, fits = 0, space = 0;
    double used = 0;
    for (int32_t c; (c = next(text, &offset)) != END;) {
        if (c == ' ') space = fits;
        used += thousandths(c, font.bold) * font.size / 1000.0;
        if (used > width && c != ' ') return at_spaces && space > 0 ? space : fits > 0 ? fits : offset;
        fits = offset;
    }
    return fits;
}

static const char *cut(struct arena *arena, struct text text, double width, struct font font)
{
    double ellipsis = font.size; /* U+2026 is as wide as the font is high */
    struct text head = text_trim((struct text){text.at, fitting(text, width - ellipsis, font, false)});
    return arena_format(arena, "%.*s\u2026", (int)head.length, head.at);
}

int label_wrap(struct arena *arena, const char *label, double width, struct font font, int limit, const char **lines)
{
    struct text rest = text_trim(text_of(label));
    int count = 0;
    while (rest.length > 0 && count < limit) {
        size_t taken = label_width(rest, font) <= width ? rest.length : fitting(rest, width, font, true);
        if (count == limit - 1 && taken < rest.length) {
            lines[count++] = cut(arena, rest, width, font);
            break;
        }
        struct text line = text_trim((struct text){rest.at, taken});
        lines[count++] = arena_copy(arena, line.at, line.length);
        rest = text_trim((struct text){rest.at + taken, rest.length - taken});
    }
    return count;
}

int label_wrap_evenly(struct arena *arena, const char *label, double width, struct font font, int limit, const char **lines)
{
    int count = label_wrap(arena, label, width, font, limit, lines);
    double whole = label_width(text_of(label), font);
    for (double narrow = whole / count; count > 1 && narrow < width; narrow += font.size / 2.0)
        if (label_wrap(arena, label, narrow, font, count + 1, lines) == count) return count;
    return label_wrap(arena, label, width, font, limit, lines);
}

void label_number(struct buffer *out, double value, int decimals, bool sign)
{
    struct buffer digits = {0};
    buffer_fixed(&digits, value, decimals);
    bool negative = digits.at[0] == '-';
    if (negative) buffer_put(out, "\u2212");
    else if (sign && value > 0) buffer_put(out, "+");
    buffer_put(out, digits.at + negative);
    buffer_free(&digits);
}

int label_decimals(double value, int decimals)
{
    while (decimals < 3 && value != 0 && fabs(value) < 0.5 * pow(10, -decimals)) decimals++;
    return decimals;
}

static bool is_unwelcome(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFEFF || (c >= 0xE000 && c <= 0xF8FF);
}

static void put(struct buffer *out, int32_t c)
{
    unsigned char bytes[4] = {0};
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1; c >>= 6) bytes[i] = (unsigned char)(0x80 | (c & 0x3F));
    bytes[0] = (unsigned char)(lead[length] | c);
    buffer_add(out, bytes, length);
}

void label_escape(struct buffer *out, struct text label)
{
    size_t offset = 0;
    bool space = false, begun = false;
    for (int32_t c; (c = next(label, &offset)) != END;) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            space = begun;
            continue;
        }
        if (is_unwelcome(c)) continue;
        if (space) buffer_put(out, " ");
        put(out, c == '"' ? PRIVATE_QUOTE : c == '\\' ? PRIVATE_BACKSLASH : c);
        begun = true;
        space = false;
    }
}

void label_restore(struct buffer *out, struct text cell)
{
    size_t offset = 0;
    for (int32_t c; (c = next(cell, &offset)) != END;) put(out, c == PRIVATE_QUOTE ? '"' : c == PRIVATE_BACKSLASH ? '\\' : c);
}
