/* Random instruments: the fields that answer their items, FOLDER/instruments/NAME.json, and their use in the codebook. */
#include "make.h"

#include <stdlib.h>
#include <string.h>

enum { ITEMS = 10, INSTRUMENTS = 2 };
struct item {
    char field[WORD], id[WORD], low[WORD], high[WORD]; /* low, high: of a number without a set; "-" */
    const struct answers *set;
    const struct thing *thing; /* as measures of the instrument see it */
    bool number, limited, reverse, used;
};
static struct instrument { char name[WORD]; struct item items[ITEMS]; int item_count, number; bool printed; } instruments[INSTRUMENTS];

/* --- items and their fields --- */

static void draw_category_item(struct item *item, const struct answers *usual)
{
    item->set = make_often(85) ? usual : &survey.shared[make_below(survey.shared_count)];
    item->reverse = make_often(30);
    make_field(item->field, FIELD_CATEGORIES, item->set, NULL, NULL);
}

/* Answered by a number: one of a set, with some that are not in it; or one within limits; or any. */
static void draw_number_item(struct item *item)
{
    char low[WORD], high[WORD];
    int how = make_below(5), which = make_below(3) == 0, from = make_below(3) - 2;
    make_decimal(low, which ? from * 5 : from, which);
    make_decimal(high, which ? (from + 5 + make_below(4)) * 5 : from + 5 + make_below(4), which);
    item->number = true;
    make_field(item->field, which ? FIELD_DECIMAL : FIELD_WHOLE, NULL, low, high);
    const struct thing *field = &survey.things[survey.thing_count - 1];
    if (how < 3) item->set = &survey.numbers[which];
    else if (how == 3) {
        item->limited = true;
        make_limit(item->low, field->low, field->low + 2);
        make_limit(item->high, field->high - 2, field->high + 1);
        if (strtod(item->low, NULL) >= strtod(item->high, NULL)) make_word(item->high, "9");
    }
    item->reverse = how < 4 && make_often(40);
}

int make_item_fields(int count)
{
    int fields = 0;
    for (int n = 0; n < count; n++) {
        struct instrument *instrument = &instruments[n];
        bool numbers = make_often(25), mapped = make_often(50);
        const struct answers *usual = &survey.shared[make_below(survey.shared_count)];
        make_word(instrument->name, "tool_%d", n + 1);
        instrument->number = n + 1;
        instrument->item_count = 3 + make_below(ITEMS - 2);
        instrument->printed = numbers && make_often(50);
        for (int i = 0; i < instrument->item_count; i++) {
            struct item *item = &instrument->items[i];
            make_word(item->id, "tool_%d_%d", n + 1, i + 1);
            make_word(item->field, mapped && make_often(60) ? "asked_%d_%d" : "tool_%d_%d", n + 1, i + 1);
            make_word(item->low, "-");
            make_word(item->high, "-");
            if (numbers || make_often(20)) draw_number_item(item);
            else draw_category_item(item, usual);
        }
        fields += instrument->item_count;
    }
    return fields;
}

/* An item as an operand: categories of a set with their numbers, or a number. */
static void add_item_thing(const struct instrument *instrument, struct item *item)
{
    struct thing *thing = make_thing(item->set ? CATEGORY : NUMBER);
    make_word(thing->name, "%s", item->id);
    thing->item = thing->scored = true;
    thing->instrument = instrument->number;
    thing->low = !item->limited ? 0 : strtod(item->low, NULL);
    thing->high = item->set ? 0 : !item->limited ? 10 : strtod(item->high, NULL);
    for (int c = 0; item->set && c < item->set->count; c++) {
        double score = strtod(item->set->scores[c], NULL);
        if (score < thing->low) thing->low = score;
        if (score > thing->high) thing->high = score;
        if (item->number && !strcmp(item->set->scores[c], "null")) continue; /* no number stands for it */
        make_word(thing->values[thing->count], "%s", item->set->values[c]);
        make_word(thing->scores[thing->count++], "%s", item->set->scores[c]);
    }
    thing->integer = item->set && item->set->integer && !item->number;
    item->thing = thing;
    fprintf(survey.plan, "item %s %s %s %s %s %s %s\n", make_plan_name(thing), item->field, item->set ? item->set->name : "-", item->reverse ? "reverse" : "plain", item->low, item->high,
            instrument->printed ? "printed" : "label");
}

/* --- the file --- */

static void put_set(FILE *file, const struct answers *set, bool first)
{
    fprintf(file, "%s\n  \"%s\": {", first ? "" : ",", set->name);
    for (int c = 0; c < set->count; c++) fprintf(file, "%s\"%s\": %s", c ? ", " : "", set->values[c], set->scores[c]);
    fprintf(file, "}");
}

static void put_item(FILE *file, struct item *item, bool first)
{
    item->used = true;
    fprintf(file, "%s{\"id\": \"%s\"", first ? "" : ", ", item->id);
    if (item->set) fprintf(file, ", \"response_set\": \"%s\"", item->set->name);
    if (item->limited) fprintf(file, ", \"minimum\": %s, \"maximum\": %s", item->low, item->high);
    fprintf(file, "%s}", item->reverse ? ", \"reverse\": true" : "");
}

