/* A random survey: FOLDER/codebook.json with instruments/ and structure.json, and the same again as FOLDER/plan.txt, in words that slow_scores.c reads without
 * JSON. Shares no code with the pipeline. Usage: make_survey SEED FOLDER */
#include "make.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Answers that several questions share, and the sets of scores that an instrument gives them. */
struct answers { char name[WORD], values[CATEGORIES][WORD], scores[CATEGORIES][WORD]; int count; bool integer; };
static struct answers shared[6];
static int shared_count;
struct survey survey;
static char route[600], asked[300]; /* of the field at hand: in JSON, and in words; "" for a question put to everybody */

/* --- drawing (splitmix64) --- */

static uint64_t next_number(void)
{
    uint64_t z = survey.state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}
int make_below(int limit) { return (int)(next_number() % (uint64_t)limit); }
bool make_often(int times) { return make_below(100) < times; }

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "make_survey: %s\n", what);
    exit(2);
}

static FILE *open_file(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) stop(path);
    return file;
}

static void close_file(FILE *file)
{
    if (ferror(file) || fclose(file)) stop("a file was not written");
}

void make_word(char *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(out, WORD, format, arguments);
    va_end(arguments);
    if (length < 0 || length >= WORD) stop("a word is too long");
}

/* units / 10^decimals, as people write it */
void make_decimal(char *out, long units, int decimals)
{
    long one = 1;
    for (int i = 0; i < decimals; i++) one *= 10;
    long size = units < 0 ? -units : units;
    if (decimals) make_word(out, "%s%ld.%0*ld", units < 0 ? "-" : "", size / one, decimals, size % one);
    else make_word(out, "%ld", units);
}

void make_score(char *out, int style)
{
    switch (style) {
    case 0: make_decimal(out, make_below(8), 0); break;
    case 1: make_decimal(out, (make_below(21) - 10) * 5, 1); break;
    case 2: make_decimal(out, make_below(401) * 25, 2); break;
    case 3: make_decimal(out, make_below(101) - 50, 1); break;
    case 4: make_decimal(out, make_below(20001) - 10000, 2); break;
    case 5: make_decimal(out, make_below(9001) - 4500, 3); break;
    case 6: make_decimal(out, make_below(5) * 25, 0); break;
    default: make_decimal(out, make_below(2000001) - 1000000, 4); break;
    }
}

/* A limit that answers may well be equal to. */
void make_limit(char *out, double low, double high)
{
    static const double sizes[] = {1, 10, 100};
    int decimals = high - low > 20 ? 0 : make_below(high - low < 2 ? 3 : 2);
    if (high - low < 0.2) decimals = 2;
    double from = low * sizes[decimals], span = (high - low) * sizes[decimals];
    make_decimal(out, (long)from + (long)(span * (double)make_below(1001) / 1000), decimals);
}

/* --- fields --- */

struct thing *make_thing(enum shape shape)
{
    if (survey.thing_count == THINGS) stop("too many fields and measures");
    struct thing *thing = &survey.things[survey.thing_count++];
    memset(thing, 0, sizeof *thing);
    thing->shape = shape;
    thing->list = -1;
    return thing;
}

static void take_answers(struct thing *thing, const struct answers *answers)
{
    thing->count = answers->count;
    thing->integer = answers->integer;
    for (int c = 0; c < answers->count; c++) make_word(thing->values[c], "%s", answers->values[c]);
}

static void set_range(struct thing *thing)
{
    thing->low = thing->high = 0;
    for (int c = 0; c < thing->count; c++) {
        double score = strtod(thing->scores[c], NULL); /* "null" counts as 0 here */
        if (score < thing->low) thing->low = score;
        if (score > thing->high) thing->high = score;
    }
}

static void draw_answers(void)
{
    static const char *const words[][6] = {{"never", "seldom", "sometimes", "often", "always"}, {"strongly_disagree", "disagree", "neither", "agree", "strongly_agree"}, {"low", "middle", "high"}, {"yes", "no"}, {"none", "a_little", "a_lot"}, {"north", "south", "east", "west"}};
    shared_count = 3 + make_below(4);
    for (int i = 0; i < shared_count; i++) {
        struct answers *answers = &shared[i];
        int which = make_below(8), style = make_below(8);
        make_word(answers->name, "set_%d", i + 1);
        if (which >= 6) {
            int from = make_below(3) - 1;
            answers->integer = true;
            answers->count = 2 + make_below(5);
            for (int c = 0; c < answers->count; c++) make_decimal(answers->values[c], from + c, 0);
        } else {
            while (answers->count < 6 && words[which][answers->count]) make_word(answers->values[answers->count], "%s", words[which][answers->count]), answers->count++;
            if (which != 3 && make_often(30)) make_word(answers->values[answers->count++], "not_applicable");
        }
        for (int c = 0; c < answers->count; c++)
            if (c && make_often(12)) make_word(answers->scores[c], "null");
            else make_score(answers->scores[c], style);
    }
}

