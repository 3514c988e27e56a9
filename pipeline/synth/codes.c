#include "codes.h"

#include "row.h"
#include "stream.h"

/* Codes are given to 8 to 40 comments of a hundred; the second coder differs in one of twelve. */
static const double rarest = 0.08, spread = 0.32, differs = 0.08;

static const char *const coders[] = {"Coder A", "Coder B"};
enum { CODERS = sizeof coders / sizeof *coders };

void codes_heading(struct buffer *out)
{
    buffer_put(out, "respondent,question,coder,code\n");
}

static void put(struct buffer *out, const char *respondent, const char *question, int coder, const char *code)
{
    buffer_csv(out, respondent);
    buffer_put(out, ",");
    buffer_csv(out, question);
    buffer_format(out, ",%s,", coders[coder]);
    buffer_csv(out, code);
    buffer_put(out, "\n");
}

/* How common a code is: by its name alone, so the same in each wave. */
static double share_of(const struct theme_code *code)
{
    struct stream stream = stream_open(stream_hash("theme"), stream_hash(code->value));
    return rarest + spread * stream_uniform(&stream);
}

static void code_comment(struct crowd *crowd, int field, const char *respondent, struct buffer *out)
{
    const struct codebook *book = crowd->plan->book;
    const char *question = book->fields[field].name;
    struct stream stream = stream_open(crowd->keys[LEVEL_WAVE], stream_hash("codes") ^ stream_hash(question));
    bool none[CODERS] = {true, true};
    for (int c = 0; c < book->theme_code_count; c++) {
        bool first = stream_uniform(&stream) < share_of(&book->theme_codes[c]), second = first != (stream_uniform(&stream) < differs * (first ? 1 : 0.25));
        const bool given[CODERS] = {first, second};
        for (int coder = 0; coder < CODERS; coder++) {
            if (given[coder]) put(out, respondent, question, coder, book->theme_codes[c].value);
            none[coder] = none[coder] && !given[coder];
        }
    }
    for (int coder = 0; coder < CODERS; coder++)
        if (none[coder]) put(out, respondent, question, coder, "");
}

void codes_write(struct crowd *crowd, struct buffer *out)
{
    const struct codebook *book = crowd->plan->book;
    char respondent[64];
    row_identifier(crowd, respondent);
    for (int i = 0; i < book->comment_count; i++)
        if (row_is_answered(crowd, book->comments[i])) code_comment(crowd, book->comments[i], respondent, out);
}