/* Two numbers at least that differ: otherwise there is nothing to stretch. */
static bool can_be_rescaled(const struct item *item)
{
    const char *first = NULL;
    for (int c = 0; item->set && c < item->set->count; c++) {
        if (!strcmp(item->set->scores[c], "null")) continue;
        if (!first) first = item->set->scores[c];
        if (strtod(first, NULL) < strtod(item->set->scores[c], NULL) || strtod(first, NULL) > strtod(item->set->scores[c], NULL)) return true;
    }
    return false;
}

static void put_rescale(FILE *file, const struct instrument *instrument, int first, int count)
{
    static const char *const ends[][2] = {{"0", "100"}, {"10", "0"}, {"-1.5", "2"}};
    int which = make_below(3);
    if (!make_often(30)) return;
    for (int i = 0; i < count; i++)
        if (!can_be_rescaled(&instrument->items[first + i])) return;
    for (int i = 0; i < count; i++)
        for (int t = 0; t < survey.thing_count; t++) survey.things[t].rescaled |= &survey.things[t] == instrument->items[first + i].thing;
    fprintf(file, "\"rescale\": [%s, %s], ", ends[which][0], ends[which][1]);
    fprintf(survey.plan, "rescale %s %s\n", ends[which][0], ends[which][1]);
}

static void put_scale(FILE *file, struct instrument *instrument, int number)
{
    bool sum = make_often(40);
    int first = make_below(instrument->item_count), count = 1 + make_below(instrument->item_count - first), needed = make_often(60) ? 1 + make_below(count) : 0;
    struct thing *thing = make_thing(NUMBER);
    thing->measure = true;
    thing->instrument = instrument->number;
    make_word(thing->name, "%s_scale_%d", instrument->name, number);
    fprintf(survey.plan, "measure %s %s\n", thing->name, sum ? "sum" : "mean");
    if (needed) fprintf(survey.plan, "needs %d\n", needed);
    fprintf(file, "%s\n  {\"name\": \"%s\", \"label\": \"Scale %s %d\", \"rule\": \"%s\", ", number > 1 ? "," : "", thing->name, instrument->name, number, sum ? "sum" : "mean");
    if (needed) fprintf(file, "\"minimum_answered\": %d, ", needed);
    put_rescale(file, instrument, first, count);
    fprintf(file, "\"items\": [");
    for (int i = 0; i < count; i++) {
        struct item *item = &instrument->items[first + i];
        put_item(file, item, i == 0);
        fprintf(survey.plan, "of %s\n", make_plan_name(item->thing));
        thing->low += sum ? item->thing->low : item->thing->low / count;
        thing->high += sum ? item->thing->high : item->thing->high / count;
    }
    fprintf(file, "]}");
}

static void put_file(FILE *file, struct instrument *instrument)
{
    int scales = 1 + make_below(4), others = 0;
    fprintf(file, "{\"name\": \"%s\", \"title\": \"A random instrument\", \"source\": \"made up\", \"licence\": \"none\", \"attribution\": \"made up\",\n \"response_sets\": {", instrument->name);
    for (int s = 0; s < survey.shared_count; s++) put_set(file, &survey.shared[s], s == 0);
    for (int s = 0; s < NUMBER_SETS; s++) put_set(file, &survey.numbers[s], false);
    fprintf(file, "},\n \"scales\": [");
    for (int i = 1; i <= scales; i++) put_scale(file, instrument, i);
    fprintf(file, "],\n \"items\": [");
    for (int i = 0; i < instrument->item_count; i++)
        if (!instrument->items[i].used) put_item(file, &instrument->items[i], others++ == 0);
    fprintf(file, "]");
    if (make_often(60)) {
        FILE *book = survey.book;
        survey.book = file;
        fprintf(file, ",\n \"measures\": [");
        make_measures(1 + make_below(5), instrument->number);
        fprintf(file, "]");
        survey.book = book;
    }
    fprintf(file, "}\n");
}

static void put_use(const struct instrument *instrument)
{
    int mapped = 0;
    fprintf(survey.book, "%s{\"name\": \"%s\"%s", instrument->number > 1 ? ", " : "", instrument->name, instrument->printed ? ", \"coding\": \"printed\"" : "");
    for (int i = 0; i < instrument->item_count; i++) {
        const struct item *item = &instrument->items[i];
        if (strcmp(item->field, item->id)) fprintf(survey.book, "%s\"%s\": \"%s\"", mapped++ ? ", " : ", \"fields\": {", item->id, item->field);
    }
    fprintf(survey.book, "%s}", mapped ? "}" : "");
}

void make_instruments(int count, const char *folder)
{
    char path[4096];
    for (int n = 0; n < count; n++) {
        struct instrument *instrument = &instruments[n];
        snprintf(path, sizeof path, "%s/instruments/%s.json", folder, instrument->name);
        FILE *file = make_open(path);
        for (int i = 0; i < instrument->item_count; i++) add_item_thing(instrument, &instrument->items[i]);
        put_file(file, instrument);
        make_close(file);
        put_use(instrument);
    }
}
