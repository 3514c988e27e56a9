#include "agreement.h"

#include <math.h>
#include <string.h>

#include "wall.h"

enum { DECIMALS = 2, PUBLIC_DECIMALS = 4 };

/* Of the codes of one statistic and its coders, read before their mean. */
struct over_codes { double sum; long told, withheld; };

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
    if (people < plan->book->minimum || n < plan->book->minimum) return false;
    return !(plan_withholds(plan, wave, code->measure, 0) || plan_withholds_answer(plan, wave, code->measure, 0, "yes"));
}

static int put(const struct plan *plan, int wave, struct statement *row, const char *label, long n, const double numbers[4], const char *flag, struct failure *failure)
{
    int decimals = plan->book->public_sample ? PUBLIC_DECIMALS : DECIMALS;
    bool told = strcmp(flag, "c") != 0;
    struct statement *insert = store_statement(plan->release, "agreement");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(row, 0));
    statement_text(insert, 3, label);
    statement_text(insert, 4, statement_get_text(row, 1));
    statement_text(insert, 5, statement_get_text(row, 2));
    if (told) statement_integer(insert, 6, n);
    else statement_null(insert, 6);
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 7 + i, told ? wall_round(numbers[i], decimals) : (double)NAN);
    statement_text(insert, 11, flag);
    statement_text(insert, 12, told ? statement_get_text(row, 9) : "");
    return statement_run(insert, failure);
}

/* Of the codes that are told: the mean of all, less these, would be what is withheld of the others. */
static int put_mean(const struct plan *plan, int wave, struct statement *row, struct over_codes *over, struct failure *failure)
{
    const double numbers[4] = {NAN, over->told ? over->sum / (double)over->told : NAN, NAN, NAN};
    long told = over->told;
    const char *flag = told ? "" : over->withheld ? "c" : "z";
    *over = (struct over_codes){0};
    return put(plan, wave, row, "", told, numbers, flag, failure);
}

static int copy(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    struct over_codes *over = context;
    const char *value = statement_get_text(row, 0);
    const struct theme_code *code = code_of(plan, value);
    if (!*value) return put_mean(plan, wave, row, over, failure);
    if (!code) return plan_stale(plan, wave, "code", value, failure);
    long n = (long)statement_get_integer(row, 4);
    bool told = is_told(plan, wave, code, (long)statement_get_integer(row, 3), n);
    const double numbers[4] = {statement_get_real(row, 5), statement_get_real(row, 6), statement_get_real(row, 7), statement_get_real(row, 8)};
    over->withheld += !told;
    if (told && !isnan(numbers[1])) {
        over->sum += numbers[1];
        over->told++;
    }
    return put(plan, wave, row, plan->book->measures[code->measure].label, n, numbers, !told ? "c" : isnan(numbers[1]) ? "z" : "", failure);
}

int agreement_copy(const struct plan *plan, int wave, struct failure *failure)
{
    struct over_codes over = {0};
    return plan_rows(plan, wave, "agreements", copy, &over, failure);
}