/* Who is asked: those with some answer to an earlier question. */
static void draw_route(void)
{
    *route = *asked = 0;
    if (!survey.thing_count || !make_often(12)) return;
    const struct thing *of = &survey.things[make_below(survey.thing_count)];
    if (of->list >= 0) return;
    if (of->shape == NUMBER) {
        char limit[WORD];
        bool least = make_often(50);
        make_limit(limit, of->low, of->high);
        snprintf(route, sizeof route, ", \"asked_if\": {\"field\": \"%s\", \"%s\": %s}", of->name, least ? "minimum" : "maximum", limit);
        snprintf(asked, sizeof asked, "asked_range %s %s %s\n", of->name, least ? limit : "-", least ? "-" : limit);
        return;
    }
    int first = make_below(of->count), second = make_below(of->count);
    const char *quote = of->integer ? "" : "\"";
    snprintf(route, sizeof route, ", \"asked_if\": {\"field\": \"%s\", \"values\": [%s%s%s", of->name, quote, of->values[first], quote);
    snprintf(asked, sizeof asked, "asked_values %s %s", of->name, of->values[first]);
    if (second != first) {
        size_t at = strlen(route), behind = strlen(asked);
        snprintf(route + at, sizeof route - at, ", %s%s%s", quote, of->values[second], quote);
        snprintf(asked + behind, sizeof asked - behind, " %s", of->values[second]);
    }
    strcat(route, "]}");
    strcat(asked, "\n");
}

/* Missing answers: the survey's own spellings, or the field's. */
static void put_missing(const struct thing *thing, bool own, bool required)
{
    if (own) fprintf(survey.book, ", \"missingValues\": [\"\", {\"value\": \"NA\", \"label\": \"cannot say\"}, \"-77\"]");
    for (int i = 0; i < 2; i++) fprintf(survey.plan, "missing %s\n", own ? (i ? "-77" : "NA") : i ? "-99" : "-88");
    if (required) fprintf(survey.book, ", \"constraints\": {\"required\": true}");
    else if (make_often(80)) fprintf(survey.structure, ",\n  \"%s\": {\"missing\": {\"share\": 0.%02d, \"reasons\": {\"\": %d, \"%s\": 2, \"%s\": 1}}}", thing->name, make_below(45), 1 + make_below(6), own ? "NA" : "-88", own ? "-77" : "-99");
}

/* Scores of a field's categories. What has one already (a number, yes and no) may be given another. */
static void draw_scores(struct thing *thing, const char *before)
{
    bool all = thing->scored ? make_often(25) : make_often(65), some = false;
    int style = make_below(8);
    for (int c = 0; all && c < thing->count; c++) {
        if (thing->scored && make_often(50)) continue;
        if (make_often(10)) make_word(thing->scores[c], "null");
        else make_score(thing->scores[c], style);
        fprintf(survey.book, "%s\"%s\": %s", some ? ", " : before, thing->values[c], thing->scores[c]);
        some = true;
    }
    if (some) fprintf(survey.book, "}");
    thing->scored |= all;
    set_range(thing);
}

static void plan_categories(const struct thing *thing, const char *yes, const char *no)
{
    for (int c = 0; c < thing->count; c++) fprintf(survey.plan, "category %s %s %s\n", thing->values[c], *thing->scores[c] ? thing->scores[c] : "-", c ? no : yes);
}

