/* Panels of bars on the same bins: 1 places on the axis of bins   2 one panel   3 for those who do not see it   4 the plan */
#include <math.h>
#include <string.h>
#include "kind.h"
#include "phrase.h"
#include "sentence.h"

/* A panel is its bars, a strip for their percentages, and a strip for the quartiles. */
enum { PLOT_LEFT = 150, PLOT_RIGHT = SHEET_WIDTH - SHEET_EDGE, BARS = 96, PERCENT_STRIP = 22, QUARTILE_STRIP = 40, PANEL = BARS + PERCENT_STRIP + QUARTILE_STRIP, PANEL_GAP = 8, HALF_GAP_PX = 4 };

static const struct sheet_style percent_style = {ALIGN_CENTER, 13, false, INK_TEXT}, bin_style = {ALIGN_CENTER, 13, false, INK_MUTED}, absent_style = {ALIGN_CENTER, 13, false, INK_MUTED},
                                count_style = {ALIGN_LEFT, 12, false, INK_MUTED}, subtitle_style = {ALIGN_LEFT, 13, false, INK_MUTED}, source_style = {ALIGN_LEFT, 12, false, INK_MUTED};

/* 1 places on the axis of bins: bin b reaches from b to b + 1, whatever its width */

static double upper_edge(const struct figure *figure, int bin)
{
    if (bin + 1 < figure->column_count && isfinite(figure->bins[bin + 1].low)) return figure->bins[bin + 1].low;
    return figure->bins[bin].high;
}

/* Inside an open bin nobody knows where a value stands, so it is taken to be as wide as its neighbour. */
static double bin_of(const struct figure *figure, double value)
{
    int bin = 0, last = figure->column_count - 1;
    while (bin < last && value >= figure->bins[bin + 1].low) bin++;
    double low = figure->bins[bin].low, high = upper_edge(figure, bin);
    if (!isfinite(high)) high = low + (bin > 0 ? low - figure->bins[bin - 1].low : fmax(fabs(low), 1));
    if (!isfinite(low)) low = high - (bin < last ? upper_edge(figure, bin + 1) - high : fmax(fabs(high), 1));
    double share = high > low ? (value - low) / (high - low) : 0.5;
    return isfinite(share) ? bin + fmax(0, fmin(1, share)) : bin + 0.5;
}

static double x_of(const struct figure *figure, double bin) { return PLOT_LEFT + bin / figure->column_count * (PLOT_RIGHT - PLOT_LEFT); }

static double tallest(const struct figure *figure)
{
    double most = 0;
    for (int i = 0; i < figure->group_count * figure->column_count; i++)
        if (!phrase_absence(figure, &figure->cells[i])) most = fmax(most, figure->cells[i].value);
    return most > 0 ? most : 100;
}

/* 2 one panel */

static void draw_shade(const struct figure *figure, struct sheet *sheet, double top, double bottom)
{
    const struct figure_measure *measure = &figure->measures[0];
    if (isnan(measure->reference_low) && isnan(measure->reference_high)) return;
    double left = isnan(measure->reference_low) ? PLOT_LEFT : x_of(figure, bin_of(figure, measure->reference_low));
    double right = isnan(measure->reference_high) ? PLOT_RIGHT : x_of(figure, bin_of(figure, measure->reference_high));
    sheet_box(sheet, round(left), top, round(right), bottom, INK_SHADE);
}

static bool is_whole(double value) { return isnan(value) || fabs(value - round(value)) < 1e-9; }

static const char *quartile_words(const struct figure *figure, int group)
{
    const struct estimate *q = figure->quartiles[group];
    if (isnan(q[1].value)) return NULL;
    struct figure_measure measure = figure->measures[0];
    if (is_whole(q[0].value) && is_whole(q[1].value) && is_whole(q[2].value)) measure.decimals = 0; /* "24", not "24.0" people */
    const char *median = phrase_value(figure, &measure, q[1].value);
    if (isnan(q[0].value) || isnan(q[2].value)) return sentence_of(figure->arena, figure->patterns, "distribution_median", "median", median, NULL);
    return sentence_of(figure->arena, figure->patterns, "distribution_quartiles", "median", median, "q1", phrase_value(figure, &measure, q[0].value), "q3", phrase_value(figure, &measure, q[2].value), NULL);
}

