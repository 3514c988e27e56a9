/* Patterns of text answers. Expected: re.fullmatch(pattern, answer, re.ASCII | re.DOTALL) of Python 3, but for the classes [:...:], which it does not have and
 * which are those of POSIX for the C locale; and what compiles at all: regcomp() itself. */
#include <regex.h>
#include "codebook_scratch.h"

static struct codebook *read_pattern(const char *pattern, struct buffer *said)
{
    struct failure failure = {0};
    struct buffer text = {0};
    buffer_put(&text, "{\"name\": \"s\", \"fields\": [{\"name\": \"f\", \"type\": \"string\", \"constraints\": {\"pattern\": ");
    buffer_json(&text, pattern);
    buffer_put(&text, "}}], \"spwell\": {}}");
    struct codebook *book = read_bytes(text.at, text.length, &failure, said);
    buffer_free(&text);
    return book;
}

/* As convert.c asks it. */
static bool matches(const char *pattern, const char *answer)
{
    struct buffer said = {0};
    regex_t compiled;
    struct codebook *book = read_pattern(pattern, &said);
    if (!book) fail_msg("%s: %s", pattern, said.at);
    assert_int_equal(regcomp(&compiled, book->fields[0].pattern, REG_EXTENDED | REG_NOSUB), 0);
    bool result = !regexec(&compiled, answer, 0, NULL, 0);
    regfree(&compiled);
    codebook_destroy(book);
    buffer_free(&said);
    return result;
}

/* `yes` and `no`: answers between bars. */
static void check(const char *pattern, const char *yes, const char *no)
{
    for (int wanted = 1; wanted >= 0; wanted--) {
        char list[400], *rest = list, *answer;
        snprintf(list, sizeof list, "%s", wanted ? yes : no);
        while ((answer = strsep(&rest, "|")))
            if (matches(pattern, answer) != wanted) fail_msg("%s and '%s': not %s", pattern, answer, wanted ? "taken" : "refused");
    }
}

static void escapes(void **state)
{
    (void)state;
    check("[A-Z]\\d{3}", "A123", "A12|a123|A1234| A123");
    check("[A-Z\\d]{3}", "A12|123|ABC", "A1|a12|A\\d");
    check("[\\w.-]+", "a_b.c-D9", "a b|\xC3\xA9|\\w");
    check("\\w+\\s\\w+", "two words|a\tb", "one|a  b|a-b");
    check("[\\s,]+", " ,|\t", "s|\\");
    check("\\D+", "abc|caf\xC3\xA9", "a1|1");
    check("\\W\\S", "-a|\xC3\xA9\xC3\xA9| x|\xE2\x82\xAC,", "aa|- |a|  x");
    check("\\S{3}", "abc|caf|\xC3\xA9\xC3\xA9\xC3\xA9", "ab|a b|\xC3\xA9 \xC3\xA9");
    check("a\\.b\\<\\-\\/\\'", "a.b<-/'", "axb<-/'|a.b-/'");
    check("\\(\\[\\{\\*\\+\\?\\^\\$\\\\\\)\\]\\}", "([{*+?^$\\)]}", "(");
    check("[\\]\\-\\^\\[\\\\]+", "]-^[\\", "a|\\a");
}

static void characters(void **state)
{
    (void)state;
    check(".{1,4}", "caf\xC3\xA9|a|\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC|\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "cafes|caf\xC3\xA9s|");
    check("[^,]{2}", "\xC3\xA9\xC3\xA9|a\xE2\x82\xAC|ab|-]", "a,|\xC3\xA9|a|\xC3\xA9\xC3\xA9\xC3\xA9");
    check("caf\xC3\xA9{2}", "caf\xC3\xA9\xC3\xA9", "caf\xC3\xA9|caf\xC3\xA9\xA9");
    check("(\xC3\xA9+x)*", "|\xC3\xA9x|\xC3\xA9\xC3\xA9x\xC3\xA9x", "x|\xC3\xA9");
    check("Zo\\\xC3\xAB", "Zo\xC3\xAB", "Zoe");
}

static void brackets(void **state)
{
    (void)state;
    check("[]a]+", "]a", "b");
    check("[^]a]", "b|[", "]|a");
    check("[a^]+", "a^", "b");
    check("[\\^]+", "^^", "a");
    check("[\\^-]+", "^-", "a");
    check("[-]{2}", "--", "-");
    check("[a-]+", "a-", "b");
    check("[^^-]+", "a]", "^|-");
    check("[+--]+", "+,-", ".|*");
    check("[.=:\\[]+", ".[=:", "a|\\");
    check("[a-c3-5X]+", "abc345X", "d|6|x|-");
    check("[[:upper:]\\d_]+", "A9_", "a");
    check("[^[:space:][:punct:]]+", "aB9\xC3\xA9", "a b|a.b|~");
    check("[[:xdigit:]]+", "09afAF", "g");
}

static void alternatives_and_repeats(void **state)
{
    (void)state;
    check("a|bc", "a|bc", "ac|abc|b");
    check("(nhs|vcse)-\\d{1,3}", "nhs-1|vcse-123", "nhs-|nhs-1234|nhs");
    check("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "01234567-89ab-cdef-0123-456789abcdef", "01234567-89ab-cdef-0123-456789abcde");
    check("^(x+)?$", "|x|xx", "y");
    check("x{2,}y{0,2}", "xx|xxxyy", "x|xxyyy");
    check("(a|b)*c", "c|abbac", "a|ca");
    check("(.{1,30}){1,30}", "a|\xC3\xA9\xC3\xA9", "");
    check("a{0}b", "b", "ab");
}

static void optional_pieces(void **state)
{
    (void)state;
    check("(a?b){2,3}", "bb|abab|bbab", "b|aab|bbbb");
    check("(a*)?b?", "|aaa|aab|b", "abb|ba");
    check("^a+$|^b$", "a|b|aa", "ab|bb|");
    check("(x(a?|b*)c?)+", "x|xa|xbbc|xxac", "xab|a|");
    check("((a+b?)+c?)+", "a|abac|acaab", "b|c|");
}

/* Every character of ASCII escaped stands for itself, in brackets and outside; but for letters and digits. */
static void every_sign_stands_for_itself(void **state)
{
    (void)state;
    for (char c = ' '; c < 0x7f; c++) {
        char outside[] = {'\\', c, '\0'}, inside[] = {'[', '\\', c, ']', '\0'}, other[] = {'[', '^', '\\', c, ']', '\0'}, answer[] = {c, '\0'};
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) continue;
        assert_true(matches(outside, answer) && matches(inside, answer) && !matches(other, answer));
        assert_false(matches(outside, "a") || matches(inside, "a") || matches(outside, "") || matches(inside, "\\a"));
        assert_true(matches(other, "a"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(escapes), cmocka_unit_test(characters), cmocka_unit_test(brackets), cmocka_unit_test(alternatives_and_repeats), cmocka_unit_test(optional_pieces), cmocka_unit_test(every_sign_stands_for_itself)};
    return cmocka_run_group_tests(tests, make_scratch, clear_scratch);
}
