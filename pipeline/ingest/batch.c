#include "batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "ending.h"
#include "memory.h"
#include "names.h"
#include "period.h"
#include "personal.h"

enum { FIRST_ROWS = 4096, SHOWN_CHARACTERS = 40 };
enum { SHOWN_OF_WORDS = 20 /* one alone, in a closed question */, SHOWN_OF_NUMBERS = 24 /* with letters: "approximately 40 hours" */, SHOWN_DIGITS = 8 /* a telephone number has more */ };

struct batch *batch_create(const struct codebook *book)
{
    struct batch *batch = memory_new(1, sizeof *batch);
    batch->columns = memory_new((size_t)book->field_count, sizeof *batch->columns);
    batch->codes = memory_new((size_t)book->field_count, sizeof *batch->codes);
    batch->normalised = memory_new((size_t)book->field_count, sizeof *batch->normalised);
    int choices = 0;
    for (int s = 0; s < book->choice_set_count; s++)
        if (book->choice_sets[s].count > choices) choices = book->choice_sets[s].count;
    batch->ticks = memory_new((size_t)choices, sizeof *batch->ticks);
    return batch;
}

void batch_destroy(struct batch *batch, const struct codebook *book)
{
    if (!batch) return;
    for (int f = 0; f < book->field_count; f++) {
        free(batch->columns[f].data);
        buffer_free(&batch->columns[f].text);
        terms_destroy(batch->columns[f].terms);
    }
    csv_segment_free(&batch->segment);
    free(batch->columns);
    free(batch->codes);
    free(batch->normalised);
    free(batch->lines);
    free(batch->dispositions);
    free(batch->ticks);
    free(batch->issues);
    free(batch);
}

static void make_room(struct batch *batch)
{
    if (batch->rows < batch->room) return;
    batch->room = batch->room ? batch->room * 2 : FIRST_ROWS;
    batch->lines = memory_resize(batch->lines, batch->room, sizeof *batch->lines);
    batch->dispositions = memory_resize(batch->dispositions, batch->room, sizeof *batch->dispositions);
    for (int f = 0; f < batch->plan->book->field_count; f++)
        if (!batch->plan->book->fields[f].drop)
            batch->codes[f] = batch->columns[f].data = memory_resize(batch->columns[f].data, batch->room, encoding_bytes[batch->plan->converters[f].encoding]);
}

/* A slip of the pen, not somebody's words. */
static bool is_near(const struct field *question, struct text answer)
{
    char typed[64];
    text_fit(typed, sizeof typed, answer);
    for (int c = 0; c < question->category_count; c++)
        if (text_is_slip(typed, question->categories[c].value) || text_is_slip(typed, question->categories[c].label)) return answer.length < sizeof typed;
    return false;
}

static bool is_letter(char c) { return ((unsigned char)c | 0x20) >= 'a'; }

/* Words that people put beside a number, a date or a quarter: all others may be somebody's. */
static bool is_beside_number(struct text word)
{
    static const char *const known[] = {
        "a", "about", "am", "and", "approx", "approximately", "around", "c", "ca", "circa", "day", "days", "h", "hour", "hours", "hrs", "k", "less", "more", "month", "months", "n", "na", "nd", "nk", "nil", "none", "or", "over",
        "plus", "pm", "q", "quarter", "rd", "roughly", "st", "t", "tbc", "th", "than", "to", "under", "wave", "week", "weeks", "year", "years", "z", "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may",
        "june", "jun", "july", "jul", "aug", "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december"};
    char lower[16] = "";
    for (size_t i = 0; i < word.length; i++) {
        if (i + 1 == sizeof lower || (unsigned char)word.at[i] >= 0x80) return false;
        lower[i] = (char)(word.at[i] | 0x20);
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(lower, known[i])) return true;
    return false;
}

static bool all_beside_numbers(struct text answer)
{
    for (size_t from = 0, i = 0; i <= answer.length; i++) {
        if (i < answer.length && is_letter(answer.at[i])) continue;
        if (i > from && !is_beside_number((struct text){answer.at + from, i - from})) return false;
        from = i + 1;
    }
    return answer.length <= SHOWN_OF_NUMBERS;
}

