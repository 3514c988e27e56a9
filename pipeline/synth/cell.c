#include "cell.h"

#include <string.h>

#include "answer.h"

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

struct text cell_number(struct arena *arena, double value, int decimals, char mark, char separator, char behind)
{
    struct buffer buffer = {0};
    buffer_fixed(&buffer, value, decimals);
    char *point = strchr(buffer.at, '.');
    if (point) *point = mark;
    struct text cell = cell_text(arena, buffer.at, separator, behind);
    buffer_free(&buffer);
    return cell;
}

const char *cell_category(const struct category *category)
{
    return category->spellings && category->spellings[0] ? category->spellings[0] : category->value;
}

struct text cell_date(struct arena *arena, int64_t days, const char *format, char separator, char behind)
{
    struct buffer buffer = {0};
    answer_put_date(&buffer, (double)days, format);
    struct text cell = cell_text(arena, buffer.at, separator, behind);
    buffer_free(&buffer);
    return cell;
}
