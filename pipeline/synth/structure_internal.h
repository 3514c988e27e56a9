/* Inside the reader of structures: what its files share. All functions return 0, or -1 with the failure filled, unless they say otherwise.
 *
 *     structure.c             the order of reading
 *     structure_check.c       kinds of values, unknown keys, names of fields, categories and waves
 *     structure_team.c        waves, panel, teams
 *     structure_pattern.c     which fields "cbi_work_*" means
 *     structure_condition.c   "when", "from", "until"; skips
 *     structure_propensity.c  loads and shifts, factors, who answers
 *     structure_share.c       shares and reasons for missing answers, with or without "by"
 *     structure_field.c       fields
 */
#ifndef SPWELL_SYNTH_STRUCTURE_INTERNAL_H
#define SPWELL_SYNTH_STRUCTURE_INTERNAL_H
#include "json.h"
#include "memory.h"
#include "plan.h"

struct structure {
    struct plan *plan;
    const struct json *waves;
    int factors_known; /* those that loads may name */
    struct failure *failure;
};

/* What is known when something is drawn: answers of lower levels, and of the same level the fields before `field`. */
struct moment { enum plan_level level; int field; };

#define STRUCTURE_KEYS(...) (const char *const[]){__VA_ARGS__, NULL}
int structure_check_keys(struct structure *structure, const struct json *object, const char *what, const char *const *known) MUST_USE;
int structure_check_kind(struct structure *structure, const struct json *value, enum json_kind kind, const char *what) MUST_USE;
int structure_check_number(struct structure *structure, const struct json *value, const char *what, double low, double high, double *out) MUST_USE;
int structure_check_count(struct structure *structure, const struct json *value, const char *what, int low, int high, int *out) MUST_USE;
/* These three give -1 when the name is unknown, with the failure filled. `name` is a text, or a member whose key is the name. */
int structure_check_field(struct structure *structure, const struct json *name, const char *written) MUST_USE;
int structure_check_category(struct structure *structure, int field, const struct json *at, const char *written) MUST_USE;
int structure_check_wave(struct structure *structure, const struct json *wave) MUST_USE;
/* Fails at a value, or at the key of a member. Returns -1. */
int structure_check_fail(struct structure *structure, const struct json *at, const char *format, ...) PRINTF(3, 4);
int structure_check_fail_key(struct structure *structure, const struct json *member, const char *format, ...) PRINTF(3, 4);

int structure_team_waves(struct structure *structure, const struct json *waves, const struct json *panel, const struct period *period) MUST_USE;
int structure_team_read(struct structure *structure, const struct json *teams) MUST_USE;

/* Does the pattern mean the field? "cbi_*" means all that begin with cbi_; other patterns are names. */
bool structure_pattern_is(const char *pattern, const char *name);
/* Fails when a pattern means no field. `member`: its key is the pattern; else its text. */
int structure_pattern_check(struct structure *structure, const struct json *at, const char *pattern) MUST_USE;

int structure_condition_read(struct structure *structure, const struct json *when, struct moment moment, struct conditions *out) MUST_USE;
/* Is this wave between "from" and "until" of the object? 1, 0, or -1. */
int structure_condition_now(struct structure *structure, const struct json *object) MUST_USE;
int structure_condition_skips(struct structure *structure, const struct json *skips) MUST_USE;

int structure_propensity_read(struct structure *structure, const struct json *object, struct moment moment, struct propensity *out) MUST_USE;
/* After reading: fills the noise. */
int structure_propensity_settle(struct structure *structure, const struct json *object, enum plan_level level, struct propensity *propensity) MUST_USE;
int structure_propensity_factors(struct structure *structure, const struct json *factors) MUST_USE;
int structure_propensity_response(struct structure *structure, const struct json *response) MUST_USE;

/* Cuts for `count` cells from an array in their order, or an object by `names`. */
int structure_share_read(struct structure *structure, const struct json *shares, const char *const *names, int count, const double **cuts) MUST_USE;
/* The same, one set of cuts for each category of the field "by" of the recipe, when it has one. */
int structure_share_choice(struct structure *structure, const struct json *recipe, const char *const *names, struct moment moment, struct choice *choice) MUST_USE;
/* "missing": a share, or an object with "share" and "reasons". */
int structure_share_missing(struct structure *structure, const struct json *missing, int field) MUST_USE;

int structure_field_levels(struct structure *structure, const struct json *fields) MUST_USE;
int structure_field_read(struct structure *structure, const struct json *fields) MUST_USE;

#endif