static bool may_hold_words(const struct batch *batch, int field, struct text answer)
{
    const struct field *question = &batch->plan->book->fields[field];
    size_t parts = 0, letters = 0, digits = 0, characters = 0;
    for (size_t i = 0; i < answer.length; i++) {
        characters += ((unsigned char)answer.at[i] & 0xC0) != 0x80;
        digits += answer.at[i] >= '0' && answer.at[i] <= '9';
        letters += is_letter(answer.at[i]);
        parts += memchr(" _.,;:/", answer.at[i], 7) || (answer.at[i] == '\xC2' && i + 1 < answer.length && answer.at[i + 1] == '\xA0');
    }
    bool number = question->type == FIELD_INTEGER || question->type == FIELD_NUMBER || question->type == FIELD_DATE;
    if (question->choice_set >= 0 || (answer.length && memchr(answer.at, '@', answer.length))) return true;
    if (digits > SHOWN_DIGITS && !(question->type == FIELD_DATE && memchr(answer.at, ':', answer.length))) return true;
    if (number || field == batch->plan->book->wave_field) return letters && !all_beside_numbers(answer);
    return parts ? !is_near(question, answer) : characters > SHOWN_OF_WORDS;
}

/* What a person typed into a comment is never shown, nor what could be a sentence, an address or a name in the place of an answer: survey tools write the words of "Other" into
 * columns of closed questions. The rest is shown, made safe and short, so that a codebook or a file can be mended. */
static void show(const struct batch *batch, int field, struct text answer, char shown[64])
{
    enum encoding encoding = field >= 0 ? batch->plan->converters[field].encoding : ENCODING_TEXT;
    struct buffer safe = {0};
    if (encoding != ENCODING_TEXT && encoding != ENCODING_HASH128 && !may_hold_words(batch, field, answer)) buffer_terminal(&safe, answer, SHOWN_CHARACTERS);
    text_fit(shown, 64, (struct text){safe.at, safe.length});
    buffer_free(&safe);
}

static void add_issue(struct batch *batch, int column, int field, enum odd odd, struct text answer)
{
    batch->issues = memory_grow(batch->issues, batch->issue_count, &batch->issue_room, sizeof *batch->issues);
    struct issue *issue = &batch->issues[batch->issue_count++];
    *issue = (struct issue){.column = column, .field = field, .odd = odd};
    show(batch, field, answer, issue->shown);
}

static void add_normalised(struct batch *batch, int field, struct text answer)
{
    batch->normalised[batch->normalised_count++] = field;
    if (!batch->columns[field].normalised) show(batch, field, answer, batch->columns[field].normalised_shown);
}

/* The halves of two records that do not add up to one: known when the fields of the record are counted. */
static void look_for_halves(struct batch *batch, int field, struct text answer)
{
    const struct plan *plan = batch->plan;
    long second = csv_second_half(answer, (size_t)batch->column, (size_t)plan->column_count, plan->separator), fields = plan->column_count + batch->column - second;
    if (second < 0 || (batch->torn.column && batch->torn.fields <= fields)) return;
    batch->torn.column = batch->column + 1;
    batch->torn.field = field;
    batch->torn.fields = fields;
}

/* A line break where none belongs, or a comment that holds two halves of records: reading on would merge two people. */
static void look_for_lost_quote(struct batch *batch, int field, struct text answer)
{
    if (batch->lost_quote.column || (!memchr(answer.at, '\n', answer.length) && !memchr(answer.at, '\r', answer.length))) return;
    const struct plan *plan = batch->plan;
    const struct field *question = field < 0 ? NULL : &plan->book->fields[field];
    bool words = question && question->choice_set >= 0 && plan->book->choice_sets[question->choice_set].other >= 0; /* of other answers, in lines perhaps */
    bool comment = !question || words || question->type == FIELD_TEXT; /* columns that are passed over are read like comments */
    if (comment && !csv_looks_merged(answer, (size_t)batch->column, (size_t)plan->column_count, plan->separator)) {
        look_for_halves(batch, field, answer);
        return;
    }
    batch->lost_quote.column = batch->column + 1;
    batch->lost_quote.field = field;
}

