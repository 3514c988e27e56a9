/* What goes with what: for each model its clear findings in words, and a table of all of it. */
#include <math.h>
#include <string.h>
#include "number.h"
#include "page.h"
#include "text.h"

enum { RATIO_DECIMALS = 2, POINT_DECIMALS = 1 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool is_logistic(const struct model *model) { return is(model->kind, "logistic"); }

/* --- words --- */

static const char *interval(const struct page *page, double low, double high, int decimals)
{
    return isfinite(low) && isfinite(high) ? arena_format(page->release->arena, "%s to %s", page_number(page, low, decimals), page_number(page, high, decimals)) : "";
}

static const char *lower(const struct page *page, const char *text)
{
    struct buffer words = {0};
    sentence_lower(text, &words);
    const char *kept = arena_copy(page->release->arena, words.at, words.length);
    buffer_free(&words);
    return kept;
}

/* Of one the unit loses its s: "1 point". */
static const char *of_one(const struct page *page, const char *unit)
{
    size_t length = strlen(unit);
    bool plural = length > 3 && unit[length - 1] == 's' && unit[length - 2] != 's' && !strchr(unit, ' ');
    return plural ? arena_copy(page->release->arena, unit, length - 1) : unit;
}

/* "12 months", "1 point", "10": the step that a number's difference is told for. */
static const char *step(const struct page *page, const struct model_term *term)
{
    const struct measure *measure = release_measure(page->release, term->term);
    const char *unit = !measure || is(measure->unit, "%") ? "" : is(measure->unit, "out of 100") ? "points" : measure->unit;
    if (!isfinite(term->per)) return "";
    int decimals = term->per < 1 ? 2 : 0;
    if (is(page_number(page, term->per, decimals), "1")) unit = of_one(page, unit);
    return arena_format(page->release->arena, "%s%s%s", page_number(page, term->per, decimals), unit[0] ? " " : "", unit);
}

static const char *reference_label(const struct page *page, const struct model_term *term)
{
    const struct release *release = page->release;
    for (size_t i = 0; i < release->model_term_count; i++) {
        const struct model_term *other = &release->model_term_rows[i];
        if (is(other->period, term->period) && is(other->model, term->model) && is(other->term, term->term) && is(other->category, term->reference)) return other->category_label;
    }
    return term->reference;
}

static double size_of(const struct model *model, const struct model_term *term) { return is_logistic(model) ? term->marginal_effect : term->value; }

/* --- sentences --- */

/* Whom a line is about and whom it sets beside them: as the survey's breakdowns name them, else by a phrase, else by the answers. */
static const char *pattern_of(const struct page *page, const struct model *model, const struct model_term *term, struct slot *who, struct slot *others)
{
    const struct release *release = page->release;
    const struct measure *measure = release_measure(release, term->term);
    const char *form = !term->category[0] ? "number" : "category";
    const struct group *group = release_group(release, term->term, term->category);
    if (term->category[0] && group && group->phrase[0] && !is(group->phrase, group->label)) {
        form = "group";
        who->value = facts_group(release, term->term, term->category);
        others->value = facts_group(release, term->term, term->reference);
    } else if (measure && measure->phrase[0] && is(term->category, "yes")) {
        form = "phrase";
        who->value = arena_format(release->arena, "%s who %s", facts_people(release), measure->phrase);
    }
    return arena_format(release->arena, "model.%s.%s", model->kind, form);
}

static const char *upper(const struct page *page, const char *text)
{
    struct buffer words = {0};
    sentence_upper(text, &words);
    const char *kept = arena_copy(page->release->arena, words.at, words.length);
    buffer_free(&words);
    return kept;
}

static void say_term(const struct page *page, struct view *view, const struct model *model, const struct model_term *term)
{
    const struct measure *outcome = release_measure(page->release, model->outcome);
    bool logistic = is_logistic(model), up = is(term->verdict, "higher");
    const char *people = facts_people(page->release);
    double size = size_of(model, term), low = logistic ? term->marginal_low : term->low, high = logistic ? term->marginal_high : term->high;
    if (!up && !is(term->verdict, "lower")) return;
    if (!outcome || !isfinite(size) || !isfinite(low) || !isfinite(high)) return;
    int decimals = logistic ? POINT_DECIMALS : number_decimals(outcome->decimals, &size, 1);
    struct slot slots[] = {{"who", people}, {"others", people}, {"Who", ""}, {"people", people}, {"People", upper(page, people)}, {"label", lower(page, term->label)}, {"category", term->category_label},
                           {"reference", reference_label(page, term)}, {"outcome", lower(page, outcome->label)}, {"phrase", outcome->phrase[0] ? outcome->phrase : lower(page, outcome->label)}, {"step", step(page, term)},
                           {"higher", up ? "higher" : "lower"}, {"size", page_number(page, fabs(size), decimals)}, {"low", page_number(page, up ? low : -high, decimals)}, {"high", page_number(page, up ? high : -low, decimals)}};
    const char *pattern = pattern_of(page, model, term, &slots[0], &slots[1]);
    slots[2].value = upper(page, slots[0].value);
    view_text(view_item(view, "said"), "text", page_fill(page, pattern, slots, sizeof slots / sizeof *slots));
}

/* --- the table --- */

static struct table begin(struct page *page, struct view *view, const struct model *model)
{
    const struct measure *outcome = release_measure(page->release, model->outcome);
    struct slot slots[] = {{"label", model->label}, {"period", page->release->now->label}, {"n", page_count(page, model->n)}};
    struct table table = table_begin(page, view, "tables", page_fill(page, "model.caption", slots, 3));
    table_column(&table, "What differs", false);
    if (is_logistic(model)) {
        table_column(&table, "Odds ratio", true);
        table_column(&table, "Percentage points", true);
    } else table_column(&table, outcome && outcome->unit[0] ? arena_format(page->release->arena, "Difference (%s)", outcome->unit) : "Difference", true);
    table_column(&table, "Finding", false);
    struct slot teams[] = {{"teams", page_count(page, model->teams)}, {"left", model->left_out >= 0 ? page_count(page, model->left_out) : "a few"}};
    table_note(&table, page_fill(page, is_logistic(model) ? "model.note.logistic" : "model.note.linear", teams, 2));
    return table;
}

static void put_number(struct table *table, double value, double low, double high, int decimals)
{
    if (!isfinite(value)) table_empty(table, "z");
    else table_cell(table, page_number(table->page, value, decimals), interval(table->page, low, high, decimals));
}

static void put_finding(struct table *table, const struct model *model, const struct model_term *term)
{
    bool clear = is(term->verdict, "higher") || is(term->verdict, "lower");
    double low = is_logistic(model) ? log(term->odds_low) : term->low, high = is_logistic(model) ? log(term->odds_high) : term->high;
    bool alone = is(term->verdict, "no clear difference") && !term->why[0] && (low > 0 || high < 0);
    const char *words = clear ? arena_format(table->page->release->arena, "Clearly %s", term->verdict) : is(term->verdict, "no clear difference") ? "No clear difference" : "Not estimated";
    table_cell(table, words, alone ? "clear if it stood alone" : term->why);
}

static void put_row(struct table *table, const struct model *model, const struct model_term *term)
{
    const struct page *page = table->page;
    const struct measure *outcome = release_measure(page->release, model->outcome);
    const char *name = term->category[0] ? arena_format(page->release->arena, "%s: %s", term->label, term->category_label) : term->label;
    table_row(table, name, term->category[0] ? arena_format(page->release->arena, "beside %s", reference_label(page, term)) : arena_format(page->release->arena, "%s more", step(page, term)));
    if (is_logistic(model)) {
        put_number(table, term->odds_ratio, term->odds_low, term->odds_high, RATIO_DECIMALS);
        put_number(table, term->marginal_effect, term->marginal_low, term->marginal_high, POINT_DECIMALS);
    } else put_number(table, term->value, term->low, term->high, number_decimals(outcome ? outcome->decimals : 1, &term->value, 1));
    put_finding(table, model, term);
}

static void write_model(struct page *page, const struct model *model)
{
    const struct release *release = page->release;
    struct view *view = view_item(page->view, "models");
    struct table table = {0};
    view_text(view, "heading", model->label);
    view_text(view, "introduction", model->description);
    if (!is(model->flag, "")) {
        view_text(view_item(view, "said"), "text", page_fill(page, is(model->flag, "c") ? "model.withheld" : "model.refused", NULL, 0));
        return;
    }
    table = begin(page, view, model);
    for (size_t i = 0; i < release->model_term_count; i++) {
        const struct model_term *term = &release->model_term_rows[i];
        if (!is(term->period, model->period) || !is(term->model, model->model) || is(term->verdict, "reference")) continue;
        say_term(page, view, model, term);
        put_row(&table, model, term);
    }
    if (!view_find(view, "said", strlen("said")).first) view_text(view_item(view, "said"), "text", page_fill(page, "model.none", NULL, 0));
}

void model_report(struct page *page)
{
    const struct release *release = page->release;
    for (size_t i = 0; i < release->model_count; i++)
        if (is(release->model_rows[i].period, release->now->period)) write_model(page, &release->model_rows[i]);
    if (view_find(page->view, "models", strlen("models")).first) view_text(page->view, "models_reading", page_fill(page, "model.reading", NULL, 0));
}
