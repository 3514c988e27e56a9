/* A random survey: FOLDER/codebook.json with instruments/ and structure.json, and the same again as FOLDER/plan.txt, in words that slow_scores.c reads without
 * JSON. Shares no code with the pipeline. Usage: make_survey SEED FOLDER */
#include "make.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

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

_Noreturn void make_stop(const char *what)
{
    fprintf(stderr, "make_survey: %s\n", what);
    exit(2);
}

FILE *make_open(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) make_stop(path);
    return file;
}

void make_close(FILE *file)
{
    if (ferror(file) || fclose(file)) make_stop("a file was not written");
}

void make_word(char *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(out, WORD, format, arguments);
    va_end(arguments);
    if (length < 0 || length >= WORD) make_stop("a word is too long");
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
    if (survey.thing_count == THINGS) make_stop("too many fields and measures");
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
    survey.shared_count = 3 + make_below(4);
    for (int i = 0; i < survey.shared_count; i++) {
        struct answers *answers = &survey.shared[i];
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

/* Sets of numbers: whole ones, and tenths. Not all of them count. */
static void draw_number_sets(void)
{
    static const char *const words[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh"};
    for (int s = 0; s < NUMBER_SETS; s++) {
        struct answers *set = &survey.numbers[s];
        int from = make_below(3) - 1;
        make_word(set->name, "numbers_%d", s + 1);
        set->count = 2 + make_below(6);
        for (int c = 0; c < set->count; c++) {
            make_word(set->values[c], "%s", words[c]);
            if (c > 1 && make_often(10)) make_word(set->scores[c], "null");
            else make_decimal(set->scores[c], s ? (from + c) * 3 : from + c, s);
        }
    }
}

static void plan_set(const struct answers *set)
{
    fprintf(survey.plan, "set %s\n", set->name);
    for (int c = 0; c < set->count; c++) fprintf(survey.plan, "response %s %s\n", set->values[c], set->scores[c]);
}

/* Missing answers: the survey's own spellings, or the field's. */
static void put_missing(const struct thing *thing, bool own, bool required)
{
    if (own) fprintf(survey.book, ", \"missingValues\": [\"\", {\"value\": \"NA\", \"label\": \"cannot say\"}, \"-77\"]");
    for (int i = 0; i < 2; i++) fprintf(survey.plan, "missing %s\n", own ? (i ? "-77" : "NA") : i ? "-99" : "-88");
    if (required) fprintf(survey.book, ", \"constraints\": {\"required\": true}");
    if (required || !make_often(80)) return;
    int share = make_below(45), empty = 1 + make_below(6); /* one after the other: compilers differ in the order of arguments */
    fprintf(survey.structure, ",\n  \"%s\": {\"missing\": {\"share\": 0.%02d, \"reasons\": {\"\": %d, \"%s\": 2, \"%s\": 1}}}", thing->name, share, empty, own ? "NA" : "-88", own ? "-77" : "-99");
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
static bool put_number_field(struct thing *thing, bool whole, const char *low, const char *high)
{
    static const struct { const char *low, *high; } wholes[] = {{"0", "3"}, {"0", "10"}, {"-5", "5"}, {"1", "7"}, {"0", "1000"}, {"0", "100000"}, {"0", "2000000000"}, {"-30000", "30000"}, {"0", ""}, {"", ""}},
        decimals[] = {{"0", "1"}, {"0", "9"}, {"-1", "1"}, {"-0.9", "0"}, {"0", "0.05"}, {"-3.5", "5"}, {"0", "5000"}, {"1000", "1004.5"}, {"0", "2"}, {"", ""}};
    int which = make_below(10);
    if (!low) low = whole ? wholes[which].low : decimals[which].low, high = whole ? wholes[which].high : decimals[which].high;
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

void make_field(const char *name, enum field_kind kind, const struct answers *answers, const char *low, const char *high)
{
    draw_route();
    fprintf(survey.book, ",\n  {\"name\": \"%s\", \"title\": \"Question %s\", ", name, name);
    if (kind == FIELD_LIST) {
        put_list_field(name);
        fprintf(survey.book, "}");
        return;
    }
    bool number = kind == FIELD_WHOLE || kind == FIELD_DECIMAL, free = !*route;
    struct thing *thing = make_thing(number ? NUMBER : CATEGORY);
    make_word(thing->name, "%s", name);
    if (kind == FIELD_BOOLEAN) put_boolean_field(thing);
    else if (number) free &= put_number_field(thing, kind == FIELD_WHOLE, low, high);
    else put_category_field(thing, answers);
    bool own = make_often(25), required = free && make_often(8);
    put_missing(thing, own, required);
    fputs(asked, survey.plan);
    fprintf(survey.book, "}");
}

static void put_fields(int count)
{
    static const enum field_kind kinds[] = {FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_CATEGORIES, FIELD_BOOLEAN,
                                            FIELD_BOOLEAN, FIELD_WHOLE, FIELD_WHOLE, FIELD_WHOLE, FIELD_WHOLE, FIELD_DECIMAL, FIELD_DECIMAL, FIELD_DECIMAL, FIELD_LIST};
    for (int f = 1; f <= count; f++) {
        char name[WORD];
        enum field_kind kind = kinds[make_below(18)];
        make_word(name, "q%d", f);
        if (kind == FIELD_LIST && survey.list_count == LISTS) kind = FIELD_CATEGORIES;
        make_field(name, kind, &survey.shared[make_below(survey.shared_count)], NULL, NULL);
    }
}

/* --- the survey --- */

const char *make_plan_name(const struct thing *thing)
{
    static char name[WORD + 8];
    snprintf(name, sizeof name, "%s%s", thing->item ? "item:" : "", thing->name); /* an item and a field may have the same name */
    return name;
}

int main(int argc, char **argv)
{
    if (argc != 3) make_stop("make_survey SEED FOLDER");
    char path[4096];
    survey.state = strtoull(argv[1], NULL, 10) * 0xD1342543DE82EF95u + 1;
    snprintf(path, sizeof path, "%s/codebook.json", argv[2]);
    survey.book = make_open(path);
    snprintf(path, sizeof path, "%s/structure.json", argv[2]);
    survey.structure = make_open(path);
    snprintf(path, sizeof path, "%s/plan.txt", argv[2]);
    survey.plan = make_open(path);
    draw_answers();
    draw_number_sets();
    for (int s = 0; s < survey.shared_count; s++) plan_set(&survey.shared[s]);
    for (int s = 0; s < NUMBER_SETS; s++) plan_set(&survey.numbers[s]);
    int instruments = make_below(3);
    fprintf(survey.book, "{\"name\": \"random\", \"title\": \"A random survey\", \"missingValues\": [\"\", {\"value\": \"-88\", \"label\": \"do not know\"}, \"-99\"],\n \"fields\": [\n  {\"name\": \"team\", \"type\": \"string\", \"constraints\": {\"required\": true}}");
    fprintf(survey.structure, "{\"fields\": {\n  \"comment\": {\"answered\": 0.2}");
    int items = make_item_fields(instruments);
    put_fields(items < 8 ? 8 + make_below(31) - items : 2 + make_below(37 - items));
    fprintf(survey.book, ",\n  {\"name\": \"comment\", \"type\": \"string\", \"spwell\": {\"free_text\": true}}],\n \"spwell\": {\"cluster\": \"team\", \"made_up\": true, \"instruments\": [");
    fprintf(survey.structure, "}}\n");
    make_instruments(instruments, argv[2]);
    fprintf(survey.book, "],\n  \"measures\": [");
    make_measures(8 + make_below(25), 0);
    fprintf(survey.book, "]}}\n");
    make_close(survey.book);
    make_close(survey.structure);
    make_close(survey.plan);
    return 0;
}