static enum odd convert_into(struct batch *batch, int field, struct text answer)
{
    const struct converter *converter = &batch->plan->converters[field];
    struct batch_column *column = &batch->columns[field];
    char *cell = column->data + batch->rows * encoding_bytes[converter->encoding];
    struct text kept;
    int reason;
    enum odd odd;
    switch (converter->encoding) {
    case ENCODING_CODE8: return convert_code8(converter, answer, (uint8_t *)cell);
    case ENCODING_INT16: return convert_int16(converter, answer, (int16_t *)(void *)cell);
    case ENCODING_REAL64: return convert_real64(converter, answer, (double *)(void *)cell);
    default: odd = convert_text(converter, answer, &kept, &reason);
    }
    if (odd != ODD_NONE && odd != ODD_NORMALISED) return odd;
    if (converter->encoding == ENCODING_HASH128 && reason >= 0) return ODD_REQUIRED; /* nobody is stored without an identity */
    if (reason < 0 && converter->encoding != ENCODING_HASH128) {
        column->answered++;
        column->personal += personal_is_address(kept);
    }
    uint32_t number = reason >= 0 ? TEXT_MISSING + (uint32_t)reason : (uint32_t)kept.length;
    if (converter->encoding == ENCODING_HASH128) convert_pseudonym(converter, kept, (unsigned char *)cell);
    else if (converter->encoding == ENCODING_TERM32) number = terms_number(column->terms, reason >= 0 ? (struct text){"", 0} : kept);
    else if (reason < 0) buffer_add(&column->text, kept.at, kept.length);
    if (converter->encoding != ENCODING_HASH128) memcpy(cell, &number, sizeof number);
    return odd;
}

/* A day that has not come, or on which nobody was asked. */
static enum odd check_day(const struct batch *batch, int field, enum odd good)
{
    const struct plan *plan = batch->plan;
    double day;
    memcpy(&day, batch->columns[field].data + batch->rows * sizeof day, sizeof day);
    if (field == plan->book->submitted && (day < plan->first_day || day >= plan->last_day + 1)) return ODD_OUTSIDE_WAVE;
    return day >= plan->last_day + 1 && !plan->book->fields[field].may_be_future ? ODD_AFTER_WAVE : good;
}

/* The file's own word for its wave: the same wave under another spelling is fine. */
static void check_wave(struct batch *batch, struct text answer)
{
    struct period period;
    struct failure failure = {0};
    char name[64] = "";
    answer = text_trim(answer);
    if (!answer.length || !batch->plan->period || batch->wrong_wave.column || text_is(answer, batch->right_wave)) return;
    if (answer.length < sizeof name) memcpy(name, answer.at, answer.length);
    if (!period_parse(name, &period, &failure) && !strcmp(period.start, batch->plan->period->start) && !strcmp(period.end, batch->plan->period->end)) {
        memcpy(batch->right_wave, name, sizeof name);
        return;
    }
    batch->wrong_wave.column = batch->column + 1;
    show(batch, batch->plan->book->wave_field, answer, batch->wrong_wave.shown);
}

static void on_answer(struct batch *batch, int field, struct text answer)
{
    enum odd odd = convert_into(batch, field, answer);
    if (odd < ODD_NOTES && odd != ODD_NONE) {}
    else if (batch->plan->book->fields[field].type == FIELD_DATE) odd = check_day(batch, field, odd);
    else if (field == batch->plan->book->wave_field) check_wave(batch, answer);
    bool bad = odd != ODD_NONE && odd < ODD_NOTES;
    if (odd == ODD_NORMALISED) add_normalised(batch, field, answer);
    if (bad) add_issue(batch, batch->column + 1, field, odd, answer);
    look_for_lost_quote(batch, field, answer);
    if (!bad && field == batch->plan->book->eligible_field) batch->eligible_code = (uint8_t)batch->columns[field].data[batch->rows];
    batch->bad |= bad;
}

/* The answers to a multi-select, joined in one cell. */
static void on_choices(struct batch *batch, int number, struct text answer)
{
    const struct choice_set *set = &batch->plan->book->choice_sets[number];
    int reason;
    enum odd odd = choices_read(batch->plan->choices[number], answer, batch->ticks, &reason);
    bool bad = odd != ODD_NONE && odd < ODD_NOTES;
    if (odd == ODD_NORMALISED) add_normalised(batch, set->first, answer);
    else if (odd != ODD_NONE) add_issue(batch, batch->column + 1, set->first, odd, answer);
    look_for_lost_quote(batch, set->first, answer);
    batch->bad |= bad;
    for (int c = 0; c < set->count && !bad; c++) {
        batch->columns[set->first + c].data[batch->rows] = (char)(reason >= 0 ? CODE_MISSING + reason : !batch->ticks[c]);
        if (set->first + c == batch->plan->book->eligible_field) batch->eligible_code = (uint8_t)batch->columns[set->first + c].data[batch->rows];
    }
}

