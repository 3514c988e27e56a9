#include "view.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct entry {
    const char *name;
    enum view_kind kind;
    const char *text;
    bool flag;
    struct view *first, *last;
    struct entry *next;
};

struct view {
    struct arena *arena;
    const struct view *parent;
    struct view *next; /* in its list */
    struct entry *entries;
};

struct view *view_create(struct arena *arena)
{
    struct view *view = arena_new(arena, 1, sizeof *view);
    view->arena = arena;
    return view;
}

struct arena *view_arena(const struct view *view) { return view->arena; }

static struct entry *entry_of(const struct view *view, const char *name, size_t length)
{
    for (struct entry *entry = view->entries; entry; entry = entry->next)
        if (strlen(entry->name) == length && memcmp(entry->name, name, length) == 0) return entry;
    return NULL;
}

static struct entry *entry_set(struct view *view, const char *name, enum view_kind kind)
{
    struct entry *entry = entry_of(view, name, strlen(name));
    if (!entry) {
        entry = arena_new(view->arena, 1, sizeof *entry);
        entry->name = name;
        entry->next = view->entries;
        view->entries = entry;
    }
    entry->kind = kind;
    return entry;
}

void view_text(struct view *view, const char *name, const char *text)
{
    entry_set(view, name, VIEW_TEXT)->text = arena_copy(view->arena, text, strlen(text));
}

void view_format(struct view *view, const char *name, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t length = (size_t)vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = arena_new(view->arena, length + 1, 1);
    vsnprintf(text, length + 1, format, again);
    va_end(again);
    entry_set(view, name, VIEW_TEXT)->text = text;
}

void view_markup(struct view *view, const char *name, const char *markup)
{
    entry_set(view, name, VIEW_MARKUP)->text = arena_copy(view->arena, markup, strlen(markup));
}

void view_flag(struct view *view, const char *name, bool flag) { entry_set(view, name, VIEW_FLAG)->flag = flag; }

struct view *view_item(struct view *view, const char *list)
{
    struct entry *entry = entry_of(view, list, strlen(list));
    if (!entry) entry = entry_set(view, list, VIEW_LIST);
    struct view *item = view_create(view->arena);
    item->parent = view;
    if (entry->last) entry->last->next = item;
    else entry->first = item;
    entry->last = item;
    return item;
}

/* A list is its owner's alone: an item without figures has none, whatever the page has. */
struct view_value view_find(const struct view *item, const char *name, size_t length)
{
    for (const struct view *view = item; view; view = view->parent) {
        const struct entry *entry = entry_of(view, name, length);
        if (entry && (view == item || entry->kind != VIEW_LIST)) return (struct view_value){entry->kind, entry->text ? entry->text : "", entry->flag, entry->first};
    }
    return (struct view_value){VIEW_ABSENT, "", false, NULL};
}

const struct view *view_next(const struct view *item) { return item->next; }
