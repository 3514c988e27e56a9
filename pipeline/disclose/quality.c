#include "quality.h"
#include <math.h>
#include <string.h>
#include "absent.h"
#include "counts.h"
#include "flags.h"
#include "missing.h"
#include "rates.h"
#include "routed.h"
#include "suppress.h"
#include "wall.h"

enum { WEIGHT_DECIMALS = 2, EFFECTIVE_DECIMALS = 1 };

bool quality_is_too_small(const struct plan *plan, int wave)
{
    return plan->waves[wave].groups[0];
}

static int find_few(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    (void)wave, (void)failure;
    bool *few = context;
    *few |= !plan->book->public_sample && !strcmp(statement_get_text(read, 3), "quarantined") && counts_is_few((long)statement_get_integer(read, 2), plan->book->minimum);
    return 0;
}

/* Columns of `rows`: kind, read, stored, quarantined, blank, not eligible, incomplete. */
static int copy_rows(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    const bool *few = context;
    bool themes = !strcmp(statement_get_text(read, 0), "themes"); /* rows there are codes of a few people's comments */
    long quarantined = (long)statement_get_integer(read, 3);
    const struct counts_rows people = {quarantined, (long)statement_get_integer(read, 5), (long)statement_get_integer(read, 6), *few && quarantined > 0};
    const struct counts_hidden_rows hidden = counts_hide_rows(people, plan->book->public_sample ? 0 : plan->book->minimum);
    const bool withheld[] = {hidden.read, false, hidden.quarantined, false, hidden.not_eligible, hidden.incomplete};
    struct statement *insert = store_statement(plan->release, "input");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(read, 0));
    for (int i = 0; i < 6; i++)
        if (!themes && !withheld[i] && !quality_is_too_small(plan, wave)) statement_integer(insert, 3 + i, statement_get_integer(read, 1 + i));
    return statement_run(insert, failure);
}

/* Not of coded comments: a few names from a known list and a few codes make so small a file that it can be found by trying, and with it who wrote what. */
static int copy_hash(const struct plan *plan, int wave, struct statement *read, void *unused, struct failure *failure)
{
    (void)unused;
    if (!strcmp(statement_get_text(read, 0), "themes") && !plan->book->public_sample) return 0;
    struct statement *insert = store_statement(plan->release, "input_hash");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(read, 0));
    statement_integer(insert, 3, statement_get_integer(read, 1) + 1); /* for people: the first file is file 1 */
    statement_text(insert, 4, statement_get_text(read, 3));
    return statement_run(insert, failure);
}

/* An end, of weights that came with the answers, may be one person's, and a quartile of few people too. The weight of a cell is its headcount over its answers: where these are few,
 * no weight is told. */
static bool shows_weight(const struct plan *plan, struct statement *read, int column)
{
    static const double probabilities[] = {0, 1, 0.5, 0.25, 0.75}; /* from column 2: smallest, largest, median, quartiles */
    if (plan->book->public_sample || column > 6) return true;
    if (!statement_is_null(read, 13)) return !counts_is_few((long)statement_get_integer(read, 13), plan->book->minimum);
    return strcmp(statement_get_text(read, 0), "column") || suppress_shows_quantile((long)statement_get_integer(read, 12), probabilities[column - 2], plan->book->minimum);
}

/* Columns: method, margins, smallest, largest, median, quartiles, design effect, variation, effective number, clusters, people trimmed, people, fewest people in a cell of the margins. */
static int copy_weights(const struct plan *plan, int wave, struct statement *read, void *unused, struct failure *failure)
{
    (void)unused;
    if (quality_is_too_small(plan, wave)) return 0;
    long minimum = plan->book->public_sample ? 0 : plan->book->minimum, trimmed = (long)statement_get_integer(read, 11), others = (long)statement_get_integer(read, 12) - trimmed;
    struct statement *insert = store_statement(plan->release, "weight_summary");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(read, 0));
    statement_text(insert, 3, statement_get_text(read, 1));
    for (int i = 2; i < 9; i++) statement_real_or_null(insert, 2 + i, shows_weight(plan, read, i) ? wall_round(statement_get_real(read, i), WEIGHT_DECIMALS) : (double)NAN);
    statement_real(insert, 11, wall_round(statement_get_real(read, 9), EFFECTIVE_DECIMALS));
    statement_integer(insert, 12, statement_get_integer(read, 10));
    if (!counts_is_few(trimmed, minimum) && !counts_is_few(others, minimum)) statement_integer(insert, 13, trimmed);
    return statement_run(insert, failure);
}