static void on_field(void *context, struct text answer)
{
    struct batch *batch = context;
    const struct plan *plan = batch->plan;
    int field = batch->column < plan->column_count ? plan->fields[batch->column] : PLAN_PASSED;
    if (field >= 0 && plan->plain && plan->plain[field]) { /* most answers of most surveys end here */
        int code = match_look_up(plan->plain[field], answer.at, answer.length);
        if (code >= 0 && code < CODE_MISSING) {
            batch->filled = true;
            batch->codes[field][batch->rows] = (char)code;
            batch->column++;
            return;
        }
    }
    if (field >= 0) on_answer(batch, field, answer);
    else if (names_set(field) >= 0) on_choices(batch, names_set(field), answer);
    else if (answer.length && batch->column < plan->column_count) {
        look_for_lost_quote(batch, -1, answer);
        if (plan->must_be_empty && plan->must_be_empty[batch->column] && !batch->nameless.column) batch->nameless.column = batch->column + 1;
    }
    batch->filled |= answer.length > 0;
    batch->column++;
}

/* Somebody whose answer to that question cannot be read is kept apart like any other bad row; no answer is not one of those wanted. */
static bool takes_part(const struct batch *batch)
{
    const struct codebook *book = batch->plan->book;
    if (book->eligible_field < 0 || batch->eligible_code < 0) return true;
    return batch->eligible_code < CODE_MISSING && book->eligible[batch->eligible_code];
}

/* A row that is left out takes its comments back. */
static void forget_texts(struct batch *batch)
{
    for (int f = 0; f < batch->plan->book->field_count; f++) batch->columns[f].text.length = batch->columns[f].kept_text;
}

static void keep_texts(struct batch *batch)
{
    for (int f = 0; f < batch->plan->book->field_count; f++) batch->columns[f].kept_text = batch->columns[f].text.length;
}

static void keep_row(struct batch *batch, long line, enum disposition disposition)
{
    if (disposition != DISPOSITION_COMPLETE) ending_mark_not_reached(batch);
    ending_settle_none(batch);
    ending_fill_absent(batch);
    for (int i = 0; i < batch->normalised_count; i++) {
        struct batch_column *column = &batch->columns[batch->normalised[i]];
        if (!column->normalised++) column->normalised_line = line;
    }
    keep_texts(batch);
    batch->dispositions[batch->rows] = (unsigned char)disposition;
    batch->lines[batch->rows++] = line;
    make_room(batch);
}

static void keep_if_complete(struct batch *batch, long line)
{
    enum disposition disposition = ending_disposition(batch);
    if (!batch->plan->book->completeness.declared || completeness_is_kept(&batch->plan->book->completeness, disposition)) keep_row(batch, line, disposition);
    else {
        batch->incomplete++;
        batch->left_out[disposition]++;
        forget_texts(batch);
    }
}

/* `lacking`: the first choice of a required question in which nothing is ticked. */
static void require_tick(struct batch *batch, int lacking)
{
    const struct plan *plan = batch->plan;
    int column = 0, set = plan->book->fields[lacking].choice_set;
    while (column < plan->column_count && (plan->fields[column] < 0 || plan->book->fields[plan->fields[column]].choice_set != set)) column++;
    add_issue(batch, column + 1, lacking, ODD_REQUIRED, (struct text){"", 0});
    batch->bad = true;
}

/* Issues of the row that just ended have no line yet. Those of a ragged row are about shifted cells, those of a row that takes no part are
 * nobody's business: both go. */
static void settle_issues(struct batch *batch, long line, bool keep)
{
    size_t first = batch->issue_count;
    while (first && !batch->issues[first - 1].line) batch->issues[--first].line = line;
    if (!keep) batch->issue_count = first;
}

/* What is wrong with the file itself gets the line of the record it was seen in. */
static void place_faults(struct batch *batch, bool ragged, long line)
{
    if (ragged && batch->torn.column && batch->column >= batch->torn.fields && !batch->lost_quote.column) {
        batch->lost_quote.column = batch->torn.column;
        batch->lost_quote.field = batch->torn.field;
    }
    if (batch->lost_quote.column && !batch->lost_quote.line) batch->lost_quote.line = line;
    if (batch->wrong_wave.column && !batch->wrong_wave.line) batch->wrong_wave.line = line;
    if (batch->nameless.column && !batch->nameless.line) batch->nameless.line = line;
}

static void next_record(struct batch *batch)
{
    batch->column = batch->normalised_count = batch->torn.column = 0;
    batch->eligible_code = -1;
    batch->bad = batch->filled = false;
}

static void set_apart_ragged(struct batch *batch, long line)
{
    settle_issues(batch, line, false);
    add_issue(batch, batch->column, -1, batch->column < batch->plan->column_count ? ODD_TOO_FEW_FIELDS : ODD_TOO_MANY_FIELDS, (struct text){"", 0});
    settle_issues(batch, line, true);
    batch->quarantined++;
    forget_texts(batch);
}

