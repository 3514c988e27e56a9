#include "joint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Variances smaller than this share of the squares they are made of are rounding. */
static const double ROUNDING = 1e-13;

enum { KEPT_LIMIT = 1 << 22 }; /* numbers: 32 MB */
static const size_t no_group = SIZE_MAX;

struct pass {
    const struct joint_plan *plan;
    const struct values *values;
    const struct design *design;
    size_t *influence_of;    /* of each profile: where its group's influences begin, or no_group */
    double *adjustment;      /* statistics x post-strata: what each respondent gives back; NULL without calibration */
    size_t sampling_strata;
    double *sums, *products; /* of each sampling stratum: statistics; statistics x statistics */
    bool *is_used;           /* of each sampling stratum: somebody answered */
    double *team, *size;     /* statistics, of the team at hand: the sum, and that of absolute values */
    double *kept;            /* both of every team that somebody answered in, of others NaN; NULL: too many to keep, people are looked at again */
    double *squares;         /* of each statistic: of those sizes, to tell rounding from variance */
    double teams;
};

static void find_groups(struct pass *pass)
{
    const struct joint_plan *plan = pass->plan;
    const struct design *design = pass->design;
    pass->influence_of = memory_new(design->profiles, sizeof *pass->influence_of);
    for (size_t p = 0; p < design->profiles; p++) {
        int cell = design->cell_of[p * (size_t)design->breakdown_count + (size_t)plan->breakdown];
        int group = cell == NO_CELL ? NO_GROUP : plan->group_of[cell];
        pass->influence_of[p] = group == NO_GROUP ? no_group : (size_t)group * pass->values->count * (size_t)plan->statistics;
    }
}

/* Most joint covariances are of two statistics, and then `statistics` is a constant where these are called, so that loops are written out. */

/* Of one team. by_stratum: statistics x post-strata, sums that are not weighted, or NULL. Returns whether anybody answered. */
static inline bool sum_team(struct pass *pass, size_t team, size_t statistics, double *by_stratum)
{
    const struct design *design = pass->design;
    bool answered = false;
    memset(pass->team, 0, statistics * sizeof *pass->team);
    memset(pass->size, 0, statistics * sizeof *pass->size);
    for (size_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
        uint32_t value = pass->values->at[i], profile = design->profile[i];
        if (pass->influence_of[profile] == no_group || value == VALUE_MISSING) continue;
        const double *influence = pass->plan->influence + pass->influence_of[profile] + (size_t)value * statistics;
        double weight = design->weight[profile];
        for (size_t s = 0; s < statistics; s++) {
            pass->team[s] += weight * influence[s];
            pass->size[s] += weight * fabs(influence[s]);
            if (by_stratum) by_stratum[s * design->strata + (size_t)design->stratum[profile]] += influence[s];
        }
        answered = true;
    }
    return answered;
}

static inline void keep_team(struct pass *pass, size_t team, size_t statistics, bool answered)
{
    double *kept = pass->kept + 2 * statistics * team;
    memcpy(kept, pass->team, statistics * sizeof *kept);
    memcpy(kept + statistics, pass->size, statistics * sizeof *kept);
    if (!answered) kept[statistics] = NAN;
}

static inline bool take_team(struct pass *pass, size_t team, size_t statistics)
{
    if (!pass->kept) return sum_team(pass, team, statistics, NULL);
    const double *kept = pass->kept + 2 * statistics * team;
    bool answered = !isnan(kept[statistics]);
    memcpy(pass->team, kept, statistics * sizeof *kept);
    if (answered) memcpy(pass->size, kept + statistics, statistics * sizeof *kept);
    else memset(pass->size, 0, statistics * sizeof *kept);
    return answered;
}

static inline void keep_teams(struct pass *pass, size_t statistics, double *by_stratum)
{
    for (size_t team = 0; team < pass->design->teams; team++) {
        bool answered = sum_team(pass, team, statistics, by_stratum);
        if (pass->kept) keep_team(pass, team, statistics, answered);
    }
}

/* As influence.c: unweighted sums by post-stratum, projected onto the margins. */
static void find_adjustment(struct pass *pass)
{
    const struct design *design = pass->design;
    size_t statistics = (size_t)pass->plan->statistics, strata = design->strata;
    double *sums = memory_new(statistics * strata, sizeof *sums);
    if (design->teams <= KEPT_LIMIT / (2 * statistics)) pass->kept = memory_new(2 * statistics * design->teams, sizeof *pass->kept);
    if (statistics == 2) keep_teams(pass, 2, sums);
    else keep_teams(pass, statistics, sums);
    pass->adjustment = memory_new(statistics * strata, sizeof *pass->adjustment);
    for (size_t s = 0; s < statistics; s++) design_adjust(design, sums + s * strata, pass->adjustment + s * strata);
    free(sums);
}

