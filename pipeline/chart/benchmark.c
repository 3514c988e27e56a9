/* Bullets: 1 words of a row   2 bands and marks   3 rows   4 for those who do not see it   5 the plan */
#include <math.h>
#include <string.h>
#include "kind.h"
#include "phrase.h"
#include "sentence.h"

enum { ROW = 68, LINE = 15, BAND = 24, INTERVAL = 4, TICK = 3, LABEL_RIGHT = 206, PLOT_LEFT = 222, PLOT_RIGHT = 542, WORDS_LEFT = 556, NUMBER_GAP = 8, ALT_ROWS = 10 };

static const struct sheet_style label_style = {ALIGN_RIGHT, 14, false, INK_TEXT}, group_style = {ALIGN_RIGHT, 12, false, INK_TEXT}, unit_style = {ALIGN_RIGHT, 12, false, INK_MUTED}, own_style = {ALIGN_LEFT, 13, true, INK_TEXT},
                                words_style = {ALIGN_LEFT, 12, false, INK_MUTED}, tick_style = {ALIGN_CENTER, 12, false, INK_MUTED}, absent_style = {ALIGN_LEFT, 13, false, INK_MUTED},
                                subtitle_style = {ALIGN_LEFT, 13, false, INK_MUTED}, source_style = {ALIGN_LEFT, 12, false, INK_MUTED};

/* 1 words of a row */

static const char *side_words(const struct figure *figure, const struct figure_benchmark *row)
{
    const char *name = !strcmp(row->against, "above") ? "benchmark_above" : !strcmp(row->against, "below") ? "benchmark_below" : row->against[0] ? "benchmark_unclear" : "benchmark_open";
    return sentence_of(figure->arena, figure->patterns, name, NULL);
}

/* "above the middle, less favourable"; of a value alone "clearly above" */
static const char *finding_words(const struct figure *figure, const struct figure_benchmark *row)
{
    const char *parts[] = {row->band, row->favour[0] ? row->favour : NULL};
    return row->band[0] ? phrase_join(figure->arena, parts, 2, ", ") : side_words(figure, row);
}

static const char *unit_words(const struct figure *figure, const struct figure_benchmark *row)
{
    const char *unit = row->measure.percent ? sentence_of(figure->arena, figure->patterns, "percent", "number", "", NULL) : row->measure.unit;
    const char *parts[] = {unit[0] ? unit : NULL, phrase_direction(figure, &row->measure)};
    return phrase_join(figure->arena, parts, 2, ", ");
}

/* 2 bands and marks */

static double x_of(const struct figure_benchmark *row, double value)
{
    double share = row->high > row->low ? (value - row->low) / (row->high - row->low) : 0;
    return round(PLOT_LEFT + fmin(1, fmax(0, share)) * (PLOT_RIGHT - PLOT_LEFT));
}

/* The darkest is the least favourable; without a better side, the lowest. A pixel of paper tells neighbours apart. */
static void draw_bands(struct sheet *sheet, const struct figure_benchmark *row, double middle)
{
    bool has_edges = !isnan(row->edges[0]), lower = !strcmp(row->measure.better, "lower");
    double from = PLOT_LEFT;
    if (!has_edges) sheet_box(sheet, from, middle - BAND / 2.0, PLOT_RIGHT, middle + BAND / 2.0, INK_BAND + 3);
    for (int band = 0; has_edges && band < 4; band++) {
        double to = band < 3 ? x_of(row, row->edges[band]) : PLOT_RIGHT;
        if (to > from) sheet_box(sheet, from, middle - BAND / 2.0, to - (band < 3 ? 1 : 0), middle + BAND / 2.0, INK_BAND + (unsigned)(lower ? 3 - band : band));
        from = fmax(from, to);
    }
    if (isnan(row->value)) return;
    double x = x_of(row, row->value);
    sheet_box(sheet, x - TICK / 2.0, middle - BAND / 2.0 - 3, x + TICK / 2.0, middle + BAND / 2.0 + 3, INK_DARK);
}

