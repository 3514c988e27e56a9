/* What synth is to make for one survey, seed and wave.
 *
 * One mechanism makes every answer. A person has a propensity, a number y with mean 0 and variance 1 among people whom no shift
 * touches: loads on factors (strain, support ...), shifts for some people, and noise. Ascending cuts turn y into one of the cells that
 * may stand in the column, whether categories or numbers. Without loads, shifts and noise a uniform number takes the place of y, and
 * the cuts are cumulated shares.
 *
 *     struct plan *plan = plan_create(book, &period, seed, failure);       from the codebook alone
 *     if (structure_read(plan, path, failure)) ...                         or with a described structure
 *     plan_destroy(plan);                                                  the codebook must outlive the plan
 */
#ifndef SPWELL_SYNTH_PLAN_H
#define SPWELL_SYNTH_PLAN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "codebook.h"
#include "period.h"
#include "text.h"

enum { PLAN_FACTOR_LIMIT = 32, PLAN_CELL_LIMIT = 1001, PLAN_NAME_ROOM = 32 };

/* When an answer is drawn: once a team, once a person, or anew in each wave. */
enum plan_level { LEVEL_TEAM, LEVEL_PERSON, LEVEL_WAVE };

struct condition { int field; const bool *holds; /* one a category */ };
struct conditions { const struct condition *list; int count; }; /* all must hold */

struct load { int factor; double weight; };
struct shift { double amount; struct conditions when; };

struct propensity {
    const struct load *loads;
    const struct shift *shifts; /* those of this wave only */
    int load_count, shift_count;
    double noise; /* standard deviation that is left */
};

struct factor {
    const char *name;
    uint64_t key; /* of its streams */
    struct propensity propensity;         /* loads on earlier factors; noise: standard deviation of its own part */
    double team, person, wave;            /* how the own part is made up: standard deviations, their squares add up to 1 */
    double parts[PLAN_FACTOR_LIMIT];      /* weights of the own parts of all factors in this one */
};

/* One drawn among cells. */
struct choice {
    const struct text *cells; /* as they stand in the file, with the separator behind them */
    int count;
    const double *cuts; /* count - 1 ascending numbers, or as many for each category of field `by` */
    int by;             /* -1: one set of cuts */
    bool plain;         /* the cuts are cumulated shares, not values of y */
};

struct skip { struct conditions when; struct text cell; };

enum recipe_kind { RECIPE_ANSWER, RECIPE_IDENTIFIER, RECIPE_TEAM };

struct recipe {
    enum recipe_kind kind;
    enum plan_level level;
    uint64_t key; /* of its streams */
    struct choice choice;
    struct propensity propensity;
    double grows;          /* cells a wave since the person came */
    double missing;        /* share of people who leave it out */
    struct choice reasons; /* what then stands in the cell */
    const struct skip *skips;
    int skip_count;
    const struct condition *asked; /* the codebook's asked_if, one a cell of the earlier question; NULL: everybody is asked */
    struct text empty;             /* the cell of those who are not */
};

struct first_team { int size; const int *answers; /* one a field, -1: drawn */ };

struct plan {
    struct arena *arena;
    const struct codebook *book;
    uint64_t seed, wave_key;
    int wave;              /* place in the structure's list of waves; -1: no panel */
    double stay;           /* share of people who are still there a wave later */
    char separator;
    struct recipe *recipes; /* one a field */
    struct factor *factors;
    int factor_count;
    struct choice team_sizes; /* the cell's place plus 1 is the size */
    const struct first_team *first_teams;
    int first_team_count;
    const char *team_prefix;
    struct recipe response;   /* two cells: no, yes; no cell at all when everybody answers */
    double careless_share, careless_times; /* people who leave out more, and how many times as often */
    const struct text *phrases; /* for comments */
    int phrase_count;
    size_t row_limit; /* no row has more bytes */
};

struct plan *plan_create(const struct codebook *book, const struct period *period, uint64_t seed, struct failure *failure) MUST_USE;
void plan_destroy(struct plan *plan);
/* Turns shares into cuts of y where loads or shifts need that, and measures the longest row. After all recipes are there. */
void plan_finish(struct plan *plan);

#endif
