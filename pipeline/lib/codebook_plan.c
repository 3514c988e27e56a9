/* The plan of the report: by whom results are broken down, who is compared with whom, and what is drawn. */
#include "codebook_internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const chart_kinds[] = {"comparison", "distribution", "trend", "missing", NULL};

static const char missing_name[] = "missing-answers";

static const char *const adjustments[] = {"holm", "benjamini-hochberg", NULL}; /* in the order of enum adjustment */

static const char others[] = "others";

struct comparison_source { const struct json *by, *group, *reference, *measures, *adjust_for, *name; int adjustment; };
struct chart_source { const struct json *name, *section, *by, *measures; int kind; };

static const struct key comparison_keys[] = {
    {"by", KEY_NAME, offsetof(struct comparison_source, by), true, NULL},
    {"group", KEY_ANY, offsetof(struct comparison_source, group), true, NULL},
    {"reference", KEY_ANY, offsetof(struct comparison_source, reference), true, NULL},
    {"measures", KEY_LIST, offsetof(struct comparison_source, measures), false, NULL},
    {"adjust_for", KEY_LIST, offsetof(struct comparison_source, adjust_for), false, NULL},
    {"name", KEY_NAME, offsetof(struct comparison_source, name), false, NULL},
    {"adjustment", KEY_CHOICE, offsetof(struct comparison_source, adjustment), false, adjustments},
    {0}};
const struct key_table codebook_plan_comparison_table = {"comparison", "a comparison", comparison_keys, false, {NULL}};

static const struct key report_keys[] = {{"charts", KEY_LIST, 0, false, NULL}, {0}};
const struct key_table codebook_plan_report_table = {"report", "'report'", report_keys, false, {NULL}};

static const struct key chart_keys[] = {
    {"kind", KEY_CHOICE, offsetof(struct chart_source, kind), true, chart_kinds},
    {"name", KEY_NAME, offsetof(struct chart_source, name), true, NULL},
    {"section", KEY_NAME, offsetof(struct chart_source, section), false, NULL},
    {"by", KEY_NAME, offsetof(struct chart_source, by), false, NULL},
    {"measures", KEY_LIST, offsetof(struct chart_source, measures), false, NULL},
    {0}};
const struct key_table codebook_plan_chart_table = {"chart", "a chart", chart_keys, false, {NULL}};

/* --- groups --- */

static bool read_variable(struct reader *reader, const struct json *name, struct group_variable *variable)
{
    struct operand operand = codebook_name_operand(reader, name);
    *variable = (struct group_variable){operand.field, operand.measure};
    if (operand.field < 0 && operand.measure < 0) return false;
    int count;
    const struct category *categories = codebook_categories(reader->book, *variable, &count);
    if (!categories && operand.measure >= 0 && !reader->book->measures[operand.measure].operand_count) return false; /* what it is made of is told already */
    if (!categories) {
        codebook_mistake(reader, at_value(name), "make a measure of kind 'band' of it", "'%s' has no categories to group by", name->text);
        return false;
    }
    if (operand.field >= 0 && reader->book->fields[operand.field].drop)
        codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot group people", name->text);
    if (strcmp(name->text, "all") == 0) codebook_mistake(reader, at_value(name), NULL, "no group can be called 'all': it stands for everybody");
    for (int c = 0; c < count; c++)
        if (strchr(categories[c].value, '*'))
            codebook_mistake(reader, at_value(name), "give the category another value; the star joins the names of two groups",
                             "'%s' cannot group people: its category '%s' has a star", name->text, categories[c].value);
    return true;
}

static const char *variable_label(struct reader *reader, struct group_variable variable)
{
    return variable.field >= 0 ? reader->book->fields[variable.field].label : reader->book->measures[variable.measure].label;
}

static void name_grouping(struct reader *reader, struct grouping *grouping, const struct json *const *names)
{
    grouping->name = names[0]->text;
    grouping->label = variable_label(reader, grouping->variables[0]);
    if (grouping->count < 2) return;
    grouping->name = arena_format(reader->arena, "%s*%s", names[0]->text, names[1]->text);
    char *second = arena_format(reader->arena, "%s", variable_label(reader, grouping->variables[1]));
    if (grouping->variables[1].field >= 0 && *second >= 'A' && *second <= 'Z') *second = (char)(*second - 'A' + 'a');
    grouping->label = arena_format(reader->arena, "%s by %s", grouping->label, second);
}

struct group_source { const struct json *by, *measures; };
static const struct key group_keys[] = {
    {"by", KEY_ANY, offsetof(struct group_source, by), true, NULL}, {"measures", KEY_ANY, offsetof(struct group_source, measures), true, NULL}, {0}};
