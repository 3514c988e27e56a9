/* Models: what goes with a measure. An outcome (a number, or yes and no) and what it is set beside, in one regression. */
#include "codebook_internal.h"

#include <math.h>
#include <string.h>

struct model_source { const struct json *name, *section, *outcome, *of, *reference, *per; const char *label, *description; };

static const struct key model_keys[] = {
    {"name", KEY_NAME, offsetof(struct model_source, name), true, NULL},
    {"label", KEY_LINE, offsetof(struct model_source, label), false, NULL},
    {"section", KEY_NAME, offsetof(struct model_source, section), false, NULL},
    {"outcome", KEY_NAME, offsetof(struct model_source, outcome), true, NULL},
    {"of", KEY_LIST, offsetof(struct model_source, of), true, NULL},
    {"reference", KEY_OBJECT, offsetof(struct model_source, reference), false, NULL},
    {"per", KEY_OBJECT, offsetof(struct model_source, per), false, NULL},
    {"description", KEY_TEXT, offsetof(struct model_source, description), false, NULL},
    {0}};
const struct key_table codebook_model_table = {"model", "a model", model_keys, false, {&codebook_measure_table, &codebook_plan_comparison_table}};

/* --- what measures are made of --- */

static bool is_made_of(const struct codebook *book, struct group_variable variable, int field)
{
    if (variable.field >= 0) return variable.field == field;
    const struct measure *measure = &book->measures[variable.measure];
    for (int o = 0; o < measure->operand_count; o++)
        if (is_made_of(book, (struct group_variable){measure->operands[o].field, measure->operands[o].measure}, field)) return true;
    return false;
}

int codebook_shared_field(const struct codebook *book, struct group_variable a, struct group_variable b)
{
    for (int f = 0; f < book->field_count; f++)
        if (is_made_of(book, a, f) && is_made_of(book, b, f)) return f;
    return -1;
}

/* --- the outcome --- */

static bool read_outcome(struct reader *reader, const struct json *name, struct model_plan *model)
{
    model->outcome = codebook_name_measure(reader, name);
    if (model->outcome < 0) return false;
    const struct measure *measure = &reader->book->measures[model->outcome];
    model->logistic = measure->shape == SHAPE_YES_NO;
    if (measure->shape != SHAPE_CATEGORY) return true;
    codebook_mistake(reader, at_value(name), "make a measure of kind 'in' of the answers that matter, or take a number", "measure '%s' has several categories, so it cannot be the outcome of a model", name->text);
    return false;
}

/* --- what goes with it --- */

static bool is_yes_no(const struct codebook *book, struct group_variable variable)
{
    return variable.field < 0 && book->measures[variable.measure].shape == SHAPE_YES_NO;
}

static bool read_predictor(struct reader *reader, const struct json *name, const struct model_plan *model, struct model_predictor *predictor)
{
    static const char *const unfit[] = {[FIELD_DATE] = "a date", [FIELD_TERM] = "an open list of names", [FIELD_TEXT] = "free text"};
    const struct codebook *book = reader->book;
    struct operand operand = codebook_name_operand(reader, name);
    int count;
    if (operand.field < 0 && operand.measure < 0) return false;
    *predictor = (struct model_predictor){{operand.field, operand.measure}, -1, 1};
    const struct field *field = operand.field >= 0 ? &book->fields[operand.field] : NULL;
    if (field && field->drop) {
        codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be in a model", name->text);
        return false;
    }
    if (field && field->type != FIELD_CATEGORY && field->type != FIELD_INTEGER && field->type != FIELD_NUMBER) {
        codebook_mistake(reader, at_value(name), "models are made of numbers and of categories", "field '%s' is %s, so it cannot be in a model", name->text, unfit[field->type]);
        return false;
    }
    int shared = codebook_shared_field(book, predictor->variable, (struct group_variable){-1, model->outcome});
    if (shared >= 0) {
        codebook_mistake(reader, at_value(name), "what is made of the same answers goes together by itself", "'%s' and the outcome '%s' are both made of field '%s'", name->text, book->measures[model->outcome].name, book->fields[shared].name);
        return false;
    }
    if (codebook_categories(book, predictor->variable, &count)) predictor->reference = is_yes_no(book, predictor->variable) ? 1 : 0;
    return true;
}

static int columns_of(const struct codebook *book, const struct model_predictor *predictor)
{
    int count;
    return codebook_categories(book, predictor->variable, &count) ? count - 1 : 1;
}

