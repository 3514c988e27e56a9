/* Dot and whisker: 1 words of a row   2 axis   3 rows   4 for those who do not see it   5 the plan */
#include <math.h>
#include <string.h>
#include "axis.h"
#include "kind.h"
#include "phrase.h"
#include "sentence.h"

enum { ROW = 46, OFFSET = 7, LABEL_RIGHT = 246, PLOT_LEFT = 266, PLOT_RIGHT = 552, HEAD_WIDTH = 190, HEAD_LINES = 3, ALT_ROWS = 8 };

static const struct sheet_style label_style = {ALIGN_RIGHT, 14, false, INK_TEXT}, unit_style = {ALIGN_RIGHT, 12, false, INK_MUTED},
                                tick_style = {ALIGN_CENTER, 13, false, INK_MUTED}, head_style = {ALIGN_RIGHT, 12, false, INK_MUTED},
                                clear_style = {ALIGN_RIGHT, 14, true, INK_TEXT}, unclear_style = {ALIGN_RIGHT, 14, false, INK_MUTED},
                                absent_style = {ALIGN_CENTER, 13, false, INK_MUTED}, subtitle_style = {ALIGN_LEFT, 13, false, INK_MUTED},
                                source_style = {ALIGN_LEFT, 12, false, INK_MUTED};

/* 1 words of a row */

static bool is_shown(const struct figure *figure, int row)
{
    return !phrase_absence(figure, figure_cell(figure, 0, row)) && !phrase_absence(figure, figure_cell(figure, 1, row));
}

static bool is_clear(const struct difference *difference) { return !strcmp(difference->verdict, "higher") || !strcmp(difference->verdict, "lower"); }

/* Whether all rows have one unit, which the subtitle then tells; otherwise each row does. */
static bool is_uniform(const struct figure *figure)
{
    for (int row = 1; row < figure->measure_count; row++) {
        const struct figure_measure *a = &figure->measures[0], *b = &figure->measures[row];
        if (a->percent != b->percent || (!a->percent && strcmp(a->unit, b->unit) != 0)) return false;
    }
    return true;
}

static const char *difference_words(const struct figure *figure, int row)
{
    const struct difference *difference = &figure->differences[row];
    if (difference->estimate.flag == 'c' || !is_shown(figure, row)) return sentence_of(figure->arena, figure->patterns, "confidential_short", NULL);
    if (!strcmp(difference->verdict, "too few")) return sentence_of(figure->arena, figure->patterns, "too_few", NULL);
    if (isnan(difference->estimate.value)) return sentence_of(figure->arena, figure->patterns, "not_estimated", NULL);
    const char *words = phrase_difference(figure, &figure->measures[row], &difference->estimate);
    return figure->measures[row].percent && !is_uniform(figure) ? sentence_of(figure->arena, figure->patterns, "points", "words", words, NULL) : words;
}

static const char *unit_words(const struct figure *figure, int row)
{
    const struct figure_measure *measure = &figure->measures[row];
    const char *unit = measure->percent ? sentence_of(figure->arena, figure->patterns, "row_percent", "people", figure->people, NULL) : measure->unit;
    const char *parts[] = {is_uniform(figure) || !unit[0] ? NULL : unit, phrase_direction(figure, measure)};
    return phrase_join(figure->arena, parts, 2, ", ");
}

static const char *subtitle(const struct figure *figure)
{
    const struct figure_measure *first = &figure->measures[0];
    const char *name = !is_uniform(figure) ? "comparison_mixed" : first->percent ? "comparison_percent" : first->unit[0] ? "comparison_number" : "comparison_unitless";
    return sentence_of(figure->arena, figure->patterns, name, "people", figure->people, "unit", first->unit, "period", figure->period_label, NULL);
}

/* 2 axis */

static struct axis value_axis(const struct figure *figure)
{
    double low = INFINITY, high = -INFINITY;
    bool percent = true;
    for (int row = 0; row < figure->measure_count; row++) {
        percent = percent && figure->measures[row].percent;
        for (int group = 0; is_shown(figure, row) && group < 2; group++) {
            const struct estimate *cell = figure_cell(figure, group, row);
            low = fmin(low, fmin(cell->value, isnan(cell->low) ? cell->value : cell->low));
            high = fmax(high, fmax(cell->value, isnan(cell->high) ? cell->value : cell->high));
        }
    }
    if (percent || low > high) return axis_nice(0, 100, 5);
    return axis_nice(low, high, 5);
}

