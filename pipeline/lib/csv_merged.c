/* A closing quote lost in one row and found in a later one makes one record of two, and no parser can tell. */
#include "csvfile.h"

static size_t count(const char *at, const char *end, char wanted)
{
    size_t found = 0;
    for (; at < end; at++) found += *at == wanted;
    return found;
}

bool csv_looks_merged(struct text field, size_t column, size_t columns, char separator)
{
    const char *end = field.at + field.length, *line = field.at;
    bool tail_seen = false; /* a line that could be the rest of a record */
    for (size_t number = 0; columns > 1 && line <= end; number++) {
        const char *stop = line;
        while (stop < end && *stop != '\n' && *stop != '\r') stop++;
        size_t separators = count(line, stop, separator);
        bool last = stop == end;
        if (tail_seen && separators >= column) return true;
        if (number && !last && separators >= columns - 1) return true;
        if (separators >= columns - 1 - column) tail_seen = true;
        line = stop + 1 + (!last && *stop == '\r' && stop + 1 < end && stop[1] == '\n');
    }
    return false;
}
