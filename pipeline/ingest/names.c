#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

struct name { const char *normal; int found; bool derived; };
struct names { struct arena *arena; struct name *at; size_t count, room; struct buffer room_for_text; };

static void add(struct names *names, struct text heading, int found, bool derived)
{
    struct text normal = text_normalise(heading, &names->room_for_text);
    names->at = memory_grow(names->at, names->count, &names->room, sizeof *names->at);
    names->at[names->count++] = (struct name){arena_copy(names->arena, normal.at, normal.length), found, derived};
}

static void add_derived(struct names *names, int found, const char *question, const char *between, const char *choice, const char *end)
{
    struct buffer heading = {0};
    buffer_format(&heading, "%s%s%s%s", question, between, choice, end);
    add(names, (struct text){heading.at, heading.length}, found, true);
    buffer_free(&heading);
}

/* As the survey tools write the column of one choice: Jisc and Qualtrics Q9_1, REDCap q9___1 (a minus sign becomes an underscore), LimeSurvey Q9[1], question
 * text with the choice in brackets or after a dash. */
static void add_choice(struct names *names, int found, const char *question, const struct category *choice)
{
    const char *words[] = {choice->value, choice->label};
    add_derived(names, found, question, "_", choice->value, "");
    add_derived(names, found, question, "___", choice->value, "");
    if (choice->value[0] == '-') add_derived(names, found, question, "____", choice->value + 1, "");
    for (int w = 0; w < 2; w++) {
        add_derived(names, found, question, "[", words[w], "]");
        add_derived(names, found, question, " [", words[w], "]");
        add_derived(names, found, question, " - ", words[w], "");
    }
}

static bool holds(const struct alias *alias, const struct period *period)
{
    return !period || ((!alias->from[0] || strcmp(alias->from, period->start) <= 0) && (!alias->until[0] || strcmp(alias->until, period->end) >= 0));
}

static void add_set(struct names *names, const struct codebook *book, int number, const struct period *period)
{
    const struct choice_set *set = &book->choice_sets[number];
    add(names, text_of(set->name), names_of_set(number), false);
    for (int c = 0; c < set->count; c++) add_choice(names, set->first + c, set->name, &set->choices[c]);
    for (int a = 0; a < set->alias_count; a++) {
        if (!holds(&set->aliases[a], period)) continue;
        add(names, text_of(set->aliases[a].heading), names_of_set(number), false);
        for (int c = 0; c < set->count; c++) add_choice(names, set->first + c, set->aliases[a].heading, &set->choices[c]);
    }
}

static void add_field(struct names *names, const struct field *field, int number, const struct period *period)
{
    add(names, text_of(field->name), number, false);
    for (int a = 0; a < field->alias_count; a++)
        if (holds(&field->aliases[a], period)) add(names, text_of(field->aliases[a].heading), number, false);
}

static int by_heading(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->normal, b->normal);
    return order ? order : a->derived != b->derived ? a->derived - b->derived : (a->found > b->found) - (a->found < b->found);
}

/* What a person wrote comes before what was made up of it; a made-up heading of two choices names neither. */
static void settle(struct names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++) {
        struct name *last = kept ? &names->at[kept - 1] : NULL;
        if (!last || strcmp(last->normal, names->at[i].normal)) names->at[kept++] = names->at[i];
        else if (last->derived && last->found != names->at[i].found) last->found = NAMES_NONE;
    }
    names->count = kept;
}

struct names *names_create(const struct codebook *book, const struct period *period)
{
    struct names *names = memory_new(1, sizeof *names);
    names->arena = arena_create();
    for (int f = 0; f < book->field_count; f++) add_field(names, &book->fields[f], f, period);
    for (int s = 0; s < book->choice_set_count; s++) add_set(names, book, s, period);
    qsort(names->at, names->count, sizeof *names->at, by_heading);
    settle(names);
    return names;
}

void names_destroy(struct names *names)
{
    if (!names) return;
    arena_destroy(names->arena);
    buffer_free(&names->room_for_text);
    free(names->at);
    free(names);
}

static int by_key(const void *key, const void *element)
{
    return strcmp(key, ((const struct name *)element)->normal);
}

int names_find(const struct names *names, struct text heading)
{
    struct buffer room = {0};
    struct text normal = text_normalise(heading, &room);
    const struct name *found = bsearch(normal.at, names->at, names->count, sizeof *names->at, by_key);
    buffer_free(&room);
    return found ? found->found : NAMES_NONE;
}