static void draw_axis(const struct figure *figure, struct sheet *sheet, const struct axis *axis, double top, double bottom)
{
    bool percent = is_uniform(figure) && figure->measures[0].percent;
    for (int tick = 0; tick < axis->ticks; tick++) {
        double value = axis_tick(axis, tick);
        double x = round(PLOT_LEFT + (value - axis->low) / (axis->high - axis->low) * (PLOT_RIGHT - PLOT_LEFT));
        sheet_box(sheet, x, top, x + 1, bottom, INK_RULE);
        sheet_word(sheet, x, bottom + 14, tick_style, phrase_tick(figure, percent, value, axis->decimals));
    }
}

/* 3 rows */

static void draw_label(const struct figure *figure, struct sheet *sheet, int row, double middle)
{
    const char *lines[3], *unit = unit_words(figure, row);
    struct font font = {label_style.size, false};
    int count = label_wrap_evenly(figure->arena, figure->measures[row].label, LABEL_RIGHT - SHEET_EDGE, font, 2, lines);
    double pitch = count == 2 && unit[0] ? 15 : 17;
    double y = middle - pitch * (count + (unit[0] ? 1 : 0) - 1) / 2;
    for (int i = 0; i < count; i++, y += pitch) sheet_word(sheet, LABEL_RIGHT, y, label_style, lines[i]);
    sheet_paragraph(sheet, &(struct sheet_place){LABEL_RIGHT, y, LABEL_RIGHT - SHEET_EDGE, 0, 1, unit_style, false}, unit);
}

static void draw_row(const struct figure *figure, struct sheet *sheet, int row, double middle)
{
    const struct difference *difference = &figure->differences[row];
    draw_label(figure, sheet, row, middle);
    sheet_word(sheet, SHEET_WIDTH - SHEET_EDGE, middle, is_clear(difference) ? clear_style : unclear_style, difference_words(figure, row));
    for (int group = 0; group < 2; group++) {
        const struct estimate *cell = figure_cell(figure, group, row);
        double y = middle + (group == 0 ? -OFFSET : OFFSET);
        if (is_shown(figure, row)) sheet_mark(sheet, group, (double[]){cell->value, isnan(cell->low) ? cell->value : cell->low, isnan(cell->high) ? cell->value : cell->high, y}, 4);
    }
    if (is_shown(figure, row)) return;
    const char *reason = phrase_absence(figure, figure_cell(figure, 0, row));
    if (!reason) reason = phrase_absence(figure, figure_cell(figure, 1, row));
    double half = label_width(text_of(reason), (struct font){absent_style.size, false}) / 2 + 6, centre = (PLOT_LEFT + PLOT_RIGHT) / 2.0;
    sheet_box(sheet, centre - half, middle - 10, centre + half, middle + 10, INK_PAPER);
    sheet_word(sheet, centre, middle, absent_style, reason);
}

/* The groups' names stand at the marks of the first row that has any: the reference above its mark, the group below. */
static void draw_names(const struct figure *figure, struct sheet *sheet, const struct axis *axis, double rows_top)
{
    int row = 0;
    while (row < figure->measure_count && !is_shown(figure, row)) row++;
    for (int group = 0; row < figure->measure_count && group < 2; group++) {
        const char *line;
        struct sheet_style style = {ALIGN_CENTER, 13, true, INK_GROUP + (unsigned)group};
        if (label_wrap(figure->arena, figure->groups[group].label, 220, (struct font){style.size, true}, 1, &line) == 0) continue;
        double half = label_width(text_of(line), (struct font){style.size, true}) / 2;
        double at = PLOT_LEFT + (figure_cell(figure, group, row)->value - axis->low) / (axis->high - axis->low) * (PLOT_RIGHT - PLOT_LEFT);
        double x = fmax(PLOT_LEFT + half, fmin(PLOT_RIGHT - half, at)), y = rows_top + ROW * row + ROW / 2.0 + (group == 0 ? -1 : 1) * (OFFSET + 15);
        sheet_box(sheet, x - half - 3, y - 8, x + half + 3, y + 8, INK_PAPER);
        sheet_word(sheet, x, y, style, line);
    }
}

