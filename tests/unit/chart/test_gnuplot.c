/* gnuplot itself, and programs that behave badly in its place. The oracle for words is the words that went in. Run from the top of the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* cmocka has a macro of this name */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "../../../pipeline/chart/gnuplot.h"
#include "../../../pipeline/chart/markup.h"
#include "../../../pipeline/chart/sheet.h"
#include "../../../pipeline/chart/svg.h"
#include "file.h"

static char folder[] = "/tmp/test-gnuplot-XXXXXX";
static struct buffer style, words, script;

static int set_up(void **state)
{
    (void)state;
    struct failure failure = {0};
    return !mkdtemp(folder) || setenv("TMPDIR", folder, 1) || file_read("pipeline/chart/style.gp", 1 << 20, &style, &failure) || file_read("pipeline/chart/words.gp", 1 << 20, &words, &failure) ||
           file_read("pipeline/chart/comparison.gp", 1 << 20, &script, &failure);
}

static int tear_down(void **state)
{
    (void)state;
    buffer_free(&style);
    buffer_free(&words);
    buffer_free(&script);
    return rmdir(folder); /* nothing was left behind */
}

static struct text of(const struct buffer *buffer) { return (struct text){buffer->at ? buffer->at : "", buffer->length}; }

static int draw(const struct gnuplot *gnuplot, const struct sheet *sheet, struct buffer *raw, struct failure *failure)
{
    const struct gnuplot_file files[] = {{"style.gp", of(&style)}, {"words.gp", of(&words)}, {"comparison.gp", of(&script)}, {"frame.tsv", of(&sheet->frame)}, {"words.tsv", of(&sheet->words)}, {"boxes.tsv", of(&sheet->boxes)}, {"marks.tsv", of(&sheet->marks)}};
    return gnuplot_draw(gnuplot, files, sizeof files / sizeof *files, "comparison.gp", raw, failure);
}

static void finish_sheet(struct sheet *sheet)
{
    sheet_box(sheet, 0, 0, 10, 10, INK_RULE);
    sheet_frame(sheet, &(struct sheet_frame){.height = 400, .left = 100, .right = 700, .top = 50, .bottom = 350, .x_high = 1, .y_low = 350, .y_high = 50});
}

static const char *const pieces[] = {
    "`touch EXECUTED`", "$(touch EXECUTED)", "{/a\"><script>alert(1)</script>}", "%", "%d%s", "100%", "<script>alert(1)</script>", "&amp;", "&", "'", "''", "\"", "\"\"", "\\n", "\\", "\\U+003C",
    "@x", "!touch EXECUTED", "]]>", "#", "a_1^{b}", "\u0639\u062f\u062f", "\u7fa4\u99ac", "NaN", "NA", "?", "-", "=1+1", "| touch EXECUTED", "< touch EXECUTED", "\U0001F600", "1e5", ";", "e\u0301", "system('touch EXECUTED')"};
enum { PIECES = sizeof pieces / sizeof *pieces };

/* Every pair of pieces, as it is. */
static const char *label_of(struct arena *arena, int i) { return arena_format(arena, i % 3 ? "%s%s" : "%s %s", pieces[i / PIECES], pieces[i % PIECES]); }

static int compare_words(const struct markup *node, struct arena *arena, int found)
{
    for (; node; node = node->next) {
        if (text_is(node->name, "text")) {
            struct buffer shown = {0};
            for (const struct markup *run = node->first; run; run = run->next) markup_decode(&shown, run->words);
            assert_string_equal(shown.at, label_of(arena, found));
            buffer_free(&shown);
            found++;
        } else {
            found = compare_words(node->first, arena, found);
        }
    }
    return found;
}

static void hostile_words_come_through_as_they_are(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct gnuplot gnuplot = {.seconds = 20};
    struct arena *arena = arena_create();
    struct sheet sheet = {.arena = arena};
    struct buffer raw = {0}, picture = {0};
    const char *why = "";
    for (int i = 0; i < PIECES * PIECES; i++) sheet_word(&sheet, 10, i % 400, (struct sheet_style){ALIGN_LEFT, 14, false, INK_TEXT}, label_of(arena, i));
    finish_sheet(&sheet);
    assert_int_equal(gnuplot_find(&gnuplot, &failure), 0);
    assert_int_equal(draw(&gnuplot, &sheet, &raw, &failure), 0);
    struct svg svg = {"hostile", label_of(arena, 2), label_of(arena, 99), PIECES * PIECES};
    assert_int_equal(svg_finish(&svg, of(&raw), &picture, &why), 0);
    assert_null(strstr(picture.at, "<script"));
    struct markup *root = markup_read(arena, of(&picture), &why);
    assert_non_null(root);
    assert_int_equal(compare_words(root, arena, 0), PIECES * PIECES);
    assert_int_equal(access("EXECUTED", F_OK), -1);
    buffer_free(&raw);
    buffer_free(&picture);
    sheet_free(&sheet);
    arena_destroy(arena);
}

