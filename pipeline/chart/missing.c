/* Missing answers: a bar a question, split by reason. 1 words   2 columns   3 rows   4 for those who do not see it   5 the plan */
#include <math.h>
#include "axis.h"
#include "kind.h"
#include "phrase.h"
#include "sentence.h"

enum { ROW = 34, BAR = 16, LABEL_RIGHT = 262, PLOT_LEFT = 276, COLUMN = 55, SHARE_WIDTH = 44, COLUMN_GAP = 10, SQUARE = 10, TICK = 60, HEAD_LINES = 2, ALT_ROWS = 8 };

static const struct sheet_style label_style = {ALIGN_RIGHT, 13, false, INK_TEXT}, share_style = {ALIGN_LEFT, 13, true, INK_TEXT}, tick_style = {ALIGN_CENTER, 12, false, INK_MUTED},
                                head_style = {ALIGN_RIGHT, 12, false, INK_MUTED}, number_style = {ALIGN_RIGHT, 13, false, INK_TEXT}, absent_style = {ALIGN_LEFT, 13, false, INK_MUTED}, quiet_style = {ALIGN_RIGHT, 13, false, INK_MUTED},
                                subtitle_style = {ALIGN_LEFT, 13, false, INK_MUTED}, source_style = {ALIGN_LEFT, 12, false, INK_MUTED};

/* Reasons told apart by those who answered are in the colours of the groups; what the survey itself left out is pale, what may not be told apart is dark. */
static const enum sheet_ink inks[GAP_REASONS] = {[GAP_NO_ANSWER] = INK_GROUP, [GAP_NOT_REACHED] = INK_GROUP + 1, [GAP_OTHER] = INK_GROUP + 2, [GAP_NOT_ASKED] = INK_PALE, [GAP_ANY] = INK_DARK};

/* 1 words */

static const char *reason_words(const struct figure *figure, int reason)
{
    static const char *const names[GAP_REASONS] = {[GAP_NO_ANSWER] = "missing_no_answer", [GAP_NOT_REACHED] = "missing_not_reached", [GAP_OTHER] = "missing_other", [GAP_NOT_ASKED] = "missing_not_asked", [GAP_ANY] = "missing_any"};
    return sentence_of(figure->arena, figure->patterns, names[reason], NULL);
}

static double share_of(const struct gap *gap, long n) { return gap->base > 0 ? 100 * (double)n / (double)gap->base : 0; }

static const char *share_words(const struct figure *figure, const struct gap *gap)
{
    const struct figure_measure percent = {.percent = true};
    return phrase_value(figure, &percent, share_of(gap, gap->missing));
}

static const char *counted(const struct figure *figure, const char *one, const char *many, size_t n)
{
    if (n == 0) return NULL;
    return sentence_of(figure->arena, figure->patterns, n == 1 ? one : many, "n", arena_format(figure->arena, "%zu", n), NULL);
}

static const char *source(const struct figure *figure)
{
    const struct gaps *gaps = &figure->gaps;
    const char *parts[] = {phrase_source(figure, NULL), gaps->used[GAP_ANY] ? sentence_of(figure->arena, figure->patterns, "missing_any_note", NULL) : NULL,
                           counted(figure, "missing_one_more", "missing_more", gaps->more), counted(figure, "missing_one_withheld", "missing_withheld", gaps->withheld),
                           counted(figure, "missing_one_unasked", "missing_unasked", gaps->unasked), gaps->comments ? sentence_of(figure->arena, figure->patterns, "missing_comments", NULL) : NULL};
    return phrase_join(figure->arena, parts, sizeof parts / sizeof *parts, " ");
}

/* 2 columns: one a reason, where there are two or more, and their sum at the right edge; a head carries the colour of its bars */

static int classes(const struct figure *figure)
{
    int count = 0;
    for (int r = 0; r < GAP_REASONS; r++) count += figure->gaps.used[r];
    return count;
}

static bool has_column(const struct figure *figure, int reason) { return reason == GAP_ANY || (classes(figure) > 1 && figure->gaps.used[reason]); }

static double column_right(const struct figure *figure, int reason)
{
    int after = 0;
    for (int r = reason + 1; r < GAP_REASONS; r++) after += has_column(figure, r);
    return SHEET_WIDTH - SHEET_EDGE - COLUMN * after;
}