static void draw_quartiles(const struct figure *figure, struct sheet *sheet, int group, double top)
{
    const struct estimate *q = figure->quartiles[group];
    const char *words = quartile_words(figure, group);
    if (!words) return;
    double middle = x_of(figure, bin_of(figure, q[1].value)), y = top + 28;
    double half = label_width(text_of(words), (struct font){percent_style.size, false}) / 2;
    sheet_word(sheet, fmax(PLOT_LEFT + half, fmin(PLOT_RIGHT - half, middle)), top + 12, percent_style, words);
    if (!isnan(q[0].value) && !isnan(q[2].value)) {
        sheet_box(sheet, x_of(figure, bin_of(figure, q[0].value)), y - 3, x_of(figure, bin_of(figure, q[2].value)), y + 3, INK_TEXT);
        sheet_box(sheet, middle - 2.5, y - 4, middle + 2.5, y + 4, INK_PAPER);
    } else {
        sheet_box(sheet, middle - 2.5, y - 6, middle + 2.5, y + 6, INK_TEXT);
    }
}

static void draw_bars(const struct figure *figure, struct sheet *sheet, int group, double scale, double bottom)
{
    const struct figure_measure percent = {.percent = true};
    double gap = HALF_GAP_PX / ((PLOT_RIGHT - PLOT_LEFT) / (double)figure->column_count);
    const char *short_reason = sentence_of(figure->arena, figure->patterns, "confidential_short", NULL);
    for (int bin = 0; bin < figure->column_count; bin++) {
        const struct estimate *cell = figure_cell(figure, group, bin);
        const char *reason = phrase_absence(figure, cell);
        double x = x_of(figure, bin + 0.5), height = reason ? 0 : cell->value / scale * BARS;
        if (!reason && cell->value > 0) sheet_mark(sheet, group, (double[]){bin + gap, bin + 1 - gap, cell->value}, 3);
        const char *words = !reason ? phrase_value(figure, &percent, cell->value) : cell->flag == 'c' ? short_reason : reason;
        sheet_word(sheet, x, bottom - height - 11, reason ? absent_style : percent_style, words);
    }
}

static double people_of(const struct figure *figure, int group)
{
    double n = figure->quartiles[group][1].n;
    for (int bin = 0; isnan(n) && bin < figure->column_count; bin++) n = figure_cell(figure, group, bin)->n;
    return n;
}

static bool is_withheld(const struct figure *figure, int group)
{
    for (int bin = 0; bin < figure->column_count; bin++)
        if (!phrase_absence(figure, figure_cell(figure, group, bin))) return false;
    return true;
}

static void draw_panel(const struct figure *figure, struct sheet *sheet, int group, double scale, double top)
{
    double bottom = top + PANEL, middle = bottom - BARS / 2.0;
    const struct sheet_style name_style = {ALIGN_LEFT, 14, true, INK_GROUP + (unsigned)group};
    draw_shade(figure, sheet, top, bottom);
    sheet_box(sheet, PLOT_LEFT, bottom, PLOT_RIGHT, bottom + 1, INK_MUTED);
    int lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, middle - 16, PLOT_LEFT - SHEET_EDGE - 14, 17, 3, name_style, false}, figure->groups[group].label);
    double n = people_of(figure, group);
    if (!isnan(n)) sheet_word(sheet, SHEET_EDGE, middle - 16 + 17 * lines + 1, count_style, sentence_of(figure->arena, figure->patterns, "distribution_n", "n", arena_format(figure->arena, "%.0f", n), NULL));
    if (is_withheld(figure, group)) {
        sheet_word(sheet, (PLOT_LEFT + PLOT_RIGHT) / 2.0, middle, absent_style, phrase_absence(figure, figure_cell(figure, group, 0)));
        return;
    }
    draw_bars(figure, sheet, group, scale, bottom);
    draw_quartiles(figure, sheet, group, top);
}

/* Long names of bins take two lines. Returns the lines used. */
static int draw_bin_names(const struct figure *figure, struct sheet *sheet, double y)
{
    int most = 1;
    for (int bin = 0; bin < figure->column_count; bin++) {
        int lines = sheet_paragraph(sheet, &(struct sheet_place){x_of(figure, bin + 0.5), y, (PLOT_RIGHT - PLOT_LEFT) / (double)figure->column_count - 6, 16, 3, bin_style, true}, figure->bins[bin].label);
        if (lines > most) most = lines;
    }
    return most;
}

/* 3 for those who do not see it */

