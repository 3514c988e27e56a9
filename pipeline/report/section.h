/* The sections of the survey: what was found in each, its charts with their tables, and all its measures. */
#ifndef REPORT_SECTION_H
#define REPORT_SECTION_H
#include "page.h"

/* The groups that stand as columns: everybody, then those compared (or, when nobody is, the groups of the first breakdown). */
enum { GROUP_LIMIT = 6 };
struct columns { int count; const char *withheld; /* names of groups left out, or NULL */ struct { const char *by, *grp; } at[GROUP_LIMIT + 1]; };
struct columns section_columns(const struct release *release);
/* The groups of a breakdown, those compared first; "all" gives everybody alone. */
struct columns section_groups(const struct release *release, const char *by);
/* A group of which nothing may be shown has no column; a note under the table names it. Where that is true of all, all stay. */
void section_drop_withheld(const struct release *release, struct columns *columns, const struct measure *measure, bool (*has)(const struct release *, const char *by, const char *grp, const struct measure *));
void section_note_withheld(struct table *table, const struct columns *columns);
const char *section_column_label(const struct release *release, const struct columns *columns, int column);

/* The charts of one section, each with its table of values. */
int figure_write(struct page *page, struct view *view, const char *section, struct failure *failure) MUST_USE;
/* The picture of missing answers, which is of no section. Nothing when the release has none. */
int figure_write_missing(struct page *page, struct view *view, struct failure *failure) MUST_USE;
const char *gaps_heading(const struct page *page);
void gaps_table(struct page *page, struct view *view);

#endif
