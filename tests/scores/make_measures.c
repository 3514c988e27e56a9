/* Random measures of what make_survey.c has drawn; later ones may be made of earlier ones. */
#include "make.h"

#include <math.h>
#include <string.h>

enum { FEW_OPERANDS = 6, MANY_OPERANDS = 25 };
enum use { AS_ITEM, AS_NUMBER, AS_SCORED, AS_MATCH, AS_BAND }; /* AS_SCORED: a number, by scores of the measure's own where there are none */

struct measure {
    const char *kind;
    const struct thing *of[MANY_OPERANDS + 100];
    int count;
    struct thing *result;
};

static bool fits(const struct thing *thing, enum use use)
{
    if (thing->rescaled && (use == AS_NUMBER || use == AS_SCORED)) return false; /* as a number, by which scale? */
    if (thing->shape != CATEGORY || use == AS_ITEM || use == AS_MATCH || use == AS_BAND) return true;
    return !thing->measure && (thing->scored || use == AS_SCORED);
}

static bool holds(const struct measure *measure, const struct thing *thing)
{
    for (int o = 0; o < measure->count; o++)
        if (measure->of[o] == thing) return true;
    return false;
}

/* The name of a list stands for its choices; then no choice of it is named besides. */
static int add_list(struct measure *measure)
{
    int l = make_below(survey.list_count);
    for (int c = 0; c < survey.lists[l].count; c++) measure->of[measure->count++] = &survey.things[survey.lists[l].first + c];
    return l;
}

static void draw_operands(struct measure *measure, enum use use, int wanted, int least, bool lists)
{
    int list = lists && survey.list_count && make_often(12) ? add_list(measure) : -1;
    bool numbers = use == AS_NUMBER && make_often(40); /* nothing but numbers: decimals, that add up to limits and to 0 */
    fprintf(survey.book, "\"of\": [");
    if (list >= 0) fprintf(survey.book, "\"%s\"", survey.lists[list].name);
    int written = list >= 0;
    for (int tries = 0; (measure->count < wanted && tries < 100) || (measure->count < least && tries < 100000); tries++) {
        const struct thing *thing = &survey.things[make_below(survey.thing_count)];
        if (numbers && tries < 40 && thing->shape != NUMBER) continue;
        if (measure->result->instrument ? thing->instrument != measure->result->instrument : thing->item) continue;
        if (thing == measure->result || !fits(thing, use) || holds(measure, thing) || (list >= 0 && thing->list == list)) continue;
        measure->of[measure->count++] = thing;
        fprintf(survey.book, "%s\"%s\"", written++ ? ", " : "", thing->name);
    }
    fprintf(survey.book, "]");
    for (int o = 0; o < measure->count; o++) fprintf(survey.plan, "of %s\n", make_plan_name(measure->of[o]));
}

/* Words that stand once in a list of words. */
struct words { char at[1200][WORD]; int count; };
static bool add_word(struct words *words, const char *word)
{
    for (int w = 0; w < words->count; w++)
        if (!strcmp(words->at[w], word)) return false;
    make_word(words->at[words->count++], "%s", word);
    return true;
}

/* Scores of the measure's own: of every category that has none, and of some that have. */
static void put_scores(const struct measure *measure)
{
    static struct words words;
    int style = make_below(8);
    words.count = 0;
    for (int o = 0; o < measure->count; o++)
        for (int c = 0; c < measure->of[o]->count; c++) {
            bool lacks = !*measure->of[o]->scores[c];
            if ((!lacks && make_often(60)) || !add_word(&words, measure->of[o]->values[c])) continue;
            char score[WORD] = "null";
            if (!make_often(8)) make_score(score, style);
            fprintf(survey.book, "%s\"%s\": %s", words.count > 1 ? ", " : ", \"scores\": {", measure->of[o]->values[c], score);
            fprintf(survey.plan, "score %s %s\n", measure->of[o]->values[c], score);
        }
    if (words.count) fprintf(survey.book, "}");
}

