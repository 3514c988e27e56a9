#include "html.h"
#include <string.h>
#include "page.h"
#include "resource.h"
#include "template.h"

static struct text lookup(const char *name)
{
    char path[80] = "report/";
    strncat(path, name, sizeof path - strlen(path) - 1);
    return resource_find(path);
}

void html_css_string(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr(" .,:-", c) || c >= 0x80;
        if (plain) buffer_add(out, text, 1);
        else buffer_format(out, "\\%06x", c);
    }
}

/* The style sheets: the second, for print, carries the name of the report in its footer. */
static int write_style(const struct page *page, struct failure *failure)
{
    struct buffer footer = {0}, style = {0};
    struct text sheet = resource("report/report.css");
    struct view *print = view_create(page->release->arena);
    html_css_string(&footer, facts_heading(page->release));
    view_markup(print, "footer", footer.at);
    buffer_add(&style, sheet.at, sheet.length);
    int result = template_render(resource("report/page.css"), print, lookup, buffer_html, &style, failure);
    if (!result) view_markup(page->view, "style", style.at);
    buffer_free(&footer);
    buffer_free(&style);
    return result;
}

static void add_contents(const struct page *page, const char *id, const char *name)
{
    struct view *item = view_item(page->view, "contents");
    view_text(item, "id", id);
    view_text(item, "name", name);
}

static void write_contents(const struct page *page)
{
    const struct release *release = page->release;
    add_contents(page, "main-findings", "Main findings");
    add_contents(page, "what-to-look-at", "What to look at");
    add_contents(page, "who-answered", "Response rates");
    for (size_t i = 0; i < release->section_count; i++) {
        char slug[64];
        text_slug(text_of(release->section_rows[i].name), slug);
        add_contents(page, arena_format(release->arena, "section-%s", slug), release->section_rows[i].title);
    }
    add_contents(page, "changes", "Changes over time");
    if (view_find(page->view, "breakdowns", strlen("breakdowns")).first) add_contents(page, "breakdowns", "Key measures by other breakdowns");
    add_contents(page, "data-quality", "Data quality");
    add_contents(page, "how-to-read", "How to read this report");
    if (view_find(page->view, "meanings", strlen("meanings")).first) add_contents(page, "meanings", "What the measures mean");
    add_contents(page, "provenance", "Where this comes from");
}

int html_page(const struct release *release, const char *charts, struct buffer *out, struct failure *failure)
{
    struct page page = {release, resource("report/patterns.txt"), charts, view_create(release->arena), 0, 0, 0};
    overview_write(&page);
    if (section_write(&page, failure)) return -1;
    changes_write(&page);
    breakdown_write(&page);
    if (quality_write(&page, failure)) return -1;
    reliability_write(&page);
    sensitivity_write(&page);
    agreement_write(&page);
    closing_write(&page);
    write_contents(&page);
    if (write_style(&page, failure)) return -1;
    return template_render(resource("report/page.html"), page.view, lookup, buffer_html, out, failure);
}
