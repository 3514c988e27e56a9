#include "agreement_table.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "memory.h"

struct agreement_table {
    size_t coders, codes;
    size_t *together;  /* coders x coders: comments that both coded */
    size_t *alone;     /* codes x coders x coders: comments both coded, where the first gave the code and the second did not */
    size_t *both;      /* the same, where both did */
    size_t *by;        /* coders + 1: comments that so many coded */
    size_t *given;     /* codes x (coders + 1) x (coders + 1): comments that so many coded and so many gave the code, one at least */

    /* the comment in hand */
    bool open, begun;
    int comment;       /* the last one, when begun */
    bool *coded;       /* coders */
    bool *gave;        /* codes x coders */
    size_t *gave_count; /* codes: how many coders gave it */
    size_t *touched, touched_count; /* the codes that somebody gave */
};

struct agreement_table *agreement_table_create(size_t coders, size_t codes)
{
    assert(coders > 0 && codes > 0);
    struct agreement_table *table = memory_new(1, sizeof *table);
    table->coders = coders;
    table->codes = codes;
    table->together = memory_new(coders * coders, sizeof *table->together);
    table->alone = memory_new(codes * coders * coders, sizeof *table->alone);
    table->both = memory_new(codes * coders * coders, sizeof *table->both);
    table->by = memory_new(coders + 1, sizeof *table->by);
    table->given = memory_new(codes * (coders + 1) * (coders + 1), sizeof *table->given);
    table->coded = memory_new(coders, sizeof *table->coded);
    table->gave = memory_new(codes * coders, sizeof *table->gave);
    table->gave_count = memory_new(codes, sizeof *table->gave_count);
    table->touched = memory_new(codes, sizeof *table->touched);
    return table;
}

void agreement_table_destroy(struct agreement_table *table)
{
    if (!table) return;
    free(table->together);
    free(table->alone);
    free(table->both);
    free(table->by);
    free(table->given);
    free(table->coded);
    free(table->gave);
    free(table->gave_count);
    free(table->touched);
    free(table);
}

static size_t pair(const struct agreement_table *table, size_t code, size_t coder, size_t other)
{
    return (code * table->coders + coder) * table->coders + other;
}

static size_t *given(const struct agreement_table *table, size_t code, size_t coded, size_t gave)
{
    return &table->given[(code * (table->coders + 1) + coded) * (table->coders + 1) + gave];
}

static void count_code(struct agreement_table *table, size_t code, size_t coded)
{
    const bool *gave = table->gave + code * table->coders;
    (*given(table, code, coded, table->gave_count[code]))++;
    for (size_t coder = 0; coder < table->coders; coder++)
        for (size_t other = 0; gave[coder] && other < table->coders; other++)
            if (table->coded[other]) (gave[other] ? table->both : table->alone)[pair(table, code, coder, other)]++;
}

/* Takes the comment in hand into the counts. */
static void close_comment(struct agreement_table *table)
{
    if (!table->open) return;
    size_t coded = 0;
    for (size_t coder = 0; coder < table->coders; coder++) {
        coded += table->coded[coder];
        for (size_t other = 0; other < table->coders; other++) table->together[pair(table, 0, coder, other)] += table->coded[coder] && table->coded[other];
    }
    table->by[coded]++;
    for (size_t i = 0; i < table->touched_count; i++) count_code(table, table->touched[i], coded);
    for (size_t i = 0; i < table->touched_count; i++) {
        table->gave_count[table->touched[i]] = 0;
        for (size_t coder = 0; coder < table->coders; coder++) table->gave[table->touched[i] * table->coders + coder] = false;
    }
    for (size_t coder = 0; coder < table->coders; coder++) table->coded[coder] = false;
    table->touched_count = 0;
    table->open = false;
}

void agreement_table_add(struct agreement_table *table, int comment, int coder, int code)
{
    assert(coder >= 0 && (size_t)coder < table->coders && code >= CODE_NONE && (code < 0 || (size_t)code < table->codes));
    assert(!table->begun || comment > table->comment || (table->open && comment == table->comment));
    if (table->open && comment != table->comment) close_comment(table);
    table->open = table->begun = true;
    table->comment = comment;
    table->coded[coder] = true;
    if (code == CODE_NONE) return;
    bool *gave = &table->gave[(size_t)code * table->coders + (size_t)coder];
    if (*gave) return;
    *gave = true;
    if (table->gave_count[code]++ == 0) table->touched[table->touched_count++] = (size_t)code;
}

struct kappa agreement_table_kappa(struct agreement_table *table, size_t code, size_t coder, size_t other)
{
    assert(code < table->codes && coder < table->coders && other < table->coders && coder != other);
    close_comment(table);
    size_t both = table->both[pair(table, code, coder, other)], first = table->alone[pair(table, code, coder, other)], second = table->alone[pair(table, code, other, coder)];
    size_t neither = table->together[pair(table, 0, coder, other)] - both - first - second;
    return agreement_kappa((const size_t[]){neither, second, first, both}, 2, KAPPA_NOMINAL);
}

/* Comments that equally many coded and equally many gave the code are alike to alpha: one unit, so many times. */
struct alpha agreement_table_alpha(struct agreement_table *table, size_t code)
{
    assert(code < table->codes);
    close_comment(table);
    size_t coders = table->coders, kinds = (coders + 1) * (coders + 1), units = 0;
    int16_t *values = memory_new(kinds * coders, sizeof *values);
    size_t *times = memory_new(kinds, sizeof *times);
    for (size_t coded = 2; coded <= coders; coded++) {
        size_t without = table->by[coded];
        for (size_t gave = coded + 1; gave-- > 0; units++) {
            times[units] = gave ? *given(table, code, coded, gave) : without;
            without -= times[units];
            for (size_t coder = 0; coder < coders; coder++) values[units * coders + coder] = coder >= coded ? CODING_MISSING : coder < gave;
        }
    }
    struct codings codings = {units, coders, values, times};
    struct alpha alpha = agreement_alpha(&codings, METRIC_NOMINAL);
    free(values);
    free(times);
    return alpha;
}

struct agreement_mean agreement_table_mean_kappa(struct agreement_table *table, size_t coder, size_t other)
{
    struct agreement *of = memory_new(table->codes, sizeof *of);
    for (size_t code = 0; code < table->codes; code++) of[code] = agreement_table_kappa(table, code, coder, other).agreement;
    struct agreement_mean mean = agreement_mean(of, table->codes);
    free(of);
    return mean;
}

struct agreement_mean agreement_table_mean_alpha(struct agreement_table *table)
{
    struct agreement *of = memory_new(table->codes, sizeof *of);
    for (size_t code = 0; code < table->codes; code++) of[code] = agreement_table_alpha(table, code).agreement;
    struct agreement_mean mean = agreement_mean(of, table->codes);
    free(of);
    return mean;
}