static void draw_own(struct sheet *sheet, const struct figure_benchmark *row, double middle)
{
    if (!isnan(row->own.low) && !isnan(row->own.high)) sheet_box(sheet, x_of(row, row->own.low), middle - INTERVAL / 2.0, x_of(row, row->own.high), middle + INTERVAL / 2.0, INK_GROUP);
    sheet_mark(sheet, 0, (double[]){x_of(row, row->own.value), middle}, 2);
}

/* As many decimals as were given. */
static const char *given(const struct figure *figure, const struct figure_benchmark *row, double value)
{
    struct buffer digits = {0};
    buffer_number(&digits, value);
    const char *point = strchr(digits.at, '.');
    int decimals = point && !strchr(digits.at, 'e') ? (int)strlen(point + 1) : 0;
    buffer_free(&digits);
    return phrase_tick(figure, row->measure.percent, value, decimals);
}

/* Under the row, from the most wanted to the least: the edges or the value, then the ends of the range; what finds no room is in the table. */
static void draw_numbers(const struct figure *figure, struct sheet *sheet, const struct figure_benchmark *row, double y)
{
    const double numbers[] = {row->edges[1], row->edges[0], row->edges[2], row->value, row->low, row->high};
    double taken[6][2];
    int count = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (isnan(numbers[i])) continue;
        const char *words = given(figure, row, numbers[i]);
        double half = label_width(text_of(words), (struct font){tick_style.size, false}) / 2, x = fmax(PLOT_LEFT + half, fmin(PLOT_RIGHT - half, x_of(row, numbers[i])));
        bool free = true;
        for (int k = 0; k < count; k++) free = free && (x - half >= taken[k][1] + NUMBER_GAP || x + half <= taken[k][0] - NUMBER_GAP);
        if (!free) continue;
        taken[count][0] = x - half;
        taken[count++][1] = x + half;
        sheet_word(sheet, x, y, tick_style, words);
    }
}

/* 3 rows */

static void draw_label(const struct figure *figure, struct sheet *sheet, const struct figure_benchmark *row, double middle)
{
    const char *lines[3], *unit = unit_words(figure, row);
    int count = label_wrap_evenly(figure->arena, row->measure.label, LABEL_RIGHT - SHEET_EDGE, (struct font){label_style.size, false}, 2, lines);
    struct sheet_place under = {LABEL_RIGHT, middle - LINE * (count + (row->group[0] ? 1 : 0) + (unit[0] ? 1 : 0) - 1) / 2.0, LABEL_RIGHT - SHEET_EDGE, LINE, 1, group_style, false};
    for (int i = 0; i < count; i++, under.y += LINE) sheet_word(sheet, LABEL_RIGHT, under.y, label_style, lines[i]);
    under.y += LINE * sheet_paragraph(sheet, &under, row->group);
    under.style = unit_style;
    sheet_paragraph(sheet, &under, unit);
}

static void draw_row(const struct figure *figure, struct sheet *sheet, const struct figure_benchmark *row, double middle)
{
    const double width = SHEET_WIDTH - SHEET_EDGE - WORDS_LEFT;
    const char *absence = phrase_absence(figure, &row->own);
    draw_label(figure, sheet, row, middle);
    draw_bands(sheet, row, middle);
    draw_numbers(figure, sheet, row, middle + BAND / 2.0 + 11);
    if (absence) {
        sheet_paragraph(sheet, &(struct sheet_place){WORDS_LEFT, middle, width, 15, 1, absent_style, false}, absence);
        return;
    }
    draw_own(sheet, row, middle);
    sheet_paragraph(sheet, &(struct sheet_place){WORDS_LEFT, middle - 9, width, 15, 1, own_style, false}, phrase_estimate(figure, &row->measure, &row->own));
    sheet_paragraph(sheet, &(struct sheet_place){WORDS_LEFT, middle + 8, width, 14, 2, words_style, false}, finding_words(figure, row));
}

/* 4 for those who do not see it */

static const char *alternative_row(const struct figure *figure, const struct figure_benchmark *row)
{
    const char *group = row->group[0] ? row->group : figure->people, *absence = phrase_absence(figure, &row->own);
    if (absence) return sentence_of(figure->arena, figure->patterns, "alt_benchmark_nothing", "measure", row->measure.label, "group", group, "words", absence, NULL);
    return sentence_of(figure->arena, figure->patterns, "alt_benchmark_row", "measure", row->measure.label, "group", group, "value", phrase_estimate(figure, &row->measure, &row->own), "words", finding_words(figure, row), NULL);
}

