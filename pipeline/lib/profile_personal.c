/* The list stands in schemas/personal-headings.txt, which tells how it is written. Headings are compared without spaces, hyphens, underscores,
 * other ASCII punctuation and letter case, so that "E-mail address", "EmailAddress" and "email_address" are one. */
#include "profile_internal.h"

#include <string.h>

#include "resource.h"

static bool is_kept(unsigned char c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* No-break spaces are spaces to text_normalise already. */
static struct text squeeze(struct text text, struct buffer *room)
{
    struct text normal = text_normalise(text, room);
    size_t length = 0;
    for (size_t i = 0; i < normal.length; i++)
        if (is_kept((unsigned char)room->at[i])) room->at[length++] = room->at[i];
    return (struct text){room->at, length};
}

/* "3. ", "Q3: " and "Q3) " number a question and are no part of it. */
static struct text without_number(struct text text)
{
    size_t at = text.length && (text.at[0] == 'Q' || text.at[0] == 'q') ? 1 : 0, digits = 0;
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9') at++, digits++;
    if (!digits || at + 1 >= text.length || !strchr(".:)", text.at[at]) || text.at[at + 1] != ' ') return text;
    return (struct text){text.at + at + 2, text.length - at - 2};
}

/* One line of the list at *at; false at the end. */
static bool next_line(struct text *rest, struct text *line)
{
    while (rest->length) {
        const char *end = memchr(rest->at, '\n', rest->length);
        size_t length = end ? (size_t)(end - rest->at) : rest->length;
        *line = text_trim((struct text){rest->at, length});
        length += end != NULL;
        *rest = (struct text){rest->at + length, rest->length - length};
        if (line->length && line->at[0] != '#') return true;
    }
    return false;
}

static bool is_opening(struct text line)
{
    return line.length > 3 && !memcmp(line.at + line.length - 3, "...", 3);
}

/* Is the line, squeezed, the beginning of a heading that is squeezed already? Compared as it goes: hundreds of lines are asked for each heading. */
static bool begins_with(struct text heading, struct text line, size_t *length)
{
    *length = 0;
    for (size_t i = 0; i < line.length; i++) {
        unsigned char c = (unsigned char)line.at[i];
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
        if (!is_kept(c)) continue;
        if (*length == heading.length || c != (unsigned char)heading.at[*length]) return false;
        ++*length;
    }
    return true;
}

static bool is_listed(struct text heading, struct text list)
{
    struct text line;
    size_t length;
    while (next_line(&list, &line))
        if (!is_opening(line) && begins_with(heading, line, &length) && length == heading.length) return true;
    return false;
}

/* Openings ("what is your ...") may stand in front of whatever is listed. */
static bool is_listed_after_opening(struct text heading, struct text list)
{
    struct text rest = list, line;
    size_t length;
    while (next_line(&rest, &line)) {
        if (!is_opening(line) || !begins_with(heading, line, &length) || length == heading.length) continue;
        if (is_listed((struct text){heading.at + length, heading.length - length}, list)) return true;
    }
    return false;
}

bool profile_personal_heading(struct text heading)
{
    struct text list = resource("schemas/personal-headings.txt");
    struct buffer own = {0};
    struct text squeezed = squeeze(without_number(text_trim(heading)), &own);
    bool personal = squeezed.length && squeezed.length < 80 && (is_listed(squeezed, list) || is_listed_after_opening(squeezed, list));
    buffer_free(&own);
    return personal;
}
