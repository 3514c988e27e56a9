#include "adjusted.h"
#include <math.h>
#include <string.h>
#include "text.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

const struct comparison *adjusted_beside(const struct release *release, const struct comparison *raw)
{
    for (size_t i = 0; raw && i < release->comparison_count; i++) {
        const struct comparison *row = &release->comparison_rows[i];
        if (row->adjusted_for[0] && is(row->period, raw->period) && is(row->by, raw->by) && is(row->grp, raw->grp) && is(row->reference, raw->reference) && is(row->measure, raw->measure) && is(row->category, raw->category)) return row;
    }
    return NULL;
}

/* The label of a breakdown or a measure of that name, else the name with spaces. */
static void put_label(const struct release *release, const char *name, struct buffer *out)
{
    const char *label = release_grouping_label(release, name);
    const struct measure *measure = release_measure(release, name);
    if (is(label, name) && measure) label = measure->label;
    if (!is(label, name)) {
        sentence_lower(label, out);
        return;
    }
    for (; *name; name++) buffer_add(out, *name == '_' ? " " : name, 1);
}

/* "region, role, months_in_role": "region, role and time in the job". */
static const char *covariates(const struct page *page, const struct comparison *row)
{
    struct buffer words = {0};
    for (const char *at = row->adjusted_for; *at;) {
        const char *end = strstr(at, ", ");
        size_t length = end ? (size_t)(end - at) : strlen(at);
        if (at != row->adjusted_for) buffer_put(&words, end ? ", " : " and ");
        put_label(page->release, arena_copy(page->release->arena, at, length), &words);
        at += length + (end ? 2 : 0);
    }
    const char *kept = arena_copy(page->release->arena, words.at ? words.at : "", words.length);
    buffer_free(&words);
    return kept;
}

const char *adjusted_sentence(const struct page *page, const struct comparison *raw)
{
    const struct comparison *row = adjusted_beside(page->release, raw);
    if (!row || !isfinite(row->value) || !isfinite(row->low)) return "";
    struct facts facts = facts_comparison(page->release, row);
    struct buffer difference = {0};
    sentence_difference(&facts, &difference);
    struct slot slots[] = {{"covariates", covariates(page, row)}, {"difference", difference.at}};
    const char *pattern = sentence_verdict(&facts) == VERDICT_CLEAR ? "adjusted.clear" : sentence_doubt(&facts) == DOUBT_OPEN ? "adjusted.unclear" : "adjusted.alone";
    const char *said = page_fill(page, pattern, slots, 2);
    buffer_free(&difference);
    return said;
}

void adjusted_cell(struct table *table, const struct comparison *raw)
{
    const struct comparison *row = adjusted_beside(table->page->release, raw);
    if (!row) {
        table_cell(table, "", "");
        return;
    }
    struct facts facts = facts_comparison(table->page->release, row);
    if (is(row->verdict, "not estimated")) table_cell(table, "[z]", row->why);
    else table_difference(table, &facts, row->flag);
}

const char *adjusted_note(const struct page *page)
{
    for (size_t i = 0; i < page->release->comparison_count; i++) {
        const struct comparison *row = &page->release->comparison_rows[i];
        if (row->adjusted_for[0] && is(row->period, page->release->now->period)) return page_fill(page, "adjusted.note", &(struct slot){"covariates", covariates(page, row)}, 1);
    }
    return "";
}
