/* A small template engine for pages. Pure.
 *
 *     {{name}}                        a text of the view, escaped for HTML
 *     {{{name}}}                      markup made by us; a text is refused here
 *     {{#each rows}} ... {{/each}}    once an item; inside, names are looked for in the item first
 *     {{#if name}} ... {{else}} ... {{/if}}    true: a flag that is set, a text or markup that is not empty, a list with items
 *     {{> table.html}}                another template, with the same view
 *
 *     template_render(source, page, lookup, &out, failure)
 * A name that is shown but was never given, markup shown with {{ }}, an open block: STATUS_FAULT with the name. Absent names are false and empty in if and each.
 */
#ifndef REPORT_TEMPLATE_H
#define REPORT_TEMPLATE_H
#include "status.h"
#include "text.h"
#include "view.h"

/* The source of a partial; at == NULL when there is none. */
typedef struct text template_lookup(const char *name);

int template_render(struct text source, const struct view *view, template_lookup *lookup, struct buffer *out, struct failure *failure) MUST_USE;

#endif
