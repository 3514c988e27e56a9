#include "sheet.h"
#include <assert.h>

void sheet_free(struct sheet *sheet)
{
    buffer_free(&sheet->frame);
    buffer_free(&sheet->words);
    buffer_free(&sheet->boxes);
    buffer_free(&sheet->marks);
}

static void put_numbers(struct buffer *out, const double *numbers, int count)
{
    for (int i = 0; i < count; i++) {
        if (i > 0) buffer_put(out, "\t");
        buffer_number(out, numbers[i]);
    }
}

void sheet_word(struct sheet *sheet, double x, double y, struct sheet_style style, const char *word)
{
    static const char *const aligns[] = {[ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right"};
    struct buffer cell = {0};
    label_escape(&cell, text_of(word));
    if (cell.length > 0) {
        put_numbers(&sheet->words, (double[]){x, y}, 2);
        buffer_format(&sheet->words, "\t%s\t%d\t%d\t%d\t", aligns[style.align], style.size, style.bold, (int)style.ink);
        buffer_put(&sheet->words, cell.at);
        buffer_put(&sheet->words, "\n");
        sheet->words_written++;
    }
    buffer_free(&cell);
}

int sheet_paragraph(struct sheet *sheet, const struct sheet_place *place, const char *words)
{
    const char *lines[SHEET_LINES + 1];
    assert(place->limit <= SHEET_LINES);
    int count = (place->evenly ? label_wrap_evenly : label_wrap)(sheet->arena, words, place->width, (struct font){place->style.size, place->style.bold}, place->limit, lines);
    for (int i = 0; i < count; i++) sheet_word(sheet, place->x, place->y + i * place->pitch, place->style, lines[i]);
    return count;
}

void sheet_box(struct sheet *sheet, double x1, double y1, double x2, double y2, enum sheet_ink ink)
{
    put_numbers(&sheet->boxes, (double[]){x1, y1, x2, y2, (double)ink}, 5);
    buffer_put(&sheet->boxes, "\n");
}

void sheet_mark(struct sheet *sheet, int series, const double *numbers, int count)
{
    buffer_format(&sheet->marks, "%d\t", series);
    put_numbers(&sheet->marks, numbers, count);
    buffer_put(&sheet->marks, "\n");
    sheet->marks_written++;
}

void sheet_break(struct sheet *sheet) { buffer_put(&sheet->marks, "\n"); }

void sheet_frame(struct sheet *sheet, const struct sheet_frame *frame)
{
    const double numbers[] = {SHEET_WIDTH,  frame->height, frame->left,   frame->right, frame->top,           frame->bottom, frame->x_low,
                              frame->x_high, frame->y_low,  frame->y_high, frame->panels, frame->pitch, sheet->marks_written};
    put_numbers(&sheet->frame, numbers, sizeof numbers / sizeof *numbers);
    buffer_put(&sheet->frame, "\n");
}
