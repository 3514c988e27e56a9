#include "default.h"

#include <math.h>
#include <string.h>

#include "cell.h"
#include "memory.h"
#include "share.h"
#include "stream.h"

enum { TERMS = 20 };
static const double missing_share = 0.03, comment_share = 0.1, first_reason_weight = 4;

char default_behind(const struct plan *plan, int field)
{
    return field + 1 == plan->book->field_count ? '\n' : plan->separator;
}

const double *default_cuts(struct arena *arena, int count)
{
    double *cuts = arena_new(arena, (size_t)count, sizeof *cuts);
    for (int i = 0; i + 1 < count; i++) cuts[i] = (double)(i + 1) / count;
    return cuts;
}

static void category_cells(struct plan *plan, int number, struct choice *choice)
{
    const struct field *field = &plan->book->fields[number];
    struct text *cells = arena_new(plan->arena, (size_t)field->category_count, sizeof *cells);
    for (int i = 0; i < field->category_count; i++) cells[i] = cell_text(plan->arena, cell_category(&field->categories[i]), plan->separator, default_behind(plan, number));
    *choice = (struct choice){.cells = cells, .count = field->category_count};
}

bool default_number_cells(struct plan *plan, int field, double *lowest, double highest, double step, int decimals, struct choice *choice)
{
    static const double rounding = 1e-9; /* 0.3 / 0.1 is a little less than 3 */
    double first = ceil(*lowest / step - rounding), last = floor(highest / step + rounding);
    if (!(last >= first && last - first < PLAN_CELL_LIMIT)) return false;
    int count = (int)(last - first) + 1;
    *lowest = first * step;
    struct text *cells = arena_new(plan->arena, (size_t)count, sizeof *cells);
    for (int i = 0; i < count; i++) cells[i] = cell_number(plan->arena, (first + i) * step, decimals, plan->book->fields[field].decimal == ',' ? ',' : '.', plan->separator, default_behind(plan, field));
    *choice = (struct choice){.cells = cells, .count = count};
    return true;
}

/* The finest decimal step with at most `cells` cells, from the lowest value up. An open end lies 100 from the other. */
static int number_cells(struct plan *plan, int number, int cells, struct choice *choice, struct failure *failure)
{
    const struct field *field = &plan->book->fields[number];
    double lowest = field->minimum, highest = field->maximum, step = 1;
    if (isinf(lowest)) lowest = isinf(highest) ? 0 : highest - 100;
    if (isinf(highest)) highest = lowest + 100;
    int decimals = 0;
    double inside = (highest - lowest) * 1e-6; /* the ends themselves may be excluded */
    if (field->exclusive_minimum) lowest += inside;
    if (field->exclusive_maximum) highest -= inside;
    while ((highest - lowest) / step >= cells) step *= 10;
    while (field->type == FIELD_NUMBER && decimals < 3 && (highest - lowest) / step * 10 < cells) {
        step /= 10;
        decimals++;
    }
    if (default_number_cells(plan, number, &lowest, highest, step, decimals, choice)) return 0;
    fail(failure, STATUS_CONFIG, "%s: no number can be made up between %g and %g", field->name, field->minimum, field->maximum);
    return failure_hint(failure, "give the field a minimum and a maximum in the codebook");
}

static void date_cells(struct plan *plan, int number, const struct period *period, struct choice *choice)
{
    int64_t start = 0, end = 0;
    if (!text_date(text_of(period->start), &start) || !text_date(text_of(period->end), &end) || end < start) end = start;
    int count = end - start < PLAN_CELL_LIMIT ? (int)(end - start) + 1 : PLAN_CELL_LIMIT;
    struct text *cells = arena_new(plan->arena, (size_t)count, sizeof *cells);
    for (int i = 0; i < count; i++) cells[i] = cell_date(plan->arena, start + i, plan->book->fields[number].date_format, plan->separator, default_behind(plan, number));
    *choice = (struct choice){.cells = cells, .count = count};
}

