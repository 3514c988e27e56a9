#include "ending.h"

#include <string.h>

#include "cell.h"
#include "chunk.h"
#include "names.h"

static char *cell_of(const struct batch *batch, int field)
{
    return batch->columns[field].data + batch->rows * encoding_bytes[batch->plan->converters[field].encoding];
}

static int reason_of(const struct batch *batch, int field)
{
    return cell_reason(batch->plan->converters[field].encoding, cell_of(batch, field), batch->columns[field].terms);
}

enum { YES = 0, NO = 1 }; /* the categories of a choice */

/* To those choices that have no answer. */
static void say_no(struct batch *batch, const struct choice_set *set)
{
    for (int c = set->first; c < set->first + set->count; c++)
        if (batch->plan->present[c] && (uint8_t)*cell_of(batch, c) == CODE_MISSING + REASON_NO_ANSWER) *cell_of(batch, c) = NO;
}

/* Returns whether the question is left without an answer. */
static bool settle(struct batch *batch, const struct choice_set *set)
{
    bool ticked = false, empty = true;
    for (int c = set->first; c < set->first + set->count; c++) {
        if (!batch->plan->present[c]) continue;
        uint8_t code = (uint8_t)*cell_of(batch, c);
        ticked |= code == YES;
        empty &= code == CODE_MISSING + REASON_NO_ANSWER;
    }
    if (ticked) say_no(batch, set);
    return empty && !set->none_is_no;
}

int ending_choice(const struct batch *batch, int field)
{
    uint8_t code = (uint8_t)*cell_of(batch, field);
    return code == CODE_MISSING + REASON_NO_ANSWER && batch->plan->book->choice_sets[batch->plan->book->fields[field].choice_set].none_is_no ? NO : code;
}

void ending_settle_none(struct batch *batch)
{
    const struct codebook *book = batch->plan->book;
    for (int s = 0; s < book->choice_set_count; s++)
        if (book->choice_sets[s].none_is_no) say_no(batch, &book->choice_sets[s]);
}

int ending_settle_ticks(struct batch *batch)
{
    const struct codebook *book = batch->plan->book;
    int lacking = -1;
    for (int s = 0; s < book->choice_set_count; s++)
        if (batch->plan->ticked[s] && settle(batch, &book->choice_sets[s]) && book->choice_sets[s].required && lacking < 0) lacking = book->choice_sets[s].first;
    return lacking;
}

/* Left open, or a choice that is not ticked: tools write a 0 for boxes that nobody saw. */
static bool is_open(const struct batch *batch, int field)
{
    int reason = reason_of(batch, field);
    return reason == REASON_NO_ANSWER || (batch->plan->book->fields[field].choice_set >= 0 && (uint8_t)*cell_of(batch, field) == NO);
}

static bool leads_here(const struct batch *batch, const struct route *route)
{
    enum encoding encoding = batch->plan->converters[route->field].encoding;
    const char *cell = cell_of(batch, route->field);
    int reason = reason_of(batch, route->field);
    int16_t whole;
    double number;
    if (reason >= 0 || !batch->plan->present[route->field]) return reason != REASON_NOT_ASKED || !batch->plan->present[route->field];
    if (encoding == ENCODING_CODE8) return route->matches[(uint8_t)*cell];
    if (encoding == ENCODING_INT16) {
        memcpy(&whole, cell, sizeof whole);
        number = whole;
    } else memcpy(&number, cell, sizeof number);
    return number >= route->minimum && number <= route->maximum;
}

void ending_settle_routes(struct batch *batch, long line)
{
    const struct plan *plan = batch->plan;
    for (int i = 0; i < plan->routed_count; i++) {
        int f = plan->routed[i];
        struct batch_column *column = &batch->columns[f];
        if (leads_here(batch, plan->book->fields[f].asked_if)) continue;
        if (!is_open(batch, f) && !column->not_asked++) column->not_asked_line = line;
        cell_set_missing(plan->converters[f].encoding, cell_of(batch, f), REASON_NOT_ASKED, column->terms);
        column->text.length = column->kept_text;
    }
}

/* A list in which nothing is ticked, where that means no to all of it, does not tell whether somebody got as far. */
static bool says_nothing(const struct batch *batch, int field)
{
    int set = batch->plan->book->fields[field].choice_set;
    return set >= 0 && batch->plan->book->choice_sets[set].none_is_no && reason_of(batch, field) == REASON_NO_ANSWER;
}

enum disposition ending_disposition(const struct batch *batch)
{
    const struct completeness *rule = &batch->plan->book->completeness;
    int asked = 0, answered = 0;
    if (!rule->declared) return DISPOSITION_COMPLETE;
    for (int i = 0; i < rule->of_count; i++) {
        if (!batch->plan->present[rule->of[i]] || says_nothing(batch, rule->of[i])) continue;
        if (reason_of(batch, rule->of[i]) == REASON_NOT_ASKED) continue;
        asked++;
        answered += reason_of(batch, rule->of[i]) != REASON_NO_ANSWER;
    }
    bool finished = true;
    if (rule->finished >= 0 && batch->plan->present[rule->finished]) {
        uint8_t code = (uint8_t)*cell_of(batch, rule->finished);
        finished = code < CODE_MISSING && rule->is_finished[code];
    }
    return completeness_disposition(rule, answered, asked, finished);
}

/* The tool's own columns (dates, identifiers, "finished") are filled in whether somebody answers or not. */
static bool is_question(const struct codebook *book, int field)
{
    return field >= 0 && field != book->identifier && field != book->cluster && field != book->started && field != book->submitted && field != book->duration && field != book->completeness.finished &&
           field != book->wave_field;
}

static void mark(struct batch *batch, int field)
{
    enum encoding encoding = batch->plan->converters[field].encoding;
    if (encoding != ENCODING_TERM32 && reason_of(batch, field) == REASON_NO_ANSWER) cell_set_missing(encoding, cell_of(batch, field), REASON_NOT_REACHED, NULL);
}

static bool is_answered(const struct batch *batch, int column)
{
    const struct codebook *book = batch->plan->book;
    int field = batch->plan->fields[column], set = names_set(field);
    if (set >= 0) return reason_of(batch, book->choice_sets[set].first) != REASON_NO_ANSWER;
    return is_question(book, field) && reason_of(batch, field) != REASON_NO_ANSWER;
}

void ending_mark_not_reached(struct batch *batch)
{
    const struct plan *plan = batch->plan;
    int last = plan->column_count - 1;
    while (last >= 0 && !is_answered(batch, last)) last--;
    for (int column = last + 1; column < plan->column_count; column++) {
        int field = plan->fields[column], set = names_set(field);
        for (int c = 0; set >= 0 && c < plan->book->choice_sets[set].count; c++) mark(batch, plan->book->choice_sets[set].first + c);
        if (field >= 0 && is_question(plan->book, field)) mark(batch, field);
    }
}

void ending_fill_absent(struct batch *batch)
{
    const struct plan *plan = batch->plan;
    for (int f = 0; f < plan->book->field_count; f++)
        if (!plan->present[f] && !plan->book->fields[f].drop) cell_set_missing(plan->converters[f].encoding, cell_of(batch, f), REASON_NOT_ASKED, batch->columns[f].terms);
}