/* Where there is one reason alone, nothing has to be told apart. */
static enum sheet_ink ink_of(const struct figure *figure, int reason) { return classes(figure) == 1 ? INK_GROUP : inks[reason]; }

static void draw_heads(const struct figure *figure, struct sheet *sheet, double bottom)
{
    for (int r = 0; r < GAP_REASONS; r++) {
        const char *lines[HEAD_LINES + 1];
        if (!has_column(figure, r)) continue;
        double right = column_right(figure, r);
        int count = label_wrap(figure->arena, reason_words(figure, r), COLUMN - 6, (struct font){head_style.size, false}, HEAD_LINES, lines);
        for (int i = 0; i < count; i++) sheet_word(sheet, right, bottom - 14 * (count - 1 - i), head_style, lines[i]);
        double top = bottom - 14 * (count - 1) - 21;
        if (classes(figure) > 1 && figure->gaps.used[r]) sheet_box(sheet, right - SQUARE, top, right, top + SQUARE, ink_of(figure, r));
    }
}

/* 3 rows */

struct scale { struct axis axis; double right; };

static double x_of(const struct scale *scale, double percent) { return PLOT_LEFT + percent / scale->axis.high * (scale->right - PLOT_LEFT); }

static struct scale scale_of(const struct figure *figure)
{
    double most = 0;
    for (size_t i = 0; i < figure->gaps.shown; i++) most = fmax(most, share_of(&figure->gaps.at[i], figure->gaps.at[i].missing));
    double right = column_right(figure, -1) - COLUMN_GAP - SHARE_WIDTH;
    return (struct scale){axis_nice(0, fmin(100, fmax(1, most)), right - PLOT_LEFT < TICK * 4 ? 2 : 4), right};
}

static void draw_axis(const struct figure *figure, struct sheet *sheet, const struct scale *scale, double top, double bottom)
{
    for (int tick = 0; tick < scale->axis.ticks; tick++) {
        double value = axis_tick(&scale->axis, tick), x = round(x_of(scale, value));
        sheet_box(sheet, x, top, x + 1, bottom, tick ? INK_RULE : INK_MUTED);
        sheet_word(sheet, x, bottom + 13, tick_style, phrase_tick(figure, true, value, scale->axis.decimals));
    }
}

/* A pixel of paper between two reasons, so that they are told apart without their colours. */
static double draw_bar(const struct figure *figure, struct sheet *sheet, const struct scale *scale, const struct gap *gap, double middle)
{
    double left = PLOT_LEFT + 1;
    long sum = 0;
    for (int r = 0; r < GAP_REASONS; r++) {
        if (gap->n[r] == 0) continue;
        sum += gap->n[r];
        double right = fmax(left + 1, x_of(scale, share_of(gap, sum)));
        sheet_box(sheet, left, middle - BAR / 2.0, right, middle + BAR / 2.0, ink_of(figure, r));
        left = right + 1;
    }
    return left;
}

/* What may not be told apart is known to nobody: it is not 0. */
static void draw_numbers(const struct figure *figure, struct sheet *sheet, const struct gap *gap, double middle)
{
    for (int r = 0; r < GAP_REASONS; r++) {
        bool hidden = gaps_is_hidden(gap, r);
        const char *number = hidden ? sentence_of(figure->arena, figure->patterns, "confidential_short", NULL) : arena_format(figure->arena, "%ld", r == GAP_ANY ? gap->missing : gap->n[r]);
        bool is_quiet = hidden || (r != GAP_ANY && gap->n[r] == 0);
        if (has_column(figure, r)) sheet_word(sheet, column_right(figure, r), middle, is_quiet ? quiet_style : number_style, number);
    }
}

