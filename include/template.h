/* A small template engine for pages, in HTML or whatever else has an escape. Pure.
 *
 *     {{name}}                        a text of the view, escaped
 *     {{{name}}}                      markup made by us; a text is refused here
 *     {{#each rows}} ... {{/each}}    once an item; inside, names are looked for in the item first
 *     {{#if name}} ... {{else}} ... {{/if}}    true: a flag that is set, a text or markup that is not empty, a list with items
 *     {{> table.html}}                another template, with the same view
 *
 *     template_render(source, page, lookup, buffer_html, &out, failure)
 * A name that is shown but was never given, markup shown with {{ }}, an open block: STATUS_FAULT with the name. Absent names are false and empty in if and each.
 */
#ifndef SPWELL_TEMPLATE_H
#define SPWELL_TEMPLATE_H
#include "status.h"
#include "text.h"
#include "view.h"

/* The source of a partial; at == NULL when there is none. */
typedef struct text template_lookup(const char *name);
/* How a text is put, such as buffer_html or buffer_markdown. */
typedef void template_escape(struct buffer *out, const char *text);

int template_render(struct text source, const struct view *view, template_lookup *lookup, template_escape *escape, struct buffer *out, struct failure *failure) MUST_USE;

#endif
