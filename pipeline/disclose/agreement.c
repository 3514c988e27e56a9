#include "agreement.h"

#include <math.h>
#include <string.h>

#include "wall.h"

enum { DECIMALS = 2, PUBLIC_DECIMALS = 4 };

/* NULL for the mean over codes. */
static const struct theme_code *code_of(const struct plan *plan, const char *value)
{
    for (int c = 0; c < plan->book->theme_code_count; c++)
        if (!strcmp(plan->book->theme_codes[c].value, value)) return &plan->book->theme_codes[c];
    return NULL;
}

static bool is_told(const struct plan *plan, int wave, const struct theme_code *code, long people, long n)
{
    if (plan->book->public_sample) return true;
    if (people < plan->book->minimum || (code && n < plan->book->minimum)) return false;
    return !code || !(plan_withholds(plan, wave, code->measure, 0) || plan_withholds_answer(plan, wave, code->measure, 0, "yes"));
}

static int copy(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    (void)context;
    const char *value = statement_get_text(row, 0);
    const struct theme_code *code = code_of(plan, value);
    if (*value && !code) return plan_stale(plan, wave, "code", value, failure);
    bool told = is_told(plan, wave, code, (long)statement_get_integer(row, 3), (long)statement_get_integer(row, 4));
    int decimals = plan->book->public_sample ? PUBLIC_DECIMALS : DECIMALS;
    struct statement *insert = store_statement(plan->release, "agreement");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, value);
    statement_text(insert, 3, code ? plan->book->measures[code->measure].label : "");
    statement_text(insert, 4, statement_get_text(row, 1));
    statement_text(insert, 5, statement_get_text(row, 2));
    if (told) statement_integer(insert, 6, statement_get_integer(row, 4));
    else statement_null(insert, 6);
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 7 + i, told ? wall_round(statement_get_real(row, 5 + i), decimals) : (double)NAN);
    statement_text(insert, 11, !told ? "c" : isnan(statement_get_real(row, 6)) ? "z" : "");
    statement_text(insert, 12, told ? statement_get_text(row, 9) : "");
    return statement_run(insert, failure);
}

int agreement_copy(const struct plan *plan, int wave, struct failure *failure)
{
    return plan_rows(plan, wave, "agreements", copy, NULL, failure);
}