static void the_same_sheet_gives_the_same_bytes(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct gnuplot gnuplot = {.seconds = 20};
    struct sheet sheet = {0};
    struct buffer first = {0}, second = {0};
    sheet_word(&sheet, 10.5, 20, (struct sheet_style){ALIGN_RIGHT, 12, true, INK_GROUP}, "NHS");
    sheet_word(&sheet, 10.5, 40, (struct sheet_style){ALIGN_LEFT, 13, false, INK_MUTED}, "Voluntary");
    sheet_mark(&sheet, 0, (double[]){0.46, 0.42, 0.5, 100}, 4);
    finish_sheet(&sheet);
    assert_int_equal(gnuplot_find(&gnuplot, &failure), 0);
    assert_int_equal(draw(&gnuplot, &sheet, &first, &failure), 0);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    setenv("TZ", "Asia/Tokyo", 1);
    setenv("GNUPLOT_LIB", "/nonexistent", 1);
    assert_int_equal(draw(&gnuplot, &sheet, &second, &failure), 0);
    assert_string_equal(first.at, second.at);
    buffer_free(&first);
    buffer_free(&second);
    sheet_free(&sheet);
}

static void an_error_in_a_script_is_told(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct gnuplot gnuplot = {.seconds = 20};
    struct buffer raw = {0};
    assert_int_equal(gnuplot_find(&gnuplot, &failure), 0);
    struct gnuplot_file nonsense = {"x.gp", text_of("plot 'absent.tsv'\n")};
    assert_int_equal(gnuplot_draw(&gnuplot, &nonsense, 1, "x.gp", &raw, &failure), -1);
    assert_int_equal(failure.status, STATUS_FAULT);
    assert_non_null(strstr(failure.text, "gnuplot ended with code 1"));
    buffer_free(&raw);
}

/* A program in gnuplot's place. Returns what is said of it. */
static struct failure with_program(const char *body, int seconds)
{
    char path[64];
    snprintf(path, sizeof path, "%s/fake", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", body);
    fclose(file);
    chmod(path, 0700);
    setenv("SPWELL_GNUPLOT", path, 1);
    struct failure failure = {0};
    struct gnuplot gnuplot = {.seconds = seconds};
    struct buffer raw = {0}, picture = {0};
    const char *why = "";
    struct svg svg = {"x", "x", "x", 1};
    assert_int_equal(gnuplot_find(&gnuplot, &failure), 0);
    if (!gnuplot_draw(&gnuplot, &(struct gnuplot_file){"x.gp", text_of("")}, 1, "x.gp", &raw, &failure) && svg_finish(&svg, of(&raw), &picture, &why)) fail(&failure, STATUS_FAULT, "%s", why);
    unsetenv("SPWELL_GNUPLOT");
    unlink(path);
    buffer_free(&raw);
    buffer_free(&picture);
    return failure;
}

static void bad_programs_are_caught(void **state)
{
    (void)state;
    static const struct { const char *body, *said; } cases[] = {
        {"exec /bin/sleep 60", "did not end within 1 seconds"},
        {"exec 2>&-; exec /bin/sleep 60", "did not end within 1 seconds"},
        {"while :; do echo complaint >&2; done", "would not stop complaining"},
        {"kill -SEGV $$", "ended by signal 11"},
        {"exit 3", "ended with code 3"},
        {"echo 'line 1: warning: odd' >&2; echo '<svg><text>x</text></svg>' > chart.svg", "gnuplot complained: line 1: warning: odd"},
        {"exit 0", "left no picture"},
        {": > chart.svg", "it does not end"},
        {"echo '<svg><text>x</tex' > chart.svg", "closed that is not open"},
        {"echo '<svg><text>x</text>' > chart.svg", "it does not end"},
        {"echo '<svg></svg>' > chart.svg", "does not hold the words"},
        {"echo '<svg><script>x</script><text>x</text></svg>' > chart.svg", "an element that charts do not need"},
        {"/bin/ln -s /etc/passwd chart.svg", ""},
        {"ulimit -c unlimited 2>/dev/null; i=0; while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done > chart.svg", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        time_t before = time(NULL);
        struct failure failure = with_program(cases[i].body, 1);
        assert_int_equal(failure.status, STATUS_FAULT);
        if (!strstr(failure.text, cases[i].said)) print_error("%s: %s\n", cases[i].body, failure.text);
        assert_non_null(strstr(failure.text, cases[i].said));
        assert_true(time(NULL) - before < 6);
    }
}

static void only_absolute_programs_are_run(void **state)
{
    (void)state;
    static const char *const names[] = {"gnuplot", "./gnuplot", "/nonexistent/gnuplot"};
    for (size_t i = 0; i < 3; i++) {
        struct failure failure = {0};
        struct gnuplot gnuplot = {0};
        setenv("SPWELL_GNUPLOT", names[i], 1);
        assert_int_equal(gnuplot_find(&gnuplot, &failure), -1);
        assert_int_equal(failure.status, STATUS_CONFIG);
    }
    unsetenv("SPWELL_GNUPLOT");
}

static void our_own_limits_stay(void **state)
{
    (void)state;
    struct rlimit limit;
    with_program("exit 0", 5);
    assert_int_equal(getrlimit(RLIMIT_NPROC, &limit), 0);
    assert_true(limit.rlim_cur != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(hostile_words_come_through_as_they_are), cmocka_unit_test(the_same_sheet_gives_the_same_bytes), cmocka_unit_test(an_error_in_a_script_is_told),
                                       cmocka_unit_test(bad_programs_are_caught), cmocka_unit_test(only_absolute_programs_are_run), cmocka_unit_test(our_own_limits_stay)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
