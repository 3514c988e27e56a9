#include "frame.h"

#include <math.h>
#include <stdlib.h>

#include "chunk.h"
#include "memory.h"

enum { FIELD_ROOM = 64 };

static int place_of(const struct frame *frame, int field)
{
    for (int f = 0; f < frame->field_count; f++)
        if (frame->fields[f] == field) return f;
    return -1;
}

static void add_row(struct frame *frame, struct statement *select)
{
    frame->rows = memory_grow(frame->rows, frame->row_count, &frame->room, sizeof *frame->rows);
    struct frame_row *row = &frame->rows[frame->row_count++];
    row->shape = 0;
    for (int f = 0; f < FIELD_ROOM; f++) row->codes[f] = CODE_MISSING;
    for (int k = 0; k < FRAME_COUNTS; k++) row->counts[k] = statement_get_real(select, 1 + k);
}

int frame_load(struct frame *frame, struct store *store, const char *wave, const struct codebook *book, struct failure *failure)
{
    int64_t number = -1;
    int got;
    struct statement *select = store_statement(store, "frame");
    statement_text(select, 1, wave);
    while ((got = statement_next(select, failure)) > 0) {
        if (statement_get_integer(select, 0) != number) add_row(frame, select);
        number = statement_get_integer(select, 0);
        int field = codebook_field(book, statement_get_text(select, 1 + FRAME_COUNTS));
        if (field < 0) continue; /* everybody; or the codebook has changed since: layout was checked for what is weighted by */
        if (place_of(frame, field) < 0) frame->fields[frame->field_count++] = field; /* ingest takes no more than FIELD_ROOM columns */
        int place = place_of(frame, field);
        frame->rows[frame->row_count - 1].shape |= (uint64_t)1 << place;
        frame->rows[frame->row_count - 1].codes[place] = (int)statement_get_integer(select, 2 + FRAME_COUNTS);
    }
    return got;
}

void frame_free(struct frame *frame) { free(frame->rows); }

static int bits_in(uint64_t shape)
{
    int count = 0;
    for (; shape; shape &= shape - 1) count++;
    return count;
}

bool frame_tells(const struct frame *frame, const int *fields, int count, uint64_t *shape)
{
    uint64_t wanted = 0;
    bool found = false;
    for (int i = 0; i < count; i++) {
        int place = place_of(frame, fields[i]);
        if (place < 0) return false;
        wanted |= (uint64_t)1 << place;
    }
    for (size_t r = 0; r < frame->row_count; r++) {
        uint64_t own = frame->rows[r].shape;
        if ((own & wanted) != wanted || (found && bits_in(own) >= bits_in(*shape))) continue;
        *shape = own;
        found = true;
    }
    return found;
}

double frame_sum(const struct frame *frame, uint64_t shape, const int *fields, const int *codes, int count, enum frame_count counted)
{
    double sum = 0;
    for (size_t r = 0; r < frame->row_count; r++) {
        const struct frame_row *row = &frame->rows[r];
        bool here = row->shape == shape;
        for (int i = 0; here && i < count; i++) here = row->codes[place_of(frame, fields[i])] == codes[i];
        if (here) sum += row->counts[counted];
    }
    return sum;
}