static void put_category_field(struct thing *thing, const struct answers *answers)
{
    take_answers(thing, answers);
    fprintf(survey.book, "\"type\": \"%s\", \"categories\": [", thing->integer ? "integer" : "string");
    for (int c = 0; c < thing->count; c++) fprintf(survey.book, thing->integer ? "%s%s" : "%s\"%s\"", c ? ", " : "", thing->values[c]);
    fprintf(survey.book, "]%s, \"spwell\": {\"sensitive\": false%s", make_often(50) ? ", \"categoriesOrdered\": true" : "", route);
    thing->scored = thing->integer || (thing->count == 2 && !strcmp(thing->values[0], "yes"));
    for (int c = 0; thing->scored && c < thing->count; c++) make_word(thing->scores[c], "%s", thing->integer ? thing->values[c] : c ? "0" : "1");
    draw_scores(thing, ", \"scores\": {");
    fprintf(survey.book, "}");
    fprintf(survey.plan, "field %s category .\n", thing->name);
    plan_categories(thing, "", "");
}

static void put_boolean_field(struct thing *thing)
{
    bool own = make_often(30);
    take_answers(thing, &(struct answers){.count = 2, .values = {"true", "false"}});
    thing->boolean = thing->scored = true;
    make_word(thing->scores[0], "1");
    make_word(thing->scores[1], "0");
    fprintf(survey.book, "\"type\": \"boolean\"%s, \"spwell\": {\"sensitive\": false%s", own ? ", \"trueValues\": [\"ja\", \"j\"], \"falseValues\": [\"nein\"]" : "", route);
    draw_scores(thing, ", \"scores\": {");
    fprintf(survey.book, "}");
    fprintf(survey.plan, "field %s category .\n", thing->name);
    plan_categories(thing, own ? "ja j" : "True TRUE 1", own ? "nein" : "False FALSE 0");
}

/* Returns whether the field may be required besides: it has no constraints yet. */
static bool put_number_field(struct thing *thing, bool whole)
{
    static const struct { const char *low, *high; } wholes[] = {{"0", "3"}, {"0", "10"}, {"-5", "5"}, {"1", "7"}, {"0", "1000"}, {"0", "100000"}, {"0", "2000000000"}, {"-30000", "30000"}, {"0", ""}, {"", ""}},
        decimals[] = {{"0", "1"}, {"0", "9"}, {"-1", "1"}, {"-0.9", "0"}, {"0", "0.05"}, {"-3.5", "5"}, {"0", "5000"}, {"1000", "1004.5"}, {"0", "2"}, {"", ""}};
    int which = make_below(10);
    const char *low = whole ? wholes[which].low : decimals[which].low, *high = whole ? wholes[which].high : decimals[which].high;
    bool comma = !whole && make_often(25);
    thing->low = *low ? strtod(low, NULL) : 0;
    thing->high = *high ? strtod(high, NULL) : thing->low + 100;
    fprintf(survey.book, "\"type\": \"%s\"%s, \"spwell\": {\"sensitive\": false%s}", whole ? "integer" : "number", comma ? ", \"decimalChar\": \",\"" : "", route);
    if (*low) fprintf(survey.book, ", \"constraints\": {\"minimum\": %s%s%s}", low, *high ? ", \"maximum\": " : "", high);
    fprintf(survey.plan, "field %s number %s\n", thing->name, comma ? "," : ".");
    return !*low;
}

static void put_list_field(const char *name)
{
    static const char *const delimiters[] = {",", ";", "|"};
    struct list *list = &survey.lists[survey.list_count];
    bool none = make_often(50);
    *list = (struct list){.first = survey.thing_count, .count = 2 + make_below(5)};
    make_word(list->name, "%s", name);
    fprintf(survey.book, "\"type\": \"list\", \"delimiter\": \"%s\", \"categories\": [", delimiters[make_below(3)]);
    for (int c = 0; c < list->count; c++) fprintf(survey.book, "%s{\"value\": \"p%d\", \"label\": \"Part %d\"}", c ? ", " : "", c + 1, c + 1);
    fprintf(survey.book, "], \"spwell\": {\"none_ticked\": \"%s\"%s}", none ? "no" : "missing", route);
    for (int c = 0; c < list->count; c++) {
        struct thing *thing = make_thing(CATEGORY);
        make_word(thing->name, "%s_p%d", name, c + 1);
        take_answers(thing, &(struct answers){.count = 2, .values = {"yes", "no"}});
        thing->scored = true;
        thing->list = survey.list_count;
        make_word(thing->scores[0], "1");
        make_word(thing->scores[1], "0");
        set_range(thing);
        fprintf(survey.plan, "field %s category .\n", thing->name);
        plan_categories(thing, "1 true y x checked selected ticked", "0 false n unchecked");
        put_missing(thing, false, false);
        fputs(asked, survey.plan);
    }
    fprintf(survey.plan, "list %s %s", name, none ? "no" : "missing");
    for (int c = 0; c < list->count; c++) fprintf(survey.plan, " %s", survey.things[list->first + c].name);
    fprintf(survey.plan, "\n");
    survey.list_count++;
}

