/* What a measure is made of: each operand is a field or an earlier measure, taken as a number or compared with values or a range. */
#include "codebook_internal.h"

#include <math.h>
#include <string.h>

enum use { USE_ITEM, USE_NUMBER, USE_MATCH, USE_BAND };
static const enum use uses[] = {
    [MEASURE_ITEM] = USE_ITEM,   [MEASURE_MEAN] = USE_NUMBER, [MEASURE_SUM] = USE_NUMBER, [MEASURE_RATIO] = USE_NUMBER, [MEASURE_DIFFERENCE] = USE_NUMBER,
    [MEASURE_COUNT] = USE_MATCH, [MEASURE_ANY] = USE_MATCH,   [MEASURE_ALL] = USE_MATCH,  [MEASURE_IN] = USE_MATCH,     [MEASURE_BAND] = USE_BAND};

/* One operand while it is read. A number has no categories. */
struct view { const struct json *at; const struct category *categories; int count; struct operand *operand; };

/* Looks at what `operand` refers to. */
static bool see(struct reader *reader, const struct json *name, struct operand *operand, struct view *view)
{
    static const char *const unfit[] = {[FIELD_DATE] = "a date", [FIELD_TERM] = "an open list of names", [FIELD_TEXT] = "free text"};
    *view = (struct view){.at = name, .operand = operand};
    if (operand->field < 0 && operand->measure < 0) return false;
    view->categories = codebook_categories(reader->book, (struct group_variable){operand->field, operand->measure}, &view->count);
    if (operand->legal) {
        view->categories = operand->legal_categories;
        view->count = operand->legal_count;
    }
    if (operand->field < 0) {
        operand->label = reader->book->measures[operand->measure].label;
        return true;
    }
    const struct field *field = &reader->book->fields[operand->field];
    if (!operand->label) operand->label = field->title ? field->title : field->name; /* an instrument's item has its own */
    if (field->drop) codebook_mistake(reader, at_value(name), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be measured", name->text);
    if (field->type == FIELD_CATEGORY || field->type == FIELD_INTEGER || field->type == FIELD_NUMBER) return true;
    codebook_mistake(reader, at_value(name), "measures are made of numbers and of fields with categories", "field '%s' is %s, so it cannot be measured",
                     name->text, unfit[field->type]);
    return false;
}

/* The measure's own score for a category: that of its value before that of another spelling, which may be another operand's value ("1" is also a ticked choice). */
static const struct json *own_score(const struct measure_source *source, const struct category *category)
{
    const struct json *found = source->scores ? json_member(source->scores, category->value) : NULL;
    for (int i = 0; source->scores && i < source->scores->count && !found; i++)
        if (codebook_category_find(category, 1, source->scores->children[i].key) == 0) found = &source->scores->children[i];
    return found;
}

/* A category's score: the measure's own, else the field's; `known` false when neither says anything. */
static double score_of(const struct reader *reader, const struct measure_source *source, const struct view *view, int c, bool *known)
{
    const struct category *category = &view->categories[c];
    const struct json *own = own_score(source, category);
    *known = own || view->operand->field < 0 || (reader->field_sources[view->operand->field].scored && reader->field_sources[view->operand->field].scored[c]);
    if (own) return own->kind == JSON_KIND_NUMBER ? own->number : NAN;
    return category->score;
}

static void use_as_number(struct reader *reader, const struct measure_source *source, const struct view *view)
{
    int measure = view->operand->measure;
    if (measure >= 0 && reader->book->measures[measure].shape == SHAPE_CATEGORY) {
        codebook_mistake(reader, at_value(view->at), "use the number it was made of", "measure '%s' has categories, not numbers", view->at->text);
        return;
    }
    if (!view->categories) return;
    if (view->operand->scores) { /* an item of an instrument */
        if (source->scores) codebook_mistake(reader, at_key(source->scores), "take it out: the response set of the instrument says what answers are worth", "'scores' has no meaning for '%s', an item of this instrument", view->at->text);
        return;
    }
    double *scores = arena_new(reader->arena, (size_t)view->count, sizeof *scores);
    struct buffer lacking = {0};
    int lacks = 0;
    for (int c = 0; c < view->count; c++) {
        bool known;
        scores[c] = score_of(reader, source, view, c, &known);
        if (!known && ++lacks <= 5) buffer_format(&lacking, "%s'%s'", lacks > 1 ? ", " : "", view->categories[c].value);
    }
    if (lacks > 5) buffer_format(&lacking, " and %d more", lacks - 5);
    if (lacks)
        codebook_mistake(reader, at_value(view->at), "give each category a number in \"scores\", or null for those that do not count",
                         "field '%s' has no score for %s", view->at->text, lacking.at);
    buffer_free(&lacking);
    view->operand->scores = scores;
}

static void check_score_keys(struct reader *reader, const struct measure_source *source, const struct view *views, int count)
{
    for (int i = 0; source->scores && i < source->scores->count; i++) {
        const struct json *score = &source->scores->children[i];
        bool found = false;
        for (int o = 0; o < count && !found; o++) found = codebook_category_find(views[o].categories, views[o].count, score->key) >= 0;
        (void)codebook_key_number(reader, score, "scores", INFINITY);
        if (found || count == 0) continue;
        codebook_mistake(reader, at_key(score), codebook_category_hint(reader, score->key, views[0].categories, views[0].count),
                         "no operand has a category '%s'", score->key);
    }
}

static void use_by_values(struct reader *reader, const struct measure_source *source, const struct view *view, bool *used)
{
    if (!source->values) {
        codebook_mistake(reader, at_value(view->at), "as in \"values\": [\"...\"]", "'%s' has categories: 'values' must say which count", view->at->text);
        return;
    }
    bool *matches = arena_new(reader->arena, (size_t)view->count, sizeof *matches), any = false;
    for (int v = 0; v < source->values->count; v++) {
        const char *value = codebook_category_value(reader, &source->values->children[v]);
        int c = value ? codebook_category_match(reader, view->categories, view->count, value) : -1;
        if (c < 0) continue;
        matches[c] = used[v] = any = true;
    }
    bool hopeless = source->measure.operand_count == 1; /* then the unknown values are named one by one */
    if (!any && !hopeless) codebook_mistake(reader, at_value(view->at), NULL, "'%s' has none of these values", view->at->text);
    view->operand->matches = matches;
}

static void check_values(struct reader *reader, const struct measure_source *source, const struct view *views, int count, const bool *used)
{
    const struct view *first = NULL;
    for (int o = 0; o < count && !first; o++)
        if (views[o].categories) first = &views[o];
    if (!source->values) return;
    if (!first && count)
        codebook_mistake(reader, at_value(source->values), "use \"minimum\" and \"maximum\"", "'values' is for categories, and these are numbers");
    if (source->values->count == 0) codebook_mistake(reader, at_value(source->values), NULL, "'values' is empty");
    for (int v = 0; first && v < source->values->count; v++)
        if (!used[v]) (void)codebook_category_name(reader, &source->values->children[v], first->categories, first->count, first->at->text);
}

static void read_matching_range(struct reader *reader, struct measure_source *source, const struct view *views, int count)
{
    struct measure *measure = &source->measure;
    bool numbers = false;
    for (int o = 0; o < count; o++) numbers = numbers || !views[o].categories;
    const struct json *given = source->minimum ? source->minimum : source->maximum;
    if (given && !numbers && count) codebook_mistake(reader, at_key(given), "use \"values\"", "'%s' is for numbers, and these are categories", given->key);
    if (!given && numbers) codebook_mistake(reader, at_value(source->node), NULL, "numbers need 'minimum', 'maximum' or both, to say which count");
    if (source->minimum) measure->minimum = codebook_key_number(reader, source->minimum, "minimum", NAN);
    if (source->maximum) measure->maximum = codebook_key_number(reader, source->maximum, "maximum", NAN);
    if (measure->minimum > measure->maximum) codebook_mistake(reader, at_value(source->minimum), "exchange the two", "'minimum' is greater than 'maximum'");
    if (isnan(measure->minimum)) measure->minimum = -INFINITY;
    if (isnan(measure->maximum)) measure->maximum = INFINITY;
}

static void use_by_matching(struct reader *reader, struct measure_source *source, const struct view *views, int count)
{
    bool *used = arena_new(reader->arena, source->values ? (size_t)source->values->count : 0, sizeof *used);
    for (int o = 0; o < count; o++)
        if (views[o].categories) use_by_values(reader, source, &views[o], used);
    check_values(reader, source, views, count, used);
    read_matching_range(reader, source, views, count);
}

/* An item takes over what it is an item of; so its result may again be a number, yes or no, or categories. */
static void use_as_item(struct reader *reader, struct measure *measure, const struct view *view)
{
    int of = view->operand->measure;
    measure->shape = of >= 0 ? reader->book->measures[of].shape : view->categories ? SHAPE_CATEGORY : SHAPE_NUMBER;
    measure->categories = view->categories;
    measure->category_count = view->count;
}

static const struct choice_set *list_called(const struct codebook *book, const char *name)
{
    for (int s = 0; s < book->choice_set_count; s++)
        if (strcmp(book->choice_sets[s].name, name) == 0) return &book->choice_sets[s];
    return NULL;
}

/* The name of a list stands for all of its choices. */
static int count_operands(const struct codebook *book, const struct json *const *names, int given)
{
    int count = 0;
    for (int i = 0; i < given; i++) {
        const struct choice_set *list = list_called(book, names[i]->text);
        count += list ? list->count : 1;
    }
    return count;
}

static int see_all(struct reader *reader, const struct json *const *names, int given, struct operand *operands, struct view *views)
{
    int count = 0;
    for (int i = 0; i < given; i++) {
        const struct choice_set *list = list_called(reader->book, names[i]->text);
        for (int c = 0; c < (list ? list->count : 1); c++) {
            operands[count] = list ? (struct operand){.field = list->first + c, .measure = -1} : codebook_name_operand(reader, names[i]);
            count += see(reader, names[i], &operands[count], &views[count]);
        }
    }
    return count;
}

static void check_operand_count(struct reader *reader, const struct measure_source *source, int kind, int count)
{
    int wanted = kind == MEASURE_RATIO || kind == MEASURE_DIFFERENCE ? 2 : kind == MEASURE_ITEM || kind == MEASURE_IN || kind == MEASURE_BAND ? 1 : 0;
    if (source->of->count == 0) codebook_mistake(reader, at_value(source->of), NULL, "'of' is empty");
    else if (count > OPERAND_LIMIT)
        codebook_mistake(reader, at_value(source->of), "make measures of parts of it, and one of those", "a measure is made of at most %d things, these are %d", OPERAND_LIMIT, count);
    else if (wanted && count != wanted)
        codebook_mistake(reader, at_value(source->of), kind == MEASURE_IN ? "use the kind 'any' or 'all'" : NULL,
                         "this kind of measure is made of exactly %s, these are %d", wanted == 1 ? "one" : "two", count);
}

static const struct category yes_and_no[] = {{.value = "yes", .label = "Yes", .score = 1}, {.value = "no", .label = "No", .score = 0}};

static void set_shape(struct measure_source *source)
{
    struct measure *measure = &source->measure;
    bool yes_no = source->kind == MEASURE_ANY || source->kind == MEASURE_ALL || source->kind == MEASURE_IN;
    measure->shape = yes_no ? SHAPE_YES_NO : source->kind == MEASURE_BAND ? SHAPE_CATEGORY : SHAPE_NUMBER;
    if (!yes_no) return;
    measure->categories = yes_and_no;
    measure->category_count = 2;
}

void codebook_operand_read(struct reader *reader, struct measure_source *source)
{
    struct measure *measure = &source->measure;
    set_shape(source);
    if (!source->of) return;
    const struct json **names;
    int given = codebook_key_lines(reader, source->of, "of", &names), room = count_operands(reader->book, names, given);
    check_operand_count(reader, source, source->kind, given < source->of->count ? source->of->count : room);
    codebook_name_once(reader, names, given);
    struct operand *operands = arena_new(reader->arena, (size_t)room, sizeof *operands);
    struct view *views = arena_new(reader->arena, (size_t)room, sizeof *views);
    int count = see_all(reader, names, given, operands, views);
    measure->operands = operands;
    measure->operand_count = count;
    for (int i = 0; i < count; i++) {
        const struct operand *operand = &operands[i];
        measure->sensitive =
            measure->sensitive || (operand->field >= 0 ? reader->book->fields[operand->field].sensitive : reader->book->measures[operand->measure].sensitive);
    }
    enum use use = uses[source->kind];
    if (use == USE_NUMBER) {
        for (int i = 0; i < count; i++) use_as_number(reader, source, &views[i]);
        check_score_keys(reader, source, views, count);
    }
    if (use == USE_MATCH) use_by_matching(reader, source, views, count);
    if (use == USE_ITEM && count) use_as_item(reader, measure, &views[0]);
    if (use == USE_BAND && count) codebook_band_read(reader, source, views[0].at->text, views[0].categories, views[0].count);
}
