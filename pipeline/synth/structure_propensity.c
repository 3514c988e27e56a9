#include <math.h>
#include <string.h>

#include "stream.h"
#include "structure_internal.h"
#include "variance.h"

static const double amount_limit = 10;

static int find_factor(struct structure *structure, const struct json *member)
{
    const struct plan *plan = structure->plan;
    const char *names[PLAN_FACTOR_LIMIT];
    for (int k = 0; k < structure->factors_known; k++) {
        names[k] = plan->factors[k].name;
        if (!strcmp(names[k], member->key)) return k;
    }
    structure_check_fail_key(structure, member, "there is no factor '%s' above this", member->key);
    const char *near = text_nearest(member->key, names, (size_t)structure->factors_known);
    if (near) failure_hint(structure->failure, "did you mean '%s'?", near);
    return -1;
}

static int read_loads(struct structure *structure, const struct json *loads, struct propensity *out)
{
    if (structure_check_kind(structure, loads, JSON_KIND_OBJECT, "\"loads\"")) return -1;
    struct load *list = arena_new(structure->plan->arena, (size_t)loads->count, sizeof *list);
    for (int i = 0; i < loads->count; i++) {
        list[i].factor = find_factor(structure, &loads->children[i]);
        if (list[i].factor < 0 || structure_check_number(structure, &loads->children[i], "a load", -1, 1, &list[i].weight)) return -1;
    }
    out->loads = list;
    out->load_count = loads->count;
    return 0;
}

static int read_shifts(struct structure *structure, const struct json *shifts, struct moment moment, struct propensity *out)
{
    if (structure_check_kind(structure, shifts, JSON_KIND_ARRAY, "\"shifts\"")) return -1;
    struct shift *list = arena_new(structure->plan->arena, (size_t)shifts->count, sizeof *list);
    for (int i = 0; i < shifts->count; i++) {
        const struct json *shift = &shifts->children[i], *amount = json_member(shift, "amount");
        if (structure_check_keys(structure, shift, "a shift", STRUCTURE_KEYS("amount", "when", "from", "until"))) return -1;
        if (!amount) return structure_check_fail(structure, shift, "a shift needs an \"amount\"");
        struct shift *next = &list[out->shift_count];
        if (structure_check_number(structure, amount, "\"amount\"", -amount_limit, amount_limit, &next->amount)) return -1;
        if (structure_condition_read(structure, json_member(shift, "when"), moment, &next->when)) return -1;
        int now = structure_condition_now(structure, shift);
        if (now < 0) return -1;
        out->shift_count += now;
    }
    out->shifts = list;
    return 0;
}

int structure_propensity_read(struct structure *structure, const struct json *object, struct moment moment, struct propensity *out)
{
    const struct json *loads = json_member(object, "loads"), *shifts = json_member(object, "shifts");
    *out = (struct propensity){.noise = 1};
    if (loads && read_loads(structure, loads, out)) return -1;
    return shifts ? read_shifts(structure, shifts, moment, out) : 0;
}

static int too_much(struct structure *structure, const struct json *object)
{
    const struct json *loads = json_member(object, "loads");
    structure_check_fail(structure, loads ? loads : object, "the loads explain more than all of the variance");
    return failure_hint(structure->failure, "everything has variance 1: for loads on unrelated factors the sum of their squares is at most 1");
}

int structure_propensity_settle(struct structure *structure, const struct json *object, enum plan_level level, struct propensity *propensity)
{
    const struct plan *plan = structure->plan;
    return variance_propensity(plan->factors, plan->factor_count, propensity, level != LEVEL_WAVE) ? 0 : too_much(structure, object);
}

static int read_factor(struct structure *structure, const struct json *node, int number)
{
    struct factor *factor = &structure->plan->factors[number];
    if (structure_check_keys(structure, node, "a factor", STRUCTURE_KEYS("name", "team", "wave", "loads", "shifts"))) return -1;
    const struct json *name = json_member(node, "name"), *team = json_member(node, "team"), *wave = json_member(node, "wave");
    if (!name) return structure_check_fail(structure, node, "a factor needs a \"name\"");
    if (structure_check_kind(structure, name, JSON_KIND_TEXT, "\"name\"")) return -1;
    for (int k = 0; k < number; k++)
        if (!strcmp(structure->plan->factors[k].name, name->text)) return structure_check_fail(structure, name, "there are two factors '%s'", name->text);
    factor->name = name->text;
    factor->key = ~stream_hash(name->text); /* apart from that of a field with this name */
    double team_share = 0, wave_share = 0;
    if (team && structure_check_number(structure, team, "\"team\"", 0, 1, &team_share)) return -1;
    if (wave && structure_check_number(structure, wave, "\"wave\"", 0, 1, &wave_share)) return -1;
    if (team_share + wave_share > 1) return structure_check_fail(structure, node, "the shares \"team\" and \"wave\" add up to more than 1");
    factor->team = sqrt(team_share);
    factor->wave = sqrt(wave_share);
    factor->person = sqrt(1 - team_share - wave_share);
    structure->factors_known = number;
    if (structure_propensity_read(structure, node, (struct moment){LEVEL_WAVE, 0}, &factor->propensity)) return -1;
    return variance_factor(structure->plan->factors, number) ? 0 : too_much(structure, node);
}

int structure_propensity_factors(struct structure *structure, const struct json *factors)
{
    if (structure_check_kind(structure, factors, JSON_KIND_ARRAY, "\"factors\"")) return -1;
    if (factors->count > PLAN_FACTOR_LIMIT) return structure_check_fail(structure, factors, "there are more than %d factors", PLAN_FACTOR_LIMIT);
    for (int k = 0; k < factors->count; k++)
        if (read_factor(structure, &factors->children[k], k)) return -1;
    structure->factors_known = structure->plan->factor_count = factors->count;
    return 0;
}

int structure_propensity_response(struct structure *structure, const struct json *response)
{
    struct plan *plan = structure->plan;
    const struct json *share = json_member(response, "share");
    double answering;
    if (structure_check_keys(structure, response, "\"response\"", STRUCTURE_KEYS("share", "loads", "shifts"))) return -1;
    if (!share) return structure_check_fail(structure, response, "\"response\" needs a \"share\"");
    if (structure_check_number(structure, share, "\"share\"", 0.001, 1, &answering)) return -1;
    double *cut = arena_new(plan->arena, 1, sizeof *cut);
    *cut = 1 - answering;
    plan->response = (struct recipe){.level = LEVEL_WAVE, .choice = {.count = 2, .cuts = cut, .by = -1, .plain = true}};
    if (structure_propensity_read(structure, response, (struct moment){LEVEL_WAVE, 0}, &plan->response.propensity)) return -1;
    return structure_propensity_settle(structure, response, LEVEL_WAVE, &plan->response.propensity);
}
