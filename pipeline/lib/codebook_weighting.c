/* The design of the survey: weights and what they are fitted to, strata, how many there are in all, and who of the invited was eligible. */
#include "codebook_internal.h"

#include <math.h>
#include <string.h>

static const char *const methods[] = {"none", "post-stratify", "rake", "column", NULL};
const char *const codebook_weighting_lone_teams[] = {"fail", "adjust", "remove", NULL};

/* A weight of more than five times the median, or less than a fifth of it, is the usual limit (methods 3.2). */
static const double usual_most = 5, usual_least = 0.2;

struct weighting { const struct json *margins, *weights, *trim; int method; };
struct trim { const struct json *most, *least; };

static const struct key weighting_keys[] = {{"method", KEY_CHOICE, offsetof(struct weighting, method), true, methods},
                                            {"margins", KEY_LIST, offsetof(struct weighting, margins), false, NULL},
                                            {"weights", KEY_NAME, offsetof(struct weighting, weights), false, NULL},
                                            {"trim", KEY_OBJECT, offsetof(struct weighting, trim), false, NULL},
                                            {0}};
const struct key_table codebook_weighting_table = {"weighting", "'weighting'", weighting_keys, false, {NULL}};

static const struct key trim_keys[] = {
    {"at_most", KEY_ANY, offsetof(struct trim, most), false, NULL}, {"at_least", KEY_ANY, offsetof(struct trim, least), false, NULL}, {0}};
const struct key_table codebook_weighting_trim_table = {"trim", "'trim'", trim_keys, false, {NULL}};

/* 1 margins */

/* A field that weights or strata may be made of: everybody has answered it with one of its categories. */
static bool is_fit(struct reader *reader, const struct json *name, int f, const char *what, const char *hint)
{
    const struct field *field = &reader->book->fields[f];
    const int mistakes = reader->errors;
    if (field->type != FIELD_CATEGORY) codebook_mistake(reader, at_value(name), hint, "%s '%s' is not a field with categories", what, name->text);
    if (field->drop) codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be a %s", name->text, what);
    if (field->asked_if)
        codebook_mistake(reader, at_value(name), "take \"asked_if\" out of the field", "field '%s' is not asked of everybody, so it cannot be a %s", field->name, what);
    return reader->errors == mistakes;
}

static int place_of(int *fields, int *count, int field)
{
    for (int i = 0; i < *count; i++)
        if (fields[i] == field) return i;
    fields[*count] = field;
    return (*count)++;
}

static void read_margin(struct reader *reader, const struct json *entry, int *fields, int *field_count, struct margin *margin)
{
    const struct json **names;
    struct json one = {.kind = JSON_KIND_ARRAY, .children = entry, .count = 1};
    int count = codebook_key_lines(reader, entry->kind == JSON_KIND_ARRAY ? entry : &one, "margins", &names);
    if (entry->kind == JSON_KIND_ARRAY && entry->count < 2) codebook_mistake(reader, at_value(entry), "as in [\"sector\", \"region\"]", "a list in 'margins' has two names or more");
    codebook_name_once(reader, names, count);
    int *of = arena_new(reader->arena, (size_t)count, sizeof *of);
    margin->of = of;
    for (int i = 0; i < count; i++) {
        int f = codebook_name_field(reader, names[i]);
        if (f < 0) continue;
        (void)is_fit(reader, names[i], f, "margin", "weights are made of counts of categories"); /* the mistake is told */
        of[margin->count++] = place_of(fields, field_count, f);
    }
}

/* Single names are told with codebook_name_once, so that each mistake is told as it is in other lists. */
static void check_once(struct reader *reader, const struct json *list)
{
    const struct json **names = arena_new(reader->arena, (size_t)list->count, sizeof *names);
    int count = 0;
    for (int i = 0; i < list->count; i++)
        if (list->children[i].kind == JSON_KIND_TEXT) names[count++] = &list->children[i];
    codebook_name_once(reader, names, count);
}

static int names_in(const struct json *list)
{
    int count = 0;
    for (int i = 0; i < list->count; i++) count += list->children[i].kind == JSON_KIND_ARRAY ? list->children[i].count : 1;
    return count;
}

