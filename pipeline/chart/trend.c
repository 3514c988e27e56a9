/* Lines over periods: 1 axes   2 lines and gaps   3 names at the right   4 for those who do not see it   5 the plan */
#include <math.h>
#include <string.h>
#include "axis.h"
#include "kind.h"
#include "phrase.h"
#include "sentence.h"

enum { PLOT_RIGHT = 588, PLOT_HEIGHT = 280, INSET = 26, LONE_HALF = 9, NAME_LEFT = PLOT_RIGHT + 8, NAME_PITCH = 17 };

static const struct sheet_style tick_style = {ALIGN_RIGHT, 13, false, INK_MUTED}, period_style = {ALIGN_CENTER, 13, false, INK_MUTED}, year_style = {ALIGN_CENTER, 12, false, INK_MUTED},
                                subtitle_style = {ALIGN_LEFT, 13, false, INK_MUTED}, source_style = {ALIGN_LEFT, 12, false, INK_MUTED}, interval_style = {ALIGN_LEFT, 12, false, INK_MUTED};

/* 1 axes */

struct plot { double left, top, bottom, slot; struct axis axis; };

/* Pixels from one period to the next. */
static double slot_of(const struct figure *figure, double left)
{
    double room = PLOT_RIGHT - left - 2 * INSET;
    return figure->column_count > 1 ? room / (figure->column_count - 1) : room / 2;
}

/* A single period stands in the middle. */
static double x_of(const struct figure *figure, const struct plot *plot, int period) { return plot->left + INSET + (period + (figure->column_count == 1)) * plot->slot; }

static double y_of(const struct plot *plot, double value) { return plot->bottom - (value - plot->axis.low) / (plot->axis.high - plot->axis.low) * (plot->bottom - plot->top); }

static struct axis value_axis(const struct figure *figure)
{
    const struct figure_measure *measure = &figure->measures[0];
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < figure->group_count * figure->column_count; i++) {
        const struct estimate *cell = &figure->cells[i];
        if (phrase_absence(figure, cell)) continue;
        low = fmin(low, isnan(cell->low) ? cell->value : cell->low);
        high = fmax(high, isnan(cell->high) ? cell->value : cell->high);
    }
    if (low > high) return axis_nice(0, measure->percent ? 100 : 1, 5);
    return measure->percent ? axis_nice(0, fmax(high, 10), 5) : axis_nice(low, high, 5);
}

static double widest_tick(const struct figure *figure, const struct axis *axis)
{
    double widest = 0;
    for (int tick = 0; tick < axis->ticks; tick++)
        widest = fmax(widest, label_width(text_of(phrase_tick(figure, figure->measures[0].percent, axis_tick(axis, tick), axis->decimals)), (struct font){tick_style.size, false}));
    return widest;
}

static void draw_values(const struct figure *figure, struct sheet *sheet, const struct plot *plot)
{
    for (int tick = 0; tick < plot->axis.ticks; tick++) {
        double value = axis_tick(&plot->axis, tick), y = round(y_of(plot, value));
        sheet_box(sheet, plot->left, y, PLOT_RIGHT, y + 1, tick == 0 ? INK_MUTED : INK_RULE);
        sheet_word(sheet, plot->left - 8, y, tick_style, phrase_tick(figure, figure->measures[0].percent, value, plot->axis.decimals));
    }
}

/* "2026-27 Q2" in two lines is "Q2" over "2026-27": cut at the last space. */
static void split_label(const struct figure *figure, int period, const char **upper, const char **lower)
{
    const char *label = figure->periods[period].label, *space = strrchr(label, ' ');
    *upper = space ? space + 1 : label;
    *lower = space ? arena_copy(figure->arena, label, (size_t)(space - label)) : "";
}

static double widest_period(const struct figure *figure, bool split)
{
    double widest = 0;
    for (int period = 0; period < figure->column_count; period++) {
        const char *upper = figure->periods[period].label, *lower = "";
        if (split) split_label(figure, period, &upper, &lower);
        widest = fmax(widest, fmax(label_width(text_of(upper), (struct font){period_style.size, false}), label_width(text_of(lower), (struct font){year_style.size, false})));
    }
    return widest;
}

/* Whole labels where they fit; in two lines where they do not, the second only where it changes; every second, fourth, eighth where even
 * that is too wide (so that it is the same quarter of each year), counted from the newest, which is always named. Returns the height taken. */
