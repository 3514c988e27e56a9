/* 1 batteries   2 durations   3 the store */
#include "signs.h"

#include <math.h>
#include <stdlib.h>

#include "careless.h"
#include "chunk.h"
#include "memory.h"

static const double seconds_a_day = 86400;

struct signs {
    const struct codebook *book;
    struct careless_battery *batteries;
    struct view *views;    /* of the battery at hand */
    double *answers;
    struct careless_speed *speed; /* NULL when the survey has no durations */
    int *asked;            /* questions asked of each person of the chunk */
};

static bool has_durations(const struct codebook *book)
{
    return book->duration >= 0 || (book->started >= 0 && book->submitted >= 0);
}

struct signs *signs_create(const struct codebook *book)
{
    struct signs *signs = memory_new(1, sizeof *signs);
    signs->book = book;
    signs->batteries = memory_new((size_t)book->battery_count, sizeof *signs->batteries);
    for (int b = 0; b < book->battery_count; b++) signs->batteries[b].items = book->batteries[b].count;
    signs->views = memory_new((size_t)book->field_count, sizeof *signs->views);
    signs->answers = memory_new((size_t)book->field_count, sizeof *signs->answers);
    if (has_durations(book)) {
        signs->speed = memory_new(1, sizeof *signs->speed);
        signs->asked = memory_new(CHUNK_ROWS, sizeof *signs->asked);
    }
    return signs;
}

void signs_destroy(struct signs *signs)
{
    if (!signs) return;
    free(signs->batteries);
    free(signs->views);
    free(signs->answers);
    free(signs->speed);
    free(signs->asked);
    free(signs);
}

/* 1 batteries */

static void add_battery(struct signs *signs, int b, const struct columns *columns, size_t rows)
{
    const struct battery *battery = &signs->book->batteries[b];
    for (int i = 0; i < battery->count; i++) signs->views[i] = columns_view(columns, battery->fields[i]);
    careless_add_chunk(&signs->batteries[b], signs->views, rows, signs->answers);
}

/* 2 durations */

/* A question with answers to tick or a number to give; a multi-select is one question. Comments are left out: they may be passed over in no time. */
static bool is_question(const struct codebook *book, int f)
{
    const struct field *field = &book->fields[f];
    bool answered = field->type == FIELD_CATEGORY || field->type == FIELD_INTEGER || field->type == FIELD_NUMBER;
    if (!answered || field->drop || (field->choice_set >= 0 && field->choice > 0)) return false;
    return f != book->identifier && f != book->cluster && f != book->wave_field && f != book->duration && f != book->completeness.finished;
}

static void add_asked(int *asked, const struct view *view, size_t rows)
{
    const uint8_t *codes = view->data;
    if (view->kind == VIEW_CODES)
        for (size_t r = 0; r < rows; r++) asked[r] += codes[r] != CODE_MISSING + REASON_NOT_ASKED && codes[r] != CODE_MISSING + REASON_NOT_REACHED;
    else
        for (size_t r = 0; r < rows; r++) {
            int reason = view_is_missing(view, r) ? view_reason(view, r) : REASON_NO_ANSWER;
            asked[r] += reason != REASON_NOT_ASKED && reason != REASON_NOT_REACHED;
        }
}

static void count_asked(struct signs *signs, const struct columns *columns, size_t rows)
{
    for (size_t r = 0; r < rows; r++) signs->asked[r] = 0;
    for (int f = 0; f < signs->book->field_count; f++) {
        if (!is_question(signs->book, f)) continue;
        struct view view = columns_view(columns, f);
        add_asked(signs->asked, &view, rows);
    }
}

static double number(const struct view *view, size_t row) { return view_is_missing(view, row) ? NAN : view_value(view, row); }

static void add_speed(struct signs *signs, const struct columns *columns, size_t rows)
{
    const struct codebook *book = signs->book;
    bool direct = book->duration >= 0;
    struct view end = columns_view(columns, direct ? book->duration : book->submitted), start = direct ? end : columns_view(columns, book->started);
    count_asked(signs, columns, rows);
    for (size_t r = 0; r < rows; r++) {
        double seconds = direct ? number(&end, r) : (number(&end, r) - number(&start, r)) * seconds_a_day;
        careless_speed_add(signs->speed, seconds, signs->asked[r]);
    }
}

void signs_add(struct signs *signs, const struct columns *columns, size_t rows)
{
    for (int b = 0; b < signs->book->battery_count; b++) add_battery(signs, b, columns, rows);
    if (signs->speed) add_speed(signs, columns, rows);
}

/* 3 the store */

struct flag { const char *battery, *kind; int items; long n, base; double threshold, value; /* n of a summary: -1 */ };

static int write_flag(struct store *store, const char *wave, struct flag flag, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_flag");
    statement_text(insert, 1, wave);
    statement_text(insert, 2, flag.battery);
    statement_text(insert, 3, flag.kind);
    statement_integer(insert, 4, flag.items);
    if (flag.n >= 0) statement_integer(insert, 5, flag.n);
    else statement_null(insert, 5);
    statement_integer(insert, 6, flag.base);
    statement_real_or_null(insert, 7, flag.threshold);
    statement_real_or_null(insert, 8, flag.value);
    return statement_run(insert, failure);
}

static int write_battery(const struct careless_battery *counted, const char *name, struct store *store, const char *wave, struct failure *failure)
{
    int items = counted->items;
    double people = counted->base ? (double)counted->base : NAN;
    const struct flag flags[] = {{name, "straight_lined", items, counted->straight_lined, counted->base, careless_least_answered(items), NAN},
                                 {name, "long_run", items, counted->long_run, counted->base, careless_least_run(items), NAN},
                                 {name, "longest_run", items, -1, counted->base, NAN, (double)counted->runs / people},
                                 {name, "variability", items, -1, counted->base, NAN, counted->variability / people}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (write_flag(store, wave, flags[i], failure)) return -1;
    return 0;
}

static int write_speed(const struct careless_speed *speed, struct store *store, const char *wave, struct failure *failure)
{
    double median = careless_speed_median(speed);
    return write_flag(store, wave, (struct flag){"", "speeding", 0, careless_speed_count(speed), speed->base, median / 2, NAN}, failure) ||
                   write_flag(store, wave, (struct flag){"", "duration", 0, -1, speed->base, NAN, median}, failure)
               ? -1
               : 0;
}

int signs_write(const struct signs *signs, struct store *store, const char *wave, struct failure *failure)
{
    for (int b = 0; b < signs->book->battery_count; b++)
        if (write_battery(&signs->batteries[b], signs->book->batteries[b].name, store, wave, failure)) return -1;
    return signs->speed ? write_speed(signs->speed, store, wave, failure) : 0;
}
