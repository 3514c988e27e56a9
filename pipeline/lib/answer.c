/* 1 numbers   2 dates by a format   3 ISO dates   4 formats   5 writing dates */
#include "answer.h"

#include <math.h>
#include <string.h>

/* 1 numbers */

enum { NUMBER_BYTES = 40 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The bytes of a sign that may stand beside a number, or 0: % and the currencies whose signs are not letters. */
static size_t sign_length(struct text text)
{
    static const char *const signs[] = {"%", "$", " ", "\xC2\xA3" /* pound */, "\xC2\xA5" /* yen */, "\xE2\x82\xAC" /* euro */, "\xC2\xA0" /* no-break space */};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i]);
        if (text.length >= length && !memcmp(text.at, signs[i], length)) return length;
    }
    return 0;
}

static struct text without_signs(struct text text)
{
    for (size_t length; (length = sign_length(text));) text = (struct text){text.at + length, text.length - length};
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t length = 1; length <= 3 && length < text.length && !cut; length++) {
            cut = sign_length((struct text){text.at + text.length - length, length}) == length;
            if (cut) text.length -= length;
        }
    }
    return text;
}

/* Takes the group signs out; false when one does not stand before exactly three digits of a whole part of at most three. */
static bool ungroup(struct text whole, const char *group, char *out, size_t *used)
{
    size_t sign = strlen(group), digits = 0;
    bool grouped = false;
    for (size_t i = 0; i < whole.length;) {
        if (sign && whole.length - i >= sign && !memcmp(whole.at + i, group, sign)) {
            if (!digits || digits > 3 || (grouped && digits != 3)) return false;
            grouped = true;
            digits = 0;
            i += sign;
            continue;
        }
        if (!is_digit(whole.at[i]) || *used == NUMBER_BYTES) return false;
        out[(*used)++] = whole.at[i++];
        digits++;
    }
    return !grouped || digits == 3;
}

bool answer_number(struct text text, const struct number_format *format, double *value)
{
    char plain[NUMBER_BYTES + 2];
    size_t used = 0;
    if (format->currency) text = without_signs(text);
    if (text.length && text.at[0] == '-') {
        plain[used++] = '-';
        text = (struct text){text.at + 1, text.length - 1};
        if (format->currency) text = without_signs(text);
    }
    const char *mark = text.length ? memchr(text.at, format->decimal, text.length) : NULL;
    struct text whole = {text.at, mark ? (size_t)(mark - text.at) : text.length};
    if (!ungroup(whole, format->group, plain, &used)) return false;
    size_t rest = mark ? text.length - whole.length - 1 : 0;
    if (mark) {
        if (used + rest > NUMBER_BYTES || memchr(mark + 1, '.', rest)) return false;
        plain[used++] = '.';
        memcpy(plain + used, mark + 1, rest);
        used += rest;
    }
    return text_number((struct text){plain, used}, value);
}

/* 2 dates by a format */

struct clock { int year, month, day, hour, minute, second, half; bool has_half; };

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};

static bool take_number(struct text *text, int least, int most, int *number)
{
    int digits = 0;
    *number = 0;
    while (digits < most && text->length && is_digit(*text->at)) {
        *number = *number * 10 + (*text->at - '0');
        *text = (struct text){text->at + 1, text->length - 1};
        digits++;
    }
    return digits >= least;
}

static size_t common_letters(struct text text, const char *word)
{
    size_t i = 0;
    while (i < text.length && word[i] && (text.at[i] | 0x20) == word[i]) i++;
    return i;
}

static bool take_month(struct text *text, int *month)
{
    for (int m = 0; m < 12; m++) {
        size_t common = common_letters(*text, months[m]);
        size_t length = !months[m][common] ? common : common >= 3 ? 3 : 0;
        if (!length) continue;
        *text = (struct text){text->at + length, text->length - length};
        *month = m + 1;
        return true;
    }
    return false;
}

