#include "coders.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agreement_table.h"
#include "memory.h"

enum { CODER_ROOM = 64 };
struct coders { int place[CODER_ROOM]; /* by number in the store; -1: the agreed one */ int number[CODER_ROOM]; /* the other way round */ int stored, count; int64_t people; /* whose comments the row in hand is about */ };

static int load_coders(struct coders *coders, struct store *store, const char *wave, struct failure *failure)
{
    struct statement *select = store_statement(store, "coders");
    int got;
    statement_text(select, 1, wave);
    while ((got = statement_next(select, failure)) > 0) {
        if (coders->stored == CODER_ROOM) continue;
        bool agreed = !strcmp(statement_get_text(select, 1), "agreed");
        coders->place[coders->stored] = agreed ? -1 : coders->count;
        if (!agreed) coders->number[coders->count++] = coders->stored;
        coders->stored++;
    }
    return got;
}

static int take_people(struct coders *coders, struct statement *select, struct failure *failure)
{
    if (statement_next(select, failure) < 0) return -1;
    coders->people = statement_get_integer(select, 0);
    statement_reset(select);
    return 0;
}

/* Whose comments both coded: two coders may have few in common where all coders together have many. */
static int count_both(struct coders *coders, int a, int b, struct store *store, const char *wave, struct failure *failure)
{
    struct statement *select = store_statement(store, "people_coded_by_both");
    statement_text(select, 1, wave);
    statement_integer(select, 2, coders->number[a]);
    statement_integer(select, 3, coders->number[b]);
    return take_people(coders, select, failure);
}

static int count_twice(struct coders *coders, struct store *store, const char *wave, struct failure *failure)
{
    struct statement *select = store_statement(store, "people_coded_twice");
    statement_text(select, 1, wave);
    return take_people(coders, select, failure);
}

static int code_of(const struct codebook *book, const char *value)
{
    for (int c = 0; c < book->theme_code_count; c++)
        if (!strcmp(book->theme_codes[c].value, value)) return c;
    return CODE_NONE;
}

static int load_codes(struct agreement_table *table, const struct coders *coders, const struct codebook *book, struct store *store, const char *wave, struct failure *failure)
{
    struct statement *select = store_statement(store, "comment_codes");
    int got;
    statement_text(select, 1, wave);
    while ((got = statement_next(select, failure)) > 0) {
        int64_t number = statement_get_integer(select, 1);
        int coder = number < coders->stored ? coders->place[number] : -1;
        if (coder >= 0) agreement_table_add(table, (int)statement_get_integer(select, 0), coder, code_of(book, statement_get_text(select, 2)));
    }
    return got;
}

struct row { const char *code, *statistic, *coders; size_t n; double observed, value, low, high; const char *why; };

static int put(const struct coders *coders, struct store *store, const char *wave, const struct row *row, struct failure *failure)
{
    const char *const words[] = {wave, row->code, row->statistic, row->coders};
    const double numbers[] = {row->observed, row->value, row->low, row->high};
    struct statement *insert = store_statement(store, "insert_agreement");
    for (int i = 0; i < 4; i++) statement_text(insert, 1 + i, words[i]);
    statement_integer(insert, 5, coders->people);
    statement_integer(insert, 6, (int64_t)row->n);
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 7 + i, numbers[i]);
    statement_text(insert, 11, row->why);
    return statement_run(insert, failure);
}

static struct row row_of(const char *code, const char *statistic, const char *coders, const struct agreement *agreement)
{
    static const char *const reasons[] = {[AGREEMENT_LACKS_NOTHING] = NULL, [AGREEMENT_NO_UNITS] = "no comment was coded by two", [AGREEMENT_FEW_UNITS] = "too few comments were coded by two",
                                          [AGREEMENT_ONE_VALUE] = "all coders gave it to all comments, or to none: chance would agree as well",
                                          [AGREEMENT_ONE_RESTS] = "without one of the comments all coders would say the same of all", [AGREEMENT_NO_SPREAD] = "no interval: the coders never differ, or one of them gave it to all comments or to none"};
    bool value = agreement->has_value, interval = agreement->has_interval;
    return (struct row){code, statistic, coders, agreement->units, NAN, value ? agreement->value : NAN, interval ? agreement->interval.low : NAN, interval ? agreement->interval.high : NAN,
                        reasons[value ? agreement->why_no_interval : agreement->why]};
}

static int put_mean(const struct coders *coders, const char *statistic, const char *who, struct agreement_mean mean, struct store *store, const char *wave, struct failure *failure)
{
    struct row row = {"", statistic, who, mean.of, NAN, mean.has_value ? mean.value : NAN, NAN, NAN, mean.has_value ? NULL : "no code has a value"};
    return put(coders, store, wave, &row, failure);
}

static int put_pair(struct coders *coders, struct agreement_table *table, int a, int b, const struct codebook *book, struct store *store, const char *wave, struct failure *failure)
{
    char who[40];
    snprintf(who, sizeof who, "%d and %d", a + 1, b + 1);
    if (count_both(coders, a, b, store, wave, failure)) return -1;
    for (int code = 0; code < book->theme_code_count; code++) {
        struct kappa kappa = agreement_table_kappa(table, (size_t)code, (size_t)a, (size_t)b);
        struct row row = row_of(book->theme_codes[code].value, "kappa", who, &kappa.agreement);
        if (row.n) row.observed = kappa.observed;
        if (put(coders, store, wave, &row, failure)) return -1;
    }
    return put_mean(coders, "kappa", who, agreement_table_mean_kappa(table, (size_t)a, (size_t)b), store, wave, failure);
}

static int put_all(struct coders *coders, struct agreement_table *table, const struct codebook *book, struct store *store, const char *wave, struct failure *failure)
{
    for (int a = 0; a < coders->count; a++)
        for (int b = a + 1; b < coders->count; b++)
            if (put_pair(coders, table, a, b, book, store, wave, failure)) return -1;
    if (count_twice(coders, store, wave, failure)) return -1;
    for (int code = 0; code < book->theme_code_count; code++) {
        struct alpha alpha = agreement_table_alpha(table, (size_t)code);
        struct row row = row_of(book->theme_codes[code].value, "alpha", "all", &alpha.agreement);
        if (put(coders, store, wave, &row, failure)) return -1;
    }
    return put_mean(coders, "alpha", "all", agreement_table_mean_alpha(table), store, wave, failure);
}

int coders_write(struct store *store, const char *wave, const struct codebook *book, struct failure *failure)
{
    struct coders coders = {.people = 0};
    struct statement *delete = store_statement(store, "delete_agreements");
    statement_text(delete, 1, wave);
    if (statement_run(delete, failure)) return -1;
    if (!book->theme_code_count || load_coders(&coders, store, wave, failure)) return book->theme_code_count ? -1 : 0;
    if (coders.count < 2) return 0;
    struct agreement_table *table = agreement_table_create((size_t)coders.count, (size_t)book->theme_code_count);
    int result = load_codes(table, &coders, book, store, wave, failure) || put_all(&coders, table, book, store, wave, failure) ? -1 : 0;
    agreement_table_destroy(table);
    return result;
}