const struct key_table codebook_plan_group_table = {"group", "a group", group_keys, false, {NULL}};

/* "headline", or a list of names. */
static const bool *group_measures(struct reader *reader, const struct json *value)
{
    const struct codebook *book = reader->book;
    bool *wanted = arena_new(reader->arena, (size_t)book->measure_count, sizeof *wanted);
    if (value->kind == JSON_KIND_TEXT && strcmp(value->text, "headline") == 0) {
        for (int m = 0; m < book->measure_count; m++) wanted[m] = book->measures[m].headline;
        return wanted;
    }
    if (value->kind != JSON_KIND_ARRAY) {
        codebook_mistake(reader, at_value(value), "\"headline\", or a list of measures; without it all are broken down", "'measures' of a group cannot be this");
        return NULL;
    }
    const struct json **names;
    int count = codebook_key_lines(reader, value, "measures", &names);
    codebook_name_once(reader, names, count);
    for (int i = 0; i < count; i++) {
        int m = codebook_name_measure(reader, names[i]);
        if (m >= 0) wanted[m] = true;
    }
    return wanted;
}

static bool read_group(struct reader *reader, const struct json *entry, struct grouping *grouping)
{
    if (entry->kind == JSON_KIND_OBJECT) {
        struct group_source source = {0};
        if (!codebook_key_read(reader, entry, &codebook_plan_group_table, &source) || !source.by || !source.measures) return false;
        grouping->measures = group_measures(reader, source.measures);
        entry = source.by;
    }
    const struct json **names;
    struct json one = {.kind = JSON_KIND_ARRAY, .children = entry, .count = 1};
    int count = codebook_key_lines(reader, entry->kind == JSON_KIND_ARRAY ? entry : &one, "groups", &names);
    if (entry->kind == JSON_KIND_ARRAY && entry->count != 2) {
        codebook_mistake(reader, at_value(entry), "as in [\"sector\", \"region\"]", "a list in 'groups' has two names");
        return false;
    }
    codebook_name_once(reader, names, count);
    for (int i = 0; i < count; i++)
        if (!read_variable(reader, names[i], &grouping->variables[i])) return false;
    grouping->count = count;
    if (count == 0 || (count == 1 && entry->kind == JSON_KIND_ARRAY)) return false;
    name_grouping(reader, grouping, names);
    return true;
}

static int find_grouping(const struct codebook *book, const char *name)
{
    for (int g = 1; g < book->grouping_count; g++)
        if (strcmp(book->groupings[g].name, name) == 0) return g;
    return -1;
}

void codebook_plan_groups(struct reader *reader, const struct json *list)
{
    struct codebook *book = reader->book;
    struct grouping *groupings = arena_new(reader->arena, 1 + (list ? (size_t)list->count : 0), sizeof *groupings);
    groupings[0] = (struct grouping){"all", "All", {{-1, -1}, {-1, -1}}, 0, NULL};
    book->groupings = groupings;
    book->grouping_count = 1;
    for (int i = 0; list && i < list->count; i++) {
        struct grouping grouping = {"", "", {{-1, -1}, {-1, -1}}, 0, NULL};
        if (!read_group(reader, &list->children[i], &grouping)) continue;
        if (find_grouping(book, grouping.name) >= 0) codebook_mistake(reader, at_value(&list->children[i]), NULL, "group '%s' stands twice", grouping.name);
        else groupings[book->grouping_count++] = grouping;
    }
}

/* A grouping with one variable, or -1. */
static int single_grouping(struct reader *reader, const struct json *by)
{
    const struct codebook *book = reader->book;
    const char **names = memory_new((size_t)book->grouping_count, sizeof *names);
    size_t count = 0;
    int found = find_grouping(book, by->text);
    for (int g = 1; g < book->grouping_count; g++)
        if (book->groupings[g].count == 1) names[count++] = book->groupings[g].name;
    if (found >= 0 && book->groupings[found].count != 1) {
        codebook_mistake(reader, at_value(by), "name one of the two", "'%s' groups by two things at once", by->text);
        found = -1;
    } else if (found < 0) {
        codebook_mistake(reader, at_value(by), codebook_mistake_nearest(reader, by->text, names, count, "add it to \"groups\""),
                         "'%s' is not one of the groups", by->text);
    }
    free(names);
    return found;
}