/* 4 for those who do not see it */

static const char *alternative(const struct figure *figure)
{
    const char *lines[ALT_ROWS + 2], *number;
    int shown = figure->measure_count < ALT_ROWS ? figure->measure_count : ALT_ROWS, count = 0;
    for (int row = 0; row < shown; row++) {
        const struct figure_measure *measure = &figure->measures[row];
        lines[count++] = sentence_of(figure->arena, figure->patterns, "alt_comparison_row", "measure", measure->label, "reference", figure->groups[0].label, "reference_value",
                                     phrase_estimate(figure, measure, figure_cell(figure, 0, row)), "group", figure->groups[1].label, "group_value",
                                     phrase_estimate(figure, measure, figure_cell(figure, 1, row)), "difference", difference_words(figure, row), NULL);
    }
    number = arena_format(figure->arena, "%d", figure->measure_count - shown);
    if (shown < figure->measure_count) lines[count++] = sentence_of(figure->arena, figure->patterns, "alt_more", "n", number, NULL);
    lines[count++] = sentence_of(figure->arena, figure->patterns, "alt_table", NULL);
    return phrase_join(figure->arena, lines, count, " ");
}

static const char *title(const struct figure *figure)
{
    const char *number = arena_format(figure->arena, "%d", figure->measure_count);
    const char *count = figure->measure_count == 1 ? sentence_of(figure->arena, figure->patterns, "alt_measure", "measure", figure->measures[0].label, NULL)
                                                   : sentence_of(figure->arena, figure->patterns, "alt_measures", "n", number, NULL);
    return sentence_of(figure->arena, figure->patterns, "alt_title_comparison", "count", count, "by", figure->by_label, "period", figure->period_label, NULL);
}

/* 5 the plan */

static const char *head(const struct figure *figure)
{
    const char *name = is_uniform(figure) && figure->measures[0].percent ? "comparison_head_points" : "comparison_head";
    return sentence_of(figure->arena, figure->patterns, name, "group", figure->groups[1].label, "reference", figure->groups[0].label, NULL);
}

static const char *source(const struct figure *figure)
{
    const char *parts[2] = {phrase_source(figure, NULL), NULL};
    for (int row = 0; row < figure->measure_count; row++)
        if (is_clear(&figure->differences[row])) parts[1] = sentence_of(figure->arena, figure->patterns, "comparison_bold", NULL);
    return phrase_join(figure->arena, parts, 2, " ");
}

/* One line of each makes 90 px beside the rows; further lines add to it. */
void comparison_plan(const struct figure *figure, struct sheet *sheet)
{
    const double width = SHEET_WIDTH - 2 * SHEET_EDGE;
    struct axis axis = value_axis(figure);
    int subtitle_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, 11, width, 17, 2, subtitle_style, false}, subtitle(figure));
    double head_top = 34 + 17 * (subtitle_lines - 1);
    int head_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_WIDTH - SHEET_EDGE, head_top, HEAD_WIDTH, 14, HEAD_LINES, head_style, true}, head(figure));
    double top = head_top + 14 * (head_lines - 1) + 10, bottom = top + ROW * figure->measure_count;
    draw_axis(figure, sheet, &axis, top, bottom);
    draw_names(figure, sheet, &axis, top);
    for (int row = 0; row < figure->measure_count; row++) draw_row(figure, sheet, row, top + ROW * row + ROW / 2.0);
    int source_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, bottom + 36, width, 15, SHEET_LINES, source_style, false}, source(figure));
    sheet_frame(sheet, &(struct sheet_frame){.height = bottom + 46 + 15 * (source_lines - 1), .left = PLOT_LEFT, .right = PLOT_RIGHT, .top = top, .bottom = bottom, .x_low = axis.low, .x_high = axis.high, .y_low = bottom, .y_high = top});
    sheet->script = "comparison";
    sheet->title = title(figure);
    sheet->description = alternative(figure);
}
