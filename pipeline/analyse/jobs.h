/* All measures of a wave, by several threads: each takes the next measure, reads it through a connection of its own and analyses it.
 * A measure is one thread's work from beginning to end, so results do not depend on how many threads there are. */
#ifndef SPWELL_ANALYSE_JOBS_H
#define SPWELL_ANALYSE_JOBS_H
#include "adjusted.h"
#include "analysis.h"
#include "model_write.h"
#include "respondents.h"
#include "traits.h"

/* The comparisons a measure belongs to: plan (of the codebook) of each pair; sets: of each list of groups, its first pair and how many. complete: of those who answered all
 * questions (sensitivity.h), or NULL. traits: NULL where none are told. */
struct measure_result { struct analysis *analysis, *complete; /* complete: of those who answered all questions (sensitivity.h), or NULL */ int *plans; int (*pairs)[2]; int pair_count; int (*sets)[2]; int set_count; struct traits *traits; };

/* results: one a measure; jobs_free releases them. */
int jobs_run(const char *store_path, const char *wave, const struct respondents *respondents, int threads, struct measure_result *results, struct adjusted *adjusted, struct models *models, struct failure *failure) MUST_USE;
void jobs_free(struct measure_result *results, int count);

#endif