/* What is compared or drawn by a grouping must be broken down by it. */
static void check_broken_down(struct reader *reader, int by, const int *measures, int count, const struct json *blame)
{
    const struct grouping *grouping = &reader->book->groupings[by];
    for (int i = 0; grouping->measures && i < count; i++)
        if (!grouping->measures[measures[i]])
            codebook_mistake(reader, at_value(blame), "add it to the group's \"measures\", or leave them out", "measure '%s' is not broken down by '%s'", reader->book->measures[measures[i]].name, grouping->name);
}

/* --- comparisons --- */

static bool has_one_number(const struct measure *measure) { return measure->shape != SHAPE_CATEGORY; }

/* Names of measures that a comparison or a chart can show; what is not fit is noted. Only a comparison can take several categories at once. */
static int read_measures(struct reader *reader, const struct json *list, bool whole_tables, const int **out)
{
    const struct json **names;
    int count = codebook_key_lines(reader, list, "measures", &names), used = 0;
    int *measures = arena_new(reader->arena, (size_t)count, sizeof *measures);
    codebook_name_once(reader, names, count);
    for (int i = 0; i < count; i++) {
        int m = codebook_name_measure(reader, names[i]);
        if (m < 0) continue;
        if (!whole_tables && !has_one_number(&reader->book->measures[m]))
            codebook_mistake(reader, at_value(names[i]), "make a measure of kind 'in' of the categories that matter",
                             "measure '%s' has categories, so it cannot be drawn as one number", names[i]->text);
        measures[used++] = m;
    }
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "'measures' is empty");
    *out = measures;
    return used;
}

static int headline_measures(struct reader *reader, const int **out)
{
    const struct codebook *book = reader->book;
    int *measures = arena_new(reader->arena, (size_t)book->measure_count, sizeof *measures), count = 0;
    for (int m = 0; m < book->measure_count; m++)
        if (book->measures[m].headline) measures[count++] = m;
    *out = measures;
    return count;
}

static void read_adjustment(struct reader *reader, const struct comparison_source *source, struct comparison_plan *plan)
{
    const struct json **names;
    int count = codebook_key_lines(reader, source->adjust_for, "adjust_for", &names);
    int *fields = arena_new(reader->arena, (size_t)count, sizeof *fields);
    codebook_name_once(reader, names, count);
    for (int i = 0; i < count; i++) {
        int f = codebook_name_field(reader, names[i]);
        if (f < 0) continue;
        const struct field *field = &reader->book->fields[f];
        bool fit = field->type == FIELD_CATEGORY || field->type == FIELD_INTEGER || field->type == FIELD_NUMBER;
        if (!fit || field->drop)
            codebook_mistake(reader, at_value(names[i]), "it must be a stored number or have categories", "a comparison cannot be adjusted for '%s'",
                             field->name);
        if (reader->book->groupings[plan->by].variables[0].field == f)
            codebook_mistake(reader, at_value(names[i]), NULL, "a comparison by '%s' cannot be adjusted for it", field->name);
        fields[plan->adjust_count++] = f;
    }
    plan->adjust_for = fields;
}

/* The groups that are each compared with the reference: one, those of a list, or all others. Notes what is wrong; returns how many there are. */
static int read_groups(struct reader *reader, const struct comparison_source *source, int reference, const struct category *categories, int count, int **out)
{
    const struct json *group = source->group, *list = group->kind == JSON_KIND_ARRAY ? group->children : group;
    int given = group->kind == JSON_KIND_ARRAY ? group->count : 1, used = 0, *groups = *out = arena_new(reader->arena, (size_t)(given > count ? given : count), sizeof *groups);
    if (group->kind == JSON_KIND_ARRAY && !given) codebook_mistake(reader, at_value(group), NULL, "the list of groups is empty");
    if (group->kind == JSON_KIND_TEXT && strcmp(group->text, others) == 0 && codebook_category_match(reader, categories, count, others) < 0) {
        for (int c = 0; c < count; c++)
            if (c != reference) groups[used++] = c;
        return used;
    }
    for (int i = 0; i < given; i++) {
        int found = codebook_category_name(reader, &list[i], categories, count, source->by->text);
        bool twice = false;
        for (int k = 0; k < used; k++) twice = twice || groups[k] == found;
        if (twice) codebook_mistake(reader, at_value(&list[i]), NULL, "'%s' stands twice", categories[found].value);
        if (found >= 0 && found == reference) codebook_mistake(reader, at_value(group->kind == JSON_KIND_ARRAY ? &list[i] : source->reference), NULL, "'%s' is compared with itself", categories[found].value);
        if (found >= 0 && !twice) groups[used++] = found;
    }
    return used;
}

