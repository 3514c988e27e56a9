#include "missing.h"

#include <math.h>
#include <string.h>

#include "chunk.h"
#include "counts.h"
#include "gaps.h"
#include "quality.h"
#include "routed.h"
#include "suppress.h"

struct reason { const char *label; long n; };
/* What one field lacks. */
struct question { struct reason reasons[REASON_COUNT]; int reason_count; long missing, answered; };

/* 1 reading */

static int read_reason(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    const char *variable = statement_get_text(read, 0);
    int field = codebook_field(plan->book, variable);
    if (field < 0) return fail(failure, STATUS_CONFIG, "wave %s has counts of answers to '%s', which the codebook does not know: run spwell score again", plan->waves[wave].name, variable);
    struct question *question = (struct question *)context + field;
    long n = (long)statement_get_integer(read, 2);
    question->answered = (long)statement_get_integer(read, 3);
    if (question->reason_count == REASON_COUNT || n == 0) return 0;
    question->reasons[question->reason_count++] = (struct reason){plan_text(plan, read, 1), n};
    question->missing += n;
    return 0;
}

static bool is_same(const struct question *a, const struct question *b)
{
    bool same = a->reason_count == b->reason_count && a->answered == b->answered;
    for (int i = 0; same && i < a->reason_count; i++) same = a->reasons[i].n == b->reasons[i].n && !strcmp(a->reasons[i].label, b->reasons[i].label);
    return same;
}

/* The set whose choices all lack the same answers; -1 for a field that stands for itself. */
static int set_of(const struct codebook *book, const struct question *questions, int field)
{
    int set = book->fields[field].choice_set;
    if (set < 0) return -1;
    for (int f = book->choice_sets[set].first; f < book->choice_sets[set].first + book->choice_sets[set].count; f++)
        if (!is_same(&questions[f], &questions[field])) return -1;
    return set;
}

/* 2 writing */

/* How many were asked is how many gave a sensitive answer. */
static bool is_telling(const struct plan *plan, int field, const struct question *question)
{
    return !plan->book->public_sample && routed_is_sensitive(plan->book, field) && suppress_is_revealing(100 * (double)question->answered / (double)(question->answered + question->missing));
}

static int put_reason(const struct plan *plan, int wave, struct quality_row row, const char *reason, long n, struct failure *failure)
{
    row.category = reason;
    row.n = n;
    return quality_put(plan, wave, row, failure);
}

static long unasked_of(const struct question *question)
{
    for (int i = 0; i < question->reason_count; i++)
        if (gaps_reason(question->reasons[i].label) == GAP_NOT_ASKED) return question->reasons[i].n;
    return 0;
}

/* Reasons of few people are told together. Who was not asked left nothing out, and stands apart where that gives no more away than a question put to everybody does:
 * of those a few may lack an answer, unless the question is sensitive. */
static int put(const struct plan *plan, int wave, const struct question *question, struct quality_row row, bool sensitive, struct failure *failure)
{
    long minimum = plan->book->public_sample ? 0 : plan->book->minimum, unasked = unasked_of(question), left_out = question->missing - unasked;
    bool together = false, hidden = row.withheld || counts_is_few(question->answered, minimum) || (sensitive && counts_is_few(question->missing, minimum));
    for (int i = 0; i < question->reason_count; i++) together |= counts_is_few(question->reasons[i].n, minimum);
    row.kind = "missing";
    row.base = question->missing + question->answered;
    if (together || hidden) {
        bool apart = !hidden && unasked > 0 && left_out > 0 && !counts_is_few(unasked, minimum) && !(sensitive && counts_is_few(left_out, minimum));
        row.withheld = hidden;
        const char *any = unasked > 0 && !apart && !hidden ? "any reason or not asked" : "any reason";
        if (put_reason(plan, wave, row, any, apart ? left_out : question->missing, failure)) return -1;
        return apart ? put_reason(plan, wave, row, "not asked", unasked, failure) : 0;
    }
    for (int i = 0; i < question->reason_count; i++)
        if (put_reason(plan, wave, row, question->reasons[i].label, question->reasons[i].n, failure)) return -1;
    return 0;
}

static int put_field(const struct plan *plan, int wave, const struct question *questions, int f, struct failure *failure)
{
    const struct codebook *book = plan->book;
    const struct field *field = &book->fields[f];
    if (!questions[f].reason_count) return 0;
    int set = set_of(book, questions, f);
    if (set >= 0 && f != book->choice_sets[set].first) return 0;
    const char *name = set < 0 ? field->name : book->choice_sets[set].name, *title = set < 0 ? field->title : book->choice_sets[set].title;
    return put(plan, wave, &questions[f], (struct quality_row){.variable = name, .label = title ? title : name, .value = NAN, .rule = field->type == FIELD_TEXT ? "free text" : "",
                                                               .withheld = is_telling(plan, f, &questions[f])}, field->sensitive || routed_is_sensitive(book, f), failure);
}

int missing_copy(const struct plan *plan, int wave, struct failure *failure)
{
    if (quality_is_too_small(plan, wave)) return 0;
    struct question *questions = arena_new(plan->arena, (size_t)plan->book->field_count, sizeof *questions);
    if (plan_rows(plan, wave, "missing", read_reason, questions, failure)) return -1;
    for (int f = 0; f < plan->book->field_count; f++)
        if (put_field(plan, wave, questions, f, failure)) return -1;
    return 0;
}

/* 3 the picture */

int missing_chart(const struct plan *plan, struct failure *failure)
{
    const char *name = "missing-answers";
    for (int i = 0; i < plan->book->chart_count; i++)
        if (plan->book->charts[i].kind == CHART_MISSING) name = plan->book->charts[i].name;
    struct statement *insert = store_statement(plan->release, "missing_chart");
    statement_text(insert, 1, plan->waves[plan->wave_count - 1].name);
    statement_text(insert, 2, name);
    return statement_run(insert, failure);
}
