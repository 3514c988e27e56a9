/* The finishing of pictures. Expected results are written by hand from the rules of XML 1.0 and of svg.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/chart/markup.h"
#include "../../../pipeline/chart/svg.h"

static const struct svg one_word = {"load", "A & B", "Says <more>", 1};

static const char *finish(const char *raw, struct buffer *out)
{
    const char *why;
    return svg_finish(&one_word, text_of(raw), out, &why) ? why : NULL;
}

static void a_picture_is_made_fit_for_a_page(void **state)
{
    (void)state;
    struct buffer out = {0};
    assert_null(finish("<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg width='7' xmlns=\"http://www.w3.org/2000/svg\">\n<title>Gnuplot</title><desc>Produced</desc>"
                       "<defs><circle id='gpPt5' r='1'/><use xlink:href='#gpPt5' id='gpPt6'/><path id='gpPt0' d='M0,0'/><filter id='x'><feFlood/></filter></defs>"
                       "<g id='gnuplot_plot_1'><title>secret plot command</title><g></g><use xlink:href='#gpPt6'/></g>"
                       "<g font-family=\"Arial\" shape-rendering='crispEdges'><text>a &lt; b > c ]]></text></g></svg>\n", &out));
    assert_string_equal(out.at,
        "<svg width=\"7\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"chart-load-title chart-load-description\">\n"
        "<title id=\"chart-load-title\">A &amp; B</title>\n<desc id=\"chart-load-description\">Says &lt;more&gt;</desc>\n"
        "<defs><circle id=\"chart-load-gpPt5\" r=\"1\"/>\n<use xlink:href=\"#chart-load-gpPt5\" id=\"chart-load-gpPt6\"/>\n</defs>\n"
        "<g id=\"chart-load-gnuplot_plot_1\"><use xlink:href=\"#chart-load-gpPt6\"/>\n</g>\n"
        "<g font-family=\"Arial, 'Liberation Sans', Helvetica, sans-serif\"><text>a &lt; b &gt; c ]]&gt;</text>\n</g>\n</svg>\n");
    buffer_free(&out);
}

static void what_charts_do_not_need_is_refused(void **state)
{
    (void)state;
    static const char *const raws[] = {
        "<svg><text>x</text><script>alert(1)</script></svg>", "<svg onload='x()'><text>x</text></svg>", "<svg><text>x</text><g onclick='x()'><rect/></g></svg>",
        "<svg><text>x</text><image xlink:href='http://x/'/></svg>", "<svg><text>x</text><use xlink:href='http://x/y.svg#a'/></svg>", "<svg><text>x</text><rect fill='url(http://x/)'/></svg>",
        "<svg><text>x</text><path d='M0,nan'/></svg>", "<svg><text>x</text><rect x='inf'/></svg>", "<svg><text>x</text><a href='javascript:x'><rect/></a></svg>",
        "<svg><text>x</text><foreignObject/></svg>", "<svg><text>x</text><style>x</style></svg>", "<svg><text>x</text><text>y</text></svg>", "<svg></svg>",
        "<svg><text>x</text><rect id='a'/><rect id='a'/></svg>", "<html><text>x</text></html>", "<svg><text>x</text><rect style='fill:red'/></svg>"};
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof raws / sizeof *raws; i++) {
        assert_non_null(finish(raws[i], &out));
        assert_int_equal(out.length, 0);
    }
    buffer_free(&out);
}

static void what_is_not_well_formed_is_refused(void **state)
{
    (void)state;
    static const char *const raws[] = {
        "", "<svg>", "<svg><text>x</text>", "<svg><text>x</svg></text>", "<svg><text>x</text></svg><svg/>", "x<svg><text>x</text></svg>", "<svg><text>x</text></svg>y",
        "<svg><text>&x;</text></svg>", "<svg><text>&#0;</text></svg>", "<svg><text>& b</text></svg>", "<svg a='1' a='2'><text>x</text></svg>", "<svg a=1><text>x</text></svg>",
        "<svg a='<'><text>x</text></svg>", "<svg><text>\x01</text></svg>", "<svg><text>\xff</text></svg>", "<svg><text>\xef\xbf\xbe</text></svg>", "<svg><text><![CDATA[x]]></text></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg><text>x</text></svg>", "<svg><!-- <text>x</text></svg>", "<svg><text>x</text></svg", "<svg><text>x</text></svg><?php x?>", "<svg><text>&#xD800;</text></svg>"};
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof raws / sizeof *raws; i++) assert_non_null(finish(raws[i], &out));
    struct buffer deep = {0};
    buffer_put(&deep, "<svg>");
    for (int i = 0; i < 5000; i++) buffer_put(&deep, "<g>");
    assert_string_equal(finish(deep.at, &out), "it is nested too deeply");
    buffer_free(&deep);
    buffer_free(&out);
}

/* Every beginning and every damaged byte of a good picture ends in an answer; the sanitizers listen. */
static void damage_is_survived(void **state)
{
    (void)state;
    const char good[] = "<?xml version='1.0'?><svg width='7' xmlns='http://www.w3.org/2000/svg'><!-- c --><g id='a'><text>&lt;&#x41;x</text></g></svg>";
    struct buffer out = {0};
    const char *why;
    for (size_t length = 0; length < sizeof good - 1; length++) {
        char *part = malloc(length + 1); /* exactly as long, so that a read beyond the end is seen */
        assert_non_null(part);
        memcpy(part, good, length);
        assert_int_equal(svg_finish(&one_word, (struct text){part, length}, &out, &why), -1);
        free(part);
    }
    for (size_t at = 0; at < sizeof good - 1; at++) {
        static const char damages[] = {'<', '>', '&', '\'', '\0', '\xff', ' ', '/'};
        for (size_t damage = 0; damage < sizeof damages; damage++) {
            char bad[sizeof good];
            memcpy(bad, good, sizeof good);
            bad[at] = damages[damage];
            int result = svg_finish(&one_word, (struct text){bad, sizeof good - 1}, &out, &why);
            assert_true(result == 0 || why != NULL);
        }
    }
    buffer_free(&out);
}

static void names_are_file_names(void **state)
{
    (void)state;
    assert_true(svg_is_name("burnout-trend_2"));
    static const char *const bad[] = {"", "../x", "a b", "a/b", ".x", "\u00e9", "x\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(svg_is_name(bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_picture_is_made_fit_for_a_page), cmocka_unit_test(what_charts_do_not_need_is_refused), cmocka_unit_test(what_is_not_well_formed_is_refused),
                                       cmocka_unit_test(damage_is_survived), cmocka_unit_test(names_are_file_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