static inline void give_back(struct pass *pass, size_t team, size_t statistics)
{
    const struct design *design = pass->design;
    for (uint32_t i = design->team_stratum_first[team]; i < design->team_stratum_first[team + 1]; i++)
        for (size_t s = 0; s < statistics; s++) pass->team[s] -= design->team_stratum_weight[i] * pass->adjustment[s * design->strata + design->team_stratum[i]];
}

static inline void add_team(struct pass *pass, size_t team, size_t statistics)
{
    const struct design *design = pass->design;
    size_t stratum = design->sampling_stratum ? design->sampling_stratum[team] : 0;
    bool answered = take_team(pass, team, statistics);
    if (answered) pass->teams++;
    if (answered) pass->is_used[stratum] = true;
    if (pass->adjustment) give_back(pass, team, statistics);
    if (!answered && !pass->adjustment) return;
    double *sums = pass->sums + stratum * statistics, *products = pass->products + stratum * statistics * statistics;
    for (size_t a = 0; a < statistics; a++) {
        sums[a] += pass->team[a];
        pass->squares[a] += pass->size[a] * pass->size[a];
        for (size_t b = 0; b < statistics; b++) products[a * statistics + b] += pass->team[a] * pass->team[b];
    }
}

static void add_teams(struct pass *pass)
{
    size_t statistics = (size_t)pass->plan->statistics;
    for (size_t team = 0; team < pass->design->teams; team++) {
        if (statistics == 2) add_team(pass, team, 2);
        else add_team(pass, team, statistics);
    }
}

/* c (sum of z z' - e (sum of z) (sum of z)'): c = left n / (n - 1) and e = 1 / n of the n teams drawn in a stratum; a lonely one counts by its distance from the grand
 * mean, which is 0, or not at all. */
static void add_stratum(const struct pass *pass, size_t stratum, double *covariance)
{
    const struct design *design = pass->design;
    size_t statistics = (size_t)pass->plan->statistics;
    const double *sums = pass->sums + stratum * statistics, *products = pass->products + stratum * statistics * statistics;
    double n = design->stratified ? design->drawn[stratum] : (double)design->teams, left = design->stratified ? design->left[stratum] : 1;
    double scale = n > 1 ? left * n / (n - 1) : design->stratified && design->lonely == LONELY_ADJUST ? left : design->stratified ? 0 : (double)NAN, centring = n > 1 ? 1 / n : 0;
    for (size_t a = 0; a < statistics; a++)
        for (size_t b = 0; b < statistics; b++) covariance[a * statistics + b] += scale * (products[a * statistics + b] - centring * sums[a] * sums[b]);
}

struct joint joint_run(const struct joint_plan *plan, const struct values *values, const struct design *design)
{
    struct pass pass = {.plan = plan, .values = values, .design = design, .sampling_strata = design->stratified ? design->sampling_strata : 1};
    size_t statistics = (size_t)plan->statistics, used = 0;
    struct joint joint = {memory_new(statistics * statistics, sizeof(double)), 0};
    pass.sums = memory_new(pass.sampling_strata * statistics, sizeof *pass.sums);
    pass.products = memory_new(pass.sampling_strata * statistics * statistics, sizeof *pass.products);
    pass.is_used = memory_new(pass.sampling_strata, sizeof *pass.is_used);
    pass.team = memory_new(statistics, sizeof *pass.team);
    pass.size = memory_new(statistics, sizeof *pass.size);
    pass.squares = memory_new(statistics, sizeof *pass.squares);
    find_groups(&pass);
    if (design->weighted && design->strata) find_adjustment(&pass);
    add_teams(&pass);
    for (size_t stratum = 0; stratum < pass.sampling_strata; stratum++) {
        add_stratum(&pass, stratum, joint.covariance);
        used += pass.is_used[stratum];
    }
    for (size_t a = 0; a < statistics; a++)
        if (joint.covariance[a * statistics + a] < ROUNDING * pass.squares[a]) joint.covariance[a * statistics + a] = 0;
    joint.degrees = pass.teams - (double)used;
    free(pass.influence_of);
    free(pass.kept);
    free(pass.adjustment);
    free(pass.sums);
    free(pass.products);
    free(pass.is_used);
    free(pass.team);
    free(pass.size);
    free(pass.squares);
    return joint;
}

void joint_free(struct joint *joint)
{
    free(joint->covariance);
    joint->covariance = NULL;
}
