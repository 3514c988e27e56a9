#include "words.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

static const char *suggestion(const struct field *field, const char *typed)
{
    const char **names = memory_new((size_t)field->category_count * 2, sizeof *names);
    size_t count = 0;
    for (int c = 0; c < field->category_count; c++) {
        names[count++] = field->categories[c].value;
        names[count++] = field->categories[c].label;
    }
    const char *near = text_nearest(typed, names, count);
    free(names);
    return near;
}

static void put_bound(struct buffer *out, const struct field *field, const char *words, double bound)
{
    if (field->type == FIELD_DATE) buffer_format(out, " is outside the dates allowed");
    else {
        buffer_format(out, " is %s ", words);
        buffer_number(out, bound);
    }
}

static void put_number_rule(struct buffer *out, const struct field *field)
{
    if (field->type == FIELD_INTEGER) buffer_put(out, " is not a whole number");
    else buffer_format(out, " is not a number (a %s for decimals, %s)", field->decimal == ',' ? "comma" : "point", field->group[0] ? "thousands in groups of three" : "no thousands separators");
}

void words_of_issue(struct buffer *out, const struct plan *plan, const struct issue *issue)
{
    const struct field *field = issue->field >= 0 ? &plan->book->fields[issue->field] : NULL;
    if (field) buffer_put(out, field->name);
    if (issue->shown[0]) buffer_format(out, " '%s'", issue->shown);
    const char *near;
    switch (issue->odd) {
    case ODD_TOO_FEW_FIELDS:
    case ODD_TOO_MANY_FIELDS: buffer_format(out, "the row has %d fields, the headings are %d", issue->column, plan->column_count); break;
    case ODD_NOT_A_CATEGORY:
        buffer_put(out, " is not one of the answers");
        if ((near = suggestion(field, issue->shown))) buffer_format(out, "; did you mean '%s'?", near);
        break;
    case ODD_NOT_A_NUMBER: put_number_rule(out, field); break;
    case ODD_NOT_WHOLE: buffer_put(out, " is not a whole number"); break;
    case ODD_NOT_A_DATE: buffer_format(out, " is not a date written as %s", field->date_format ? field->date_format : "2026-09-30"); break;
    case ODD_TOO_SMALL: put_bound(out, field, field->exclusive_minimum ? "not above" : "below", field->minimum); break;
    case ODD_TOO_LARGE: put_bound(out, field, field->exclusive_maximum ? "not below" : "above", field->maximum); break;
    case ODD_TOO_SHORT: buffer_put(out, " is shorter than the codebook allows"); break;
    case ODD_TOO_LONG: buffer_put(out, " is longer than the codebook allows"); break;
    case ODD_CONTROL_CHARACTER: buffer_put(out, " has a control character in it"); break;
    case ODD_REQUIRED: buffer_put(out, " has no answer, and the codebook requires one"); break;
    case ODD_PATTERN: buffer_put(out, " does not have the pattern that the codebook asks for"); break;
    case ODD_NOT_A_CHOICE: buffer_put(out, " has something that is none of the answers"); break;
    case ODD_AFTER_WAVE: buffer_put(out, " is after the end of the wave"); break;
    case ODD_OUTSIDE_WAVE: buffer_put(out, " is outside the wave"); break;
    case ODD_SUPERSEDED: buffer_put(out, " stands in more than one row: another one is taken, by the codebook's rule for duplicates"); break;
    case ODD_TWO_READINGS: buffer_put(out, " can be read in two ways: the longer answers were taken"); break;
    case ODD_DUPLICATE: buffer_put(out, " stands in more than one row: all of them are kept apart"); break;
    case ODD_NORMALISED: buffer_put(out, " was accepted after its spaces and letter case were normalised"); break;
    case ODD_NOT_ASKED: buffer_put(out, " was answered by people who are not asked it: their answers do not count"); break;
    case ODD_NONE:
    case ODD_COUNT: break;
    }
}