static void put_field(const char *name, int kind, const struct answers *answers)
{
    draw_route();
    fprintf(survey.book, ",\n  {\"name\": \"%s\", \"title\": \"Question %s\", ", name, name);
    if (kind == 5) {
        put_list_field(name);
        fprintf(survey.book, "}");
        return;
    }
    struct thing *thing = make_thing(kind == 3 || kind == 4 ? NUMBER : CATEGORY);
    bool free = !*route;
    make_word(thing->name, "%s", name);
    if (kind == 2) put_boolean_field(thing);
    else if (kind == 3 || kind == 4) free &= put_number_field(thing, kind == 3);
    else put_category_field(thing, answers);
    put_missing(thing, make_often(25), free && make_often(8));
    fputs(asked, survey.plan);
    fprintf(survey.book, "}");
}

static void put_fields(int count)
{
    static const int kinds[] = {0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5};
    for (int f = 1; f <= count; f++) {
        char name[WORD];
        int kind = kinds[make_below(18)];
        make_word(name, "q%d", f);
        put_field(name, kind == 5 && survey.list_count == LISTS ? 0 : kind, &shared[make_below(shared_count)]);
    }
}

/* --- instruments --- */

enum { ITEMS = 12 };
struct item { char field[WORD], id[WORD]; const struct answers *set; bool reverse, used; double low, high; };
struct instrument { char name[WORD]; struct item items[ITEMS]; int item_count; bool mapped; };

/* The fields that ask an instrument's items: some have the items' own names, those of others are mapped. */
static void put_item_fields(struct instrument *instrument, int number)
{
    make_word(instrument->name, "tool_%d", number);
    instrument->item_count = 3 + make_below(ITEMS - 2);
    instrument->mapped = make_often(50);
    const struct answers *usual = &shared[make_below(shared_count)];
    for (int i = 0; i < instrument->item_count; i++) {
        struct item *item = &instrument->items[i];
        bool number_item = make_often(12);
        make_word(item->id, "tool_%d_%d", number, i + 1);
        make_word(item->field, instrument->mapped && make_often(60) ? "asked_%d_%d" : "tool_%d_%d", number, i + 1);
        item->set = number_item ? NULL : make_often(85) ? usual : &shared[make_below(shared_count)];
        item->reverse = item->set && make_often(30);
        put_field(item->field, number_item ? 3 + make_below(2) : 0, item->set);
        const struct thing *thing = &survey.things[survey.thing_count - 1];
        item->low = number_item ? thing->low : 0;
        item->high = number_item ? thing->high : 0;
        for (int c = 0; item->set && c < item->set->count; c++) {
            double score = strtod(item->set->scores[c], NULL);
            if (score < item->low) item->low = score;
            if (score > item->high) item->high = score;
        }
    }
}

static void put_sets(FILE *file)
{
    fprintf(file, " \"response_sets\": {");
    for (int s = 0; s < shared_count; s++) {
        fprintf(file, "%s\n  \"%s\": {", s ? "," : "", shared[s].name);
        for (int c = 0; c < shared[s].count; c++) fprintf(file, "%s\"%s\": %s", c ? ", " : "", shared[s].values[c], shared[s].scores[c]);
        fprintf(file, "}");
    }
    fprintf(file, "},\n");
}

static void put_scale(FILE *file, struct instrument *instrument, int number)
{
    bool sum = make_often(40);
    int first = make_below(instrument->item_count), count = 1 + make_below(instrument->item_count - first), needed = make_often(60) ? 1 + make_below(count) : 0;
    struct thing *thing = make_thing(NUMBER);
    thing->measure = true;
    make_word(thing->name, "%s_scale_%d", instrument->name, number);
    fprintf(survey.plan, "measure %s %s\n", thing->name, sum ? "sum" : "mean");
    if (needed) fprintf(survey.plan, "needs %d\n", needed);
    fprintf(file, "%s\n  {\"name\": \"%s\", \"label\": \"Scale %s %d\", \"rule\": \"%s\", ", number > 1 ? "," : "", thing->name, instrument->name, number, sum ? "sum" : "mean");
    if (needed) fprintf(file, "\"minimum_answered\": %d, ", needed);
    fprintf(file, "\"items\": [");
    for (int i = 0; i < count; i++) {
        struct item *item = &instrument->items[first + i];
        item->used = true;
        fprintf(file, "%s{\"id\": \"%s\"", i ? ", " : "", item->id);
        if (item->set) fprintf(file, ", \"response_set\": \"%s\"%s", item->set->name, item->reverse ? ", \"reverse\": true" : "");
        fprintf(file, "}");
        fprintf(survey.plan, "item %s %s %s\n", item->field, item->set ? item->set->name : "-", item->reverse ? "reverse" : "plain");
        thing->low += sum ? item->low : item->low / count;
        thing->high += sum ? item->high : item->high / count;
    }
    fprintf(file, "]}");
}