static double draw_periods(const struct figure *figure, struct sheet *sheet, const struct plot *plot)
{
    bool split = widest_period(figure, false) + 10 > plot->slot;
    int every = 1;
    while (widest_period(figure, split) + 8 > every * plot->slot && every < figure->column_count) every *= 2;
    const char *before = "";
    for (int period = (figure->column_count - 1) % every; period < figure->column_count; period += every) {
        const char *upper = figure->periods[period].label, *lower = "";
        if (split) split_label(figure, period, &upper, &lower);
        sheet_word(sheet, x_of(figure, plot, period), plot->bottom + 16, period_style, upper);
        if (strcmp(lower, before) != 0) sheet_word(sheet, x_of(figure, plot, period), plot->bottom + 32, year_style, lower);
        before = lower;
    }
    return split ? 42 : 26;
}

/* 2 lines and gaps */

static bool is_shown(const struct figure *figure, int group, int period)
{
    return period >= 0 && period < figure->column_count && !phrase_absence(figure, figure_cell(figure, group, period));
}

/* A period between two gaps has no line: its interval is drawn as a short band, so that it is seen. */
static void draw_point(const struct figure *figure, struct sheet *sheet, const struct plot *plot, int group, int period)
{
    const struct estimate *cell = figure_cell(figure, group, period);
    bool alone = !is_shown(figure, group, period - 1) && !is_shown(figure, group, period + 1);
    double low = isnan(cell->low) ? cell->value : cell->low, high = isnan(cell->high) ? cell->value : cell->high;
    for (int side = -1; side <= 1; side++)
        if (alone || side == 0) sheet_mark(sheet, group, (double[]){period + LONE_HALF / plot->slot * side, cell->value, low, high, side == 0 ? 1 : 0}, 5);
}

static bool draw_lines(const struct figure *figure, struct sheet *sheet, const struct plot *plot)
{
    bool withheld = false;
    for (int group = 0; group < figure->group_count; group++) {
        for (int period = 0; period < figure->column_count; period++) {
            if (is_shown(figure, group, period)) {
                draw_point(figure, sheet, plot, group, period);
                continue;
            }
            sheet_break(sheet);
            if (figure_cell(figure, group, period)->flag != 'c') continue;
            withheld = true;
            sheet_word(sheet, x_of(figure, plot, period), plot->bottom - 12 - 16 * (figure->group_count - 1 - group), (struct sheet_style){ALIGN_CENTER, 12, false, INK_GROUP + (unsigned)group},
                       sentence_of(figure->arena, figure->patterns, "confidential_short", NULL));
        }
        sheet_break(sheet);
    }
    return withheld;
}

/* 3 names at the right */

static int last_shown(const struct figure *figure, int group)
{
    int period = figure->column_count - 1;
    while (period >= 0 && !is_shown(figure, group, period)) period--;
    return period;
}

static void draw_name(const struct figure *figure, struct sheet *sheet, int group, const char *const *lines, int count, double top)
{
    const struct estimate *cell = figure_cell(figure, group, figure->column_count - 1);
    const struct figure_measure *measure = &figure->measures[0];
    const struct sheet_style bold = {ALIGN_LEFT, 14, true, INK_GROUP + (unsigned)group};
    for (int i = 0; i < count; i++) sheet_word(sheet, NAME_LEFT, top + NAME_PITCH * (i + 0.5), bold, lines[i]);
    double y = top + NAME_PITCH * (count + 0.5);
    const char *absence = phrase_absence(figure, cell);
    if (absence) {
        sheet_word(sheet, NAME_LEFT, y, interval_style, absence);
        return;
    }
    const char *value = phrase_marked(figure, phrase_value(figure, measure, cell->value), cell->flag), *interval = phrase_interval(figure, measure, cell);
    sheet_word(sheet, NAME_LEFT, y, bold, value);
    if (interval) sheet_word(sheet, NAME_LEFT + label_width(text_of(value), (struct font){bold.size, true}) + 6, y, interval_style, sentence_of(figure->arena, figure->patterns, "in_brackets", "interval", interval, NULL));
}

