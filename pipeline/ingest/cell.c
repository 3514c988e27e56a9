#include "cell.h"

#include <string.h>

#include "chunk.h"

int cell_reason(enum encoding encoding, const char *cell, const struct terms *terms)
{
    int16_t integer;
    double real;
    uint32_t number;
    switch (encoding) {
    case ENCODING_CODE8: return (uint8_t)*cell >= CODE_MISSING ? (uint8_t)*cell - CODE_MISSING : -1;
    case ENCODING_INT16:
        memcpy(&integer, cell, sizeof integer);
        return chunk_is_missing_int16(integer) ? integer - INT16_MIN : -1;
    case ENCODING_REAL64:
        memcpy(&real, cell, sizeof real);
        return isnan(real) ? chunk_reason_real(real) : -1;
    case ENCODING_TERM32:
        memcpy(&number, cell, sizeof number);
        return terms_name(terms, number).length ? -1 : REASON_NO_ANSWER;
    case ENCODING_TEXT:
        memcpy(&number, cell, sizeof number);
        return number >= TEXT_MISSING ? (int)(number - TEXT_MISSING) : -1;
    case ENCODING_HASH128: break;
    }
    return -1;
}

void cell_set_missing(enum encoding encoding, char *cell, int reason, struct terms *terms)
{
    int16_t integer = chunk_missing_int16(reason);
    double real = chunk_missing_real(reason);
    uint32_t number = TEXT_MISSING + (uint32_t)reason;
    switch (encoding) {
    case ENCODING_CODE8: *cell = (char)(CODE_MISSING + reason); break;
    case ENCODING_INT16: memcpy(cell, &integer, sizeof integer); break;
    case ENCODING_REAL64: memcpy(cell, &real, sizeof real); break;
    case ENCODING_TERM32: number = terms_number(terms, (struct text){"", 0}); memcpy(cell, &number, sizeof number); break;
    case ENCODING_TEXT: memcpy(cell, &number, sizeof number); break;
    case ENCODING_HASH128: memset(cell, 0, 16); break;
    }
}
