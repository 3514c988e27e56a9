/* One answer, from text to what is stored. Pure: no store, no messages.
 *
 *     struct converter converter; convert_prepare(&converter, field, is_identifier, key)
 *     enum odd odd = convert_number(&converter, text, &value);
 */
#ifndef SPWELL_INGEST_CONVERT_H
#define SPWELL_INGEST_CONVERT_H
#include <stdint.h>
#include "answer.h"
#include "chunk.h"
#include "codebook.h"
#include "match.h"
#include "text.h"

enum encoding { ENCODING_CODE8, ENCODING_INT16, ENCODING_REAL64, ENCODING_TERM32, ENCODING_HASH128, ENCODING_TEXT };
extern const char *const encoding_names[]; /* as in the store */
extern const size_t encoding_bytes[];      /* a row's; of text, the 4 of its length */

/* What can be odd about an answer or a row. Everything up to ODD_NOTES keeps the row apart; the rest is a note. */
enum odd {
    ODD_NONE,
    ODD_TOO_FEW_FIELDS, ODD_TOO_MANY_FIELDS, ODD_NOT_A_CATEGORY, ODD_NOT_A_NUMBER, ODD_NOT_WHOLE, ODD_NOT_A_DATE, ODD_TOO_SMALL, ODD_TOO_LARGE,
    ODD_TOO_SHORT, ODD_TOO_LONG, ODD_CONTROL_CHARACTER, ODD_REQUIRED, ODD_PATTERN, ODD_NOT_A_CHOICE, ODD_AFTER_WAVE, ODD_OUTSIDE_WAVE, ODD_DUPLICATE,
    ODD_SUPERSEDED, /* another row of the same person is taken, by the codebook's rule: no fault of the file */
    ODD_NOTES,
    ODD_NORMALISED = ODD_NOTES, ODD_TWO_READINGS, ODD_NOT_ASKED,
    ODD_COUNT
};
extern const char *const odd_codes[]; /* "not_a_category": stable names, in the store and in quality.csv */

struct converter {
    const struct field *field;
    enum encoding encoding;
    struct match *match;  /* categories and missing values */
    const unsigned char *key; /* identifiers: 32 bytes, borrowed */
    struct number_format number;
    bool plain_number; /* the usual way of writing */
    struct pattern *pattern; /* NULL when none */
};

void convert_prepare(struct converter *converter, const struct field *field, const unsigned char *key);
void convert_release(struct converter *converter);

/* Each fills *value and returns ODD_NONE or ODD_NORMALISED when the answer is accepted. A missing answer is accepted with its reason in the
 * value; a required one is ODD_REQUIRED. */
enum odd convert_odd_code8(const struct converter *converter, struct text text, uint8_t *value); /* when the exact spelling is not enough */
static inline enum odd convert_code8(const struct converter *converter, struct text text, uint8_t *value)
{
    int code = match_exact(converter->match, text);
    if (code < 0 || code >= CODE_MISSING) return convert_odd_code8(converter, text, value);
    *value = (uint8_t)code;
    return ODD_NONE;
}
enum odd convert_int16(const struct converter *converter, struct text text, int16_t *value);
enum odd convert_real64(const struct converter *converter, struct text text, double *value);
/* Terms, identifiers and free text: *value is the text to keep; *reason is -1, or why it is missing. */
enum odd convert_text(const struct converter *converter, struct text text, struct text *value, int *reason);
/* Keyed hash of an identifier in its normalised form, so that "A12" and "a12 " are one person (libsodium's BLAKE2b, 128 bits). */
void convert_pseudonym(const struct converter *converter, struct text text, unsigned char hash[16]);

#endif