int quality_put(const struct plan *plan, int wave, struct quality_row row, struct failure *failure)
{
    struct statement *insert = store_statement(plan->release, "quality");
    const char *const words[] = {plan->waves[wave].name, row.kind, row.variable, row.label, row.category};
    for (int i = 0; i < 5; i++) statement_text(insert, i + 1, words[i]);
    if (!row.withheld && row.n >= 0) statement_integer(insert, 6, row.n);
    else statement_null(insert, 6);
    statement_text(insert, 7, row.withheld ? "c" : "");
    if (row.base >= 0) statement_integer(insert, 8, row.base);
    else statement_null(insert, 8);
    statement_real_or_null(insert, 9, row.withheld ? NAN : row.value);
    if (row.items) statement_integer(insert, 10, row.items);
    else statement_null(insert, 10);
    statement_text(insert, 11, row.rule ? row.rule : "");
    return statement_run(insert, failure);
}

/* The question or the measure's label; NULL for a name that is in neither list, and so may be anything that stood in a file. */
static const char *label_of(const struct plan *plan, const char *variable)
{
    int field = codebook_field(plan->book, variable), measure = codebook_measure(plan->book, variable);
    if (field >= 0) return plan->book->fields[field].title ? plan->book->fields[field].title : variable;
    return measure >= 0 ? plan->book->measures[measure].label : NULL;
}

static int put_issues(const struct plan *plan, int wave, struct quality_row row, struct failure *failure)
{
    row.kind = "issue";
    row.base = -1;
    row.value = NAN;
    row.withheld = !plan->book->public_sample && counts_is_few(row.n, plan->book->minimum);
    return quality_put(plan, wave, row, failure);
}

/* Issues come by code; those of columns that the codebook does not name are counted together. */
struct elsewhere { char *code; long issues; };

static int put_elsewhere(const struct plan *plan, int wave, struct elsewhere *elsewhere, const char *next, struct failure *failure)
{
    int result = elsewhere->issues ? put_issues(plan, wave, (struct quality_row){.variable = "", .label = "", .category = elsewhere->code, .n = elsewhere->issues}, failure) : 0;
    *elsewhere = (struct elsewhere){arena_copy(plan->arena, next, strlen(next)), 0};
    return result;
}

static int copy_issue(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    struct elsewhere *elsewhere = context;
    const char *code = statement_get_text(read, 0), *variable = statement_get_text(read, 1), *label = label_of(plan, variable);
    if (strcmp(code, elsewhere->code) && put_elsewhere(plan, wave, elsewhere, code, failure)) return -1;
    int field = codebook_field(plan->book, variable);
    /* where everybody answers, asked or not, these are all who did not give the answer that leads here */
    if (field >= 0 && !plan->book->public_sample && !strcmp(code, "not_asked") && routed_is_sensitive(plan->book, field)) return 0;
    if (label) return put_issues(plan, wave, (struct quality_row){.variable = variable, .label = label, .category = code, .n = (long)statement_get_integer(read, 2)}, failure);
    elsewhere->issues += (long)statement_get_integer(read, 2);
    return 0;
}

int quality_copy(const struct plan *plan, int wave, struct failure *failure)
{
    static const struct { const char *statement; plan_taker *take; } tables[] = {
        {"rows", copy_rows}, {"sources", copy_hash}, {"weight_summary", copy_weights}};
    bool few = false;
    if (plan_rows(plan, wave, "issues", find_few, &few, failure)) return -1;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (plan_rows(plan, wave, tables[i].statement, tables[i].take, &few, failure)) return -1;
    struct elsewhere elsewhere = {arena_copy(plan->arena, "", 0), 0};
    if (plan_rows(plan, wave, "issues", copy_issue, &elsewhere, failure)) return -1;
    if (put_elsewhere(plan, wave, &elsewhere, "", failure)) return -1;
    return rates_copy(plan, wave, failure) || missing_copy(plan, wave, failure) || absent_copy(plan, wave, failure) || flags_copy(plan, wave, failure) ? -1 : 0;
}
