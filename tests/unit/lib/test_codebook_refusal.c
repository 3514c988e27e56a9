/* Each mistake in a codebook is told with its line, column and advice; and what is no codebook is refused. The places are marked by hand in
 * codebooks/refusals.txt and counted here by characters, not by the reader. */
#include "codebook_scratch.h"

static const char *const folder = "tests/unit/lib/codebooks";

struct refusal { char name[200], message[400], hint[400]; struct buffer book, mood; int also; };

static void replace(struct buffer *text, const char *from, const char *to)
{
    char *at = strstr(text->at, from);
    struct buffer made = {0};
    buffer_add(&made, text->at, (size_t)(at - text->at));
    buffer_put(&made, to);
    buffer_put(&made, at + strlen(from));
    buffer_free(text);
    *text = made;
}

/* Takes the mark out and says where it stood, by counting characters. */
static bool take_mark(struct buffer *text, int *line, int *column)
{
    char *mark = text->at ? strstr(text->at, "¦") : NULL;
    if (!mark) return false;
    *line = *column = 1;
    for (const char *at = text->at; at < mark; at++) {
        if (*at == '\n') ++*line, *column = 1;
        else *column += ((unsigned char)*at & 0xC0) != 0x80;
    }
    replace(text, "¦", "");
    return true;
}

static int run_refusal(struct refusal *refusal)
{
    int line = 0, column = 0, wrong = 0;
    char expected[1200];
    bool in_book = take_mark(&refusal->book, &line, &column);
    if (!in_book && !take_mark(&refusal->mood, &line, &column)) fail_msg("no mark in '%s'", refusal->name);
    bool warning = strncmp(refusal->message, "warning: ", 9) == 0;
    snprintf(expected, sizeof expected, "%s/%s:%d:%d: %s%s\n%s%s%s", scratch, in_book ? "book.json" : "instruments/mood.json", line, column, warning ? "" : "error: ", refusal->message,
             *refusal->hint ? "hint: " : "", refusal->hint, *refusal->hint && strcmp(refusal->hint, "looked for ") ? "\n" : "");
    spill("instruments/mood.json", refusal->mood.at, refusal->mood.length);
    struct failure failure = {0};
    struct buffer said = {0};
    struct codebook *book = read_bytes(refusal->book.at, refusal->book.length, &failure, &said);
    int errors = -1;
    for (const char *at = said.at; (at = strstr(at, ": error: ")); at++) errors++; /* the last one counts the others */
    if (!strstr(said.at, expected) || (warning ? !book : errors != 1 + refusal->also)) {
        print_error("%s:\nexpected %s(also %d)\nsaid %s\n", refusal->name, expected, refusal->also, said.at);
        wrong = 1;
    }
    codebook_destroy(book);
    buffer_free(&said);
    buffer_free(&refusal->book);
    buffer_free(&refusal->mood);
    return wrong;
}

static void begin_refusal(struct refusal *refusal, const char *name)
{
    static const char *const names[] = {"base.json", "instruments/mood.json"};
    char path[300];
    memset(refusal, 0, sizeof *refusal);
    snprintf(refusal->name, sizeof refusal->name, "%s", name);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        char *text = slurp(path);
        buffer_put(i ? &refusal->mood : &refusal->book, text);
        free(text);
    }
}

static void apply(struct refusal *refusal, const char *from, const char *to)
{
    if (strstr(refusal->book.at, from)) replace(&refusal->book, from, to);
    else if (strstr(refusal->mood.at, from)) replace(&refusal->mood, from, to);
    else fail_msg("'%s': nothing reads %s", refusal->name, from);
}

static void refuses_each_mistake(void **state)
{
    (void)state;
    char *text = slurp("tests/unit/lib/codebooks/refusals.txt"), *rest = strstr(text, "\n=") + 1, from[600] = "";
    int cases = 0, wrong = 0;
    struct refusal refusal = {.name = ""};
    for (char *line; (line = strsep(&rest, "\n"));) {
        if (strncmp(line, "= ", 2) == 0) begin_refusal(&refusal, line + 2);
        else if (strncmp(line, "- ", 2) == 0) snprintf(from, sizeof from, "%s", line + 2);
        else if (strncmp(line, "+ ", 2) == 0) apply(&refusal, from, line + 2);
        else if (strncmp(line, "hint: ", 6) == 0) snprintf(refusal.hint, sizeof refusal.hint, "%s", line + 6);
        else if (strncmp(line, "also ", 5) == 0) refusal.also = (int)strtol(line + 5, NULL, 10);
        else if (*line) snprintf(refusal.message, sizeof refusal.message, "%s", line);
        if ((*line && rest) || !*refusal.name) continue;
        wrong += run_refusal(&refusal);
        refusal.name[0] = '\0';
        cases++;
    }
    free(text);
    assert_true(cases > 180);
    assert_int_equal(wrong, 0);
}

