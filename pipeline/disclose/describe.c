#include "describe.h"
#include <stdio.h>
#include <string.h>
#include "drawing.h"
#include "stage.h"
#include "words.h"

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* 1 about */

/* "sector, region by role and hours" */
static void put_margins(const struct codebook *book, struct buffer *out)
{
    bool crossed = book->weighting == WEIGHTING_POST_STRATIFY;
    int count = crossed ? book->margin_count : book->target_count;
    buffer_put(out, "");
    for (int i = 0; i < count; i++) {
        if (i) buffer_put(out, i + 1 < count ? ", " : " and ");
        const struct margin *margin = &book->targets[crossed ? 0 : i];
        for (int k = crossed ? i : 0; k < (crossed ? i + 1 : margin->count); k++) buffer_format(out, "%s%s", k && !crossed ? " by " : "", book->fields[book->margins[margin->of[k]]].name);
    }
}

static void put_trim(const struct codebook *book, struct buffer *out)
{
    struct buffer most = {0}, least = {0}, half = {0};
    buffer_number(&most, book->trim_most);
    buffer_number(&least, book->trim_least);
    words_put(&half, "disclose/weighting.txt", book->trim_least > 0 ? "trim" : "trim-above", "{most}", most.at);
    buffer_put(out, " ");
    words_fill(out, half.at, "{least}", least.at);
    buffer_free(&most);
    buffer_free(&least);
    buffer_free(&half);
}

/* The line of weighting.txt for the method, with the margins in place; what follows it tells of trimming. */
static void put_weighting(const struct codebook *book, struct buffer *out)
{
    static const char *const methods[] = {[WEIGHTING_NONE] = "none", [WEIGHTING_POST_STRATIFY] = "post-stratify", [WEIGHTING_RAKE] = "rake", [WEIGHTING_COLUMN] = "column"};
    struct buffer margins = {0};
    put_margins(book, &margins);
    words_put(out, "disclose/weighting.txt", methods[book->weighting], "{margins}", margins.at);
    if (book->trimmed) put_trim(book, out);
    buffer_free(&margins);
}

static bool is_made_up(const struct plan *plan)
{
    bool made_up = plan->book->made_up;
    for (int i = 0; i < plan->wave_count; i++) made_up |= plan->waves[i].made_up;
    return made_up;
}

static int put_about(const struct plan *plan, const char *key, const char *value, struct failure *failure)
{
    struct statement *insert = store_statement(plan->release, "about");
    statement_text(insert, 1, key);
    statement_text(insert, 2, or_empty(value));
    return statement_run(insert, failure);
}

/* How much must be answered; "" where the survey does not say. */
static const char *completeness_words(const struct plan *plan)
{
    const struct completeness *rule = &plan->book->completeness;
    if (!rule->declared) return "";
    return arena_format(plan->arena, "complete from %g%% of %d questions answered, partial from %g%%; %s", rule->complete, rule->of_count, rule->partial,
                        rule->keep_partial ? "partial answers are kept" : "only complete answers are kept");
}

static int describe_about(const struct plan *plan, struct failure *failure)
{
    const struct codebook *book = plan->book;
    const struct wave *wave = &plan->waves[plan->wave_count - 1];
    struct buffer weighting = {0}, drawing = {0};
    char minimum[24];
    snprintf(minimum, sizeof minimum, "%d", book->minimum);
    put_weighting(book, &weighting);
    int result = drawing_put(plan, plan->wave_count - 1, &drawing, failure);
    const struct { const char *key, *value; } rows[] = {
        {"name", book->name}, {"title", book->title}, {"description", book->description}, {"place", book->place}, {"publisher", book->publisher},
        {"contact", book->contact}, {"licence", book->licence}, {"people", book->people}, {"period", wave->name}, {"period_label", wave->label},
        {"months", wave->months}, {"previous", plan->wave_count > 1 ? wave[-1].name : ""}, {"minimum", minimum}, {"smallest_p", "0.0001"},
        {"made_up", is_made_up(plan) ? "1" : "0"}, {"public_sample", book->public_sample}, {"weighting", weighting.at},
        {"cluster", book->cluster < 0 ? "" : book->fields[book->cluster].name}, {"codebook_sha256", book->digest}, {"version", spwell_version},
        {"completeness", completeness_words(plan)}, {"drawing", drawing.at}};
    for (size_t i = 0; !result && i < sizeof rows / sizeof *rows; i++) result = put_about(plan, rows[i].key, rows[i].value, failure);
    buffer_free(&weighting);
    buffer_free(&drawing);
    return result;
}

