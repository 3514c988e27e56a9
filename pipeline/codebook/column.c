#include "column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "absent.h"
#include "look.h"
#include "multiple.h"

enum { LONG_NUMBER = 10000000 };

static const char *number(struct draft *draft, double value)
{
    struct buffer out = {0};
    buffer_number(&out, value);
    const char *text = arena_copy(draft->arena, out.at, out.length);
    buffer_free(&out);
    return text;
}

/* Twice the most that was seen, rounded up to 1, 2 or 5 times a power of ten: wide enough for the next wave, and tells nobody's answer. */
static double generous(double most)
{
    double power = pow(10, floor(log10(2 * most)));
    return 2 * most <= power ? power : 2 * most <= 2 * power ? 2 * power : 2 * most <= 5 * power ? 5 * power : 10 * power;
}

/* Every answer is another long number, or another word; of few answers, words may well be those of a list. */
static bool is_reference(const struct tally *tally, bool number)
{
    bool all_differ = tally->answered >= (number ? 5 : 20) && (tally->too_many || (long)tally->count == tally->answered);
    return all_differ && (number ? tally->formats.whole && tally->formats.least >= 10000 : !tally->spaces && tally->longest <= LOOK_NAME_LENGTH);
}

static void drop_reference(struct draft *draft, struct draft_field *field, const char *what)
{
    draft_drop(field, false);
    draft_note(draft, field, "Every answer is another %s, as reference numbers are: it is dropped. If it tells people apart, take \"drop\" out and name it as \"identifier\" in the spwell block.", what);
}

static void put_range(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    double least = tally->formats.least, most = tally->formats.most;
    if (least >= 0) field->minimum = "0";
    if (look_is_unique(tally)) {
        draft_describe(draft, field, "Nearly every answer differs, so no range is told: set one.");
        return;
    }
    if (least >= 0 && most > 0 && most < 1e12) field->maximum = number(draft, generous(most));
    draft_describe(draft, field, "%ld answers; the range is wider than theirs.", tally->answered);
    if (least == 0 && most == 1 && tally->count == 2) draft_note(draft, field, "Only 0 and 1: if they mean no and yes, make it a boolean.");
    else if (tally->formats.whole && tally->count <= 7 && most <= 10) draft_note(draft, field, "Few different whole numbers: if they stand for words, list them as categories.");
}

bool column_number(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    bool doubtful;
    const struct number_format *format = formats_number(&tally->formats, &doubtful);
    if (!tally->answered || !format) return false;
    field->type = tally->formats.whole ? "integer" : "number";
    field->decimal_comma = format->decimal == ',';
    field->group = format->group[0] ? format->group : NULL;
    field->with_signs = format->currency;
    put_range(draft, field, tally);
    if (doubtful) draft_note(draft, field, "The comma is read as one between thousands, as in 1,234; if it comes before the decimals, set \"decimalChar\" to a comma and take \"groupChar\" out.");
    if (is_reference(tally, true)) drop_reference(draft, field, "long number");
    else if (tally->formats.whole && fmax(fabs(tally->formats.least), fabs(tally->formats.most)) >= LONG_NUMBER) {
        field->not_measured = true;
        draft_note(draft, field, "Its numbers are as long as those of telephones or records, of which a report would show one as the median: no measure is drafted.");
    }
    return true;
}

bool column_date(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    char format[40] = "";
    enum formats_date date = tally->answered ? formats_date(&tally->formats, format) : FORMATS_NO_DATE;
    if (date != FORMATS_ISO && date != FORMATS_WRITTEN) return false;
    field->type = tally->formats.with_time ? "datetime" : "date";
    if (date == FORMATS_WRITTEN) field->format = arena_copy(draft->arena, format, strlen(format));
    return true;
}

static void put_absent(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    enum { LIMIT = 12 };
    struct buffer list = {0};
    for (size_t a = 0; a < tally->absent_count && a < LIMIT; a++) {
        const char *meaning = absent_word(text_of(tally->absent[a].normal));
        draft_missing(draft, field, tally->absent[a].text, meaning ? meaning : "no answer");
        buffer_format(&list, "%s'%s'", a ? ", " : "", tally->absent[a].text);
    }
    if (list.length) draft_note(draft, field, "%s %s taken for no answer; if that is wrong, make it a category.", list.at, tally->absent_count == 1 ? "is" : "are");
    buffer_free(&list);
}