static void draw_names(const struct figure *figure, struct sheet *sheet, const struct plot *plot)
{
    const char *lines[FIGURE_GROUP_LIMIT][2];
    int counts[FIGURE_GROUP_LIMIT], order[2] = {0, 1};
    double wanted[2], centres[2], sizes[2];
    for (int group = 0; group < figure->group_count; group++) {
        int last = last_shown(figure, group);
        counts[group] = label_wrap(figure->arena, figure->groups[group].label, SHEET_WIDTH - SHEET_EDGE - NAME_LEFT, (struct font){14, true}, 2, lines[group]);
        wanted[group] = last < 0 ? plot->bottom : y_of(plot, figure_cell(figure, group, last)->value);
    }
    if (figure->group_count == 2 && wanted[1] < wanted[0]) order[0] = 1, order[1] = 0;
    for (int i = 0; i < figure->group_count; i++) {
        centres[i] = wanted[order[i]];
        sizes[i] = NAME_PITCH * (counts[order[i]] + 1);
    }
    axis_spread(centres, sizes, figure->group_count, 6, plot->top - 8, plot->bottom + 8);
    for (int i = 0; i < figure->group_count; i++) draw_name(figure, sheet, order[i], lines[order[i]], counts[order[i]], centres[i] - sizes[i] / 2);
}

/* 4 for those who do not see it */

static const char *alternative_row(const struct figure *figure, int group)
{
    const struct figure_measure *measure = &figure->measures[0];
    int first = 0, last = last_shown(figure, group);
    if (last < 0) return sentence_of(figure->arena, figure->patterns, "alt_trend_nothing", "group", figure->groups[group].label, "words", phrase_absence(figure, figure_cell(figure, group, 0)), NULL);
    while (!is_shown(figure, group, first)) first++;
    const struct estimate *from = figure_cell(figure, group, first), *to = figure_cell(figure, group, last);
    return sentence_of(figure->arena, figure->patterns, "alt_trend_row", "group", figure->groups[group].label, "first_value",
                       phrase_estimate(figure, measure, from), "first", figure->periods[first].label, "last_value",
                       phrase_estimate(figure, measure, to), "last", figure->periods[last].label, NULL);
}

static const char *alternative(const struct figure *figure)
{
    const char *lines[FIGURE_GROUP_LIMIT + 1];
    for (int group = 0; group < figure->group_count; group++) lines[group] = alternative_row(figure, group);
    lines[figure->group_count] = sentence_of(figure->arena, figure->patterns, "alt_table", NULL);
    return phrase_join(figure->arena, lines, figure->group_count + 1, " ");
}

/* 5 the plan */

static const char *subtitle(const struct figure *figure)
{
    const struct figure_measure *measure = &figure->measures[0];
    const char *name = measure->percent ? "trend_percent" : measure->unit[0] ? "trend_number" : "trend_unitless";
    const char *words = sentence_of(figure->arena, figure->patterns, name, "measure", measure->label, "people", figure->people, "unit", measure->unit, NULL);
    const char *direction = phrase_direction(figure, measure);
    return direction ? sentence_of(figure->arena, figure->patterns, "with_direction", "words", words, "direction", direction, NULL) : words;
}

void trend_plan(const struct figure *figure, struct sheet *sheet)
{
    const double width = SHEET_WIDTH - 2 * SHEET_EDGE;
    const char *first = figure->periods[0].label;
    int subtitle_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, 11, width, 17, 3, subtitle_style, false}, subtitle(figure));
    struct plot plot = {.top = 38 + 17 * (subtitle_lines - 1), .axis = value_axis(figure)};
    plot.bottom = plot.top + PLOT_HEIGHT;
    plot.left = ceil(SHEET_EDGE + widest_tick(figure, &plot.axis) + 8);
    plot.slot = slot_of(figure, plot.left);
    draw_values(figure, sheet, &plot);
    double labels = draw_periods(figure, sheet, &plot);
    bool withheld = draw_lines(figure, sheet, &plot);
    draw_names(figure, sheet, &plot);
    const char *parts[] = {phrase_source(figure, figure->column_count > 1 ? first : NULL), withheld ? sentence_of(figure->arena, figure->patterns, "trend_withheld", NULL) : NULL};
    int source_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, plot.bottom + labels + 14, width, 15, SHEET_LINES, source_style, false}, phrase_join(figure->arena, parts, 2, " "));
    double x_low = -INSET / plot.slot - (figure->column_count == 1);
    sheet_frame(sheet, &(struct sheet_frame){.height = plot.bottom + labels + 24 + 15 * (source_lines - 1), .left = plot.left, .right = PLOT_RIGHT, .top = plot.top, .bottom = plot.bottom, .x_low = x_low, .x_high = x_low + (PLOT_RIGHT - plot.left) / plot.slot, .y_low = plot.axis.low, .y_high = plot.axis.high});
    sheet->script = "trend";
    sheet->title = sentence_of(figure->arena, figure->patterns, figure->group_count > 1 ? "alt_title_trend" : "alt_title_trend_all", "measure", figure->measures[0].label, "by", figure->by_label, "first", first, "period", figure->period_label, NULL);
    sheet->description = alternative(figure);
}