/* 2 the survey */

static int describe_periods(const struct plan *plan, struct failure *failure)
{
    for (int i = 0; i < plan->wave_count; i++) {
        const struct wave *wave = &plan->waves[i];
        const char *const columns[] = {wave->name, wave->label, wave->months, wave->start, wave->finish};
        struct statement *insert = store_statement(plan->release, "period");
        for (int column = 0; column < 5; column++) statement_text(insert, column + 1, columns[column]);
        statement_integer(insert, 6, i);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int describe_sections(const struct plan *plan, struct failure *failure)
{
    for (int i = 0; i < plan->book->section_count; i++) {
        const struct section *section = &plan->book->sections[i];
        struct statement *insert = store_statement(plan->release, "section");
        statement_integer(insert, 1, i);
        statement_text(insert, 2, section->name);
        statement_text(insert, 3, or_empty(section->title));
        statement_text(insert, 4, or_empty(section->introduction));
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int describe_group(const struct plan *plan, int grouping, int index, struct failure *failure)
{
    struct buffer name = {0}, label = {0}, phrase = {0};
    cells_name(plan->cells, grouping, index, &name);
    cells_label(plan->cells, grouping, index, &label);
    cells_phrase(plan->cells, grouping, index, &phrase);
    struct statement *insert = store_statement(plan->release, "grp");
    statement_text(insert, 1, plan->book->groupings[grouping].name);
    statement_text(insert, 2, name.at);
    statement_text(insert, 3, label.at);
    statement_text(insert, 4, phrase.at);
    statement_integer(insert, 5, index);
    int result = statement_run(insert, failure);
    buffer_free(&name);
    buffer_free(&label);
    buffer_free(&phrase);
    return result;
}

static int describe_groupings(const struct plan *plan, struct failure *failure)
{
    for (int i = 0; i < plan->book->grouping_count; i++) {
        struct statement *insert = store_statement(plan->release, "grouping");
        statement_integer(insert, 1, i);
        statement_text(insert, 2, plan->book->groupings[i].name);
        statement_text(insert, 3, or_empty(plan->book->groupings[i].label));
        if (statement_run(insert, failure)) return -1;
        for (int index = 0; index < cells_in(plan->cells, i); index++)
            if (describe_group(plan, i, index, failure)) return -1;
    }
    return 0;
}

static int describe_instruments(const struct plan *plan, struct failure *failure)
{
    for (int i = 0; i < plan->book->instrument_count; i++) {
        const struct instrument *instrument = &plan->book->instruments[i];
        const char *const columns[] = {instrument->name, instrument->title, instrument->source, instrument->licence, instrument->attribution};
        struct statement *insert = store_statement(plan->release, "instrument");
        for (int column = 0; column < 5; column++) statement_text(insert, column + 1, or_empty(columns[column]));
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int describe_chart(const struct plan *plan, int position, struct failure *failure)
{
    static const char *const kinds[] = {[CHART_COMPARISON] = "comparison", [CHART_DISTRIBUTION] = "distribution", [CHART_TREND] = "trend"};
    const struct chart_plan *chart = &plan->book->charts[position];
    if (chart->kind == CHART_MISSING) return 0; /* missing.c adds it when it knows whether there is anything to draw */
    struct statement *insert = store_statement(plan->release, "chart");
    statement_integer(insert, 1, position);
    statement_text(insert, 2, chart->name);
    statement_text(insert, 3, kinds[chart->kind]);
    statement_text(insert, 4, or_empty(chart->section));
    statement_text(insert, 5, plan->book->groupings[chart->by < 0 ? 0 : chart->by].name);
    if (statement_run(insert, failure)) return -1;
    for (int i = 0; i < chart->measure_count; i++) {
        insert = store_statement(plan->release, "chart_measure");
        statement_text(insert, 1, chart->name);
        statement_integer(insert, 2, i);
        statement_text(insert, 3, plan->book->measures[chart->measures[i]].name);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

int describe_survey(const struct plan *plan, struct failure *failure)
{
    if (describe_about(plan, failure) || describe_periods(plan, failure) || describe_sections(plan, failure)) return -1;
    if (describe_groupings(plan, failure) || describe_instruments(plan, failure)) return -1;
    for (int i = 0; i < plan->book->chart_count; i++)
        if (describe_chart(plan, i, failure)) return -1;
    return 0;
}