static void read_predictors(struct reader *reader, const struct json *list, struct model_plan *model, const struct json **names)
{
    const struct json **given;
    int count = codebook_key_lines(reader, list, "of", &given), columns = 0;
    struct model_predictor *predictors = arena_new(reader->arena, (size_t)count, sizeof *predictors);
    codebook_name_once(reader, given, count);
    for (int i = 0; i < count; i++) {
        if (!read_predictor(reader, given[i], model, &predictors[model->predictor_count])) continue;
        columns += columns_of(reader->book, &predictors[model->predictor_count]);
        names[model->predictor_count++] = given[i];
    }
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "'of' is empty: there is nothing to set the outcome beside");
    if (columns > MODEL_COLUMN_LIMIT)
        codebook_mistake(reader, at_value(list), "a category counts once for each answer but the reference; take some out, or make a band of fewer answers", "the model has %d columns, and more than %d cannot be told apart", columns, MODEL_COLUMN_LIMIT);
    model->predictors = predictors;
}

/* --- reference and per: one entry a predictor --- */

static bool is_kept(const struct json *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i]->text, name) == 0) return true;
    return false;
}

static struct model_predictor *find_predictor(struct reader *reader, const struct json *member, const struct json *of, const struct model_plan *model, const struct json *const *names)
{
    for (int i = 0; i < of->count; i++) /* one that is refused is not told off again */
        if (of->children[i].kind == JSON_KIND_TEXT && strcmp(of->children[i].text, member->key) == 0 && !is_kept(names, model->predictor_count, member->key)) return NULL;
    const char **candidates = arena_new(reader->arena, (size_t)model->predictor_count, sizeof *candidates);
    for (int p = 0; p < model->predictor_count; p++) {
        candidates[p] = names[p]->text;
        if (strcmp(names[p]->text, member->key) == 0) return (struct model_predictor *)&model->predictors[p];
    }
    codebook_mistake(reader, at_key(member), codebook_mistake_nearest(reader, member->key, candidates, (size_t)model->predictor_count, "add it to \"of\""), "'%s' is not in the model's 'of'", member->key);
    return NULL;
}

static void read_references(struct reader *reader, const struct json *object, const struct json *of, const struct model_plan *model, const struct json *const *names)
{
    for (int i = 0; object && i < object->count; i++) {
        const struct json *member = &object->children[i];
        struct model_predictor *predictor = find_predictor(reader, member, of, model, names);
        int count;
        if (!predictor) continue;
        const struct category *categories = codebook_categories(reader->book, predictor->variable, &count);
        if (!categories) {
            codebook_mistake(reader, at_key(member), "leave it out, or use \"per\" for the step of a number", "'%s' is a number: it has no reference", member->key);
            continue;
        }
        int found = codebook_category_name(reader, member, categories, count, member->key);
        if (found >= 0) predictor->reference = found;
    }
}

static void read_steps(struct reader *reader, const struct json *object, const struct json *of, const struct model_plan *model, const struct json *const *names)
{
    for (int i = 0; object && i < object->count; i++) {
        const struct json *member = &object->children[i];
        struct model_predictor *predictor = find_predictor(reader, member, of, model, names);
        int count;
        if (!predictor) continue;
        double per = codebook_key_number(reader, member, member->key, NAN);
        if (codebook_categories(reader->book, predictor->variable, &count))
            codebook_mistake(reader, at_key(member), "leave it out", "'%s' has categories: there is no step to tell a difference for", member->key);
        else if (!isnan(per) && !(per > 0)) codebook_mistake(reader, at_value(member), "as in 12, for a year of months", "the step of '%s' must be above 0", member->key);
        else if (!isnan(per)) predictor->per = per;
    }
}

static bool read_model(struct reader *reader, const struct json *node, struct model_plan *model)
{
    struct model_source source = {0};
    if (!codebook_key_read(reader, node, &codebook_model_table, &source) || !source.name || !source.outcome || !source.of) return false;
    codebook_name_check(reader, source.name, "a model", true);
    model->name = source.name->text;
    model->section = codebook_name_section(reader, source.section, source.section);
    model->description = source.description ? source.description : "";
    if (!read_outcome(reader, source.outcome, model)) return false;
    model->label = source.label ? source.label : arena_format(reader->arena, "What goes with: %s", reader->book->measures[model->outcome].label);
    const struct json **names = arena_new(reader->arena, (size_t)source.of->count, sizeof *names);
    read_predictors(reader, source.of, model, names);
    read_references(reader, source.reference, source.of, model, names);
    read_steps(reader, source.per, source.of, model, names);
    return true;
}

void codebook_model_read(struct reader *reader, const struct json *list)
{
    int count = list ? list->count : 0, used = 0;
    struct model_plan *models = arena_new(reader->arena, (size_t)count, sizeof *models);
    const struct json **names = arena_new(reader->arena, (size_t)count, sizeof *names);
    for (int i = 0; i < count; i++) {
        if (!read_model(reader, &list->children[i], &models[used])) continue;
        names[used++] = json_member(&list->children[i], "name");
    }
    codebook_name_once(reader, names, used);
    reader->book->models = models;
    reader->book->model_count = used;
}
