#include <string.h>

#include "cell.h"
#include "default.h"
#include "share.h"
#include "structure_internal.h"

enum { SHARE_TABLES_LIMIT = 100000 };
static const char everyone_else[] = "*";

static int read_weights(struct structure *structure, const struct json *shares, const char *const *names, int count, double *weights)
{
    for (int i = 0; i < shares->count; i++) {
        const struct json *share = &shares->children[i];
        int at = i;
        if (shares->kind == JSON_KIND_OBJECT)
            for (at = 0; at < count && strcmp(names[at], share->key);) at++;
        if (at == count) {
            structure_check_fail_key(structure, share, "'%s' is not one of the answers", share->key);
            const char *near = text_nearest(share->key, names, (size_t)count);
            return near ? failure_hint(structure->failure, "did you mean '%s'?", near) : -1;
        }
        if (structure_check_number(structure, share, "a share", 0, 1e9, &weights[at])) return -1;
    }
    return 0;
}

static int fill_cuts(struct structure *structure, const struct json *shares, const char *const *names, int count, double *cuts)
{
    if (shares->kind != JSON_KIND_ARRAY && structure_check_kind(structure, shares, JSON_KIND_OBJECT, "shares")) return -1;
    if (shares->kind == JSON_KIND_ARRAY && shares->count != count) return structure_check_fail(structure, shares, "%d shares are given for %d answers", shares->count, count);
    double *weights = arena_new(structure->plan->arena, (size_t)count, sizeof *weights);
    if (read_weights(structure, shares, names, count, weights)) return -1;
    return share_cumulate(weights, count, cuts) ? 0 : structure_check_fail(structure, shares, "all shares are 0");
}

int structure_share_read(struct structure *structure, const struct json *shares, const char *const *names, int count, const double **cuts)
{
    double *filled = arena_new(structure->plan->arena, (size_t)count, sizeof *filled);
    *cuts = filled;
    return fill_cuts(structure, shares, names, count, filled);
}

/* Whoever has no answer to the field "by" would have no shares. */
static int check_by(struct structure *structure, const struct json *by, struct moment moment)
{
    const struct plan *plan = structure->plan;
    if (structure_check_kind(structure, by, JSON_KIND_TEXT, "\"by\"")) return -1;
    int field = structure_check_field(structure, by, by->text);
    if (field < 0) return -1;
    const struct recipe *recipe = &plan->recipes[field];
    if (plan->book->fields[field].type != FIELD_CATEGORY || recipe->kind != RECIPE_ANSWER) return structure_check_fail(structure, by, "'%s' has no categories", by->text);
    if (recipe->level > moment.level || (recipe->level == moment.level && field >= moment.field)) return structure_check_fail(structure, by, "'%s' is not known yet when this is drawn", by->text);
    if (recipe->level == LEVEL_WAVE && (recipe->skip_count || plan->book->fields[field].asked_if)) return structure_check_fail(structure, by, "'%s' is skipped by some people, so shares cannot go by it", by->text);
    return field;
}

int structure_share_choice(struct structure *structure, const struct json *recipe, const char *const *names, struct moment moment, struct choice *choice)
{
    const struct json *shares = json_member(recipe, "shares"), *by = json_member(recipe, "by");
    choice->by = -1;
    choice->plain = true;
    if (!by) return structure_share_read(structure, shares, names, choice->count, &choice->cuts);
    choice->by = check_by(structure, by, moment);
    if (choice->by < 0 || structure_check_kind(structure, shares, JSON_KIND_OBJECT, "\"shares\" with \"by\"")) return -1;
    const struct field *field = &structure->plan->book->fields[choice->by];
    for (int i = 0; i < shares->count; i++)
        if (strcmp(shares->children[i].key, everyone_else) && structure_check_category(structure, choice->by, &shares->children[i], shares->children[i].key) < 0) return -1;
    double *cuts = arena_new(structure->plan->arena, (size_t)field->category_count * (size_t)choice->count, sizeof *cuts);
    for (int c = 0; c < field->category_count; c++) {
        const struct json *own = json_member(shares, cell_category(&field->categories[c]));
        if (!own) own = json_member(shares, everyone_else);
        if (!own) return structure_check_fail(structure, shares, "there are no shares for '%s', nor for everyone else (\"*\")", cell_category(&field->categories[c]));
        if (fill_cuts(structure, own, names, choice->count, cuts + c * (choice->count - 1))) return -1;
    }
    choice->cuts = cuts;
    return 0;
}

int structure_share_missing(struct structure *structure, const struct json *missing, int number)
{
    struct plan *plan = structure->plan;
    const struct field *field = &plan->book->fields[number];
    struct recipe *recipe = &plan->recipes[number];
    const struct json *share = missing->kind == JSON_KIND_NUMBER ? missing : json_member(missing, "share"), *reasons = json_member(missing, "reasons");
    if (!share) return structure_check_fail(structure, missing, "\"missing\" is a share, or an object with a \"share\"");
    if (structure_check_number(structure, share, "the share of missing answers", 0, 1, &recipe->missing)) return -1;
    if (field->required && recipe->missing > 0) return structure_check_fail(structure, share, "'%s' is required and cannot be missing", field->name);
    if (!reasons) return 0;
    const char **names = arena_new(plan->arena, (size_t)field->missing_count, sizeof *names);
    for (int i = 0; i < field->missing_count; i++) names[i] = field->missing[i].value;
    return structure_share_read(structure, reasons, names, field->missing_count, &recipe->reasons.cuts);
}