static bool take_half(struct text *text, struct clock *clock)
{
    if (text->length < 2 || (text->at[1] | 0x20) != 'm') return false;
    char letter = (char)(text->at[0] | 0x20);
    clock->half = letter == 'p';
    clock->has_half = true;
    *text = (struct text){text->at + 2, text->length - 2};
    return letter == 'a' || letter == 'p';
}

static bool take_part(struct text *text, char part, struct clock *clock)
{
    switch (part) {
    case 'Y': return take_number(text, 4, 4, &clock->year);
    case 'y':
        if (!take_number(text, 2, 2, &clock->year)) return false;
        clock->year += clock->year >= 69 ? 1900 : 2000;
        return true;
    case 'm': return take_number(text, 1, 2, &clock->month);
    case 'b':
    case 'B': return take_month(text, &clock->month);
    case 'd': return take_number(text, 1, 2, &clock->day);
    case 'I':
    case 'H': return take_number(text, 1, 2, &clock->hour);
    case 'M': return take_number(text, 2, 2, &clock->minute);
    case 'S': return take_number(text, 2, 2, &clock->second);
    case 'p': return take_half(text, clock);
    default: return false;
    }
}

/* A leap second is taken for the second before it. */
static bool clock_days(struct clock clock, bool has_date, double *days)
{
    char iso[11] = {0};
    int64_t day = 0;
    if (clock.has_half && (clock.hour < 1 || clock.hour > 12)) return false;
    if (clock.has_half) clock.hour = clock.hour % 12 + 12 * clock.half;
    if (clock.second == 60) clock.second = 59;
    if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) return false;
    int parts[] = {clock.year / 100, clock.year % 100, clock.month, clock.day};
    static const int places[] = {0, 2, 5, 8};
    for (int i = 0; i < 4; i++) {
        iso[places[i]] = (char)('0' + parts[i] / 10 % 10);
        iso[places[i] + 1] = (char)('0' + parts[i] % 10);
    }
    iso[4] = iso[7] = '-';
    if (has_date && !text_date((struct text){iso, 10}, &day)) return false;
    *days = (double)day + (clock.hour * 3600 + clock.minute * 60 + clock.second) / 86400.0;
    return true;
}

static bool read_by(struct text text, const char *format, double *days)
{
    struct clock clock = {.month = 1, .day = 1};
    bool has_date = false;
    for (; *format; format++) {
        if (*format == '%' && format[1] != '%') {
            if (!take_part(&text, *++format, &clock)) return false;
            has_date |= *format == 'Y' || *format == 'y';
            continue;
        }
        if (*format == '%') format++;
        if (!text.length || *text.at != *format) return false;
        text = (struct text){text.at + 1, text.length - 1};
    }
    return !text.length && clock_days(clock, has_date, days);
}

/* 3 ISO dates */

/* What may follow the seconds: a fraction, which is passed over, and a zone. */
static bool take_rest(struct text text)
{
    int number;
    if (text.length && *text.at == '.') {
        text = (struct text){text.at + 1, text.length - 1};
        if (!take_number(&text, 1, 9, &number)) return false;
    }
    if (text.length == 1) return *text.at == 'Z';
    if (!text.length) return true;
    return (text.length == 6 && (text.at[0] == '+' || text.at[0] == '-') && text.at[3] == ':' && is_digit(text.at[1]) && is_digit(text.at[2]) && is_digit(text.at[4]) && is_digit(text.at[5]));
}

