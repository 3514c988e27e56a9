/* The headings by which a field's column is found: its name and its aliases, some of them in certain waves only. */
#include "codebook_internal.h"

#include <stdlib.h>
#include <string.h>

#include "period.h"

struct alias_source { const char *heading; const struct json *from, *until; };

static const struct key alias_keys[] = {
    {"heading", KEY_TEXT, offsetof(struct alias_source, heading), true, NULL},
    {"from", KEY_NAME, offsetof(struct alias_source, from), false, NULL},
    {"until", KEY_NAME, offsetof(struct alias_source, until), false, NULL},
    {0}};
const struct key_table codebook_alias_table = {"alias", "an alias", alias_keys, false, {NULL}};

/* The first or last day of a wave that an alias names. */
static void take_day(struct reader *reader, const struct json *wave, bool last, char day[11])
{
    struct period period;
    struct failure failure = {0};
    if (!wave) return;
    if (period_parse(wave->text, &period, &failure)) codebook_mistake(reader, at_value(wave), arena_copy(reader->arena, failure.hint, strlen(failure.hint)), "%s", failure.text);
    else memcpy(day, last ? period.end : period.start, 11);
}

static bool read_one(struct reader *reader, const struct json *node, struct alias *alias)
{
    struct alias_source source = {node->text, NULL, NULL};
    if (node->kind == JSON_KIND_OBJECT) {
        if (!codebook_key_read(reader, node, &codebook_alias_table, &source)) return false;
    } else if (!codebook_key_text(reader, node, "aliases", false)) return false;
    if (!source.heading) return false;
    *alias = (struct alias){.heading = source.heading};
    take_day(reader, source.from, false, alias->from);
    take_day(reader, source.until, true, alias->until);
    if (!text_trim(text_of(source.heading)).length) codebook_mistake(reader, at_value(node), NULL, "an alias is empty");
    else if (alias->from[0] && alias->until[0] && strcmp(alias->from, alias->until) > 0) codebook_mistake(reader, at_value(node), "exchange the two", "'from' is later than 'until'");
    else return true;
    return false;
}

int codebook_alias_read(struct reader *reader, const struct json *list, const struct alias **out)
{
    struct alias *aliases = arena_new(reader->arena, list ? (size_t)list->count : 0, sizeof *aliases);
    int count = 0;
    for (int i = 0; list && i < list->count; i++) count += read_one(reader, &list->children[i], &aliases[count]);
    *out = aliases;
    return count;
}

static bool overlap(const struct alias *a, const struct alias *b)
{
    if (!a || !b) return true;
    bool a_before = a->until[0] && b->from[0] && strcmp(a->until, b->from) < 0, b_before = b->until[0] && a->from[0] && strcmp(b->until, a->from) < 0;
    return !a_before && !b_before;
}

bool codebook_alias_overlap(const struct spelling *a, const struct spelling *b)
{
    return overlap(a->alias, b->alias);
}

/* A list and its choices are one owner: they are looked for by the same headings. */
static int owner_of(const struct codebook *book, int field)
{
    int set = book->fields[field].choice_set;
    return set < 0 ? field : book->choice_sets[set].first;
}

/* `source` is of the field, or of a list's first choice. */
static size_t add(struct reader *reader, const struct field_source *source, const char *name, const struct alias *aliases, int alias_count, int owner, struct spelling *list)
{
    size_t count = 0;
    if (!source->name) return 0;
    list[count++] = codebook_name_spelling(reader, name, source->name, owner);
    for (int a = 0; a < alias_count; a++) {
        bool all_read = source->aliases && source->aliases->count == alias_count;
        list[count] = codebook_name_spelling(reader, aliases[a].heading, all_read ? &source->aliases->children[a] : source->name, owner);
        list[count++].alias = &aliases[a];
    }
    return count;
}

void codebook_alias_check(struct reader *reader)
{
    const struct codebook *book = reader->book;
    size_t room = 0, count = 0;
    for (int f = 0; f < book->field_count; f++) room += 1 + (size_t)book->fields[f].alias_count;
    for (int s = 0; s < book->choice_set_count; s++) room += 1 + (size_t)book->choice_sets[s].alias_count;
    struct spelling *list = memory_new(room, sizeof *list);
    for (int f = 0; f < book->field_count; f++) {
        const struct field *field = &book->fields[f];
        count += add(reader, &reader->field_sources[f], field->name, field->aliases, field->alias_count, owner_of(book, f), list + count);
    }
    for (int s = 0; s < book->choice_set_count; s++) {
        const struct choice_set *set = &book->choice_sets[s];
        if (set->count) count += add(reader, &reader->field_sources[set->first], set->name, set->aliases, set->alias_count, set->first, list + count);
    }
    codebook_name_distinct(reader, list, count, "heading");
    free(list);
}