/* Cut where a character begins. */
static size_t cut_to(const char *text, size_t length, double most)
{
    if ((double)length <= most) return length;
    size_t at = most < 0 ? 0 : (size_t)most;
    while (at && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
    return at;
}

/* The name of the wave, where a field holds it; everybody has the same. */
static void wave_cell(struct plan *plan, int number, const struct period *period, struct choice *choice)
{
    struct text *cell = arena_new(plan->arena, 1, sizeof *cell);
    *cell = cell_text(plan->arena, period->name, plan->separator, default_behind(plan, number));
    *choice = (struct choice){.cells = cell, .count = 1};
}

static void term_cells(struct plan *plan, int number, struct choice *choice)
{
    struct text *cells = arena_new(plan->arena, TERMS, sizeof *cells);
    for (int i = 0; i < TERMS; i++) {
        char *term = arena_format(plan->arena, "term-%d", i + 1);
        term[cut_to(term, strlen(term), plan->book->fields[number].maximum)] = 0;
        cells[i] = cell_text(plan->arena, term, plan->separator, default_behind(plan, number));
    }
    *choice = (struct choice){.cells = cells, .count = TERMS};
}

void default_phrases(struct plan *plan, int number, const struct text *phrases, int count, struct choice *choice)
{
    const struct field *field = &plan->book->fields[number];
    struct text *cells = arena_new(plan->arena, (size_t)count, sizeof *cells);
    for (int i = 0; i < count; i++) {
        char *phrase = arena_copy(plan->arena, phrases[i].at, cut_to(phrases[i].at, phrases[i].length, field->maximum));
        cells[i] = cell_text(plan->arena, phrase, plan->separator, default_behind(plan, number));
    }
    *choice = (struct choice){.cells = cells, .count = count};
}

/* The empty cell most often, then the other reasons alike. */
static void default_reasons(struct plan *plan, int number, struct recipe *recipe)
{
    const struct field *field = &plan->book->fields[number];
    int count = field->missing_count > 0 ? field->missing_count : 1;
    struct text *cells = arena_new(plan->arena, (size_t)count, sizeof *cells);
    double *weights = arena_new(plan->arena, (size_t)count, sizeof *weights), *cuts = arena_new(plan->arena, (size_t)count, sizeof *cuts);
    for (int i = 0; i < count; i++) {
        cells[i] = cell_text(plan->arena, field->missing_count > 0 ? field->missing[i].value : "", plan->separator, default_behind(plan, number));
        weights[i] = i ? 1 : first_reason_weight;
    }
    if (field->type == FIELD_TEXT) count = 1;
    if (!share_cumulate(weights, count, cuts)) cuts[0] = 1;
    recipe->reasons = (struct choice){.cells = cells, .count = count, .cuts = cuts, .by = -1, .plain = true};
    recipe->missing = field->required ? 0 : field->type == FIELD_TEXT ? 1 - comment_share : missing_share;
}

int default_recipe(struct plan *plan, int number, const struct period *period, struct failure *failure)
{
    const struct codebook *book = plan->book;
    const struct field *field = &book->fields[number];
    struct recipe *recipe = &plan->recipes[number];
    *recipe = (struct recipe){.kind = RECIPE_ANSWER, .level = LEVEL_WAVE, .key = stream_hash(field->name)};
    default_reasons(plan, number, recipe);
    if (number == book->identifier) recipe->kind = RECIPE_IDENTIFIER;
    if (number == book->cluster && field->type == FIELD_CATEGORY) recipe->level = LEVEL_TEAM;
    else if (number == book->cluster) recipe->kind = RECIPE_TEAM;
    if (recipe->kind != RECIPE_ANSWER) return 0;
    if (field->pattern && field->required) {
        fail(failure, STATUS_CONFIG, "%s: no answer of this pattern can be made up", field->name);
        return failure_hint(failure, "take \"required\" or \"pattern\" out of a copy of the codebook");
    }
    if (field->pattern) recipe->missing = 1;
    switch (field->type) {
    case FIELD_CATEGORY: category_cells(plan, number, &recipe->choice); break;
    case FIELD_INTEGER: if (number_cells(plan, number, PLAN_CELL_LIMIT, &recipe->choice, failure)) return -1; break;
    case FIELD_NUMBER: if (number_cells(plan, number, 100, &recipe->choice, failure)) return -1; break;
    case FIELD_DATE: date_cells(plan, number, period, &recipe->choice); break;
    case FIELD_TERM:
        if (number == book->wave_field) wave_cell(plan, number, period, &recipe->choice);
        else term_cells(plan, number, &recipe->choice);
        break;
    case FIELD_TEXT: default_phrases(plan, number, plan->phrases, plan->phrase_count, &recipe->choice); break;
    }
    recipe->choice.cuts = default_cuts(plan->arena, recipe->choice.count);
    recipe->choice.by = -1;
    recipe->choice.plain = true;
    return 0;
}
