#include "careless.h"

#include <math.h>
#include <string.h>

static int half(int items) { return (items + 1) / 2; }

int careless_least_answered(int items) { return half(items) > CARELESS_LEAST_ANSWERED ? half(items) : CARELESS_LEAST_ANSWERED; }

int careless_least_run(int items) { return half(items) > CARELESS_LEAST_RUN ? half(items) : CARELESS_LEAST_RUN; }

/* The deviation by Welford's way: equal answers give exactly 0. */
struct careless_person careless_person(const double *answers, int count)
{
    struct careless_person person = {0, 0, NAN};
    double last = NAN, mean = 0, squares = 0;
    int run = 0;
    for (int i = 0; i < count; i++) {
        if (isnan(answers[i])) continue;
        bool same = answers[i] >= last && answers[i] <= last;
        run = same ? run + 1 : 1;
        last = answers[i];
        if (run > person.longest) person.longest = run;
        double difference = answers[i] - mean;
        mean += difference / ++person.answered;
        squares += difference * (answers[i] - mean);
    }
    if (person.answered > 1) person.variability = sqrt(squares / (person.answered - 1));
    return person;
}

void careless_add(struct careless_battery *battery, struct careless_person person)
{
    if (person.answered < careless_least_answered(battery->items)) return;
    battery->base++;
    battery->runs += person.longest;
    battery->variability += person.variability;
    if (person.longest == person.answered) battery->straight_lined++;
    else if (person.longest >= careless_least_run(battery->items)) battery->long_run++;
}

static double answer(const struct view *view, size_t row)
{
    if (view_is_missing(view, row)) return NAN;
    return view->kind == VIEW_CODES ? ((const uint8_t *)view->data)[row] : view_value(view, row);
}

/* Codes, some rows at a time, question after question, with the same done for each row. Places in a list are whole numbers: the sum and the sum of squares of
 * at most CARELESS_CODES_LIMIT of them are exact, and equal answers give exactly 0 here too. */
enum { BLOCK = 256 };
struct block { uint16_t last[BLOCK], run[BLOCK], longest[BLOCK], answered[BLOCK]; int32_t sum[BLOCK], squares[BLOCK]; };

static void add_question(struct block *block, const uint8_t *codes, size_t rows)
{
    for (size_t r = 0; r < rows; r++) {
        uint16_t code = codes[r];
        bool answered = code < CODE_MISSING, same = code == block->last[r];
        uint16_t run = (uint16_t)(same ? block->run[r] + 1 : 1);
        block->run[r] = answered ? run : block->run[r];
        block->last[r] = answered ? code : block->last[r];
        block->longest[r] = block->run[r] > block->longest[r] ? block->run[r] : block->longest[r];
        block->answered[r] = (uint16_t)(block->answered[r] + answered);
    }
    for (size_t r = 0; r < rows; r++) {
        int32_t place = codes[r] < CODE_MISSING ? codes[r] : 0;
        block->sum[r] += place;
        block->squares[r] += place * place;
    }
}

static double variability(int64_t count, int64_t sum, int64_t squares)
{
    return count > 1 ? sqrt((double)(count * squares - sum * sum) / (double)(count * (count - 1))) : NAN;
}

static void add_codes(struct careless_battery *battery, const struct view *views, size_t first, size_t rows)
{
    struct block block;
    memset(&block, 0, sizeof block);
    for (size_t r = 0; r < rows; r++) block.last[r] = CODE_MISSING;
    for (int i = 0; i < battery->items; i++) add_question(&block, (const uint8_t *)views[i].data + first, rows);
    for (size_t r = 0; r < rows; r++)
        careless_add(battery, (struct careless_person){block.answered[r], block.longest[r], variability(block.answered[r], block.sum[r], block.squares[r])});
}

static bool are_codes(const struct view *views, int items)
{
    bool codes = items <= CARELESS_CODES_LIMIT;
    for (int i = 0; i < items; i++) codes &= views[i].kind == VIEW_CODES;
    return codes;
}

void careless_add_chunk(struct careless_battery *battery, const struct view *views, size_t rows, double *answers)
{
    bool codes = are_codes(views, battery->items);
    for (size_t first = 0; codes && first < rows; first += BLOCK) add_codes(battery, views, first, rows - first < BLOCK ? rows - first : BLOCK);
    for (size_t r = 0; !codes && r < rows; r++) {
        for (int i = 0; i < battery->items; i++) answers[i] = answer(&views[i], r);
        careless_add(battery, careless_person(answers, battery->items));
    }
}

void careless_speed_add(struct careless_speed *speed, double seconds, int items_asked)
{
    double rounded = round(seconds);
    if (!(rounded >= 1)) return;
    int whole = rounded < CARELESS_SECONDS_LIMIT ? (int)rounded : CARELESS_SECONDS_LIMIT;
    speed->base++;
    speed->all[whole]++;
    if (whole < CARELESS_SECONDS_AN_ITEM * items_asked) speed->under_an_item++;
    else speed->slow[whole]++;
}

/* The shortest duration that at least `rank` people have. */
static int ranked(const struct careless_speed *speed, long rank)
{
    long people = 0;
    for (int seconds = 0; seconds < CARELESS_SECONDS_LIMIT; seconds++)
        if ((people += speed->all[seconds]) >= rank) return seconds;
    return CARELESS_SECONDS_LIMIT;
}

double careless_speed_median(const struct careless_speed *speed)
{
    if (!speed->base) return NAN;
    return (ranked(speed, (speed->base + 1) / 2) + ranked(speed, speed->base / 2 + 1)) / 2.0;
}

long careless_speed_count(const struct careless_speed *speed)
{
    double median = careless_speed_median(speed);
    long count = speed->under_an_item;
    for (int seconds = 0; 2 * seconds < median; seconds++) count += speed->slow[seconds];
    return count;
}
