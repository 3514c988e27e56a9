/* Contents: mistakes, whom and what the row is about, its numbers, where they come from. */
#include "benchmark_row.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "memory.h"
#include "message.h"

enum { SOURCE_LIMIT = 200, SHOWN_LIMIT = 40 };

const char *const benchmark_columns[BENCHMARK_COLUMNS] = {"measure", "by", "group", "category", "value", "p20", "p50", "p80", "source", "date"};

/* 1 mistakes */

void benchmark_row_mistake(struct benchmark_row *row, enum benchmark_column column, const char *format, ...)
{
    char words[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    message_error((struct place){row->path, row->line, row->place[column]}, "%s", words);
    row->mistakes++;
}

static const char *shown(const struct benchmark_row *row, enum benchmark_column column)
{
    struct buffer safe = {0};
    buffer_put(&safe, "");
    buffer_terminal(&safe, row->cell[column], SHOWN_LIMIT);
    const char *kept = arena_copy(row->arena, safe.at, safe.length);
    buffer_free(&safe);
    return kept;
}

/* "; did you mean 'sector'?" */
static const char *suggestion(const struct benchmark_row *row, enum benchmark_column column, const char *const *names, int count)
{
    const char *near = text_nearest(shown(row, column), names, (size_t)count);
    return near ? arena_format(row->arena, "; did you mean '%.64s'?", near) : "";
}

static const char **names_of(const struct benchmark_row *row, int count) { return arena_new(row->arena, (size_t)count + 1, sizeof(const char *)); }

static const char *kept(const struct benchmark_row *row, enum benchmark_column column) { return arena_copy(row->arena, row->cell[column].at, row->cell[column].length); }

static bool is_empty(const struct benchmark_row *row, enum benchmark_column column) { return row->cell[column].length == 0; }

/* 2 whom and what it is about */

static int find_measure(struct benchmark_row *row)
{
    const struct codebook *book = row->cells->book;
    int found = is_empty(row, COLUMN_MEASURE) ? -1 : codebook_measure(book, kept(row, COLUMN_MEASURE));
    if (found >= 0) return found;
    const char **names = names_of(row, book->measure_count);
    for (int i = 0; i < book->measure_count; i++) names[i] = book->measures[i].name;
    if (is_empty(row, COLUMN_MEASURE)) benchmark_row_mistake(row, COLUMN_MEASURE, "no measure is named");
    else benchmark_row_mistake(row, COLUMN_MEASURE, "'%s' is not a measure of the codebook%s", shown(row, COLUMN_MEASURE), suggestion(row, COLUMN_MEASURE, names, book->measure_count));
    return -1;
}

/* "; they are 'sector' and 'region'", where none is near; all but everybody. */
static const char *all_groupings(const struct benchmark_row *row)
{
    const struct codebook *book = row->cells->book;
    struct buffer list = {0};
    buffer_put(&list, "");
    for (int i = 1; i < book->grouping_count && i <= 8; i++) buffer_format(&list, "%s%.64s", i == 1 ? "; they are " : ", ", book->groupings[i].name);
    if (book->grouping_count > 9) buffer_put(&list, " and others");
    const char *kept = arena_copy(row->arena, list.at, list.length);
    buffer_free(&list);
    return kept;
}

static int find_grouping(struct benchmark_row *row)
{
    const struct codebook *book = row->cells->book;
    int found = is_empty(row, COLUMN_BY) ? 0 : cells_grouping(row->cells, kept(row, COLUMN_BY));
    if (found >= 0) return found;
    const char **names = names_of(row, book->grouping_count);
    for (int i = 0; i < book->grouping_count; i++) names[i] = book->groupings[i].name;
    const char *near = suggestion(row, COLUMN_BY, names, book->grouping_count);
    benchmark_row_mistake(row, COLUMN_BY, "'%s' is not one of the codebook's groups%s", shown(row, COLUMN_BY), *near ? near : all_groupings(row));
    return -1;
}

static const char *suggest_group(const struct benchmark_row *row, int grouping)
{
    int count = cells_in(row->cells, grouping);
    const char **names = names_of(row, count);
    for (int i = 0; i < count; i++) {
        struct buffer name = {0};
        cells_name(row->cells, grouping, i, &name);
        names[i] = arena_copy(row->arena, name.at, name.length);
        buffer_free(&name);
    }
    return suggestion(row, COLUMN_GROUP, names, count);
}

static int find_cell(struct benchmark_row *row)
{
    int grouping = find_grouping(row);
    if (grouping < 0) return -1;
    const char *by = row->cells->book->groupings[grouping].name;
    if (is_empty(row, COLUMN_GROUP) && grouping == 0) return 0;
    if (is_empty(row, COLUMN_GROUP)) {
        benchmark_row_mistake(row, COLUMN_GROUP, "no group of '%.64s' is named; for everybody leave 'by' and 'group' empty", by);
        return -1;
    }
    int cell = cells_find(row->cells, by, kept(row, COLUMN_GROUP));
    if (cell >= 0) return cell;
    if (grouping == 0) benchmark_row_mistake(row, COLUMN_GROUP, "'%s' is a group, and 'by' does not say of which question", shown(row, COLUMN_GROUP));
    else benchmark_row_mistake(row, COLUMN_GROUP, "'%s' is not a group of '%.64s'%s", shown(row, COLUMN_GROUP), by, suggest_group(row, grouping));
    return -1;
}

static const char *find_answer(struct benchmark_row *row, const struct measure *measure)
{
    int count;
    const struct category *categories = codebook_measure_categories(row->cells->book, measure, &count);
    const char **names = names_of(row, count);
    for (int i = 0; i < count; i++) {
        names[i] = categories[i].value;
        if (text_is(row->cell[COLUMN_CATEGORY], categories[i].value)) return categories[i].value;
    }
    if (is_empty(row, COLUMN_CATEGORY)) benchmark_row_mistake(row, COLUMN_CATEGORY, "%.64s has a percentage for each answer, and 'category' does not say which", measure->name);
    else benchmark_row_mistake(row, COLUMN_CATEGORY, "'%s' is not an answer of %.64s%s", shown(row, COLUMN_CATEGORY), measure->name, suggestion(row, COLUMN_CATEGORY, names, count));
    return "";
}

/* As the category stands in the released results. */
static const char *find_category(struct benchmark_row *row, const struct measure *measure)
{
    if (measure->shape == SHAPE_CATEGORY) return find_answer(row, measure);
    bool yes = measure->shape == SHAPE_YES_NO;
    if (!is_empty(row, COLUMN_CATEGORY) && !(yes && text_is(row->cell[COLUMN_CATEGORY], "yes")))
        benchmark_row_mistake(row, COLUMN_CATEGORY, "'%s' is not an answer of %.64s, which has %s; leave 'category' empty", shown(row, COLUMN_CATEGORY), measure->name, yes ? "the percentage of 'yes'" : "an average");
    return yes ? "yes" : "";
}

/* 3 its numbers */

static bool is_within(const struct measure *measure, double value)
{
    if (measure->shape != SHAPE_NUMBER) return value >= 0 && value <= 100;
    return !(value < measure->low || value > measure->high); /* NaN: open */
}

static const char *range_words(const struct benchmark_row *row, const struct measure *measure)
{
    if (measure->shape != SHAPE_NUMBER) return "0 to 100, as a percentage";
    if (isnan(measure->low) || !isfinite(measure->high)) return isnan(measure->low) ? arena_format(row->arena, "at most %g", measure->high) : arena_format(row->arena, "at least %g", measure->low);
    return arena_format(row->arena, "%g to %g", measure->low, measure->high);
}

/* NaN for an empty cell, and after a mistake. measure NULL: unknown, as was said. */
static double find_number(struct benchmark_row *row, enum benchmark_column column, const struct measure *measure)
{
    double value;
    if (is_empty(row, column)) return (double)NAN;
    if (!text_number(row->cell[column], &value)) {
        benchmark_row_mistake(row, column, "%s '%s' is not a number such as 3.32", benchmark_columns[column], shown(row, column));
        return (double)NAN;
    }
    if (!measure || is_within(measure, value)) return value;
    benchmark_row_mistake(row, column, "%s '%s' is outside the range of %.64s, %s", benchmark_columns[column], shown(row, column), measure->name, range_words(row, measure));
    return (double)NAN;
}

static void find_numbers(struct benchmark_row *row, const struct measure *measure, struct benchmark *out)
{
    int given = 0, before = row->mistakes;
    for (int i = 0; i < BENCHMARK_EDGES; i++) given += !is_empty(row, (enum benchmark_column)(COLUMN_P20 + i));
    out->value = find_number(row, COLUMN_VALUE, measure);
    for (int i = 0; i < BENCHMARK_EDGES; i++) out->edges[i] = find_number(row, (enum benchmark_column)(COLUMN_P20 + i), measure);
    if (given && given < BENCHMARK_EDGES) benchmark_row_mistake(row, COLUMN_P20, "p20, p50 and p80 stand together, all three or none; %d of them %s given", given, given == 1 ? "is" : "are");
    if (!given && is_empty(row, COLUMN_VALUE)) benchmark_row_mistake(row, COLUMN_VALUE, "there is no number; expected 'value', or p20, p50 and p80, or both");
    for (int i = 1; row->mistakes == before && i < BENCHMARK_EDGES; i++)
        if (out->edges[i] < out->edges[i - 1]) benchmark_row_mistake(row, (enum benchmark_column)(COLUMN_P20 + i), "%s is below %s; percentiles ascend, also where low values are better", benchmark_columns[COLUMN_P20 + i], benchmark_columns[COLUMN_P20 + i - 1]);
}

/* 4 where they come from */

static void check_source(struct benchmark_row *row)
{
    const struct text source = row->cell[COLUMN_SOURCE];
    size_t characters = 0;
    for (size_t i = 0; i < source.length; i++) {
        if (text_is_unsafe((struct text){source.at + i, source.length - i})) {
            benchmark_row_mistake(row, COLUMN_SOURCE, "source '%s' has a line break, a control character or one that cannot be seen", shown(row, COLUMN_SOURCE));
            return;
        }
        characters += ((unsigned char)source.at[i] & 0xC0) != 0x80;
    }
    if (!characters) benchmark_row_mistake(row, COLUMN_SOURCE, "there is no source; the report prints where a benchmark comes from");
    if (characters > SOURCE_LIMIT) benchmark_row_mistake(row, COLUMN_SOURCE, "the source has %zu characters, at most %d are printed", characters, SOURCE_LIMIT);
}

/* "2007", "2007-11" or "2007-11-30", from 1900 on. */
static bool is_date(struct text text)
{
    char day[11] = "0000-01-01";
    int64_t days;
    if (text.length != 4 && text.length != 7 && text.length != 10) return false;
    memcpy(day, text.at, text.length);
    return text_date(text_of(day), &days) && strcmp(day, "1900") >= 0;
}

static void check_date(struct benchmark_row *row)
{
    if (is_empty(row, COLUMN_DATE)) benchmark_row_mistake(row, COLUMN_DATE, "there is no date; expected the year, month or day of the benchmark: 2007, 2007-11 or 2007-11-30");
    else if (!is_date(row->cell[COLUMN_DATE])) benchmark_row_mistake(row, COLUMN_DATE, "date '%s' is not a year, month or day such as 2007, 2007-11 or 2007-11-30", shown(row, COLUMN_DATE));
}

/* A group may break down some measures only; there will never be a value to set this benchmark beside. */
static void check_breakdown(struct benchmark_row *row, const struct benchmark *benchmark)
{
    if (benchmark->measure < 0 || benchmark->cell < 0) return;
    const struct grouping *grouping = &row->cells->book->groupings[row->cells->grouping[benchmark->cell]];
    if (grouping->measures && !grouping->measures[benchmark->measure])
        benchmark_row_mistake(row, COLUMN_BY, "%.64s is not broken down by '%.64s'; the codebook's group names other measures", row->cells->book->measures[benchmark->measure].name, grouping->name);
}

int benchmark_row_check(struct benchmark_row *row, struct benchmark *out)
{
    *out = (struct benchmark){.measure = find_measure(row), .cell = find_cell(row), .category = ""};
    const struct measure *measure = out->measure < 0 ? NULL : &row->cells->book->measures[out->measure];
    if (measure) out->category = find_category(row, measure);
    check_breakdown(row, out);
    find_numbers(row, measure, out);
    check_source(row);
    check_date(row);
    out->source = kept(row, COLUMN_SOURCE);
    out->date = kept(row, COLUMN_DATE);
    return row->mistakes;
}