static bool read_iso(struct text text, double *days)
{
    struct clock clock = {0};
    int64_t day;
    double time;
    if (text.length < 10 || !text_date((struct text){text.at, 10}, &day)) return false;
    *days = (double)day;
    if (text.length == 10) return true;
    if (text.at[10] != 'T' && text.at[10] != ' ') return false;
    struct text rest = {text.at + 11, text.length - 11};
    if (!take_number(&rest, 2, 2, &clock.hour) || !rest.length || *rest.at != ':') return false;
    rest = (struct text){rest.at + 1, rest.length - 1};
    if (!take_number(&rest, 2, 2, &clock.minute)) return false;
    if (rest.length && *rest.at == ':') {
        rest = (struct text){rest.at + 1, rest.length - 1};
        if (!take_number(&rest, 2, 2, &clock.second)) return false;
    }
    if (!take_rest(rest) || !clock_days(clock, false, &time)) return false;
    *days += time;
    return true;
}

bool answer_date(struct text text, const char *format, double *days)
{
    return format ? read_by(text, format, days) : read_iso(text, days);
}

/* 4 formats */

const char *answer_date_format_mistake(const char *format)
{
    bool year = false, month = false, day = false, hour = false, half = false, twelve = false;
    for (const char *at = format; *at; at++) {
        if (*at != '%') continue;
        char part = *++at;
        if (!part || !strchr("YymbBdHIMSp%", part)) return "it may have %Y %y %m %b %d %H %I %M %S %p and what stands between them";
        year |= part == 'Y' || part == 'y';
        month |= part == 'm' || part == 'b' || part == 'B';
        day |= part == 'd';
        hour |= part == 'H' || part == 'I';
        twelve |= part == 'I';
        half |= part == 'p';
    }
    if (twelve != half) return "%I (hours from 1 to 12) and %p (am or pm) go together";
    if (year || month || day) return year && month ? NULL : "a date needs a year (%Y) and a month (%m)";
    return hour ? NULL : "it has neither a date nor a time of day";
}

/* 5 writing dates */

/* The civil date of a day number, the reverse of text_date: eras of 400 years. */
static struct clock clock_of(double moment)
{
    struct clock clock = {0};
    int64_t days = (int64_t)floor(moment);
    int second = (int)floor((moment - (double)days) * 86400 + 0.5);
    if (second == 86400) days++, second = 0;
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, day_of_era = days - era * 146097;
    int64_t year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365, day = day_of_era - (365 * year + year / 4 - year / 100), month = (5 * day + 2) / 153;
    clock.year = (int)(year + era * 400 + (month >= 10));
    clock.month = (int)(month < 10 ? month + 3 : month - 9);
    clock.day = (int)(day - (153 * month + 2) / 5 + 1);
    clock.hour = second / 3600;
    clock.minute = second / 60 % 60;
    clock.second = second % 60;
    return clock;
}

static void put_part(struct buffer *out, char part, const struct clock *clock)
{
    char first = months[clock->month - 1][0];
    switch (part) {
    case 'Y': buffer_format(out, "%04d", clock->year); break;
    case 'y': buffer_format(out, "%02d", clock->year % 100); break;
    case 'm': buffer_format(out, "%02d", clock->month); break;
    case 'b': buffer_format(out, "%c%.2s", first - 'a' + 'A', months[clock->month - 1] + 1); break;
    case 'B': buffer_format(out, "%c%s", first - 'a' + 'A', months[clock->month - 1] + 1); break;
    case 'd': buffer_format(out, "%02d", clock->day); break;
    case 'H': buffer_format(out, "%02d", clock->hour); break;
    case 'I': buffer_format(out, "%02d", (clock->hour + 11) % 12 + 1); break;
    case 'M': buffer_format(out, "%02d", clock->minute); break;
    case 'S': buffer_format(out, "%02d", clock->second); break;
    case 'p': buffer_put(out, clock->hour < 12 ? "AM" : "PM"); break;
    default: buffer_add(out, &part, 1);
    }
}

void answer_put_date(struct buffer *out, double days, const char *format)
{
    struct clock clock = clock_of(days);
    if (!format) format = clock.hour || clock.minute || clock.second ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d";
    for (; *format; format++) {
        if (*format == '%' && format[1]) put_part(out, *++format, &clock);
        else buffer_add(out, format, 1);
    }
}
