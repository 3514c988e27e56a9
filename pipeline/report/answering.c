/* The questions that most people left out, by the first breakdown: a short table, where anything of it may be told. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "number.h"
#include "page.h"

enum { QUESTIONS_SHOWN = 5, GROUPS_SHOWN = 8 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool is_answered(const struct page *page, const struct quality *row) { return is(row->kind, "answered") && is(row->period, page->release->now->period); }

static const struct quality *share_of(const struct page *page, const char *variable, const char *group)
{
    for (size_t i = 0; i < page->release->quality_count; i++) {
        const struct quality *row = &page->release->quality_rows[i];
        if (is_answered(page, row) && is(row->variable, variable) && is(row->category, group)) return row;
    }
    return NULL;
}

/* Those whose share among everybody is told, the lowest first; returns how many. */
static int choose(const struct page *page, const struct quality *chosen[QUESTIONS_SHOWN])
{
    int count = 0;
    for (size_t i = 0; i < page->release->quality_count; i++) {
        const struct quality *row = &page->release->quality_rows[i];
        if (!is_answered(page, row) || !is(row->category, "all") || !isfinite(row->value)) continue;
        int at = count < QUESTIONS_SHOWN ? count++ : QUESTIONS_SHOWN;
        for (; at > 0 && row->value < chosen[at - 1]->value; at--)
            if (at < QUESTIONS_SHOWN) chosen[at] = chosen[at - 1];
        if (at < QUESTIONS_SHOWN) chosen[at] = row;
    }
    return count;
}

static void put_share(struct table *table, const struct quality *row)
{
    const struct page *page = table->page;
    if (!row) table_cell(table, "[x]", "");
    else if (row->flag[0] || !isfinite(row->value)) table_withheld(table);
    else table_cell(table, arena_format(page->release->arena, "%s%%", page_number(page, row->value, number_decimals(0, &row->value, 1))), arena_format(page->release->arena, "of %s", page_count(page, row->base)));
}

/* Groups of the first breakdown of which something is told. */
static int choose_groups(const struct page *page, const struct quality *const *chosen, int questions, const struct group **groups, const char **by)
{
    int count = 0, told = 0;
    for (size_t i = 0; i < page->release->group_count && count < GROUPS_SHOWN; i++) {
        const struct group *group = &page->release->group_rows[i];
        if (is(group->by, "all") || strchr(group->by, '*') || (told && !is(group->by, *by))) continue;
        if (!is(group->by, *by)) count = 0;
        *by = group->by;
        groups[count++] = group;
        for (int q = 0; q < questions; q++) {
            const struct quality *row = share_of(page, chosen[q]->variable, arena_format(page->release->arena, "%s=%s", group->by, group->grp));
            told += row && isfinite(row->value);
        }
    }
    return told ? count : 0;
}

void answering_write(struct page *page)
{
    const struct quality *chosen[QUESTIONS_SHOWN];
    const struct group *groups[GROUPS_SHOWN];
    const char *by = "";
    int questions = choose(page, chosen), count = choose_groups(page, chosen, questions, groups, &by);
    if (!questions || !count) return;
    struct buffer grouping = {0};
    sentence_lower(release_grouping_label(page->release, by), &grouping);
    struct table table = table_begin(page, page->view, "rows", page_fill(page, "quality.answering", &(struct slot){"grouping", grouping.at}, 1));
    buffer_free(&grouping);
    table_on_screen_only(&table);
    table_note(&table, page_fill(page, "quality.answering.note", NULL, 0));
    table_column(&table, "Question", false);
    table_column(&table, "All", true);
    for (int g = 0; g < count; g++) table_column(&table, groups[g]->label, true);
    for (int q = 0; q < questions; q++) {
        table_row(&table, chosen[q]->label, "");
        put_share(&table, chosen[q]);
        for (int g = 0; g < count; g++) put_share(&table, share_of(page, chosen[q]->variable, arena_format(page->release->arena, "%s=%s", by, groups[g]->grp)));
    }
}
