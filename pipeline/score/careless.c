#include "careless.h"

#include <math.h>

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

void careless_add_chunk(struct careless_battery *battery, const struct view *views, size_t rows, double *answers)
{
    for (size_t r = 0; r < rows; r++) {
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
