/* The template engine. Expected results are written by hand from the rules of template.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* status.h has a function of this name */
#include <string.h>
#include "template.h"

static struct text partials(const char *name)
{
    if (strcmp(name, "row.html") == 0) return text_of("<li>{{name}}</li>");
    if (strcmp(name, "loop.html") == 0) return text_of("{{> loop.html}}");
    return (struct text){NULL, 0};
}

static void setup(struct view *view)
{
    view_text(view, "title", "<b> & \"q\" 'a'");
    view_markup(view, "chart", "<svg/>");
    view_flag(view, "on", true);
    view_flag(view, "off", false);
    view_text(view, "empty", "");
    view_text(view, "elsewhere", "there");
    view_text(view_item(view, "rows"), "name", "NHS");
    view_text(view_item(view, "rows"), "name", "<script>");
}

static void renders(const char *source, const char *expected)
{
    struct arena *arena = arena_create();
    struct view *view = view_create(arena);
    struct buffer out = {0};
    struct failure failure = {0};
    setup(view);
    buffer_put(&out, "");
    assert_int_equal(template_render(text_of(source), view, partials, buffer_html, &out, &failure), 0);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
    arena_destroy(arena);
}

static void refuses(const char *source, const char *said)
{
    struct arena *arena = arena_create();
    struct view *view = view_create(arena);
    struct buffer out = {0};
    struct failure failure = {0};
    setup(view);
    assert_int_equal(template_render(text_of(source), view, partials, buffer_html, &out, &failure), -1);
    assert_int_equal(failure.status, STATUS_FAULT);
    assert_non_null(strstr(failure.text, said));
    buffer_free(&out);
    arena_destroy(arena);
}

static void texts_are_escaped_and_markup_is_not(void **state)
{
    (void)state;
    renders("a {{title}} b", "a &lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; b");
    renders("{{{chart}}}", "<svg/>");
    renders("{{elsewhere}}", "there"); /* not an else */
    renders("plain { single } braces", "plain { single } braces");
}

static void each_turns_once_an_item(void **state)
{
    (void)state;
    renders("{{#each rows}}[{{name}}]{{/each}}", "[NHS][&lt;script&gt;]");
    renders("{{#each nothing}}x{{/each}}.", ".");
    renders("{{#each rows}}{{> row.html}}{{/each}}", "<li>NHS</li><li>&lt;script&gt;</li>");
    renders("{{#each rows}}{{elsewhere}} {{/each}}", "there there "); /* texts are found outside */
    renders("{{#each rows}}{{#each rows}}{{name}}{{/each}}{{#if rows}}some{{else}}none {{/if}}{{/each}}", "none none "); /* lists are not: these rows have none */
}

static void if_knows_flags_texts_and_lists(void **state)
{
    (void)state;
    renders("{{#if on}}a{{/if}}{{#if off}}b{{/if}}{{#if empty}}c{{/if}}{{#if title}}d{{/if}}{{#if rows}}e{{/if}}{{#if absent}}f{{/if}}", "ade");
    renders("{{#if off}}a{{else}}b{{/if}}{{#if on}}c{{else}}d{{/if}}", "bc");
    renders("{{#if on}}{{#if off}}a{{else}}b{{/if}}{{else}}c{{/if}}", "b");
}

static void another_escape(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct view *view = view_create(arena);
    struct buffer out = {0};
    struct failure failure = {0};
    setup(view);
    assert_int_equal(template_render(text_of("*{{title}}* {{{chart}}}"), view, partials, buffer_markdown, &out, &failure), 0);
    assert_string_equal(out.at, "*&lt;b\\> &amp; \"q\" 'a'* <svg/>");
    buffer_free(&out);
    arena_destroy(arena);
}

static void mistakes_are_faults(void **state)
{
    (void)state;
    refuses("{{absent}}", "never given");
    refuses("{{{title}}}", "a text, not markup");
    refuses("{{chart}}", "not a text");
    refuses("{{#each rows}}x", "not closed");
    refuses("{{#if on}}x{{/each}}", "not closed");
    refuses("x{{/if}}", "not open");
    refuses("{{> missing.html}}", "no template");
    refuses("{{> loop.html}}", "too deep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts_are_escaped_and_markup_is_not), cmocka_unit_test(each_turns_once_an_item), cmocka_unit_test(if_knows_flags_texts_and_lists),
        cmocka_unit_test(another_escape), cmocka_unit_test(mistakes_are_faults)};
    return cmocka_run_group_tests_name("lib/template", tests, NULL, NULL);
}