static const char *more_words(const struct figure *figure, int more)
{
    return more ? sentence_of(figure->arena, figure->patterns, "alt_more", "n", arena_format(figure->arena, "%d", more), NULL) : NULL;
}

static const char *alternative(const struct figure *figure)
{
    const char *lines[ALT_ROWS + 2];
    int shown = figure->benchmark_count < ALT_ROWS ? figure->benchmark_count : ALT_ROWS, count = 0;
    while (count < shown) {
        lines[count] = alternative_row(figure, &figure->benchmarks[count]);
        count++;
    }
    lines[count++] = more_words(figure, figure->benchmark_count - shown + figure->benchmarks_left_out);
    lines[count++] = sentence_of(figure->arena, figure->patterns, "alt_table", NULL);
    return phrase_join(figure->arena, lines, count, " ");
}

/* 5 the plan */

/* Each source and date once. */
static const char *sources(const struct figure *figure)
{
    const char **parts = arena_new(figure->arena, (size_t)figure->benchmark_count + 1, sizeof *parts);
    int count = 0;
    for (int i = 0; i < figure->benchmark_count; i++) {
        const char *part = sentence_of(figure->arena, figure->patterns, "benchmark_source", "source", figure->benchmarks[i].source, "date", figure->benchmarks[i].date, NULL);
        bool told = false;
        for (int k = 0; k < count; k++) told |= !strcmp(parts[k], part);
        if (!told) parts[count++] = part;
    }
    return sentence_of(figure->arena, figure->patterns, "benchmark_from", "sources", phrase_join(figure->arena, parts, count, "; "), NULL);
}

static const char *notes(const struct figure *figure)
{
    bool bands = false, values = false;
    for (int i = 0; i < figure->benchmark_count; i++) {
        bands |= !isnan(figure->benchmarks[i].edges[0]);
        values |= !isnan(figure->benchmarks[i].value);
    }
    const char *parts[] = {bands ? sentence_of(figure->arena, figure->patterns, "benchmark_bands", NULL) : NULL, values ? sentence_of(figure->arena, figure->patterns, "benchmark_value", NULL) : NULL,
                           more_words(figure, figure->benchmarks_left_out), phrase_source(figure, NULL)};
    return phrase_join(figure->arena, parts, sizeof parts / sizeof *parts, " ");
}

void benchmark_plan(const struct figure *figure, struct sheet *sheet)
{
    const double width = SHEET_WIDTH - 2 * SHEET_EDGE;
    const char *subtitle = sentence_of(figure->arena, figure->patterns, "benchmark", "period", figure->period_label, NULL);
    int subtitle_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, 11, width, 17, 2, subtitle_style, false}, subtitle);
    double top = 24 + 17 * (subtitle_lines - 1), bottom = top + ROW * figure->benchmark_count;
    for (int i = 0; i < figure->benchmark_count; i++) draw_row(figure, sheet, &figure->benchmarks[i], top + ROW * i + ROW / 2.0);
    int note_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, bottom + 14, width, 15, SHEET_LINES, source_style, false}, notes(figure));
    double below = bottom + 14 + 15 * note_lines;
    int source_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, below, width, 15, SHEET_LINES, source_style, false}, sources(figure));
    sheet_frame(sheet, &(struct sheet_frame){.height = below + 10 + 15 * (source_lines - 1), .left = PLOT_LEFT, .right = PLOT_RIGHT, .top = top, .bottom = bottom, .x_low = PLOT_LEFT, .x_high = PLOT_RIGHT, .y_low = bottom, .y_high = top});
    sheet->script = "benchmark";
    sheet->title = sentence_of(figure->arena, figure->patterns, figure->benchmark_count == 1 ? "alt_title_benchmark_one" : "alt_title_benchmark", "n", arena_format(figure->arena, "%d", figure->benchmark_count), "period", figure->period_label, NULL);
    sheet->description = alternative(figure);
}