static void put_values(const struct measure *measure)
{
    static struct words words;
    words.count = 0;
    for (int o = 0; o < measure->count; o++) {
        const struct thing *thing = measure->of[o];
        int sure = thing->count ? make_below(thing->count) : 0;
        for (int c = 0; c < thing->count; c++) {
            if ((c != sure && !make_often(20)) || !add_word(&words, thing->values[c])) continue;
            fprintf(survey.book, thing->integer ? "%s%s" : "%s\"%s\"", words.count > 1 ? ", " : ", \"values\": [", thing->values[c]);
            fprintf(survey.plan, "value %s\n", thing->values[c]);
        }
    }
    if (words.count) fprintf(survey.book, "]");
}

static void put_range(const struct measure *measure)
{
    char low[WORD] = "-", high[WORD] = "-";
    const struct thing *number = NULL;
    for (int o = 0; o < measure->count; o++)
        if (measure->of[o]->shape == NUMBER && (!number || make_often(30))) number = measure->of[o];
    if (!number) return;
    double middle = (number->low + number->high) / 2;
    int ends = make_below(3);
    if (ends != 1) make_limit(low, number->low, ends == 2 ? middle : number->high);
    if (ends != 0) make_limit(high, ends == 2 ? ceil(middle) : number->low, fmax(number->high, ceil(middle)));
    if (ends != 1) fprintf(survey.book, ", \"minimum\": %s", low);
    if (ends != 0) fprintf(survey.book, ", \"maximum\": %s", high);
    fprintf(survey.plan, "range %s %s\n", low, high);
}

static void put_number_bands(struct thing *result, const struct thing *of)
{
    double from = of->low, width = (of->high - of->low) / result->count;
    double last = -INFINITY;
    for (int b = 0; b < result->count; b++) {
        char limit[WORD];
        fprintf(survey.book, "%s{\"value\": \"%s\"", b ? ", " : "", result->values[b]);
        fprintf(survey.plan, "band %s", result->values[b]);
        if (b + 1 < result->count) {
            double got;
            do {
                make_limit(limit, from, from + width);
                (void)sscanf(limit, "%lf", &got);
                from += width / 2;
                width += 0.3;
            } while (got <= last);
            last = got;
            fprintf(survey.book, ", \"below\": %s", limit);
            fprintf(survey.plan, " %s", limit);
        }
        fprintf(survey.book, "}");
        fprintf(survey.plan, "\n");
    }
}

static void put_category_bands(struct thing *result, const struct thing *of)
{
    int band_of[CATEGORIES];
    for (int c = 0; c < of->count; c++) band_of[c] = c < result->count ? c : make_below(result->count + 1) - 1;
    for (int b = 0; b < result->count; b++) {
        int written = 0;
        fprintf(survey.book, "%s{\"value\": \"%s\", \"values\": [", b ? ", " : "", result->values[b]);
        fprintf(survey.plan, "band %s\n", result->values[b]);
        for (int c = 0; c < of->count; c++) {
            if (band_of[c] != b) continue;
            fprintf(survey.book, of->integer ? "%s%s" : "%s\"%s\"", written++ ? ", " : "", of->values[c]);
            fprintf(survey.plan, "holds %s\n", of->values[c]);
        }
        fprintf(survey.book, "]}");
    }
}

static void put_bands(const struct measure *measure)
{
    struct thing *result = measure->result;
    const struct thing *of = measure->of[0];
    result->count = 2 + make_below(3);
    if (of->shape != NUMBER && result->count > of->count) result->count = of->count;
    for (int b = 0; b < result->count; b++) make_word(result->values[b], "band_%d", b + 1);
    fprintf(survey.book, ", \"bands\": [");
    if (of->shape == NUMBER) put_number_bands(result, of);
    else put_category_bands(result, of);
    fprintf(survey.book, "]");
}

/* Roughly where the results lie, so that limits of later measures fall among them. */
static void set_reach(const struct measure *measure, char kind)
{
    struct thing *result = measure->result;
    double low = 0, high = 0, lows = 0, highs = 0;
    for (int o = 0; o < measure->count; o++) {
        low = fmin(low, measure->of[o]->low);
        high = fmax(high, measure->of[o]->high);
        lows += measure->of[o]->low;
        highs += measure->of[o]->high;
    }
    result->low = kind == 's' ? lows : kind == 'd' ? low - high : kind == 'r' ? -5 : kind == 'c' ? 0 : low;
    result->high = kind == 's' ? highs : kind == 'd' ? high - low : kind == 'r' ? 5 : kind == 'c' ? measure->count : high;
}