/* --- what is not a codebook at all --- */

static void refuse_bytes(const void *bytes, size_t length, const char *expected)
{
    struct failure failure = {0};
    struct buffer said = {0};
    struct codebook *book = read_bytes(bytes, length, &failure, &said);
    assert_null(book);
    if (!strstr(said.at, expected)) fail_msg("expected %s, said %s", expected, said.at);
    buffer_free(&said);
}

#define REFUSE(literal, expected) refuse_bytes(literal, sizeof literal - 1, expected)

static void refuses_what_is_not_json(void **state)
{
    (void)state;
    REFUSE("", "book.json:1:");
    REFUSE("{\n  \"name\": \"a\",\n}", "book.json:3:1: error: ");
    REFUSE("{\"name\": \"a\", \"name\": \"b\"}", "duplicate object key");
    REFUSE("{\"n\xC3\xA4\": \"\xFF\"}", "book.json:1:9: error: these bytes are not UTF-8");
    REFUSE("{\"name\": \"a\0\"}", "book.json:1:12: error: a NUL byte");
    REFUSE("{\"name\": 1e999}", "book.json:1:");
    REFUSE("[1, 2]", "book.json:1:1: error: the codebook must be an object, this is a list");
    REFUSE("{\"name\": \"a\", \"fields\": [], \"spwell\": {}}", "book.json:1:25: error: the survey has no fields");
    REFUSE("\xEF\xBB\xBF[1]", "book.json:1:1: error: the codebook must be an object");
}

static void refuses_extremes(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 100000; i++) buffer_put(&text, "[");
    refuse_bytes(text.at, text.length, "book.json:1:");
    buffer_clear(&text);
    while (text.length <= 4 << 20) buffer_put(&text, "                                                                ");
    refuse_bytes(text.at, text.length, "book.json");
    buffer_free(&text);
}

static void counts_what_it_does_not_show(void **state)
{
    (void)state;
    struct buffer text = {0}, said = {0};
    struct failure failure = {0};
    buffer_put(&text, "{\"name\": \"many\", \"fields\": [");
    for (int i = 0; i < 30; i++) buffer_format(&text, "%s\n{\"name\": \"f%d\", \"type\": \"strung\"}", i ? "," : "", i);
    buffer_put(&text, "], \"spwell\": {}}");
    assert_null(read_bytes(text.at, text.length, &failure, &said));
    assert_non_null(strstr(said.at, "book.json:21:"));
    assert_null(strstr(said.at, "book.json:22:"));
    assert_non_null(strstr(said.at, "30 mistakes in this codebook, the first 20 are shown"));
    assert_int_equal(failure.status, STATUS_CONFIG);
    buffer_free(&text);
    buffer_free(&said);
}

static void refuses_too_many(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_put(&text, "{\"name\": \"many\", \"fields\": [{\"name\": \"f\", \"categories\": [\"c\"");
    for (int i = 0; i < 240; i++) buffer_format(&text, ",\"c%d\"", i);
    buffer_put(&text, "]}], \"spwell\": {}}");
    refuse_bytes(text.at, text.length, "book.json:1:57: error: 241 categories; 240 is the most");
    buffer_clear(&text);
    buffer_put(&text, "{\"name\": \"many\", \"missingValues\": [\"\"");
    for (int i = 0; i < 13; i++) buffer_format(&text, ",\"-%d\"", i + 1);
    buffer_put(&text, "], \"fields\": [{\"name\": \"f\"}], \"spwell\": {}}");
    refuse_bytes(text.at, text.length, "book.json:1:35: error: more than 13 missing values, the empty cell among them");
    buffer_clear(&text);
    buffer_put(&text, "{\"name\": \"many\", \"fields\": [0");
    for (int i = 0; i < 2000; i++) buffer_put(&text, ",0");
    buffer_put(&text, "], \"spwell\": {}}");
    refuse_bytes(text.at, text.length, "'fields' has 2001 entries; 2000 is the most");
    buffer_free(&text);
}

static void refuses_what_is_not_there(void **state)
{
    (void)state;
    struct failure failure = {0};
    assert_null(codebook_read("tests/unit/lib/codebooks/none.json", &failure));
    assert_int_equal(failure.status, STATUS_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_each_mistake), cmocka_unit_test(refuses_what_is_not_json), cmocka_unit_test(refuses_extremes),
        cmocka_unit_test(counts_what_it_does_not_show), cmocka_unit_test(refuses_too_many), cmocka_unit_test(refuses_what_is_not_there)};
    return cmocka_run_group_tests(tests, make_scratch, clear_scratch);
}
