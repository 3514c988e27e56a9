/* The picture of missing answers in the page: its heading and the table of the same questions. */
#include <string.h>
#include "gaps.h"
#include "number.h"
#include "section.h"

static const char *const heads[GAP_REASONS] = {[GAP_NO_ANSWER] = "No answer", [GAP_NOT_REACHED] = "Not reached", [GAP_OTHER] = "Other reason", [GAP_NOT_ASKED] = "Not asked"};

static struct gaps gather(const struct release *release)
{
    struct gaps gaps = {0};
    for (size_t i = 0; i < release->quality_count; i++) {
        const struct quality *row = &release->quality_rows[i];
        if (strcmp(row->period, release->now->period) || strcmp(row->kind, "missing")) continue;
        gaps_add(&gaps, &(struct gap_count){row->variable, row->label[0] ? row->label : row->variable, row->category, row->n, row->base, strcmp(row->rule, "free text") == 0});
    }
    gaps_choose(&gaps);
    return gaps;
}

static const char *percent_words(const struct page *page, long part, long whole)
{
    if (whole <= 0) return "[x]";
    double percent = 100 * (double)part / (double)whole;
    return arena_format(page->release->arena, "%s%%", page_number(page, percent, number_decimals(0, &percent, 1)));
}

static const char *share_words(const struct page *page, const struct gap *gap) { return percent_words(page, gap->missing, gap->base); }

/* Of those asked: whoever was not left nothing out. */
static const char *left_out_words(const struct page *page, const struct gap *gap)
{
    long unasked = gap->n[GAP_NOT_ASKED];
    return percent_words(page, gap->missing - unasked, gap->base - unasked);
}

const char *gaps_heading(const struct page *page)
{
    struct gaps gaps = gather(page->release);
    const char *heading = "";
    if (gaps.shown) {
        const struct gap *first = &gaps.at[0];
        const struct slot slots[] = {{"question", first->label}, {"share", left_out_words(page, first)}};
        heading = page_fill(page, first->withheld || first->mixed ? "missing.few.headline" : "missing.headline", slots, 2);
    }
    gaps_free(&gaps);
    return heading;
}

/* Reasons have columns where there are two or more of them; reasons together are the sum, which has its own. */
static bool has_column(const struct gaps *gaps, int reason)
{
    int used = 0;
    for (int r = 0; r < GAP_REASONS; r++) used += gaps->used[r];
    return used > 1 && reason != GAP_ANY && gaps->used[reason];
}

static void put_row(struct table *table, const struct gaps *gaps, const struct gap *gap)
{
    table_row(table, gap->label, "");
    for (int r = 0; r < GAP_REASONS; r++) {
        if (!has_column(gaps, r)) continue;
        if (gap->withheld || gap->n[GAP_ANY] > 0) table_withheld(table);
        else table_count(table, gap->n[r]);
    }
    table_count(table, gap->withheld ? -1 : gap->missing);
    if (gap->withheld) table_withheld(table);
    else table_cell(table, share_words(table->page, gap), "");
}

void gaps_table(struct page *page, struct view *view)
{
    struct gaps gaps = gather(page->release);
    struct table table = table_begin(page, view, "values", page_fill(page, "missing.caption", &(struct slot){"period", page->release->now->label}, 1));
    table_on_screen_only(&table);
    table_column(&table, "Question", false);
    for (int r = 0; r < GAP_REASONS; r++)
        if (has_column(&gaps, r)) table_column(&table, heads[r], true);
    table_column(&table, "Without an answer", true);
    table_column(&table, "Of those stored", true);
    for (size_t i = 0; i < gaps.shown; i++) put_row(&table, &gaps, &gaps.at[i]);
    gaps_free(&gaps);
}