static void finish_number(const struct measure *measure, char kind)
{
    measure->result->shape = NUMBER;
    set_reach(measure, kind);
}

static void finish_yes_no(const struct measure *measure)
{
    struct thing *result = measure->result;
    result->shape = YES_NO;
    result->count = 2;
    result->scored = true;
    result->high = 1;
    make_word(result->values[0], "yes");
    make_word(result->values[1], "no");
    make_word(result->scores[0], "1");
    make_word(result->scores[1], "0");
}

static void finish_item(const struct measure *measure)
{
    struct thing *result = measure->result, was = *result;
    *result = *measure->of[0];
    memcpy(result->name, was.name, sizeof was.name);
    result->measure = true;
    result->item = result->rescaled = false;
    result->instrument = was.instrument;
    result->list = -1;
    result->integer = false;
}

static int wanted_operands(void) { return make_often(5) ? MANY_OPERANDS : 1 + make_below(FEW_OPERANDS); }

/* Two numbers are wanted of what an instrument has; the draw of operands must find them. */
static bool can_be_drawn(const struct measure *measure)
{
    int found = 0;
    for (int t = 0; t < survey.thing_count; t++)
        found += &survey.things[t] != measure->result && survey.things[t].instrument == measure->result->instrument && fits(&survey.things[t], AS_NUMBER);
    return found > 1;
}

static void put_measure(struct measure *measure)
{
    char kind = *measure->kind;
    bool own = make_often(30) && !measure->result->instrument, several = strchr("msc", kind) || !strcmp(measure->kind, "any") || !strcmp(measure->kind, "all"), lists = several && !measure->result->instrument;
    if (kind == 'm' || kind == 's' || kind == 'r' || kind == 'd') {
        draw_operands(measure, own ? AS_SCORED : AS_NUMBER, several ? wanted_operands() : 2, several ? 1 : 2, lists);
        if (own) put_scores(measure);
        finish_number(measure, kind);
    } else if (kind == 'b') {
        draw_operands(measure, AS_BAND, 1, 1, false);
        measure->result->shape = CATEGORY;
        put_bands(measure);
    } else if (!strcmp(measure->kind, "item")) {
        draw_operands(measure, AS_ITEM, 1, 1, false);
        finish_item(measure);
    } else {
        draw_operands(measure, AS_MATCH, several ? wanted_operands() : 1, 1, lists);
        put_values(measure);
        put_range(measure);
        if (kind == 'c') finish_number(measure, kind);
        else finish_yes_no(measure);
    }
}

void make_measures(int count, int instrument)
{
    static const char *const kinds[] = {"item", "mean", "mean", "mean", "sum", "sum", "ratio", "difference", "count", "count", "any", "all", "in", "band", "band"};
    for (int m = 0; m < count; m++) {
        struct measure measure = {.kind = kinds[make_below(15)], .result = make_thing(NUMBER)};
        measure.result->measure = true;
        measure.result->instrument = instrument;
        if (instrument) make_word(measure.result->name, "tool_%d_m%d", instrument, m + 1);
        else make_word(measure.result->name, "m%d", m + 1);
        if (instrument && !can_be_drawn(&measure)) measure.kind = "item";
        fprintf(survey.book, "%s\n   {\"name\": \"%s\", \"kind\": \"%s\", ", m ? "," : "", measure.result->name, measure.kind);
        fprintf(survey.plan, "measure %s %s\n", measure.result->name, measure.kind);
        put_measure(&measure);
        if (strchr("msca", *measure.kind) && make_often(55)) {
            int needed = 1 + make_below(measure.count);
            fprintf(survey.book, ", \"minimum_answered\": %d", needed);
            fprintf(survey.plan, "needs %d\n", needed);
        }
        fprintf(survey.book, "}");
    }
}
