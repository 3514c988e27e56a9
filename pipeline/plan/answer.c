#include "answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum column { MEASURE, N, N_REFERENCE, SD, SD_REFERENCE, SHARE, SHARE_REFERENCE, TEAMS, TEAM_SIZE, DESIGN_EFFECT, DF, FOUND, SMALLEST, SMALLEST_SD, NEEDED, NEEDED_REFERENCE, MORE, MORE_REFERENCE, UNIT, WHY, COLUMNS };

/* Decimals for people; -1: words. */
static const struct { const char *name, *heading; int decimals; } columns[COLUMNS] = {
    [MEASURE] = {"measure", "measure", -1}, [N] = {"n", "people", 0}, [N_REFERENCE] = {"n_reference", "people ref.", 0}, [SD] = {"sd", "sd", 1}, [SD_REFERENCE] = {"sd_reference", "sd ref.", 1},
    [SHARE] = {"percent", "%", 1}, [SHARE_REFERENCE] = {"percent_reference", "% ref.", 1}, [TEAMS] = {"teams", "teams", 0}, [TEAM_SIZE] = {"team_size", "team size", 1},
    [DESIGN_EFFECT] = {"design_effect", "design effect", 2}, [DF] = {"df", "df", 0}, [FOUND] = {"found", "found", 2}, [SMALLEST] = {"smallest", "smallest", 2}, [SMALLEST_SD] = {"smallest_sd", "in sd", 2},
    [NEEDED] = {"needed", "needed", 0}, [NEEDED_REFERENCE] = {"needed_reference", "needed ref.", 0}, [MORE] = {"more", "more", 0}, [MORE_REFERENCE] = {"more_reference", "more ref.", 0},
    [UNIT] = {"unit", "unit", -1}, [WHY] = {"why", "why not", -1}};

struct row { double numbers[COLUMNS]; const char *words[COLUMNS]; };

/* The standard deviation that Hedges' g is in. */
static double pooled(const struct power_study *study)
{
    double variance = (study->n - 1) * study->sd * study->sd + (study->n_reference - 1) * study->sd_reference * study->sd_reference;
    return sqrt(variance / (study->n + study->n_reference - 2));
}

static void fill_needed(struct row *row, const struct finding *finding, const struct question *question)
{
    const struct power_study *study = &finding->study;
    double times = power_times(study, question->difference / (study->is_share ? 100 : 1), question->power);
    if (isnan(times)) {
        row->words[WHY] = study->is_share ? "no number of people will do: such a share is not between 0% and 100%" : "no number of people will do";
        return;
    }
    row->numbers[MORE] = power_more(study->n, times);
    row->numbers[MORE_REFERENCE] = power_more(study->n_reference, times);
    row->numbers[NEEDED] = ceil(study->n * times - 1e-7);
    row->numbers[NEEDED_REFERENCE] = ceil(study->n_reference * times - 1e-7);
}

static struct row row_of(const struct finding *finding, const struct question *question)
{
    const struct power_study *study = &finding->study;
    struct row row = {.words = {[MEASURE] = finding->pair.measure, [UNIT] = finding->unit, [WHY] = finding->why ? finding->why : ""}};
    for (int c = 0; c < COLUMNS; c++) row.numbers[c] = NAN;
    row.numbers[N] = study->n;
    row.numbers[N_REFERENCE] = study->n_reference;
    if (!study->is_share) row.numbers[SD] = study->sd, row.numbers[SD_REFERENCE] = study->sd_reference;
    else row.numbers[SHARE] = 100 * finding->share, row.numbers[SHARE_REFERENCE] = 100 * study->share;
    row.numbers[TEAMS] = finding->teams;
    row.numbers[TEAM_SIZE] = (study->n + study->n_reference) / finding->teams;
    row.numbers[FOUND] = finding->found;
    if (finding->why) return row;
    double smallest = power_smallest(study, question->power);
    row.numbers[DESIGN_EFFECT] = study->effect;
    row.numbers[DF] = study->units - 2;
    row.numbers[SMALLEST] = smallest * (study->is_share ? 100 : 1);
    if (!study->is_share) row.numbers[SMALLEST_SD] = smallest / pooled(study);
    if (isnan(smallest)) row.words[WHY] = study->is_share ? "no share between 0% and 100% is far enough from the reference's" : "no difference could be shown";
    if (!isnan(question->difference)) fill_needed(&row, finding, question);
    return row;
}

