#include "cell.h"

#include <stdlib.h>
#include <string.h>

static struct text keep(struct arena *arena, struct buffer *buffer)
{
    struct text cell = {arena_copy(arena, buffer->at, buffer->length), buffer->length};
    buffer_free(buffer);
    return cell;
}

struct text cell_text(struct arena *arena, const char *text, char separator, char behind)
{
    struct buffer buffer = {0};
    char special[] = {'"', '\r', '\n', separator, 0};
    bool quoted = text[strcspn(text, special)] != 0;
    if (quoted) buffer_put(&buffer, "\"");
    for (; *text; text++) {
        if (*text == '"') buffer_put(&buffer, "\"");
        buffer_add(&buffer, text, 1);
    }
    if (quoted) buffer_put(&buffer, "\"");
    buffer_add(&buffer, &behind, 1);
    return keep(arena, &buffer);
}

struct text cell_number(struct arena *arena, double value, int decimals, char behind)
{
    struct buffer buffer = {0};
    buffer_fixed(&buffer, value, decimals);
    buffer_add(&buffer, &behind, 1);
    return keep(arena, &buffer);
}

const char *cell_category(const struct category *category)
{
    return category->spellings && category->spellings[0] ? category->spellings[0] : category->value;
}

static int month_days(int month, int year)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month] + (month == 1 && leap);
}

struct text cell_date(struct arena *arena, int64_t days, char behind)
{
    int year = 1970, month = 0;
    while (days < 0) year -= 400, days += 146097; /* days of 400 years */
    while (days >= month_days(month, year)) {
        days -= month_days(month, year);
        if (++month == 12) month = 0, year++;
    }
    struct buffer buffer = {0};
    buffer_format(&buffer, "%04d-%02d-%02d%c", year, month + 1, (int)days + 1, behind);
    return keep(arena, &buffer);
}
