/* Scores every respondent of a random survey slowly, and compares with what spwell stored. Shares no code with the pipeline: the plan of make_survey.c, the CSV that
 * was ingested and the CSV that spwell export wrote are all it sees. Answers are compared as well as scores, so that a row is known to be the same person's.
 * Usage: slow_scores SEED plan.txt answers.csv exported.csv      ends with 1 where something differs */
#include "slow.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct list { bool none_is_no; int choices[CATEGORIES], count; };
struct table { char ***cells; int rows, columns; }; /* the first row holds headings */

struct thing *things;
static int thing_count, set_count, list_count;
static struct set *sets;
static struct list lists[16];

void slow_stop(const char *what, const char *which)
{
    fprintf(stderr, "slow_scores: %s: %s\n", what, which);
    exit(2);
}

static void *room(size_t count, size_t size)
{
    void *at = calloc(count ? count : 1, size);
    if (!at) slow_stop("no memory", "");
    return at;
}

/* --- the plan --- */

static void copy(char *out, const char *word)
{
    if (strlen(word) >= WORD) slow_stop("too long", word);
    strcpy(out, word);
}

static int find(const char *name)
{
    for (int t = 0; t < thing_count; t++)
        if (!strcmp(things[t].name, name)) return t;
    slow_stop("no field or measure", name);
}

static const struct set *find_set(const char *name)
{
    for (int s = 0; s < set_count; s++)
        if (!strcmp(sets[s].name, name)) return &sets[s];
    slow_stop("no response set", name);
}

static struct thing *add_thing(const char *name)
{
    if (thing_count == THINGS) slow_stop("too many fields and measures", name);
    struct thing *thing = &things[thing_count++];
    copy(thing->name, name);
    thing->asked_of = -1;
    return thing;
}

static void add_category(struct thing *thing, char **words, int count)
{
    struct category *category = &thing->categories[thing->category_count++];
    copy(category->value, words[1]);
    copy(category->score, words[2]);
    for (int s = 3; s < count; s++) copy(category->spellings[category->spelling_count++], words[s]);
}

static void add_measure(char **words)
{
    struct thing *measure = add_thing(words[1]);
    measure->type = MEASURE;
    copy(measure->kind, words[2]);
    measure->scores = room(PAIRS, sizeof *measure->scores);
    measure->values = room(PAIRS, sizeof *measure->values);
    if (strcmp(words[2], "any") && strcmp(words[2], "all") && strcmp(words[2], "in")) return;
    for (int c = 0; c < 2; c++) {
        char *category[] = {"", c ? "no" : "yes", c ? "0" : "1"};
        add_category(measure, category, 3);
    }
}

static void copy_categories(struct thing *thing, const struct thing *of)
{
    thing->category_count = of->category_count;
    memcpy(thing->categories, of->categories, sizeof thing->categories);
}

static void add_operand(struct thing *measure, const char *name)
{
    int of = measure->of[measure->of_count++] = find(name);
    if (!strcmp(measure->kind, "item")) copy_categories(measure, &things[of]);
}

/* item NAME FIELD SET plain|reverse LOW HIGH label|printed */
static void add_item(char **words)
{
    struct thing *item = add_thing(words[1]);
    item->type = ITEM;
    item->field = find(words[2]);
    if (strcmp(words[3], "-")) item->set = find_set(words[3]);
    item->reverse = !strcmp(words[4], "reverse");
    copy(item->low, words[5]);
    copy(item->high, words[6]);
    item->printed = !strcmp(words[7], "printed");
    copy_categories(item, &things[item->field]);
    for (int p = 0; item->set && things[item->field].type == FIELD_NUMBER && p < item->set->count; p++) {
        char key[WORD];
        copy(key, item->set->pairs[p].key);
        add_category(item, (char *[]){"", key, "-"}, 3);
    }
}

static void add_list(char **words, int count)
{
    struct list *list = &lists[list_count++];
    list->none_is_no = !strcmp(words[2], "no");
    for (int w = 3; w < count; w++) list->choices[list->count++] = find(words[w]);
}

static void add_band(struct thing *measure, char **words, int count)
{
    struct band *band = &measure->bands[measure->band_count++];
    copy(band->value, words[1]);
    if (count > 2) copy(band->below, words[2]);
    char *category[] = {"", words[1], "-"};
    add_category(measure, category, 3);
}