static void put_cell(struct buffer *out, const struct row *row, int column)
{
    if (columns[column].decimals < 0) buffer_terminal(out, text_of(row->words[column]), 200);
    else if (isfinite(row->numbers[column])) buffer_fixed(out, row->numbers[column], columns[column].decimals);
    else buffer_put(out, "-");
}

/* A column without a single number says nothing. */
static bool is_shown(const struct row *rows, size_t count, int column)
{
    for (size_t i = 0; i < count; i++)
        if (columns[column].decimals < 0 ? *rows[i].words[column] != 0 : isfinite(rows[i].numbers[column])) return true;
    return false;
}

static size_t width_of(const char *at, size_t length)
{
    size_t width = 0;
    for (size_t i = 0; i < length; i++) width += (at[i] & 0xC0) != 0x80;
    return width;
}

static void pad(struct buffer *out, size_t from, size_t to)
{
    for (; from < to; from++) buffer_put(out, " ");
}

/* Words stand left, numbers right; the last column is not filled up. */
static void put_aligned(struct buffer *out, const char *at, size_t length, size_t width, bool left, bool last)
{
    if (!left) pad(out, width_of(at, length), width);
    buffer_add(out, at, length);
    if (left && !last) pad(out, width_of(at, length), width);
    if (!last) buffer_put(out, "  ");
}

static void put_rows(const struct row *rows, size_t count, struct buffer *out)
{
    struct buffer cell = {0};
    size_t widths[COLUMNS] = {0};
    int last = 0;
    for (int c = 0; c < COLUMNS; c++) {
        if (!is_shown(rows, count, c)) continue;
        last = c;
        widths[c] = strlen(columns[c].heading);
        for (size_t i = 0; i < count; i++) {
            buffer_clear(&cell);
            put_cell(&cell, &rows[i], c);
            size_t width = width_of(cell.at, cell.length);
            if (width > widths[c]) widths[c] = width;
        }
    }
    for (int c = 0; c < COLUMNS; c++)
        if (widths[c]) put_aligned(out, columns[c].heading, strlen(columns[c].heading), widths[c], columns[c].decimals < 0, c == last);
    buffer_put(out, "\n");
    for (size_t i = 0; i < count; i++) {
        for (int c = 0; c < COLUMNS; c++) {
            if (!widths[c]) continue;
            buffer_clear(&cell);
            put_cell(&cell, &rows[i], c);
            put_aligned(out, cell.at ? cell.at : "", cell.length, widths[c], columns[c].decimals < 0, c == last);
        }
        while (out->length && out->at[out->length - 1] == ' ') out->at[--out->length] = 0;
        buffer_put(out, "\n");
    }
    buffer_free(&cell);
}

static bool is_same(const struct pair *a, const struct pair *b)
{
    return !strcmp(a->by, b->by) && !strcmp(a->group, b->group) && !strcmp(a->reference, b->reference);
}

void answer_table(const struct finding *findings, size_t count, const struct question *question, struct buffer *out)
{
    struct row *rows = memory_new(count, sizeof *rows);
    for (size_t i = 0; i < count; i++) rows[i] = row_of(&findings[i], question);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && is_same(&findings[from].pair, &findings[to].pair);) to++;
        const struct pair *pair = &findings[from].pair;
        buffer_format(out, "%s%s%s%s beside %s (reference); power %g, two-sided 5%%\n", from ? "\n" : "", pair->by, *pair->by ? ": " : "", pair->group, pair->reference, question->power);
        put_rows(rows + from, to - from, out);
    }
    free(rows);
}

void answer_csv(const struct finding *findings, size_t count, const struct question *question, struct buffer *out)
{
    buffer_put(out, "by,group,reference,power,difference");
    for (int c = 0; c < COLUMNS; c++) buffer_format(out, ",%s", columns[c].name);
    buffer_put(out, "\n");
    for (size_t i = 0; i < count; i++) {
        struct row row = row_of(&findings[i], question);
        const char *names[] = {findings[i].pair.by, findings[i].pair.group, findings[i].pair.reference};
        for (int k = 0; k < 3; k++) buffer_csv_text(out, names[k]), buffer_put(out, ",");
        buffer_number(out, question->power);
        buffer_put(out, ",");
        if (!isnan(question->difference)) buffer_number(out, question->difference);
        for (int c = 0; c < COLUMNS; c++) {
            buffer_put(out, ",");
            if (columns[c].decimals < 0) buffer_csv_text(out, row.words[c]);
            else if (isfinite(row.numbers[c])) buffer_number(out, row.numbers[c]);
        }
        buffer_put(out, "\n");
    }
}