/* Post-stratification has one margin: all fields crossed. */
static void read_margins(struct reader *reader, const struct json *list, bool crossed)
{
    struct codebook *book = reader->book;
    if (!list) return;
    int *fields = arena_new(reader->arena, (size_t)names_in(list), sizeof *fields);
    struct margin *targets = arena_new(reader->arena, (size_t)list->count + 1, sizeof *targets);
    check_once(reader, list);
    for (int i = 0; i < list->count; i++) {
        read_margin(reader, &list->children[i], fields, &book->margin_count, &targets[book->target_count]);
        book->target_count += targets[book->target_count].count > 0;
    }
    book->margins = fields;
    book->targets = targets;
    if (!crossed || !book->target_count) return;
    int *all = arena_new(reader->arena, (size_t)book->margin_count, sizeof *all);
    for (int m = 0; m < book->margin_count; m++) all[m] = m;
    targets[0] = (struct margin){all, book->margin_count};
    book->target_count = 1;
}

/* 2 weights */

static void read_column(struct reader *reader, const struct json *object, const struct json *name)
{
    if (!name) {
        codebook_mistake(reader, at_value(object), "as in \"weights\": \"survey_weight\"", "weighting by 'column' needs 'weights', the field that holds them");
        return;
    }
    int f = codebook_name_field(reader, name);
    if (f < 0) return;
    const struct field *field = &reader->book->fields[f];
    if (field->type != FIELD_NUMBER && field->type != FIELD_INTEGER) codebook_mistake(reader, at_value(name), "it must be a number without categories", "field '%s' cannot hold weights", field->name);
    if (field->drop) codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot hold weights", field->name);
    if (field->asked_if) codebook_mistake(reader, at_value(name), "take \"asked_if\" out of the field", "field '%s' is not asked of everybody, so it cannot hold weights", field->name);
    reader->book->weights = f;
}

static double read_limit(struct reader *reader, const struct json *value, const char *name, double usual)
{
    double limit = value ? codebook_key_number(reader, value, name, NAN) : usual;
    return isnan(limit) ? usual : limit;
}

static void read_trim(struct reader *reader, const struct json *object, int method)
{
    struct trim trim = {0};
    if (!object || !codebook_key_read(reader, object, &codebook_weighting_trim_table, &trim)) return;
    struct codebook *book = reader->book;
    book->trimmed = true;
    book->trim_most = read_limit(reader, trim.most, "at_most", usual_most);
    book->trim_least = read_limit(reader, trim.least, "at_least", usual_least);
    if (!(book->trim_most > 1))
        codebook_mistake(reader, at_value(trim.most), "times the median weight, as in 5", "'at_most' of 'trim' must be above 1");
    if (!(book->trim_least >= 0 && book->trim_least < 1))
        codebook_mistake(reader, at_value(trim.least), "times the median weight, as in 0.2; 0 sets no limit", "'at_least' of 'trim' must lie from 0 to below 1");
    if (method == WEIGHTING_POST_STRATIFY)
        codebook_mistake(reader, at_value(object), "merge small groups, or rake to fewer margins", "weights by 'post-stratify' cannot be trimmed: the headcount of each combination leaves no choice");
    if (method == WEIGHTING_NONE) codebook_mistake(reader, at_value(object), NULL, "there are no weights to trim");
}

static void read_weighting(struct reader *reader, const struct json *object)
{
    struct weighting weighting = {0};
    struct codebook *book = reader->book;
    if (!object || !codebook_key_read(reader, object, &codebook_weighting_table, &weighting)) return;
    book->weighting = (enum weighting_method)weighting.method;
    read_margins(reader, weighting.margins, weighting.method == WEIGHTING_POST_STRATIFY);
    read_trim(reader, weighting.trim, weighting.method);
    if (weighting.method == WEIGHTING_COLUMN) {
        read_column(reader, object, weighting.weights);
        if (weighting.margins) codebook_mistake(reader, at_value(weighting.margins), "take one of the two out", "weights that stand in a column are not fitted to margins");
        return;
    }
    if (weighting.weights) codebook_mistake(reader, at_value(weighting.weights), "set \"method\": \"column\"", "weighting by '%s' takes no weights from a column", methods[weighting.method]);
    if (weighting.method != WEIGHTING_NONE && !(weighting.margins && weighting.margins->count))
        codebook_mistake(reader, at_value(object), "as in \"margins\": [\"sector\", \"region\"]", "weighting by '%s' needs 'margins'", methods[weighting.method]);
}

