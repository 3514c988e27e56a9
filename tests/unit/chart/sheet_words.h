/* What a chart's plan put on its sheet, read back; and the sentences it is made of. Run from the top of the tree. */
#ifndef SPWELL_TEST_CHART_SHEET_WORDS_H
#define SPWELL_TEST_CHART_SHEET_WORDS_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* cmocka has a macro of this name */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/chart/kind.h"
#include "file.h"

static struct buffer patterns;

static inline int set_up(void **state)
{
    (void)state;
    struct failure failure = {0};
    return file_read("pipeline/chart/sentences.txt", 1 << 20, &patterns, &failure);
}

static inline int tear_down(void **state)
{
    (void)state;
    buffer_free(&patterns);
    return 0;
}

struct word { double x1, x2, y1, y2; char text[400]; };

static inline int read_words(const struct sheet *sheet, struct word *words, int limit)
{
    int count = 0;
    for (char *line = sheet->words.at; line && *line && count < limit; count++) {
        double x = strtod(line, &line), y = strtod(line, &line);
        char align = line[1];
        line = strchr(line + 1, '\t');
        int size = (int)strtol(line, &line, 10), bold = (int)strtol(line, &line, 10);
        strtol(line, &line, 10);
        char *end = strchr(line, '\n');
        struct word *word = &words[count];
        *word = (struct word){0};
        memcpy(word->text, line + 1, (size_t)(end - line - 1));
        double width = label_width(text_of(word->text), (struct font){size, bold});
        word->x1 = align == 'l' ? x : align == 'r' ? x - width : x - width / 2;
        word->x2 = word->x1 + width;
        word->y1 = y - size * 0.46; /* capitals and descenders of Arial, middle to edge */
        word->y2 = y + size * 0.46;
        line = end + 1;
    }
    return count;
}

static inline double height_of(const struct sheet *sheet) { return strtod(strchr(sheet->frame.at, '\t'), NULL); }

static inline bool says(const struct sheet *sheet, const char *words) { return sheet->words.at && strstr(sheet->words.at, words); }

static inline void words_stand_inside_and_apart(const struct sheet *sheet)
{
    static struct word words[600];
    int count = read_words(sheet, words, 600);
    assert_int_equal(count, sheet->words_written);
    for (int i = 0; i < count; i++) {
        if (words[i].x1 < 0 || words[i].x2 > SHEET_WIDTH || words[i].y1 < 0 || words[i].y2 > height_of(sheet)) print_error("clipped: %s\n", words[i].text);
        assert_true(words[i].x1 >= 0 && words[i].x2 <= SHEET_WIDTH && words[i].y1 >= 0 && words[i].y2 <= height_of(sheet));
        for (int k = 0; k < i; k++) {
            bool apart = words[i].x1 >= words[k].x2 || words[k].x1 >= words[i].x2 || words[i].y1 >= words[k].y2 || words[k].y1 >= words[i].y2;
            if (!apart) print_error("collide: %s / %s\n", words[i].text, words[k].text);
            assert_true(apart);
        }
    }
}

#endif
