#include "writer.h"

#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

struct writer_column { char *data; struct buffer text; struct terms *terms; uint32_t *numbers; size_t numbers_room; };

struct writer {
    struct store *store;
    const char *wave;
    const struct codebook *book;
    const struct converter *converters;
    struct writer_column *columns;
    char *dispositions; /* of each row, where partial answers are kept; else NULL */
    size_t rows; /* in the chunk */
    long number;
};

struct writer *writer_create(struct store *store, const char *wave, const struct codebook *book, const struct converter *converters)
{
    struct writer *writer = memory_new(1, sizeof *writer);
    *writer = (struct writer){.store = store, .wave = wave, .book = book, .converters = converters, .columns = memory_new((size_t)book->field_count, sizeof *writer->columns)};
    if (book->completeness.declared && book->completeness.keep_partial) writer->dispositions = memory_new(CHUNK_ROWS, 1);
    for (int f = 0; f < book->field_count; f++) {
        if (book->fields[f].drop) continue;
        if (converters[f].encoding != ENCODING_TEXT) writer->columns[f].data = memory_new(CHUNK_ROWS, encoding_bytes[converters[f].encoding]);
        if (converters[f].encoding == ENCODING_TERM32) writer->columns[f].terms = terms_create();
    }
    return writer;
}

void writer_destroy(struct writer *writer)
{
    if (!writer) return;
    for (int f = 0; f < writer->book->field_count; f++) {
        free(writer->columns[f].data);
        free(writer->columns[f].numbers);
        buffer_free(&writer->columns[f].text);
        terms_destroy(writer->columns[f].terms);
    }
    free(writer->columns);
    free(writer->dispositions);
    free(writer);
}

static int put_chunk(struct writer *writer, const char *variable, enum encoding encoding, const void *data, size_t bytes, struct failure *failure)
{
    struct statement *insert = store_statement(writer->store, "insert_chunk");
    statement_text(insert, 1, writer->wave);
    statement_text(insert, 2, variable);
    statement_integer(insert, 3, writer->number);
    statement_integer(insert, 4, (int64_t)writer->rows);
    statement_text(insert, 5, encoding_names[encoding]);
    statement_blob(insert, 6, data, bytes);
    return statement_run(insert, failure);
}

static int flush(struct writer *writer, struct failure *failure)
{
    for (int f = 0; f < writer->book->field_count && writer->rows; f++) {
        if (writer->book->fields[f].drop) continue;
        struct writer_column *column = &writer->columns[f];
        enum encoding encoding = writer->converters[f].encoding;
        bool text = encoding == ENCODING_TEXT;
        if (put_chunk(writer, writer->book->fields[f].name, encoding, text ? column->text.at : column->data, text ? column->text.length : writer->rows * encoding_bytes[encoding], failure)) return -1;
        buffer_clear(&column->text);
    }
    if (writer->dispositions && writer->rows && put_chunk(writer, CHUNK_DISPOSITION, ENCODING_CODE8, writer->dispositions, writer->rows, failure)) return -1;
    writer->number += writer->rows > 0;
    writer->rows = 0;
    return 0;
}

static size_t text_bytes(const char *lengths, size_t row)
{
    uint32_t length;
    memcpy(&length, lengths + row * 4, sizeof length);
    return length < TEXT_MISSING ? length : 0;
}

static void add_texts(struct writer_column *to, const struct batch_column *from, size_t first, size_t count)
{
    size_t at = 0;
    for (size_t r = 0; r < first; r++) at += text_bytes(from->data, r);
    for (size_t r = first; r < first + count; r++) {
        size_t length = text_bytes(from->data, r);
        buffer_add(&to->text, from->data + r * 4, 4);
        if (length) buffer_add(&to->text, from->text.at + at, length);
        at += length;
    }
}

/* The batch numbered its terms by itself: give them the wave's numbers, in order of first appearance. */
static void add_terms(struct writer_column *to, size_t at, const struct batch_column *from, size_t first, size_t count)
{
    uint32_t *out = (uint32_t *)(void *)to->data + at;
    for (size_t r = first; r < first + count; r++) {
        uint32_t number;
        memcpy(&number, from->data + r * 4, sizeof number);
        *out++ = to->numbers[number];
    }
}

static void number_terms(struct writer *writer, const struct batch *batch)
{
    for (int f = 0; f < writer->book->field_count; f++) {
        if (!writer->columns[f].terms) continue;
        struct writer_column *column = &writer->columns[f];
        uint32_t count = terms_count(batch->columns[f].terms);
        if (column->numbers_room < count) {
            column->numbers_room = count;
            column->numbers = memory_resize(column->numbers, count, sizeof *column->numbers);
        }
        for (uint32_t n = 0; n < count; n++) column->numbers[n] = terms_number(column->terms, terms_name(batch->columns[f].terms, n));
    }
}

static void add_rows(struct writer *writer, const struct batch *batch, size_t first, size_t count)
{
    for (int f = 0; f < writer->book->field_count; f++) {
        if (writer->book->fields[f].drop) continue;
        size_t bytes = encoding_bytes[writer->converters[f].encoding];
        const struct batch_column *from = &batch->columns[f];
        struct writer_column *to = &writer->columns[f];
        if (writer->converters[f].encoding == ENCODING_TEXT) add_texts(to, from, first, count);
        else if (to->terms) add_terms(to, writer->rows, from, first, count);
        else memcpy(to->data + writer->rows * bytes, from->data + first * bytes, count * bytes);
    }
    if (writer->dispositions) memcpy(writer->dispositions + writer->rows, batch->dispositions + first, count);
    writer->rows += count;
}

int writer_add(struct writer *writer, const struct batch *batch, size_t first, size_t end, struct failure *failure)
{
    number_terms(writer, batch);
    while (first < end) {
        size_t count = end - first, room = CHUNK_ROWS - writer->rows;
        if (count > room) count = room;
        add_rows(writer, batch, first, count);
        first += count;
        if (writer->rows == CHUNK_ROWS && flush(writer, failure)) return -1;
    }
    return 0;
}

int writer_finish(struct writer *writer, struct failure *failure)
{
    if (flush(writer, failure)) return -1;
    struct buffer name = {0};
    int result = 0;
    for (int f = 0; f < writer->book->field_count; f++) {
        const struct terms *terms = writer->columns[f].terms;
        for (uint32_t n = 0; !result && terms && n < terms_count(terms); n++) {
            struct statement *insert = store_statement(writer->store, "insert_term");
            struct text text = terms_name(terms, n);
            buffer_clear(&name);
            buffer_add(&name, text.at, text.length);
            statement_text(insert, 1, writer->wave);
            statement_text(insert, 2, writer->book->fields[f].name);
            statement_integer(insert, 3, n);
            statement_text(insert, 4, name.at);
            result = statement_run(insert, failure);
        }
    }
    buffer_free(&name);
    return result;
}
