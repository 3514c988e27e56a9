#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "default.h"
#include "memory.h"
#include "resource.h"
#include "route.h"
#include "share.h"
#include "stream.h"

enum { TEAM_SMALLEST = 4, TEAM_LARGEST = 12 };

/* One phrase a line; \n in it is a line break. */
static void read_phrases(struct plan *plan)
{
    struct text file = resource("synth/phrases.txt");
    struct text *phrases = arena_new(plan->arena, file.length + 1, sizeof *phrases);
    char *bytes = arena_copy(plan->arena, file.at, file.length);
    int count = 0;
    for (char *line = bytes; *line;) {
        char *end = strchr(line, '\n'), *to = line;
        size_t length = end ? (size_t)(end - line) : strlen(line);
        char *next = line + length + (end != NULL);
        for (const char *from = line; from < line + length; from++) {
            bool broken = from[0] == '\\' && from[1] == 'n';
            *to++ = broken ? '\n' : *from;
            from += broken;
        }
        if (to > line) phrases[count++] = (struct text){line, (size_t)(to - line)};
        line = next;
    }
    plan->phrases = phrases;
    plan->phrase_count = count;
}

/* Teams of 4 to 12, all sizes alike. */
static void default_team_sizes(struct plan *plan)
{
    double *weights = arena_new(plan->arena, TEAM_LARGEST, sizeof *weights), *cuts = arena_new(plan->arena, TEAM_LARGEST, sizeof *cuts);
    for (int i = TEAM_SMALLEST - 1; i < TEAM_LARGEST; i++) weights[i] = 1;
    if (!share_cumulate(weights, TEAM_LARGEST, cuts)) abort();
    plan->team_sizes = (struct choice){.count = TEAM_LARGEST, .cuts = cuts, .by = -1, .plain = true};
}

static size_t longest(const struct choice *choice)
{
    size_t length = 0;
    for (int i = 0; i < choice->count; i++) length = choice->cells[i].length > length ? choice->cells[i].length : length;
    return length;
}

static void finish_recipe(struct plan *plan, struct recipe *recipe, const struct codebook *book)
{
    struct choice *choice = &recipe->choice;
    if (choice->plain && (recipe->propensity.load_count || recipe->propensity.shift_count)) {
        int tables = choice->by < 0 ? 1 : book->fields[choice->by].category_count;
        size_t cuts = (size_t)tables * (size_t)(choice->count - 1);
        double *normal = arena_new(plan->arena, cuts + 1, sizeof *normal);
        memcpy(normal, choice->cuts, cuts * sizeof *normal);
        share_to_normal(normal, (int)cuts);
        choice->cuts = normal;
        choice->plain = false;
    }
}

static size_t recipe_room(const struct recipe *recipe)
{
    size_t room = recipe->kind == RECIPE_ANSWER ? longest(&recipe->choice) : PLAN_NAME_ROOM + 40;
    if (longest(&recipe->reasons) > room) room = longest(&recipe->reasons);
    for (int i = 0; i < recipe->skip_count; i++) room = recipe->skips[i].cell.length > room ? recipe->skips[i].cell.length : room;
    return room;
}

void plan_finish(struct plan *plan)
{
    finish_recipe(plan, &plan->response, plan->book);
    plan->row_limit = 0;
    for (int f = 0; f < plan->book->field_count; f++) {
        finish_recipe(plan, &plan->recipes[f], plan->book);
        plan->row_limit += recipe_room(&plan->recipes[f]);
    }
    route_finish(plan);
}

static int check_encoding(const struct codebook *book, struct failure *failure)
{
    const char *encoding = book->encoding;
    if (!encoding || !strcmp(encoding, "UTF-8") || !strcmp(encoding, "utf-8")) return 0;
    fail_at(failure, STATUS_CONFIG, book->path, 0, 0, "answers are made up in UTF-8, and this codebook declares %s", encoding);
    return failure_hint(failure, "leave \"encoding\" out of a copy of the codebook");
}

struct plan *plan_create(const struct codebook *book, const struct period *period, uint64_t seed, struct failure *failure)
{
    if (check_encoding(book, failure)) return NULL;
    struct plan *plan = memory_new(1, sizeof *plan);
    plan->arena = arena_create();
    plan->book = book;
    plan->seed = seed;
    plan->wave_key = stream_hash(period->name);
    plan->wave = -1;
    plan->separator = book->separator ? book->separator : ',';
    plan->team_prefix = book->cluster >= 0 && book->fields[book->cluster].maximum < PLAN_NAME_ROOM ? "" : "team-"; /* short names may be wanted */
    plan->recipes = arena_new(plan->arena, (size_t)book->field_count, sizeof *plan->recipes);
    plan->factors = arena_new(plan->arena, PLAN_FACTOR_LIMIT, sizeof *plan->factors);
    default_team_sizes(plan);
    read_phrases(plan);
    for (int f = 0; f < book->field_count; f++) {
        if (!default_recipe(plan, f, period, failure)) continue;
        plan_destroy(plan);
        return NULL;
    }
    plan_finish(plan);
    return plan;
}

void plan_destroy(struct plan *plan)
{
    if (!plan) return;
    arena_destroy(plan->arena);
    free(plan);
}
