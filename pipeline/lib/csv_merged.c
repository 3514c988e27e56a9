/* A closing quote lost in one row and found in a later one makes one record of two, and no parser can tell. */
#include "csvfile.h"

static size_t count(const char *at, const char *end, char wanted)
{
    size_t found = 0;
    for (; at < end; at++) found += *at == wanted;
    return found;
}

struct halves { bool whole; long second; };

static struct halves find_halves(struct text field, size_t column, size_t columns, char separator)
{
    const char *end = field.at + field.length, *line = field.at;
    struct halves found = {false, -1};
    bool first_seen = false; /* a line that could be the rest of a record */
    for (size_t number = 0; columns > 1 && line <= end; number++) {
        const char *stop = line;
        while (stop < end && *stop != '\n' && *stop != '\r') stop++;
        size_t separators = count(line, stop, separator);
        bool last = stop == end;
        if (first_seen && (long)separators > found.second) found.second = (long)separators;
        if (number && !last && separators >= columns - 1) found.whole = true;
        if (separators + column + 1 >= columns) first_seen = true;
        line = stop + 1 + (!last && *stop == '\r' && stop + 1 < end && stop[1] == '\n');
    }
    return found;
}

long csv_second_half(struct text field, size_t column, size_t columns, char separator)
{
    return find_halves(field, column, columns, separator).second;
}

bool csv_looks_merged(struct text field, size_t column, size_t columns, char separator)
{
    struct halves found = find_halves(field, column, columns, separator);
    return found.whole || found.second >= (long)column;
}
