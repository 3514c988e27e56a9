/* The list stands in schemas/personal-headings.txt, which tells how it is written. Headings are compared without spaces, hyphens, underscores,
 * other ASCII punctuation and letter case, so that "E-mail address", "EmailAddress" and "email_address" are one; and without the number of the question,
 * what stands in brackets, and a count at the end. */
#include "profile_internal.h"

#include <string.h>

#include "resource.h"

static bool is_kept(unsigned char c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/* "3. ", "q3: ", "q3a) ", "q3 " and "1.2 " number a question and are no part of it. */
static struct text without_number(struct text text)
{
    size_t at = text.length && text.at[0] == 'q' ? 1 : 0, first = at;
    while (at < text.length && (is_digit(text.at[at]) || (at > first && strchr("._", text.at[at]) && at + 1 < text.length && is_digit(text.at[at + 1])))) at++;
    if (at == first) return text;
    if (at + 1 < text.length && is_letter(text.at[at]) && !is_letter(text.at[at + 1])) at++;
    size_t end = at;
    while (end < text.length && strchr(" .:)_-", text.at[end])) end++;
    return end == at || end == text.length ? text : (struct text){text.at + end, text.length - end};
}

/* What stands in brackets explains ("optional", "dd/mm/yyyy", "work"), but for "(of your team)", which says whose. Takes it out where it stands. */
static size_t take_out_brackets(char *at, size_t length)
{
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        const char *end = at[i] == '(' ? memchr(at + i, ')', length - i) : NULL;
        if (end && (end - (at + i) < 4 || memcmp(at + i + 1, "of ", 3))) i = (size_t)(end - at);
        else at[kept++] = at[i];
    }
    return kept;
}

/* No-break spaces are spaces to text_normalise already. */
static struct text squeeze(struct text heading, struct buffer *room)
{
    struct text text = without_number(text_normalise(heading, room));
    char *at = room->at + (text.at - room->at);
    size_t all = take_out_brackets(at, text.length), length = 0;
    for (size_t i = 0; i < all; i++)
        if (is_kept((unsigned char)at[i])) at[length++] = at[i];
    return (struct text){at, length};
}

/* "email 2" and "name_1" ask for what "email" and "name" ask for. */
static struct text without_count(struct text squeezed)
{
    while (squeezed.length && is_digit(squeezed.at[squeezed.length - 1])) squeezed.length--;
    return squeezed;
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

/* Openings ("what is your ...", "work ...") may stand in front of whatever is listed, also several. Each takes a part away, so this ends. */
static bool asks_for_personal_data(struct text heading, struct text list)
{
    struct text rest = list, line;
    size_t length;
    if (!heading.length) return false;
    if (is_listed(heading, list)) return true;
    while (next_line(&rest, &line)) {
        if (!is_opening(line) || !begins_with(heading, line, &length)) continue;
        if (asks_for_personal_data((struct text){heading.at + length, heading.length - length}, list)) return true;
    }
    return false;
}

bool profile_personal_heading(struct text heading)
{
    struct text list = resource("schemas/personal-headings.txt");
    struct buffer own = {0};
    struct text squeezed = squeeze(heading, &own), bare = without_count(squeezed);
    bool personal = squeezed.length < 80 && (asks_for_personal_data(squeezed, list) || (bare.length < squeezed.length && asks_for_personal_data(bare, list)));
    buffer_free(&own);
    return personal;
}