static void read_line(char **words, int count)
{
    struct thing *last = &things[thing_count - 1];
    const char *first = words[0];
    if (!strcmp(first, "set")) copy(sets[set_count++].name, words[1]);
    else if (!strcmp(first, "response")) {
        struct set *set = &sets[set_count - 1];
        copy(set->pairs[set->count].key, words[1]);
        copy(set->pairs[set->count++].score, words[2]);
    } else if (!strcmp(first, "field")) {
        last = add_thing(words[1]);
        last->type = strcmp(words[2], "number") ? FIELD_CATEGORY : FIELD_NUMBER;
        last->point = *words[3];
    } else if (!strcmp(first, "category")) add_category(last, words, count);
    else if (!strcmp(first, "missing")) copy(last->missing[last->missing_count++], words[1]);
    else if (!strcmp(first, "list")) add_list(words, count);
    else if (!strcmp(first, "asked_values") || !strcmp(first, "asked_range")) {
        last->asked_of = find(words[1]);
        if (!strcmp(first, "asked_range")) copy(last->asked_low, words[2]), copy(last->asked_high, words[3]);
        else for (int w = 2; w < count; w++) copy(last->asked_values[last->asked_count++], words[w]);
    } else if (!strcmp(first, "measure")) add_measure(words);
    else if (!strcmp(first, "of")) add_operand(last, words[1]);
    else if (!strcmp(first, "item")) add_item(words);
    else if (!strcmp(first, "rescale")) copy(last->rescale[0], words[1]), copy(last->rescale[1], words[2]);
    else if (!strcmp(first, "needs")) last->needs = (int)strtol(words[1], NULL, 10);
    else if (!strcmp(first, "score")) {
        copy(last->scores[last->score_count].key, words[1]);
        copy(last->scores[last->score_count++].score, words[2]);
    } else if (!strcmp(first, "value")) copy(last->values[last->value_count++], words[1]);
    else if (!strcmp(first, "range")) copy(last->low, words[1]), copy(last->high, words[2]);
    else if (!strcmp(first, "band")) add_band(last, words, count);
    else if (!strcmp(first, "holds")) copy(last->bands[last->band_count - 1].holds[last->bands[last->band_count - 1].held++], words[1]);
    else slow_stop("a line of the plan begins with", first);
}

static void read_plan(const char *path)
{
    char line[2000];
    FILE *file = fopen(path, "r");
    if (!file) slow_stop("cannot open", path);
    while (fgets(line, sizeof line, file)) {
        char *words[24], *at = line;
        int count = 0;
        for (;;) {
            while (isspace((unsigned char)*at)) *at++ = 0;
            if (!*at || count == 24) break;
            words[count++] = at;
            while (*at && !isspace((unsigned char)*at)) at++;
        }
        for (int w = count; w < 4; w++) words[w] = "";
        if (count) read_line(words, count);
    }
    (void)fclose(file);
}

/* --- CSV --- */

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t length = 0, size = 1 << 22;
    char *bytes = room(size + 1, 1);
    if (!file) slow_stop("cannot open", path);
    length = fread(bytes, 1, size, file);
    if (length == size) slow_stop("too large", path);
    (void)fclose(file);
    return bytes;
}

/* Cuts a cell off; *at is behind its comma or line feed then. Returns the sign that ended it. */
static char cut_cell(char **at, char **cell)
{
    char *from = *at, *to = from;
    *cell = from;
    bool quoted = *from == '"';
    if (quoted) from++;
    for (; *from; from++) {
        if (quoted && *from == '"' && from[1] == '"') from++;
        else if (quoted && *from == '"') {
            quoted = false;
            continue;
        } else if (!quoted && (*from == ',' || *from == '\n')) break;
        *to++ = *from;
    }
    char end = *from;
    *at = end ? from + 1 : from;
    *to = 0;
    return end;
}

static struct table read_csv(const char *path)
{
    struct table table = {room(2000, sizeof *table.cells), 0, 0};
    char *at = read_all(path);
    while (*at) {
        if (table.rows == 2000) slow_stop("too many rows", path);
        char **row = table.cells[table.rows++] = room(THINGS + 10, sizeof *row);
        int column = 0;
        char end;
        do {
            if (column == THINGS + 10) slow_stop("too many columns", path);
            end = cut_cell(&at, &row[column++]);
        } while (end == ',');
        if (table.rows == 1) table.columns = column;
        if (column != table.columns) slow_stop("a row with another number of cells", path);
    }
    return table;
}

static int column_of(const struct table *table, const char *heading)
{
    for (int c = 0; c < table->columns; c++)
        if (!strcmp(table->cells[0][c], heading)) return c;
    slow_stop("no column", heading);
}

/* --- a respondent --- */

