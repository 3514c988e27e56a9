/* A segment's rows, converted: one array a field, the rows that were kept apart, and counts. Made by one thread from one segment
 * (csvfile.h), handed on in the order of the file.
 *
 *     struct batch *batch = batch_create(plan);
 *     batch_parse(batch, plan, file);          batch->segment holds the bytes; fills the rest
 *     ... batch->columns[f].data, batch->rows, batch->issues ...
 */
#ifndef SPWELL_INGEST_BATCH_H
#define SPWELL_INGEST_BATCH_H
#include "choices.h"
#include "codebook.h"
#include "completeness.h"
#include "convert.h"
#include "csvfile.h"
#include "terms.h"

/* How this file's columns meet the codebook's fields. Shared, read-only. */
enum { PLAN_PASSED = -1 };
struct plan {
    const struct codebook *book;
    const char *file; /* for messages */
    int *fields;      /* for each column: the field, PLAN_PASSED, or names_of_set() of a multi-select whose answers are joined there */
    int column_count;
    bool *present; /* for each field: has it a column? */
    bool *must_be_empty; /* for each column: it has no heading and is passed over for it; NULL: none is such */
    int *routed; int routed_count; /* the fields that have a column and are asked of some */
    bool *ticked;  /* for each multi-select: has it a column for each choice? */
    const struct converter *converters; /* one a field */
    const struct match_table **plain;   /* one a field: where nothing but the category of an answer matters, its exact spellings; else NULL. NULL: no field is such */
    struct choices *const *choices;     /* one a multi-select */
    const struct period *period;        /* of the wave; NULL when it is not known */
    double first_day, last_day;         /* of the wave; infinite when it is not known */
    char separator;
};

struct issue { long line; int column, field; enum odd odd; char shown[64]; };

struct batch_column {
    char *data;          /* rows x encoding_bytes */
    struct buffer text;  /* ENCODING_TEXT: the bytes of all rows */
    size_t kept_text;    /* how many of them belong to rows that were kept */
    struct terms *terms; /* ENCODING_TERM32: the batch's own numbering */
    long normalised, normalised_line; /* answers accepted after normalisation, and the first one's line */
    char normalised_shown[64];
    long not_asked, not_asked_line;   /* answers of people who are not asked, and the first one's line */
    long answered, personal; /* of terms and comments: how many, and how many are an e-mail or IP address and nothing else */
};

struct batch {
    struct csv_segment segment;
    struct batch_column *columns; /* one a field */
    char **codes;                 /* data of those columns again, side by side for the answers that need nothing else */
    size_t rows, room;
    long *lines;                  /* of each row */
    unsigned char *dispositions;  /* of each row */
    struct issue *issues;
    size_t issue_count, issue_room;
    long records, quarantined, not_eligible, incomplete;
    long blank; /* records of empty cells alone; the blank lines are in the segment */
    long left_out[DISPOSITION_COUNT]; /* of the incomplete ones */
    struct failure failure;
    /* the record that is open */
    const struct plan *plan;
    int column;
    bool bad, filled; /* filled: some cell of it is not empty */
    int eligible_code;                 /* of the field that tells who takes part; -1: none or not an answer */
    int *normalised, normalised_count; /* its fields */
    struct { long line; int column, field; } lost_quote; /* the first in the segment; column 0: none */
    struct { long line; int column; char shown[64]; } wrong_wave; /* the same */
    struct { long line; int column; } nameless; /* the same: a column without a heading that has something in it */
    char right_wave[64]; /* a name of the wave that was found to be right */
    bool *ticks; /* room for the choices of one multi-select */
    struct { int column, field; long fields; } torn; /* of the record, a comment that is two halves if it has so many fields; column 0: none */
};

struct batch *batch_create(const struct codebook *book);
void batch_destroy(struct batch *batch, const struct codebook *book);
/* Returns -1 with batch->failure filled when the file cannot be used. */
int batch_parse(struct batch *batch, const struct plan *plan, const struct csvfile *file);

#endif
