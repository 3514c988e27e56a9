#include "missing.h"

#include <math.h>
#include <string.h>

#include "chunk.h"
#include "counts.h"
#include "quality.h"

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

static int put(const struct plan *plan, int wave, const struct question *question, struct quality_row row, bool sensitive, struct failure *failure)
{
    long minimum = plan->book->public_sample ? 0 : plan->book->minimum;
    bool together = false, unasked = false, hidden = counts_is_few(question->answered, minimum) || (sensitive && counts_is_few(question->missing, minimum));
    for (int i = 0; i < question->reason_count; i++) together |= counts_is_few(question->reasons[i].n, minimum);
    for (int i = 0; i < question->reason_count; i++) unasked |= strcmp(question->reasons[i].label, "not asked") == 0;
    row.kind = "missing";
    row.base = question->missing + question->answered;
    if (together || hidden) {
        row.category = unasked ? "any reason or not asked" : "any reason";
        row.n = question->missing;
        row.withheld = hidden;
        return quality_put(plan, wave, row, failure);
    }
    for (int i = 0; i < question->reason_count; i++) {
        row.category = question->reasons[i].label;
        row.n = question->reasons[i].n;
        if (quality_put(plan, wave, row, failure)) return -1;
    }
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
    return put(plan, wave, &questions[f], (struct quality_row){.variable = name, .label = title ? title : name, .value = NAN, .rule = field->type == FIELD_TEXT ? "free text" : ""}, field->sensitive, failure);
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
