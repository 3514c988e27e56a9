#include "formats.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* From the plainest on. A comma as the decimal sign and a comma between thousands are told apart by what else is in the column, or by a person. */
static const struct number_format numbers[] = {
    {.decimal = '.'}, {.decimal = '.', .group = ","}, {.decimal = ','}, {.decimal = ',', .group = "."}, {.decimal = '.', .group = " "},
    {.decimal = '.', .currency = true}, {.decimal = '.', .group = ",", .currency = true}, {.decimal = ',', .currency = true}};
enum { NUMBERS = sizeof numbers / sizeof *numbers, GROUP_COMMA = 1, DECIMAL_COMMA = 2, SIGN_GROUP_COMMA = 6, SIGN_DECIMAL_COMMA = 7 };

/* A day-first and a month-first way stand side by side. */
static const char *const days[] = {"%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%m.%d.%Y", "%d/%m/%y", "%m/%d/%y", "%d %b %Y", "%b %d, %Y"};
static const char *const times[] = {"", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"};
enum { DAYS = sizeof days / sizeof *days, TIMES = sizeof times / sizeof *times, FIRST_DOUBTFUL = 2, LAST_DOUBTFUL = 9 };
static_assert(1 + DAYS * TIMES <= 64, "a bit for ISO and one for each way");

struct formats formats_all(void)
{
    return (struct formats){.numbers = (1u << NUMBERS) - 1, .dates = ~(uint64_t)0 >> (63 - DAYS * TIMES), .whole = true, .least = INFINITY, .most = -INFINITY};
}

static void put_format(char format[40], int way)
{
    snprintf(format, 40, "%s%s", days[way / TIMES], times[way % TIMES]);
}

static void strike_dates(struct formats *formats, struct text text)
{
    double value;
    char format[40];
    bool digit = text.length >= 6 && text.length <= 40;
    if (!digit) formats->dates = 0;
    if ((formats->dates & 1) && !answer_date(text, NULL, &value)) formats->dates &= ~(uint64_t)1;
    for (int way = 0; way < DAYS * TIMES; way++) {
        uint64_t bit = (uint64_t)2 << way;
        if (!(formats->dates & bit)) continue;
        put_format(format, way);
        if (!answer_date(text, format, &value)) formats->dates &= ~bit;
    }
    formats->with_time |= memchr(text.at, ':', text.length) != NULL;
}

static void strike_numbers(struct formats *formats, struct text text)
{
    double value;
    bool read = false;
    if (text.length > 1 && text.at[0] == '0' && text.at[1] >= '0' && text.at[1] <= '9') formats->leading_zero = true;
    for (int way = 0; way < NUMBERS; way++) {
        if (!(formats->numbers & 1u << way)) continue;
        if (!answer_number(text, &numbers[way], &value)) {
            formats->numbers &= ~(1u << way);
            continue;
        }
        if (read) continue;
        read = true;
        formats->whole &= value == floor(value);
        formats->least = fmin(formats->least, value);
        formats->most = fmax(formats->most, value);
    }
}

void formats_strike(struct formats *formats, struct text text)
{
    if (formats->numbers) strike_numbers(formats, text);
    if (formats->dates) strike_dates(formats, text);
}

const struct number_format *formats_number(const struct formats *formats, bool *doubtful)
{
    int way = 0;
    while (way < NUMBERS && !(formats->numbers & 1u << way)) way++;
    if (way == NUMBERS || formats->leading_zero) return NULL;
    *doubtful = (way == GROUP_COMMA && (formats->numbers & 1u << DECIMAL_COMMA)) || (way == SIGN_GROUP_COMMA && (formats->numbers & 1u << SIGN_DECIMAL_COMMA));
    return &numbers[way];
}

enum formats_date formats_date(const struct formats *formats, char format[40])
{
    if (formats->dates & 1) return FORMATS_ISO;
    for (int way = 0; way < DAYS * TIMES; way++) {
        if (!(formats->dates & (uint64_t)2 << way)) continue;
        put_format(format, way);
        int day = way / TIMES;
        bool first_of_two = day >= FIRST_DOUBTFUL && day <= LAST_DOUBTFUL && day % 2 == 0;
        return first_of_two && (formats->dates & (uint64_t)2 << (way + TIMES)) ? FORMATS_DOUBTFUL : FORMATS_WRITTEN;
    }
    return FORMATS_NO_DATE;
}
