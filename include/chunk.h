/* How a column lies in the store: chunks of at most 65,536 rows, in the machine's byte order.
 *
 * encoding  a row is          missing is
 * code8     1 byte: category  240 + reason
 * int16     2 bytes           INT16_MIN + reason (of scores: whole numbers that fit)
 * int32     4 bytes (scores)  INT32_MIN + reason
 * real64    8 bytes           the quiet NaN made by chunk_missing_real(reason); it never leaves a chunk unread
 * term32    4 bytes: number of the term (never missing)
 * hash128   16 bytes: pseudonym
 * text      4 bytes of length (TEXT_MISSING + reason when missing), then the bytes
 */
#ifndef SPWELL_CHUNK_H
#define SPWELL_CHUNK_H
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { CHUNK_ROWS = 65536, CODE_MISSING = 240 };

/* A column that is no field (a star stands in no name): code8, 1 for partial answers, 0 for complete ones. Only where the codebook keeps partial answers. */
#define CHUNK_DISPOSITION "*disposition"
/* Scores that are none: before the name of a mean or sum for which questions may be left open; code8, 1 for who answered all of them. */
#define CHUNK_COMPLETE "*complete "

/* Reasons for a missing answer. A field's own labelled missing values are REASON_LABELLED + their number; number 0 is the empty cell, which is
 * REASON_NO_ANSWER, so that its place is free for REASON_NOT_REACHED: questions after the last one that somebody who broke off answered. */
enum { REASON_NO_ANSWER = 0, REASON_NOT_REACHED = 1, REASON_LABELLED = 1, REASON_NOT_ASKED = 14, REASON_NOT_SCORED = 15, REASON_COUNT = 16 };

#define TEXT_MISSING 0xFFFFFF00u

static inline int16_t chunk_missing_int16(int reason) { return (int16_t)(INT16_MIN + reason); }
static inline int32_t chunk_missing_int32(int reason) { return INT32_MIN + reason; }
static inline bool chunk_is_missing_int16(int16_t value) { return value < INT16_MIN + REASON_COUNT; }
static inline bool chunk_is_missing_int32(int32_t value) { return value < INT32_MIN + REASON_COUNT; }

static inline double chunk_missing_real(int reason)
{
    uint64_t bits = 0x7FF8000000000000u + (uint64_t)reason;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline int chunk_reason_real(double missing)
{
    uint64_t bits;
    memcpy(&bits, &missing, sizeof bits);
    return (int)(bits & (REASON_COUNT - 1));
}

#endif
