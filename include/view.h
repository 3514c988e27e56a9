/* What a page shows, as names and values: made by the writers, read by the template engine. Pure; lives in an arena.
 *
 *     struct view *page = view_create(arena);
 *     view_text(page, "title", release_about(release, "title"));       shown with {{title}}, escaped
 *     view_markup(page, "chart", svg);                                 shown with {{{chart}}}, as it is: only what we made or have checked
 *     struct view *row = view_item(page, "rows");                      one more turn of {{#each rows}}
 *
 * A name is looked for in the view itself and then in those it lies within. Texts are copied.
 */
#ifndef SPWELL_VIEW_H
#define SPWELL_VIEW_H
#include <stdbool.h>
#include "memory.h"

struct view;
enum view_kind { VIEW_ABSENT, VIEW_TEXT, VIEW_MARKUP, VIEW_FLAG, VIEW_LIST };

struct view *view_create(struct arena *arena);
struct arena *view_arena(const struct view *view);
void view_text(struct view *view, const char *name, const char *text);
void view_format(struct view *view, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
void view_markup(struct view *view, const char *name, const char *markup);
void view_flag(struct view *view, const char *name, bool flag);
struct view *view_item(struct view *view, const char *list); /* appends; the list begins with its first item */

/* Reading. `text` is filled for texts and markup, `first` for lists. */
struct view_value { enum view_kind kind; const char *text; bool flag; const struct view *first; };
struct view_value view_find(const struct view *view, const char *name, size_t length);
const struct view *view_next(const struct view *item); /* the next item of its list, or NULL */

#endif