/* The same two groups may be compared in several families of measures, but a measure belongs to one of them. */
static void check_families(struct reader *reader, const struct comparison_source *source, const struct comparison_plan *plan)
{
    const struct codebook *book = reader->book;
    for (int i = 0; i < plan->first; i++) {
        const struct comparison_plan *other = &book->comparisons[i];
        if (other->by != plan->by || other->group != plan->group || other->reference != plan->reference) continue;
        for (int a = 0; a < plan->measure_count; a++)
            for (int b = 0; b < other->measure_count; b++)
                if (plan->measures[a] == other->measures[b]) {
                    codebook_mistake(reader, at_value(source->group), "list other \"measures\" here: a measure belongs to one family, adjusted for many tests together",
                                     "these groups are already compared in '%s'", book->measures[plan->measures[a]].name);
                    return;
                }
    }
}

static bool is_family(const struct codebook *book, const char *name)
{
    for (int i = 0; i < book->comparison_count; i++)
        if (strcmp(book->comparisons[i].family, name) == 0) return true;
    return false;
}

/* "name", or one made of what is compared: "sector: voluntary against nhs, headline". */
static const char *name_family(struct reader *reader, const struct comparison_source *source, const struct category *categories, const int *groups, int group_count, int reference)
{
    struct buffer names = {0};
    if (source->name) {
        if (is_family(reader->book, source->name->text)) codebook_mistake(reader, at_value(source->name), "each comparison's family has a name of its own", "the name '%s' stands twice", source->name->text);
        return source->name->text;
    }
    for (int i = 0; i < group_count; i++) buffer_format(&names, "%s%s", i ? ", " : "", categories[groups[i]].value);
    char *base = arena_format(reader->arena, "%s: %s against %s, %s", source->by->text, names.at, categories[reference].value, source->measures ? "list" : "headline");
    const char *name = base;
    for (int number = 2; is_family(reader->book, name); number++) name = arena_format(reader->arena, "%s %d", base, number);
    buffer_free(&names);
    return name;
}

static void read_family(struct reader *reader, const struct json *node, const struct comparison_source *source, struct comparison_plan *plan)
{
    plan->measure_count = source->measures ? read_measures(reader, source->measures, true, &plan->measures) : headline_measures(reader, &plan->measures);
    if (!source->measures && plan->measure_count == 0)
        codebook_mistake(reader, at_value(node), "list \"measures\", or mark some with \"headline\": true",
                         "there is nothing to compare: no measure is a headline");
    plan->adjustment = source->adjustment >= 0 ? (enum adjustment)source->adjustment : source->measures ? ADJUST_BENJAMINI_HOCHBERG : ADJUST_HOLM;
    check_broken_down(reader, plan->by, plan->measures, plan->measure_count, source->by);
    read_adjustment(reader, source, plan);
}

/* Adds a plan for each group of one entry. */
static void read_comparison(struct reader *reader, const struct json *node, struct comparison_plan *plans)
{
    struct codebook *book = reader->book;
    struct comparison_source source = {.adjustment = -1};
    struct comparison_plan plan = {.first = book->comparison_count};
    int count, *groups;
    if (!codebook_key_read(reader, node, &codebook_plan_comparison_table, &source) || !source.by) return;
    plan.by = single_grouping(reader, source.by);
    if (plan.by < 0 || !source.group || !source.reference) return;
    const struct category *categories = codebook_categories(book, book->groupings[plan.by].variables[0], &count);
    plan.reference = codebook_category_name(reader, source.reference, categories, count, source.by->text);
    plan.of = read_groups(reader, &source, plan.reference, categories, count, &groups);
    if (plan.reference < 0 || plan.of < 1) return;
    plan.family = name_family(reader, &source, categories, groups, plan.of, plan.reference);
    read_family(reader, node, &source, &plan);
    for (int i = 0; i < plan.of; i++) {
        plan.group = groups[i];
        check_families(reader, &source, &plan);
        plans[book->comparison_count++] = plan;
    }
}

void codebook_plan_comparisons(struct reader *reader, const struct json *list)
{
    size_t room = 0;
    for (int i = 0; list && i < list->count; i++) {
        const struct json *group = json_member(&list->children[i], "group");
        room += !group || group->kind != JSON_KIND_TEXT ? (size_t)(group ? group->count : 0) + 1 : strcmp(group->text, others) ? 1 : CATEGORY_LIMIT;
    }
    struct comparison_plan *plans = arena_new(reader->arena, room, sizeof *plans);
    reader->book->comparisons = plans;
    for (int i = 0; list && i < list->count; i++) read_comparison(reader, &list->children[i], plans);
}