static const char *alternative_row(const struct figure *figure, int group)
{
    const struct figure_measure percent = {.percent = true};
    const char **bars = arena_new(figure->arena, (size_t)figure->column_count + 1, sizeof *bars);
    for (int bin = 0; bin < figure->column_count; bin++) {
        const struct estimate *cell = figure_cell(figure, group, bin), bare = {cell->value, NAN, NAN, NAN, cell->flag}; /* bars have no intervals */
        bars[bin] = sentence_of(figure->arena, figure->patterns, "alt_distribution_bar", "label", figure->bins[bin].label, "value", phrase_estimate(figure, &percent, &bare), NULL);
    }
    bars[figure->column_count] = quartile_words(figure, group);
    return sentence_of(figure->arena, figure->patterns, "alt_distribution_row", "group", figure->groups[group].label, "bars", phrase_join(figure->arena, bars, figure->column_count + 1, "; "), NULL);
}

static const char *alternative(const struct figure *figure)
{
    const char *lines[FIGURE_GROUP_LIMIT + 1];
    for (int group = 0; group < figure->group_count; group++) lines[group] = alternative_row(figure, group);
    lines[figure->group_count] = sentence_of(figure->arena, figure->patterns, "alt_table", NULL);
    return phrase_join(figure->arena, lines, figure->group_count + 1, " ");
}

/* 4 the plan */

static const char *reference_bound(const struct figure *figure, double value)
{
    struct figure_measure measure = figure->measures[0];
    if (is_whole(value)) measure.decimals = 0;
    return phrase_value(figure, &measure, value);
}

/* Whether the label holds the range itself, which is then not said again. */
static bool tells_bounds(const struct figure *figure, const char *label)
{
    const struct figure_measure *measure = &figure->measures[0];
    if (isnan(measure->reference_low) || isnan(measure->reference_high)) return false;
    return strstr(label, sentence_of(figure->arena, figure->patterns, "interval", "low", reference_bound(figure, measure->reference_low), "high", reference_bound(figure, measure->reference_high), NULL));
}

static const char *reference_words(const struct figure *figure)
{
    const struct figure_measure *measure = &figure->measures[0];
    bool low = !isnan(measure->reference_low), high = !isnan(measure->reference_high);
    if (!low && !high) return NULL;
    const char *label = measure->reference_label[0] ? measure->reference_label : sentence_of(figure->arena, figure->patterns, "distribution_reference_unnamed", NULL);
    const char *name = low && high ? "distribution_reference" : low ? "distribution_reference_above" : "distribution_reference_below";
    if (tells_bounds(figure, label)) name = "distribution_reference_whole";
    return sentence_of(figure->arena, figure->patterns, name, "label", label, "low", low ? reference_bound(figure, measure->reference_low) : "", "high",
                       high ? reference_bound(figure, measure->reference_high) : "", NULL);
}

void distribution_plan(const struct figure *figure, struct sheet *sheet)
{
    const double width = SHEET_WIDTH - 2 * SHEET_EDGE, scale = tallest(figure);
    const struct figure_measure *measure = &figure->measures[0];
    const char *unit = measure->unit[0] && !strcasestr(measure->label, measure->unit) ? sentence_of(figure->arena, figure->patterns, "distribution_unit", "unit", measure->unit, NULL) : "";
    const char *subtitle = sentence_of(figure->arena, figure->patterns, "distribution", "measure", measure->label, "unit", unit, "people", figure->people, "period", figure->period_label, NULL);
    double top = 30 + 17 * (sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, 11, width, 17, 3, subtitle_style, false}, subtitle) - 1);
    for (int group = 0; group < figure->group_count; group++) draw_panel(figure, sheet, group, scale, top + (PANEL + PANEL_GAP) * group);
    double bottom = top + (PANEL + PANEL_GAP) * figure->group_count - PANEL_GAP;
    double labels = bottom + 16 + 16 * (draw_bin_names(figure, sheet, bottom + 16) - 1);
    const char *parts[] = {reference_words(figure), phrase_source(figure, NULL)};
    int source_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, labels + 26, width, 15, SHEET_LINES, source_style, false}, phrase_join(figure->arena, parts, 2, " "));
    sheet_frame(sheet, &(struct sheet_frame){.height = labels + 36 + 15 * (source_lines - 1), .left = PLOT_LEFT, .right = PLOT_RIGHT, .top = top + PANEL - BARS, .bottom = top + PANEL,
                                             .x_low = 0, .x_high = figure->column_count, .y_low = 0, .y_high = scale, .panels = figure->group_count, .pitch = PANEL + PANEL_GAP});
    sheet->script = "distribution";
    sheet->title = sentence_of(figure->arena, figure->patterns, figure->group_count > 1 ? "alt_title_distribution" : "alt_title_distribution_all", "measure", measure->label, "by", figure->by_label, "period", figure->period_label, NULL);
    sheet->description = alternative(figure);
}
