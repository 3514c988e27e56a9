#include "structure.h"

#include "file.h"
#include "structure_internal.h"

enum { STRUCTURE_BYTES = 4 << 20 };

/* What holds for every field that can be left out, before the fields say otherwise. */
static int read_missing(struct structure *structure, const struct json *missing)
{
    struct plan *plan = structure->plan;
    if (structure_check_keys(structure, missing, "\"missing\"", STRUCTURE_KEYS("share", "reasons", "careless"))) return -1;
    const struct json *careless = json_member(missing, "careless");
    for (int f = 0; f < plan->book->field_count; f++) {
        const struct field *field = &plan->book->fields[f];
        if (field->required || field->type == FIELD_TEXT || plan->recipes[f].kind != RECIPE_ANSWER) continue;
        if (structure_share_missing(structure, missing, f)) return -1;
    }
    if (!careless) return 0;
    if (structure_check_keys(structure, careless, "\"careless\"", STRUCTURE_KEYS("share", "times"))) return -1;
    const struct json *share = json_member(careless, "share"), *times = json_member(careless, "times");
    if (!share || !times) return structure_check_fail(structure, careless, "\"careless\" needs \"share\" and \"times\"");
    if (structure_check_number(structure, share, "\"share\"", 0, 1, &plan->careless_share)) return -1;
    return structure_check_number(structure, times, "\"times\"", 0, 1000, &plan->careless_times);
}

/* Levels come first: whether something is known when another is drawn depends on them. */
static int read_root(struct structure *structure, const struct json *root, const struct period *period)
{
    if (structure_check_keys(structure, root, "a structure",
                             STRUCTURE_KEYS("title", "description", "waves", "panel", "teams", "response", "factors", "missing", "skips", "fields"))) return -1;
    const struct json *fields = json_member(root, "fields"), *teams = json_member(root, "teams"), *response = json_member(root, "response");
    const struct json *factors = json_member(root, "factors"), *missing = json_member(root, "missing"), *skips = json_member(root, "skips");
    if (structure_team_waves(structure, json_member(root, "waves"), json_member(root, "panel"), period)) return -1;
    if (fields && structure_field_levels(structure, fields)) return -1;
    if (teams && structure_team_read(structure, teams)) return -1;
    if (factors && structure_propensity_factors(structure, factors)) return -1;
    if (response && structure_propensity_response(structure, response)) return -1;
    if (missing && read_missing(structure, missing)) return -1;
    if (skips && structure_condition_skips(structure, skips)) return -1;
    return fields ? structure_field_read(structure, fields) : 0;
}

int structure_read(struct plan *plan, const char *path, const struct period *period, struct failure *failure)
{
    struct buffer bytes = {0};
    int result = -1;
    if (file_read(path, STRUCTURE_BYTES, &bytes, failure)) goto out;
    const struct json *root = json_parse(plan->arena, path, (struct text){bytes.at, bytes.length}, failure);
    if (!root) goto out;
    struct structure structure = {.plan = plan, .failure = failure};
    result = read_root(&structure, root, period);
    if (!result) plan_finish(plan);
out:
    buffer_free(&bytes);
    return result;
}
