/* What the files that make report.html share: the release, the patterns, and small ways to put words and tables into a view.
 *
 *     struct page page = {release, patterns, charts_folder, root_view, 0, 0, 0};
 *     view_text(card, "text", page_say(&page, &facts, "card"));
 *     struct table table = table_begin(&page, section_view, "tables", "Answers by sector");
 *     table_column(&table, "Sector", false); table_column(&table, "Answered", true);
 *     table_row(&table, "NHS", ""); table_count(&table, 88);
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H
#include "facts.h"
#include "release.h"
#include "view.h"

struct page {
    const struct release *release;
    struct text patterns;
    const char *charts; /* folder */
    struct view *view;
    int tables, screen_tables, figures; /* numbered so far */
};

/* A pattern filled, in the release's arena; "" when there is no such pattern. */
const char *page_say(const struct page *page, const struct facts *facts, const char *form);
const char *page_rest(const struct page *page, const struct facts *facts);
const char *page_level(const struct page *page, const struct facts *facts, const char *form);
const char *page_named(const struct page *page, const char *name, const struct facts *facts);
const char *page_fill(const struct page *page, const char *name, const struct slot *slots, size_t count);
const char *page_number(const struct page *page, double value, int decimals);
const char *page_count(const struct page *page, long count);

enum { TABLE_COLUMN_LIMIT = 16 };
struct table { struct page *page; struct view *view, *row; int columns, filled; bool right[TABLE_COLUMN_LIMIT]; };

struct table table_begin(struct page *page, struct view *parent, const char *list, const char *caption);
void table_on_screen_only(struct table *table); /* before any other table begins; it has no number, so that those on paper run on */
void table_note(struct table *table, const char *text); /* under it */
void table_column(struct table *table, const char *heading, bool right);
void table_row(struct table *table, const char *header, const char *detail);
void table_cell(struct table *table, const char *text, const char *detail);
void table_tag(struct table *table, const char *text, enum facts_tone tone);
/* Words on a colour: favour 1 (least) to 4 (most favourable), 0 for neither. */
void table_chip(struct table *table, const char *text, const char *detail, int favour);
void table_empty(struct table *table, const char *flag); /* [c], [z], [u] or [x] */
void table_withheld(struct table *table); /* [c] */
void table_count(struct table *table, long count); /* -1: [c] */
/* A level with its interval and n below; the flag says what stands for an empty cell. NULL: [x]. */
void table_level(struct table *table, const struct facts *facts, const struct result *cell);
/* The same without n, and n alone: for tables where n is the same down the column. */
void table_value(struct table *table, const struct facts *facts, const struct result *cell);
void table_n(struct table *table, const struct result *cell);
void table_difference(struct table *table, const struct facts *facts, const char *flag);
void table_finding(struct table *table, const struct facts *facts);
/* "Work burnout", "out of 100; higher is worse" */
void table_measure(struct table *table, const struct measure *measure);
bool table_is_full(const struct table *table); /* no room for another column */

/* The parts of the page, in order. */
void overview_write(struct page *page);
int section_write(struct page *page, struct failure *failure) MUST_USE;
void changes_write(struct page *page);
void breakdown_write(struct page *page);
int quality_write(struct page *page, struct failure *failure) MUST_USE;
void sensitivity_write(struct page *page); /* the same */
void answering_write(struct page *page);   /* in the section on data quality */
void agreement_write(struct page *page);   /* the same */
void reliability_write(struct page *page); /* in the section on data quality */
void closing_write(struct page *page);

#endif