static void take_record(struct batch *batch, long line)
{
    int lacking = ending_settle_ticks(batch), eligible = batch->plan->book->eligible_field;
    if (batch->eligible_code >= 0 && batch->plan->book->fields[eligible].choice_set >= 0) batch->eligible_code = ending_choice(batch, eligible);
    bool absent = !takes_part(batch);
    if (!absent && !batch->bad && lacking >= 0) require_tick(batch, lacking);
    settle_issues(batch, line, !absent);
    if (!absent && !batch->bad) ending_settle_routes(batch, line);
    if (absent) batch->not_eligible++;
    else if (batch->bad) batch->quarantined++;
    if (absent || batch->bad) forget_texts(batch);
    else keep_if_complete(batch, line);
}

/* Spreadsheets leave rows of empty cells behind the last answer: they are blank lines. */
static void pass_over_blank(struct batch *batch, long line)
{
    settle_issues(batch, line, false);
    forget_texts(batch);
    batch->blank++;
}

static void on_record(void *context, long line)
{
    struct batch *batch = context;
    bool ragged = batch->column != batch->plan->column_count, blank = !batch->filled && !ragged;
    batch->records += !blank;
    place_faults(batch, ragged, line);
    if (blank) pass_over_blank(batch, line);
    else if (ragged) set_apart_ragged(batch, line);
    else take_record(batch, line);
    next_record(batch);
}

static void reset(struct batch *batch, const struct plan *plan)
{
    batch->plan = plan;
    batch->rows = batch->issue_count = 0;
    batch->records = batch->quarantined = batch->not_eligible = batch->incomplete = 0;
    memset(batch->left_out, 0, sizeof batch->left_out);
    batch->wrong_wave.column = 0;
    batch->wrong_wave.line = 0;
    batch->nameless.column = 0;
    batch->nameless.line = 0;
    batch->blank = 0;
    batch->right_wave[0] = 0;
    batch->failure = (struct failure){0};
    batch->lost_quote.column = 0;
    batch->lost_quote.line = 0;
    next_record(batch);
    for (int f = 0; f < plan->book->field_count; f++) {
        struct batch_column *column = &batch->columns[f];
        buffer_clear(&column->text);
        column->kept_text = 0;
        column->normalised = column->not_asked = column->answered = column->personal = 0;
        if (plan->converters[f].encoding != ENCODING_TERM32) continue;
        if (!column->terms) column->terms = terms_create();
        else terms_clear(column->terms);
    }
    make_room(batch);
}

static int refuse_lost_quote(struct batch *batch)
{
    long line = batch->lost_quote.line;
    int field = batch->lost_quote.field;
    fail_at(&batch->failure, STATUS_DATA, batch->plan->file, line, batch->lost_quote.column, "%s holds a line break: a closing quote was probably lost, and two people's answers would be merged",
            field >= 0 ? batch->plan->book->fields[field].name : "a column that is passed over");
    return failure_hint(&batch->failure, "look at the quotes of the record that begins on line %ld", line);
}

static int refuse_nameless(struct batch *batch)
{
    fail_at(&batch->failure, STATUS_DATA, batch->plan->file, batch->nameless.line, batch->nameless.column, "a column without a heading has something in it");
    return failure_hint(&batch->failure, "give it a heading, or list \"\" in \"ignore\" in the codebook: then it is passed over");
}

static int refuse_wrong_wave(struct batch *batch)
{
    const char *shown = batch->wrong_wave.shown, *quote = shown[0] ? "'" : "";
    fail_at(&batch->failure, STATUS_DATA, batch->plan->file, batch->wrong_wave.line, batch->wrong_wave.column, "%s%s%s%s%s is not the wave that was given, %s",
            batch->plan->book->fields[batch->plan->book->wave_field].name, shown[0] ? " " : "", quote, shown, quote, batch->plan->period->name);
    return failure_hint(&batch->failure, "give this file with its own --wave, or the right file");
}

int batch_parse(struct batch *batch, const struct plan *plan, const struct csvfile *file)
{
    struct csv_handler handler = {batch, on_field, on_record};
    struct failure failure = {0};
    reset(batch, plan);
    int result = csv_parse_segment(file, &batch->segment, &handler, &failure);
    if (batch->lost_quote.line) return refuse_lost_quote(batch);
    if (!result && batch->wrong_wave.line) return refuse_wrong_wave(batch);
    if (!result && batch->nameless.line) return refuse_nameless(batch);
    batch->failure = failure;
    return result;
}