static struct answer read_answer(const struct thing *field, const char *cell)
{
    struct answer answer = {.kind = MISSING, .word = cell};
    if (!*cell) return answer;
    for (int m = 0; m < field->missing_count; m++)
        if (!strcmp(cell, field->missing[m])) return answer;
    if (field->type == FIELD_NUMBER) {
        if (!exact_read(cell, field->point, &answer.number)) slow_stop("not a number", cell);
        answer.kind = NUMBER;
        return answer;
    }
    for (int c = 0; c < field->category_count; c++)
        if (slow_means(&field->categories[c], cell)) return (struct answer){.kind = CHOSEN, .word = field->categories[c].value};
    slow_stop("not a category", cell);
}

/* An empty cell of a multi-select is a no where another choice is ticked, or where nothing ticked means no to all. */
static void settle_list(const struct list *list, struct answer *answers)
{
    bool ticked = false;
    for (int c = 0; c < list->count; c++) ticked |= answers[list->choices[c]].kind == CHOSEN && !strcmp(answers[list->choices[c]].word, "yes");
    for (int c = 0; c < list->count; c++) {
        struct answer *answer = &answers[list->choices[c]];
        if (answer->kind == MISSING && !*answer->word && (ticked || list->none_is_no)) *answer = (struct answer){.kind = CHOSEN, .word = "no"};
    }
}

/* Who left the earlier question open is taken at their answer; who was not asked it is not asked this one. */
static bool is_asked(const struct thing *field, const struct answer *answers, const bool *asked)
{
    if (field->asked_of < 0) return true;
    const struct answer *earlier = &answers[field->asked_of];
    bool unsure = false;
    if (!asked[field->asked_of]) return false;
    if (earlier->kind == MISSING) return true;
    if (earlier->kind == NUMBER) return slow_lies_in(earlier->number, field->asked_low, field->asked_high, &unsure);
    for (int v = 0; v < field->asked_count; v++)
        for (int c = 0; c < things[field->asked_of].category_count; c++) {
            const struct category *category = &things[field->asked_of].categories[c];
            if (!strcmp(category->value, earlier->word) && slow_means(category, field->asked_values[v])) return true;
        }
    return false;
}

static void score_one(const struct table *given, int row, struct answer *answers)
{
    bool asked[THINGS];
    for (int t = 0; t < thing_count; t++)
        if (things[t].type < MEASURE) answers[t] = read_answer(&things[t], given->cells[row][column_of(given, things[t].name)]);
    for (int l = 0; l < list_count; l++) settle_list(&lists[l], answers);
    for (int t = 0; t < thing_count; t++) {
        asked[t] = things[t].type >= MEASURE || is_asked(&things[t], answers, asked);
        if (!asked[t]) answers[t] = (struct answer){.kind = MISSING, .word = ""};
    }
    for (int t = 0; t < thing_count; t++) {
        if (things[t].type == ITEM) answers[t] = slow_item(&things[t], &answers[things[t].field]);
        if (things[t].type == MEASURE) answers[t] = slow_measure(&things[t], answers);
    }
}

/* --- the comparison --- */

static bool agrees(const struct answer *want, const char *got)
{
    char *end;
    if (want->kind != NUMBER) return !strcmp(got, want->word);
    long double number = strtold(got, &end);
    if (!*got || *end) return false;
    if (want->number.known && !want->number.top) return number == 0; /* not what rounding leaves of it */
    return fabsl(number - want->number.value) <= 1e-12L * want->number.reach;
}

int main(int argc, char **argv)
{
    if (argc != 5) slow_stop("usage", "slow_scores SEED plan.txt answers.csv exported.csv");
    things = room(THINGS, sizeof *things);
    sets = room(CATEGORIES, sizeof *sets);
    read_plan(argv[2]);
    struct table given = read_csv(argv[3]), got = read_csv(argv[4]);
    long compared = 0, missing = 0, unsure = 0, wrong = 0;
    if (given.rows != got.rows) slow_stop("another number of respondents in", argv[4]);
    for (int row = 1; row < given.rows; row++) {
        struct answer answers[THINGS];
        score_one(&given, row, answers);
        for (int t = 0; t < thing_count; t++) {
            if (things[t].type == ITEM) continue;
            const char *cell = got.cells[row][column_of(&got, things[t].name)];
            bool measure = things[t].type == MEASURE;
            compared += measure;
            missing += measure && answers[t].kind == MISSING;
            unsure += answers[t].unsure;
            if (answers[t].unsure || agrees(&answers[t], cell) || ++wrong > 20) continue;
            printf("seed %s, respondent %d, %s %s: stored '%s', should be ", argv[1], row, measure ? things[t].kind : "field", things[t].name, cell);
            if (answers[t].kind == NUMBER) printf("%.18Lg\n", answers[t].number.value);
            else printf("'%s'\n", answers[t].word);
        }
    }
    printf("%ld scores, %ld of them missing, %ld not compared, %ld differ\n", compared, missing, unsure, wrong);
    return wrong > 0;
}