static void draw_row(const struct figure *figure, struct sheet *sheet, const struct scale *scale, size_t row, double middle)
{
    const struct gap *gap = &figure->gaps.at[row];
    const char *lines[3];
    int count = label_wrap_evenly(figure->arena, gap->label, LABEL_RIGHT - SHEET_EDGE, (struct font){label_style.size, false}, 2, lines);
    for (int i = 0; i < count; i++) sheet_word(sheet, LABEL_RIGHT, middle + 15 * (i - (count - 1) / 2.0), label_style, lines[i]);
    if (gap->withheld) {
        const char *words = sentence_of(figure->arena, figure->patterns, "confidential", NULL);
        double right = PLOT_LEFT + 8 + label_width(text_of(words), (struct font){absent_style.size, false}) + 4;
        sheet_box(sheet, PLOT_LEFT + 4, middle - 9, right, middle + 9, INK_PAPER);
        sheet_word(sheet, PLOT_LEFT + 8, middle, absent_style, words);
        return;
    }
    double end = draw_bar(figure, sheet, scale, gap, middle);
    const char *share = share_words(figure, gap);
    draw_numbers(figure, sheet, gap, middle);
    sheet_box(sheet, end, middle - 9, end + 7 + label_width(text_of(share), (struct font){share_style.size, true}), middle + 9, INK_PAPER);
    sheet_word(sheet, end + 4, middle, share_style, share);
}

/* 4 for those who do not see it */

static const char *alternative_row(const struct figure *figure, const struct gap *gap)
{
    const char *parts[GAP_REASONS] = {NULL};
    if (gap->withheld) return sentence_of(figure->arena, figure->patterns, "alt_missing_nothing", "question", gap->label, "words", sentence_of(figure->arena, figure->patterns, "confidential", NULL), NULL);
    for (int r = 0; r < GAP_REASONS; r++)
        if (gap->n[r]) parts[r] = sentence_of(figure->arena, figure->patterns, "alt_missing_part", "reason", reason_words(figure, r), "n", arena_format(figure->arena, "%ld", gap->n[r]), NULL);
    return sentence_of(figure->arena, figure->patterns, "alt_missing_row", "question", gap->label, "share", share_words(figure, gap), "parts", phrase_join(figure->arena, parts, GAP_REASONS, ", "), NULL);
}

static const char *alternative(const struct figure *figure)
{
    const char *lines[ALT_ROWS + 2];
    size_t shown = figure->gaps.shown < ALT_ROWS ? figure->gaps.shown : ALT_ROWS;
    int count = 0;
    for (size_t row = 0; row < shown; row++) lines[count++] = alternative_row(figure, &figure->gaps.at[row]);
    if (shown < figure->gaps.shown) lines[count++] = sentence_of(figure->arena, figure->patterns, "alt_more", "n", arena_format(figure->arena, "%zu", figure->gaps.shown - shown), NULL);
    lines[count++] = sentence_of(figure->arena, figure->patterns, "alt_table", NULL);
    return phrase_join(figure->arena, lines, count, " ");
}

/* 5 the plan */

/* All questions are put to the people stored, so one number is the whole of every bar. */
static long people(const struct figure *figure)
{
    long most = 0;
    for (size_t i = 0; i < figure->gaps.shown; i++)
        if (figure->gaps.at[i].base > most) most = figure->gaps.at[i].base;
    return most;
}

void missing_plan(const struct figure *figure, struct sheet *sheet)
{
    const double width = SHEET_WIDTH - 2 * SHEET_EDGE;
    struct scale scale = scale_of(figure);
    const char *subtitle = sentence_of(figure->arena, figure->patterns, "missing", "people", figure->people, "n", arena_format(figure->arena, "%ld", people(figure)), "period", figure->period_label, NULL);
    int subtitle_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, 11, width, 17, 2, subtitle_style, false}, subtitle);
    double head_bottom = (classes(figure) > 1 ? 64 : 48) + 17 * (subtitle_lines - 1), top = head_bottom + 12, bottom = top + ROW * (double)figure->gaps.shown;
    draw_heads(figure, sheet, head_bottom);
    draw_axis(figure, sheet, &scale, top, bottom);
    for (size_t row = 0; row < figure->gaps.shown; row++) draw_row(figure, sheet, &scale, row, top + ROW * (double)row + ROW / 2.0);
    int source_lines = sheet_paragraph(sheet, &(struct sheet_place){SHEET_EDGE, bottom + 36, width, 15, SHEET_LINES, source_style, false}, source(figure));
    sheet_frame(sheet, &(struct sheet_frame){.height = bottom + 46 + 15 * (source_lines - 1), .left = PLOT_LEFT, .right = scale.right, .top = top, .bottom = bottom, .x_low = 0, .x_high = scale.axis.high, .y_low = bottom, .y_high = top});
    sheet->script = "missing";
    sheet->title = sentence_of(figure->arena, figure->patterns, "alt_title_missing", "period", figure->period_label, NULL);
    sheet->description = alternative(figure);
}
