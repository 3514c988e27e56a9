/* What may stand in the page. Cases are written by hand from XML 1.0 and the list in svg.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/report/svg.h"

#define WRAP(inner) "<svg xmlns=\"http://www.w3.org/2000/svg\">" inner "</svg>"

static const char *check(const char *svg)
{
    size_t start, at;
    return svg_check(text_of(svg), &start, &at);
}

static void drawings_pass(void **state)
{
    (void)state;
    static const char *const good[] = {WRAP(""), WRAP("<title>a &amp; b</title><desc>&#39;x&#39;</desc>"), WRAP("<g><path d='M0,0' style='fill:none'/></g><!-- a remark -->"),
        WRAP("<use xlink:href='#dot' fill=\"url(#grey)\"/>"), WRAP("<text x='1'>58%</text>"), "<?xml version='1.0'?>\n" WRAP("") "\n"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (check(good[i])) fail_msg("%s: %s", good[i], check(good[i]));
    size_t start, at;
    assert_null(svg_check(text_of("<?xml version='1.0'?><svg/>"), &start, &at));
    assert_int_equal(start, 21); /* the declaration is left out of the page */
}

static void what_runs_or_fetches_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {WRAP("<script>alert(1)</script>"), WRAP("<g onload='x'/>"), WRAP("<foreignObject/>"), WRAP("<image href='x.png'/>"), WRAP("<a href='#x'/>"),
        WRAP("<use href='http://x/#a'/>"), WRAP("<use href=' javascript:alert(1)'/>"), WRAP("<use href=''/>"), WRAP("<rect fill='url(http://x)'/>"), WRAP("<rect fill='&#117;rl(http://x)'/>"),
        WRAP("<rect style='background:url(\"http://x\")'/>"), WRAP("<rect style='fill:u\\72l(http://x)'/>"), WRAP("<style>@import 'x'</style>"), WRAP("<animate/>"), WRAP("<set/>"), WRAP("<SCRIPT/>")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!check(bad[i])) fail_msg("%s passed", bad[i]);
}

static void what_is_not_well_formed_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "<svg>", "<svg></g>", WRAP("<g><path></g></path>"), WRAP("<g id='a' id='b'/>"), WRAP("<g id=a/>"), WRAP("<g id='a"), WRAP("a < b"), WRAP("&nbsp;"), WRAP("& "),
        "<!DOCTYPE svg>" WRAP(""), WRAP("<![CDATA[x]]>"), WRAP("<?php x?>"), WRAP("") WRAP(""), "text" WRAP(""), WRAP("") "text", WRAP("<!-- -- -->"), WRAP("\xff"), WRAP("\x01"), "<g/>", WRAP("<g id='<'/>"), WRAP("<g/ >")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!check(bad[i])) fail_msg("%s passed", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(drawings_pass), cmocka_unit_test(what_runs_or_fetches_is_refused), cmocka_unit_test(what_is_not_well_formed_is_refused)};
    return cmocka_run_group_tests_name("report/svg", tests, NULL, NULL);
}