/* What only a person can tell: whether a rare answer is one of the questionnaire's, or what somebody typed. */
static void guard(struct draft *draft, struct draft_field *field, bool few)
{
    if (!few) return;
    field->not_measured = true;
    draft_note(draft, field, "Fewer than %d people gave some of its answers. A report shows the words of every category, so no measure of it is drafted: once you have seen that they are the questionnaire's own words, not somebody's, add a measure.", LOOK_FEW);
}

static void put_categories(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    size_t *order = memory_new(tally->count, sizeof *order);
    field->ordered = look_order(tally, order);
    for (size_t c = 0; c < tally->count; c++) draft_category(draft, field, NULL, tally->answers[order[c]].text);
    draft_settle(draft, field);
    guard(draft, field, look_tells_of_few(tally));
    free(order);
    if (tally->count > 1) return;
    field->not_measured = true;
    draft_note(draft, field, "One answer alone stands in it: everybody's, or a tick where an empty cell means no. A person has to say, so no measure is drafted.");
}

static bool put_joined(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    struct multiple multiple;
    bool joined = multiple_joined(tally, &multiple);
    if (joined) {
        const char delimiter[] = {multiple.delimiter, 0};
        field->type = "list";
        field->delimiter = arena_copy(draft->arena, delimiter, 1);
        for (size_t c = 0; c < multiple.count; c++) draft_category(draft, field, NULL, multiple.choices[c]);
        draft_settle(draft, field);
        guard(draft, field, multiple.few);
        draft_note(draft, field, "Several answers joined by '%s': look at the choices, for a choice that holds the sign was cut in two.", delimiter);
    }
    multiple_free(&multiple);
    return joined;
}

static void put_text(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    if (tally->letters && is_reference(tally, false)) {
        drop_reference(draft, field, "word");
        return;
    }
    field->free_text = true;
    draft_note(draft, field, "%ld answers, %s%zu of them different: free text, stored and never shown. If only few answers are possible, list them as categories.", tally->answered,
               tally->too_many ? "more than " : "", tally->count);
    if (!tally->letters && !tally->formats.leading_zero) draft_note(draft, field, "They look like numbers, some of them with more digits than are read (15 before the point, 30 after it): round them in the file, and make it a number.");
    if (tally->addresses) draft_note(draft, field, "%ld e-mail or IP addresses stand in it: \"drop\" it unless they are needed.", tally->addresses);
}

/* Names of few people each are no list that could be shown; how many of them there are is all that is told. */
static void put_names(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    draft_note(draft, field, "%zu different short answers that come back: an open list, such as names of teams. As a closed list it could be counted and compared by.", tally->count);
}

void column_describe(struct draft *draft, struct draft_field *field, const struct tally *tally)
{
    switch (look_column(tally)) {
    case LOOK_EMPTY:
        draft_drop(field, false);
        draft_note(draft, field, "No answer in any row: dropped until somebody says what it holds.");
        return;
    case LOOK_ADDRESSES:
        draft_drop(field, true);
        draft_note(draft, field, "%ld of %ld answers are e-mail or IP addresses: personal data, dropped.", tally->addresses, tally->answered);
        return;
    case LOOK_TRUTH: field->type = "boolean"; break;
    case LOOK_NUMBER: (void)column_number(draft, field, tally); break;
    case LOOK_DATE: (void)column_date(draft, field, tally); break;
    case LOOK_DOUBTFUL_DATE:
        field->free_text = true;
        draft_note(draft, field, "Dates in which day or month may come first: kept as text. Make it a date, with \"format\": \"%%d/%%m/%%Y\" or \"%%m/%%d/%%Y\".");
        break;
    case LOOK_CLOSED:
        if (!put_joined(draft, field, tally)) put_categories(draft, field, tally);
        break;
    case LOOK_NAMES:
        if (!put_joined(draft, field, tally)) put_names(draft, field, tally);
        break;
    case LOOK_TEXT:
        if (!put_joined(draft, field, tally)) put_text(draft, field, tally);
        break;
    }
    if (!field->drop) put_absent(draft, field, tally);
}