static void put_instrument(struct instrument *instrument, const char *folder, bool first)
{
    char path[4096];
    int scales = 1 + make_below(4);
    bool some = false;
    snprintf(path, sizeof path, "%s/instruments/%s.json", folder, instrument->name);
    FILE *file = open_file(path);
    fprintf(file, "{\"name\": \"%s\", \"title\": \"A random instrument\", \"source\": \"made up\", \"licence\": \"none\", \"attribution\": \"made up\",\n", instrument->name);
    put_sets(file);
    fprintf(file, " \"scales\": [");
    for (int i = 1; i <= scales; i++) put_scale(file, instrument, i);
    fprintf(file, "]}\n");
    close_file(file);
    fprintf(survey.book, "%s{\"name\": \"%s\"", first ? "" : ", ", instrument->name);
    for (int i = 0; i < instrument->item_count; i++) {
        const struct item *item = &instrument->items[i];
        if (!item->used /* what no scale has cannot be mapped */ || !strcmp(item->field, item->id)) continue;
        fprintf(survey.book, "%s\"%s\": \"%s\"", some ? ", " : ", \"fields\": {", item->id, item->field);
        some = true;
    }
    fprintf(survey.book, "%s}", some ? "}" : "");
}

/* --- the survey --- */

int main(int argc, char **argv)
{
    if (argc != 3) stop("make_survey SEED FOLDER");
    char path[4096];
    static struct instrument instruments[2];
    survey.state = strtoull(argv[1], NULL, 10) * 0xD1342543DE82EF95u + 1;
    snprintf(path, sizeof path, "%s/codebook.json", argv[2]);
    survey.book = open_file(path);
    snprintf(path, sizeof path, "%s/structure.json", argv[2]);
    survey.structure = open_file(path);
    snprintf(path, sizeof path, "%s/plan.txt", argv[2]);
    survey.plan = open_file(path);
    draw_answers();
    for (int s = 0; s < shared_count; s++) {
        fprintf(survey.plan, "set %s\n", shared[s].name);
        for (int c = 0; c < shared[s].count; c++) fprintf(survey.plan, "response %s %s\n", shared[s].values[c], shared[s].scores[c]);
    }
    int instrument_count = make_below(3), items = 0;
    fprintf(survey.book, "{\"name\": \"random\", \"title\": \"A random survey\", \"missingValues\": [\"\", {\"value\": \"-88\", \"label\": \"do not know\"}, \"-99\"],\n \"fields\": [\n  {\"name\": \"team\", \"type\": \"string\", \"constraints\": {\"required\": true}}");
    fprintf(survey.structure, "{\"fields\": {\n  \"comment\": {\"answered\": 0.2}");
    for (int i = 0; i < instrument_count; i++) {
        put_item_fields(&instruments[i], i + 1);
        items += instruments[i].item_count;
    }
    put_fields(items < 8 ? 8 + make_below(31) - items : 2 + make_below(39 - items));
    fprintf(survey.book, ",\n  {\"name\": \"comment\", \"type\": \"string\", \"spwell\": {\"free_text\": true}}],\n \"spwell\": {\"cluster\": \"team\", \"made_up\": true, \"instruments\": [");
    fprintf(survey.structure, "}}\n");
    for (int i = 0; i < instrument_count; i++) put_instrument(&instruments[i], argv[2], i == 0);
    fprintf(survey.book, "],\n  \"measures\": [");
    make_measures(8 + make_below(25));
    fprintf(survey.book, "]}}\n");
    close_file(survey.book);
    close_file(survey.structure);
    close_file(survey.plan);
    return 0;
}
