#include <string.h>

#include "structure_internal.h"

bool structure_pattern_is(const char *pattern, const char *name)
{
    size_t length = strlen(pattern);
    bool open = length && pattern[length - 1] == '*';
    return open ? !strncmp(pattern, name, length - 1) : !strcmp(pattern, name);
}

int structure_pattern_check(struct structure *structure, const struct json *at, const char *pattern)
{
    const struct codebook *book = structure->plan->book;
    if (!strchr(pattern, '*')) return structure_check_field(structure, at, pattern) < 0 ? -1 : 0;
    for (int f = 0; f < book->field_count; f++)
        if (structure_pattern_is(pattern, book->fields[f].name)) return 0;
    static const char text[] = "no field of the codebook begins as this pattern says";
    return at->key == pattern ? structure_check_fail_key(structure, at, "%s", text) : structure_check_fail(structure, at, "%s", text);
}
