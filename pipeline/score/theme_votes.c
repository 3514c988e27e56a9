#include "themes.h"

bool theme_counts(const struct theme_votes *votes, int code)
{
    return votes->agreed ? votes->by_agreed[code] : 2 * votes->given[code] > votes->coders;
}
