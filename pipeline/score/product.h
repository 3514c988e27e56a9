/* Measures of one chunk, computed in the order of the codebook, so that a measure may be made of earlier ones. */
#ifndef SPWELL_SCORE_PRODUCT_H
#define SPWELL_SCORE_PRODUCT_H
#include "codebook.h"
#include "columns.h"
#include "scale.h"
#include "themes.h"

enum product_encoding { PRODUCT_CODE8, PRODUCT_INT16, PRODUCT_INT32, PRODUCT_REAL64 };
extern const char *const product_encoding_names[];
extern const size_t product_encoding_bytes[];

struct product {
    enum product_encoding encoding;
    struct fraction fraction; /* PRODUCT_INT16, PRODUCT_INT32 */
    double largest;           /* greatest absolute value, INFINITY when unknown */
    int multiplier;           /* of a mean or sum in whole numbers; 0: in real numbers */
    char *data;               /* of the chunk computed last: whole numbers as int32, small ones too */
    uint8_t *complete[2];     /* of a mean or sum for which questions may be left open: 1 for who answered all; else NULL */
    char *rooms[2];           /* as it is stored, for one chunk to be written while the next is computed */
    long scored;
    /* Not scored: nothing answered; too few answers, a divisor of zero or no band; a reason of the questionnaire's own for all of it; not asked any of it. */
    long no_answer, too_few_answers, not_applicable, not_asked;
    long illegal_values; /* answers that its instrument does not know */
};

struct products;
/* themes: borrowed. */
struct products *products_create(const struct codebook *book, const struct themes *themes);
void products_destroy(struct products *products);
/* The first call decides how each measure is kept; that depends on the codebook alone. room: 0 or 1, where the scores are put; the other keeps what it holds. */
void products_compute(struct products *products, const struct columns *columns, int64_t first_row, size_t rows, int room);
/* The operands of a mean or a sum as it took them, of the chunk computed last; room for OPERAND_LIMIT. */
void products_views(const struct products *products, int measure, struct view *views);
const struct product *products_get(const struct products *products, int measure);

#endif
