#include "model_rule.h"

#include "counts.h"
#include "suppress.h"

static bool reveals(const struct model_category *category)
{
    return category->yes >= 0 && suppress_is_revealing(100 * (double)category->yes / (double)category->people);
}

bool model_rule_is_told(const struct model_people *people, long minimum)
{
    long least_df = minimum > MODEL_RULE_LEAST_DF ? minimum : MODEL_RULE_LEAST_DF;
    if (people->n < minimum || people->n - people->columns < least_df) return false;
    if (people->yes >= 0 && (people->yes < minimum || people->n - people->yes < minimum)) return false;
    if (people->sensitive && counts_is_few(people->left_out, minimum)) return false;
    for (int c = 0; c < people->category_count; c++) {
        const struct model_category *category = &people->categories[c];
        if (category->people < minimum || people->n - category->people < minimum) return false;
        if (people->sensitive && reveals(category)) return false;
    }
    return true;
}
