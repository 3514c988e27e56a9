/* The headline measures by the breakdowns that are not compared: groups as rows. */
#include <string.h>
#include "section.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool is_broken_down(const struct release *release, const char *by, const struct measure *measure)
{
    for (size_t g = 0; g < release->group_count; g++)
        if (is(release->group_rows[g].by, by) && facts_cell(release, release->now->period, by, release->group_rows[g].grp, measure, "")) return true;
    return false;
}

/* The measures of the section that are broken down so, headline ones or the others; how many there are, of whom GROUP_LIMIT are kept. */
static int choose(const struct release *release, const struct section *section, const char *by, bool headline, const struct measure **columns)
{
    int count = 0;
    for (size_t i = 0; i < release->measure_count; i++) {
        const struct measure *measure = &release->measure_rows[i];
        if (measure->headline != headline || !is(measure->section, section->name) || is(measure->shape, "category") || !is_broken_down(release, by, measure)) continue;
        if (count < GROUP_LIMIT) columns[count] = measure;
        count++;
    }
    return count;
}

/* A breakdown of some measures only was asked for these measures. */
static bool is_of_some(const struct release *release, const char *by)
{
    for (size_t i = 0; i < release->measure_count; i++)
        if (is_broken_down(release, "all", &release->measure_rows[i]) && !is_broken_down(release, by, &release->measure_rows[i])) return true;
    return false;
}

/* The headline measures of the section by another breakdown: groups as rows. A breakdown of some measures only, none of them a headline here, has those, if they are few. */
static void write_breakdown(struct page *page, const struct section *section, const struct grouping *grouping)
{
    const struct release *release = page->release;
    const struct measure *columns[GROUP_LIMIT];
    int count = choose(release, section, grouping->by, true, columns);
    if (count > GROUP_LIMIT) count = GROUP_LIMIT;
    if (count == 0 && is_of_some(release, grouping->by)) count = choose(release, section, grouping->by, false, columns);
    if (count == 0 || count > GROUP_LIMIT) return;
    struct table table = table_begin(page, page->view, "breakdowns", arena_format(release->arena, "%s: %s, %s", section->title, grouping->label, release->now->label));
    table_on_screen_only(&table);
    table_column(&table, grouping->label, false);
    for (int i = 0; i < count; i++) table_column(&table, sentence_is_percent(&(struct facts){.shape = columns[i]->shape}) ? arena_format(release->arena, "%s (%%)", columns[i]->label) : columns[i]->label, true);
    for (size_t g = 0; g < release->group_count; g++) {
        const struct group *group = &release->group_rows[g];
        if (!is(group->by, grouping->by)) continue;
        table_row(&table, release_group_label(release, group->by, group->grp), "");
        for (int i = 0; i < count; i++) {
            struct facts facts = facts_level(release, release->now->period, group->by, group->grp, columns[i], "");
            table_level(&table, &facts, facts_cell(release, release->now->period, group->by, group->grp, columns[i], ""));
        }
    }
}

/* Breakdowns with more groups than this stand in results.csv alone. */
enum { BREAKDOWN_GROUP_LIMIT = 20 };

static size_t groups_in(const struct release *release, const char *by)
{
    size_t count = 0;
    for (size_t i = 0; i < release->group_count; i++) count += is(release->group_rows[i].by, by);
    return count;
}

static void write_breakdowns(struct page *page, const struct section *section)
{
    struct columns columns = section_columns(page->release);
    for (size_t i = 0; i < page->release->grouping_count; i++) {
        const struct grouping *grouping = &page->release->grouping_rows[i];
        size_t groups = groups_in(page->release, grouping->by);
        bool already = columns.count > 1 && is(columns.at[1].by, grouping->by) && (size_t)columns.count > groups;
        if (!is(grouping->by, "all") && !strchr(grouping->by, '*') && !already && groups <= BREAKDOWN_GROUP_LIMIT) write_breakdown(page, section, grouping);
    }
}

void breakdown_write(struct page *page)
{
    for (size_t i = 0; i < page->release->section_count; i++) write_breakdowns(page, &page->release->section_rows[i]);
}
