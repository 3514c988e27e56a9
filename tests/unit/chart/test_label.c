/* Words on charts: widths, lines, numbers, the cell for gnuplot. Widths are from the hmtx table of Liberation Sans 2.1, summed by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "../../../pipeline/chart/label.h"

static void widths_are_those_of_the_font(void **state)
{
    (void)state;
    struct font plain = {10, false}, bold = {10, true};
    assert_true(fabs(label_width(text_of("NHS"), plain) - 21.10) < 0.02); /* 722 + 722 + 666 */
    assert_true(fabs(label_width(text_of("NHS"), bold) - 21.10) < 0.02);
    assert_true(fabs(label_width(text_of("il"), plain) - 4.44) < 0.02); /* 222 + 222 */
    assert_true(fabs(label_width(text_of("il"), bold) - 5.54) < 0.02);
    assert_true(fabs(label_width(text_of("e\u0301"), plain) - 5.56) < 0.02); /* a combining accent takes no room */
    assert_true(fabs(label_width(text_of("\u7fa4"), plain) - 10) < 0.02);
    assert_true(label_width(text_of(""), plain) == 0);
}

static void lines_break_at_spaces(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *lines[4];
    struct font font = {10, false};
    assert_int_equal(label_wrap(arena, "NHS NHS NHS", 50, font, 3, lines), 2); /* "NHS NHS" is 45 wide, three are 69 */
    assert_string_equal(lines[0], "NHS NHS");
    assert_string_equal(lines[1], "NHS");
    assert_int_equal(label_wrap(arena, "  NHS  ", 50, font, 3, lines), 1);
    assert_string_equal(lines[0], "NHS");
    assert_int_equal(label_wrap(arena, "", 50, font, 3, lines), 0);
    assert_int_equal(label_wrap(arena, "NHS NHS NHS NHS", 50, font, 1, lines), 1);
    assert_string_equal(lines[0], "NHS NH\u2026"); /* 21.1 + 2.8 + 7.2 + 7.2 + 10 = 48.3; S would make it 55 */
    assert_int_equal(label_wrap(arena, "NHSNHSNHS", 30, font, 4, lines), 3); /* no space: cut inside the word, 4 letters are 28.3 */
    assert_string_equal(lines[0], "NHSN");
    arena_destroy(arena);
}

static void even_lines_are_no_more_lines(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *lines[4];
    assert_int_equal(label_wrap_evenly(arena, "NHS NHS NHS NHS NHS NHS", 130, (struct font){10, false}, 3, lines), 2); /* five fit in 130 */
    assert_string_equal(lines[0], "NHS NHS NHS");
    assert_string_equal(lines[1], "NHS NHS NHS");
    assert_int_equal(label_wrap_evenly(arena, "", 130, (struct font){10, false}, 3, lines), 0);
    arena_destroy(arena);
}

static void hostile_lengths_stay_inside(void **state)
{
    (void)state;
    static const char *const pieces[] = {"W", "a long label ", "\u0639\u062f\u062f ", "\u7fa4", "\xff\xc3", "e\u0301"};
    struct arena *arena = arena_create();
    for (size_t piece = 0; piece < sizeof pieces / sizeof *pieces; piece++) {
        struct buffer label = {0};
        for (int i = 0; i < 200; i++) buffer_put(&label, pieces[piece]);
        const char *lines[6];
        int count = label_wrap_evenly(arena, label.at, 120, (struct font){14, true}, 3, lines);
        assert_in_range(count, 1, 3);
        for (int i = 0; i < count; i++) assert_true(label_width(text_of(lines[i]), (struct font){14, true}) <= 120);
        buffer_free(&label);
    }
    arena_destroy(arena);
}

static void numbers_have_a_true_minus(void **state)
{
    (void)state;
    static const struct { double value; int decimals; bool sign; const char *shown; } cases[] = {
        {7, 0, true, "+7"}, {-7, 0, true, "\u22127"}, {0, 0, true, "0"}, {-0.04, 1, false, "0.0"}, {12.34, 1, false, "12.3"}, {-12.3, 1, false, "\u221212.3"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = {0};
        label_number(&out, cases[i].value, cases[i].decimals, cases[i].sign);
        assert_string_equal(out.at, cases[i].shown);
        buffer_free(&out);
    }
    assert_int_equal(label_decimals(42.5, 0), 0); /* whole where the report is */
    assert_int_equal(label_decimals(0.3, 0), 1);  /* but not 0 where it is not 0 */
    assert_int_equal(label_decimals(-0.04, 1), 2);
    assert_int_equal(label_decimals(0, 0), 0);
    assert_int_equal(label_decimals(1e-9, 0), 3);
}

static void cells_are_clean(void **state)
{
    (void)state;
    static const struct { const char *label, *shown; } cases[] = {
        {"a\tb\nc\r\nd", "a b c d"}, {"  a   b ", "a b"}, {"a\x01\x7f" "b", "ab"}, {"a\u202egnp.b", "agnp.b"}, {"\ufeffa", "a"}, {"a\xff" "b", "a\ufffd" "b"}, {"a\xed\xa0\x80", "a\ufffd\ufffd\ufffd"},
        {"\ufffe\uffff", ""}, {"\\n \"x\"", "\\n \"x\""}, {"\ue022", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer cell = {0}, back = {0};
        label_escape(&cell, text_of(cases[i].label));
        label_restore(&back, (struct text){cell.at ? cell.at : "", cell.length});
        assert_string_equal(back.at ? back.at : "", cases[i].shown);
        assert_null(cell.at ? strpbrk(cell.at, "\"\\\t\n") : NULL);
        buffer_free(&cell);
        buffer_free(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(widths_are_those_of_the_font), cmocka_unit_test(lines_break_at_spaces), cmocka_unit_test(even_lines_are_no_more_lines),
                                       cmocka_unit_test(hostile_lengths_stay_inside), cmocka_unit_test(numbers_have_a_true_minus), cmocka_unit_test(cells_are_clean)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
