#include "together.h"

#include "counts.h"

bool together_is_told(const struct together *together, long minimum)
{
    if (together->n < minimum) return false;
    for (int q = 0; q < together->questions; q++)
        if (together->pairs[q] < minimum && (together->pairs[q] > 0 || together->sensitive)) return false;
    for (int i = 0; together->sensitive && i < together->other_count; i++)
        if (counts_is_few(together->others[i] - together->n, minimum)) return false;
    return true;
}