void codebook_comparison_groups(const struct codebook *book, const struct comparison_plan *plan, struct buffer *out)
{
    int count;
    const struct category *categories = codebook_categories(book, book->groupings[plan->by].variables[0], &count);
    for (int i = 0; i < plan->of; i++) buffer_format(out, "%s%s", i ? ", " : "", categories[book->comparisons[plan->first + i].group].value);
}

/* --- charts --- */

/* A comparison's chart shows two groups, so somebody must have said which. */
static const struct comparison_plan *comparison_by(const struct codebook *book, int by)
{
    for (int i = 0; i < book->comparison_count; i++)
        if (book->comparisons[i].by == by) return &book->comparisons[i];
    return NULL;
}

static void read_chart_measures(struct reader *reader, const struct json *node, const struct chart_source *source, struct chart_plan *plan)
{
    const struct codebook *book = reader->book;
    const struct comparison_plan *comparison = comparison_by(book, plan->by);
    if (plan->kind == CHART_COMPARISON && plan->by >= 0 && !comparison)
        codebook_mistake(reader, at_value(source->by), "add it to \"comparisons\", with the two groups", "nothing is compared by '%s'", source->by->text);
    if (source->measures) {
        plan->measure_count = read_measures(reader, source->measures, false, &plan->measures);
    } else if (plan->kind == CHART_COMPARISON && comparison) {
        int *measures = arena_new(reader->arena, (size_t)comparison->measure_count, sizeof *measures);
        for (int i = 0; i < comparison->measure_count; i++)
            if (has_one_number(&book->measures[comparison->measures[i]])) measures[plan->measure_count++] = comparison->measures[i];
        plan->measures = measures;
    } else if (plan->kind != CHART_COMPARISON) {
        codebook_mistake(reader, at_value(node), NULL, "a %s chart needs 'measures'", chart_kinds[plan->kind]);
    }
    for (int i = 0; plan->kind == CHART_DISTRIBUTION && i < plan->measure_count; i++)
        if (!book->measures[plan->measures[i]].bin_edge_count)
            codebook_mistake(reader, at_value(source->measures), "as in \"bins\": [0, 10, 20, null] of the measure",
                             "measure '%s' has no bins to draw a distribution with", book->measures[plan->measures[i]].name);
}

/* It stands with the data quality, and shows every question. */
static bool read_missing_chart(struct reader *reader, const struct chart_source *source)
{
    const struct json *extra = source->section ? source->section : source->by ? source->by : source->measures;
    if (extra) codebook_mistake(reader, at_value(extra), "leave it out", "the picture of missing answers is of all questions and stands with the data quality");
    return true;
}

static bool read_chart(struct reader *reader, const struct json *node, struct chart_plan *plan, const struct json **name)
{
    struct chart_source source = {.kind = -1};
    *plan = (struct chart_plan){.by = -1};
    if (!codebook_key_read(reader, node, &codebook_plan_chart_table, &source) || source.kind < 0 || !source.name) return false;
    *name = source.name;
    codebook_name_check(reader, source.name, "a chart", true);
    plan->kind = (enum chart_kind)source.kind;
    plan->name = source.name->text;
    if (plan->kind == CHART_MISSING) return read_missing_chart(reader, &source);
    if (strcmp(plan->name, missing_name) == 0) codebook_mistake(reader, at_value(source.name), "give it another name", "'%s' is the picture of missing answers, which every report has", missing_name);
    plan->section = codebook_name_section(reader, source.section, source.section);
    if (source.by && (plan->by = single_grouping(reader, source.by)) < 0) return true;
    if (!source.by && plan->kind == CHART_COMPARISON) codebook_mistake(reader, at_value(node), NULL, "a comparison chart needs 'by'");
    read_chart_measures(reader, node, &source, plan);
    if (source.by) check_broken_down(reader, plan->by, plan->measures, plan->measure_count, source.by);
    return true;
}

void codebook_plan_charts(struct reader *reader, const struct json *report)
{
    const struct json *list = NULL;
    if (!report || !codebook_key_read(reader, report, &codebook_plan_report_table, &list) || !list) return;
    struct chart_plan *charts = arena_new(reader->arena, (size_t)list->count, sizeof *charts);
    const struct json **names = arena_new(reader->arena, (size_t)list->count, sizeof *names);
    int count = 0, pictures = 0;
    for (int i = 0; i < list->count; i++) {
        if (!read_chart(reader, &list->children[i], &charts[count], &names[count])) continue;
        if (charts[count].kind == CHART_MISSING && pictures++) codebook_mistake(reader, at_value(names[count]), NULL, "there is one picture of missing answers already");
        count++;
    }
    codebook_name_once(reader, names, count);
    reader->book->charts = charts;
    reader->book->chart_count = count;
}