/* 3 strata, and how many there are in all */

static void read_strata(struct reader *reader, const struct json *name)
{
    int f = name ? codebook_name_field(reader, name) : -1;
    reader->book->strata = f;
    if (f < 0 || !is_fit(reader, name, f, "stratum", "strata are groups that were drawn from apart, such as regions")) return;
    if (!reader->book->fields[f].required)
        codebook_mistake(reader, at_value(name), "set \"constraints\": {\"required\": true}: a person without a stratum cannot be placed in the design", "the strata '%s' are not a required field", name->text);
    if (f == reader->book->cluster) codebook_mistake(reader, at_value(name), NULL, "'%s' is the cluster already", name->text);
}

static bool is_population(struct reader *reader, const struct json *value, double *number)
{
    *number = codebook_key_number(reader, value, "finite_population", NAN);
    if (isnan(*number)) return false;
    if (*number >= 1) return true;
    codebook_mistake(reader, at_value(value), "how many there are in all, answered or not", "a population is 1 or more");
    return false;
}

/* {"nhs": 120, "voluntary": 80} */
static void read_populations(struct reader *reader, const struct json *object)
{
    struct codebook *book = reader->book;
    if (book->strata < 0 || book->fields[book->strata].type != FIELD_CATEGORY) {
        codebook_mistake(reader, at_value(object), "give one number, or name the \"strata\"", "'finite_population' by group needs 'strata'");
        return;
    }
    const struct field *field = &book->fields[book->strata];
    double *populations = arena_new(reader->arena, (size_t)field->category_count, sizeof *populations);
    for (int c = 0; c < field->category_count; c++) populations[c] = NAN;
    for (int i = 0; i < object->count; i++) {
        const struct json *member = &object->children[i];
        int c = codebook_category_find(field->categories, field->category_count, member->key);
        if (c >= 0) (void)is_population(reader, member, &populations[c]); /* the mistake is told */
        else codebook_mistake(reader, at_key(member), codebook_category_hint(reader, member->key, field->categories, field->category_count), "'%s' is not a category of '%s'", member->key, field->name);
    }
    for (int c = 0; c < field->category_count; c++)
        if (!json_member(object, field->categories[c].value))
            codebook_mistake(reader, at_value(object), "each category of the strata needs its number", "'finite_population' does not say how many there are of '%s'", field->categories[c].value);
    book->finite_population = POPULATION_COUNTED;
    book->populations = populations;
}

static void read_finite_population(struct reader *reader, const struct json *value)
{
    struct codebook *book = reader->book;
    double number;
    if (!value) return;
    if (value->kind == JSON_KIND_OBJECT) read_populations(reader, value);
    else if (value->kind == JSON_KIND_TEXT && !strcmp(value->text, "frame")) book->finite_population = POPULATION_FRAME;
    else if (value->kind != JSON_KIND_NUMBER)
        codebook_mistake(reader, at_value(value), "\"frame\", a number, or an object with a number for each of the strata", "'finite_population' cannot be this");
    else if (book->strata >= 0)
        codebook_mistake(reader, at_value(value), "as in {\"nhs\": 120, \"voluntary\": 80}", "where there are strata, 'finite_population' has a number for each");
    else if (is_population(reader, value, &number)) {
        double *populations = arena_new(reader->arena, 1, sizeof *populations);
        *populations = number;
        book->finite_population = POPULATION_COUNTED;
        book->populations = populations;
    }
}

static void read_eligible_share(struct reader *reader, const struct json *value)
{
    reader->book->eligible_share = NAN;
    if (!value) return;
    double share = codebook_key_number(reader, value, "eligible_share", NAN);
    if (share >= 0 && share <= 1) reader->book->eligible_share = share;
    else if (!isnan(share)) codebook_mistake(reader, at_value(value), "of those who may not have been eligible, the share that was", "'eligible_share' lies from 0 to 1");
}

void codebook_weighting_read(struct reader *reader, const struct spwell_source *source)
{
    reader->book->weights = -1;
    read_weighting(reader, source->weighting);
    read_strata(reader, source->strata);
    read_finite_population(reader, source->finite_population);
    reader->book->lone_team = (enum lone_team)source->lone_team;
    read_eligible_share(reader, source->eligible_share);
}
