/* Everything about one measure: estimates for every cell, differences for every comparison. Pure.
 *
 *     struct analysis *analysis = analysis_run(&task, &values, design);
 *     ... analysis->estimates[i] ...
 *     analysis_destroy(analysis);
 */
#ifndef SPWELL_ANALYSE_ANALYSIS_H
#define SPWELL_ANALYSE_ANALYSIS_H
#include "compare.h"
#include "design.h"
#include "tally.h"

enum statistic { STATISTIC_MEAN, STATISTIC_SD, STATISTIC_MEDIAN, STATISTIC_Q1, STATISTIC_Q3, STATISTIC_TOTAL, STATISTIC_PERCENT, STATISTIC_BIN };
extern const char *const statistic_names[];

/* What is wanted of a measure. Numbers give mean, sd, quartiles, the total if wanted and a share for each bin; yes/no the share of
 * code 0; categories a share of each. */
struct task {
    bool is_number, is_table, total, mean_only, alone; /* is_table: several categories, compared all at once; mean_only: without quartiles; alone: nothing beside the contrasts */
    int slots;                /* bins, 1 for yes/no, or categories */
    const double *bin_edges;  /* slots + 1, for numbers with bins: low <= y < high, the last <= */
    const int (*pairs)[2];    /* cells: group, reference */
    int pair_count;
    const int (*sets)[2];     /* several groups against one reference: the first of their pairs, and how many */
    int set_count;
    const bool *breakdowns;   /* one a breakdown: of the cells of others nothing is said; NULL: all are wanted */
};

struct estimate {
    int cell, slot; /* slot -1: none */
    enum statistic statistic;
    double n, count; /* count: people in the category, NaN when it does not apply */
    double n_effective, value, se, df;
    struct interval interval;
    double design_df;                /* df and interval as R survey has them: by the teams less one, Wilson by 1.96. The same where teams are many */
    struct interval design_interval;
    bool few_teams; /* df and interval allow for few teams (degrees.h) */
    const char *why; /* NULL, or why something is missing */
};

struct contrast {
    int pair;
    double n, n_reference;
    struct difference difference;
    struct difference design; /* as R's svyglm has it: se the same, the others by the teams less two */
    bool few_teams; /* the difference allows for few teams (degrees.h) */
    struct effect effect; /* Hedges' g of numbers; of shares the difference itself */
    long yes, no, reference_yes, reference_no; /* of shares */
    double share, reference_share, share_variance, reference_variance, covariance, degrees; /* of shares; degrees: teams with an answer in either group less their strata */
    bool few;  /* fewer than five answers, or teams, on a side */
    bool lone; /* one answer, or one team, on a side: no uncertainty can be told */
    const char *why;
};

enum { GROUP_LIMIT = 240 };

/* What stands beside a contrast (beside.h): the pair, or the set of groups, by another method. value: only where it is in the unit of the measure. */
struct beside {
    int pair, set; /* the other is -1 */
    const char *method, *effect_name; /* effect_name NULL: none */
    double n, n_reference, value, statistic, df, p; /* n: of all groups but the reference */
    struct interval value_interval;
    struct effect effect;
    const char *why;
};

struct analysis { struct estimate *estimates; size_t estimate_count, estimate_room; struct contrast *contrasts; int contrast_count; struct beside *besides; size_t beside_count, beside_room; };

struct analysis *analysis_run(const struct task *task, const struct values *values, const struct design *design);
void analysis_destroy(struct analysis *analysis);

#endif
