#include "personal.h"

#include <arpa/inet.h>
#include <string.h>

/* One @ with something before it, and after it a name with a point inside; no spaces. */
static bool is_email(struct text text)
{
    const char *at = memchr(text.at, '@', text.length), *end = text.at + text.length;
    if (!at || at == text.at || memchr(at + 1, '@', (size_t)(end - at - 1))) return false;
    const char *point = memchr(at, '.', (size_t)(end - at));
    for (const char *c = text.at; c < end; c++)
        if (*c == ' ' || *c == '\n' || *c == '\t' || *c == ',') return false;
    return point && point > at + 1 && point + 1 < end;
}

/* As mail programs write it: Jane Doe <jane@x.org>. */
static bool is_named_email(struct text text)
{
    const char *open = memchr(text.at, '<', text.length), *end = text.at + text.length;
    if (!open || end[-1] != '>') return false;
    return is_email((struct text){open + 1, (size_t)(end - open) - 2});
}

/* By the grammar of RFC 4291, which inet_pton() reads: eight groups, or fewer with one "::"; times of day and "a:b" are none. */
static bool is_ipv6_address(struct text text)
{
    char closed[INET6_ADDRSTRLEN] = "";
    struct in6_addr address;
    if (text.length >= sizeof closed || !memchr(text.at, ':', text.length) || memchr(text.at, '\0', text.length)) return false;
    memcpy(closed, text.at, text.length);
    return inet_pton(AF_INET6, closed, &address) == 1;
}

static bool is_ip_address(struct text text)
{
    int numbers = 0, digits = 0, value = 0;
    for (size_t i = 0; i <= text.length; i++) {
        bool end = i == text.length || text.at[i] == '.';
        if (end) {
            if (!digits || value > 255) return false;
            numbers++;
            digits = value = 0;
        } else if (text.at[i] < '0' || text.at[i] > '9' || ++digits > 3) return false;
        else value = value * 10 + (text.at[i] - '0');
    }
    return numbers == 4;
}

bool personal_is_address(struct text answer)
{
    answer = text_trim(answer);
    if (answer.length < 5 || answer.length > 254) return false;
    return is_email(answer) || is_named_email(answer) || is_ip_address(answer) || is_ipv6_address(answer);
}
