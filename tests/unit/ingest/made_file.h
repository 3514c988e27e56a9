/* Made-up files of answers whose maker knows how many rows of each kind stand in them.
 *
 *     struct made_file made = {0};
 *     made_file_fill(&made, seed, &(struct made_wish){...});      the same seed makes the same bytes
 *     made.bytes ... made.good, made.bad ...                       made_file_free(&made);
 *
 * The codebook that goes with them is tests/unit/ingest/rows.json. Bytes are put together in Latin-1 and turned into the file's encoding at the end.
 */
#ifndef SPWELL_TEST_MADE_FILE_H
#define SPWELL_TEST_MADE_FILE_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"
#include "text.h"

enum { MADE_ID, MADE_TEAM, MADE_SECTOR, MADE_CASELOAD, MADE_FTE, MADE_STARTED, MADE_LONELY, MADE_COMMENT, MADE_NOTES, MADE_DROPPED, MADE_IGNORED, MADE_COLUMNS };
enum made_kind { MADE_GOOD, MADE_BAD, MADE_RAGGED, MADE_REPEATED, MADE_NOT_ELIGIBLE, MADE_BLANK, MADE_KINDS };
enum made_plant { PLANT_NOTHING, PLANT_OPEN /* a quote more, before a field */, PLANT_NO_CLOSE /* a quote less, after a field */, PLANT_PAIR /* a quote before a field, and one
    after a field of a later row, so that the rows between merge without breaking a rule of CSV */ };

struct made_wish {
    long rows;       /* 0: by chance, up to 60 */
    char separator;  /* 0: by chance */
    const char *encoding; /* "": by chance; NULL: UTF-8 */
    bool tidy;       /* no ragged rows */
    bool qualtrics;  /* three heading rows */
    enum made_plant plant;
};

struct made_cell { size_t from, to; bool quoted; int column; long row; /* from 1; the headings up to 0 */ };
struct made_file {
    struct buffer bytes;
    long good, bad, ragged, repeated, not_eligible, blank; /* repeated: rows of people who stand in several */
    char separator;
    const char *encoding;
    int planted_column; bool planted_in_headings;
    /* while it is made */
    uint64_t state, seed;
    int order[MADE_COLUMNS];
    bool *twice; /* of each good row */
    long *good_rows;
    size_t good_room, twice_room;
    const char *ending, *endings;
    unsigned quoting; /* per cent of the cells */
    struct made_cell *cells; size_t cell_count, cell_room;
};

static inline uint64_t made_next(struct made_file *made) /* splitmix64 */
{
    uint64_t z = (made->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
static inline unsigned made_below(struct made_file *made, unsigned limit) { return (unsigned)(made_next(made) % limit); }
static inline bool made_chance(struct made_file *made, unsigned percent) { return made_below(made, 100) < percent; }
#define MADE_PICK(made, list) ((list)[made_below(made, sizeof(list) / sizeof *(list))])

/* Values that are accepted. Comments have at most two separators a line, so that no part of one looks like part of a record. */
static const char *const made_sectors[] = {"nhs", "voluntary", "NHS", " nhs", "Voluntary  sector", "voluntary\xA0"}, *const made_caseloads[] = {"0", "12", "300", "17.0", "-99", "", " 40"},
    *const made_ftes[] = {"0.5", "1", "0.1", "1.5", "", "-99", "1.0"}, *const made_dates[] = {"2024-02-29", "2020-01-01", "", "-99"}, *const made_lonelies[] = {"yes", "no", "", "Yes"},
    *const made_comments[] = {"", "", "fine", "two\nlines", "two\r\nlines", "a\rb", "he said \"no\"", "\"", "\"\"", ",", ";\t,", "caf\xE9", "=1+1", "\n", "\r\n\r\n", "\"\n\"", "one, two\nthree; four", "  spaces  ", "a\tb",
                              "it's \"5\"\"\n, isn't it"};
/* Values that are not. */
static const char *const bad_ids[] = {"", "  ", "a\x01", "0123456789012345678901234567890123456789012345678901234567890123456789", "a\tb"}, *const bad_teams[] = {"", "north\x7F", "\x1Bteam"},
    *const bad_sectors[] = {"", "council", "nhss", "n.h.s", "-99"}, *const bad_caseloads[] = {"12.5", "301", "-1", "1e3", "0x1F", "NaN", "1,5", "approx 40", "+5", "1 000", "999999999999999999999"},
    *const bad_ftes[] = {"2", "0", "0,5", ".5", "1.", "inf", "half"}, *const bad_dates[] = {"2026-02-30", "01/02/2026", "45123", "2026-2-3", "yesterday"}, *const bad_lonelies[] = {"maybe", "2", "y"},
    *const bad_comments[] = {"bell\x07", "\x1B[31m", "null\x7F"};

static inline void made_bad_value(struct made_file *made, int field, char value[96])
{
    const char *bad = "";
    switch (field) {
    case MADE_ID: bad = MADE_PICK(made, bad_ids); break;
    case MADE_TEAM: bad = MADE_PICK(made, bad_teams); break;
    case MADE_SECTOR: bad = MADE_PICK(made, bad_sectors); break;
    case MADE_CASELOAD: bad = MADE_PICK(made, bad_caseloads); break;
    case MADE_FTE: bad = MADE_PICK(made, bad_ftes); break;
    case MADE_STARTED: bad = MADE_PICK(made, bad_dates); break;
    case MADE_LONELY: bad = MADE_PICK(made, bad_lonelies); break;
    default: bad = MADE_PICK(made, bad_comments);
    }
    snprintf(value, 96, "%s", bad);
}

static inline void made_value(struct made_file *made, int field, long number, char value[96])
{
    switch (field) {
    case MADE_ID: snprintf(value, 96, "P%llu-%ld", (unsigned long long)made->seed, number); return;
    case MADE_TEAM: snprintf(value, 96, "%steam %u", made_chance(made, 5) ? " " : "", made_below(made, 9)); return;
    case MADE_SECTOR: snprintf(value, 96, "%s", MADE_PICK(made, made_sectors)); return;
    case MADE_CASELOAD: snprintf(value, 96, "%s", MADE_PICK(made, made_caseloads)); return;
    case MADE_FTE: snprintf(value, 96, "%s", MADE_PICK(made, made_ftes)); return;
    case MADE_STARTED: snprintf(value, 96, "%s", MADE_PICK(made, made_dates)); return;
    case MADE_LONELY: snprintf(value, 96, "%s", MADE_PICK(made, made_lonelies)); return;
    default: snprintf(value, 96, "%s", made->quoting ? MADE_PICK(made, made_comments) : "fine");
    }
}

static inline void made_put_cell(struct made_file *made, const char *value, int column, long row)
{
    bool quoted = strpbrk(value, "\",;\t\r\n") || made_chance(made, made->quoting); /* all three separators, whichever it is */
    made->cells = memory_grow(made->cells, made->cell_count, &made->cell_room, sizeof *made->cells);
    struct made_cell *cell = &made->cells[made->cell_count++];
    *cell = (struct made_cell){made->bytes.length, 0, quoted, column, row};
    if (quoted) buffer_put(&made->bytes, "\"");
    for (; *value; value++) {
        if (*value == '"') buffer_put(&made->bytes, "\"");
        buffer_add(&made->bytes, value, 1);
    }
    if (quoted) buffer_put(&made->bytes, "\"");
    cell->to = made->bytes.length;
}

/* A line break that does not become one with the break before it: CR, then LF. */
static inline void made_end_line(struct made_file *made, bool blank)
{
    const char *before = made->ending;
    made->ending = made->endings ? made->endings : MADE_PICK(made, ((const char *[]){"\n", "\r\n", "\r"}));
    if (blank && !strcmp(before, "\r") && made->ending[0] == '\n') made->ending = "\r";
    buffer_put(&made->bytes, made->ending);
}

static inline void made_heading_row(struct made_file *made, const char *before, long row)
{
    static const char *const names[MADE_COLUMNS] = {"id", "team", "sector", "caseload", "fte", "started", "lonely", "comment", "notes", "email", "Timestamp"};
    for (int c = 0; c < MADE_COLUMNS; c++) {
        char value[96];
        snprintf(value, sizeof value, "%s%s%s", before, names[made->order[c]], before[0] == '{' ? "\"}" : "");
        if (c) buffer_add(&made->bytes, &made->separator, 1);
        made_put_cell(made, value, c, row);
    }
    made_end_line(made, false);
}

static inline void made_headings(struct made_file *made, bool qualtrics)
{
    for (int c = 0; c < MADE_COLUMNS; c++) made->order[c] = c;
    for (int c = MADE_COLUMNS - 1; c > 0; c--) {
        int other = (int)made_below(made, (unsigned)c + 1), kept = made->order[c];
        made->order[c] = made->order[other];
        made->order[other] = kept;
    }
    made_heading_row(made, "", qualtrics ? -2 : 0);
    if (!qualtrics) return;
    made_heading_row(made, "What about ", -1);
    made_heading_row(made, made->quoting ? "{\"ImportId\":\"" : "QID of ", 0);
}

static inline int made_width(struct made_file *made, enum made_kind kind)
{
    if (kind != MADE_RAGGED) return MADE_COLUMNS;
    return made_chance(made, 50) ? 3 + (int)made_below(made, MADE_COLUMNS - 3) : MADE_COLUMNS + 1 + (int)made_below(made, 3);
}

static inline void made_row(struct made_file *made, enum made_kind kind, long row)
{
    int width = made_width(made, kind), wrong = -1;
    if (kind == MADE_BAD) do wrong = (int)made_below(made, MADE_COLUMNS); while (made->order[wrong] == MADE_IGNORED || made->order[wrong] == MADE_DROPPED);
    long number = row;
    if (kind == MADE_REPEATED) {
        long which = (long)made_below(made, (unsigned)made->good);
        number = made->good_rows[which];
        made->repeated += made->twice[which] ? 1 : 2;
        made->twice[which] = true;
    }
    for (int c = 0; c < width; c++) {
        char value[96];
        int field = c < MADE_COLUMNS ? made->order[c] : MADE_NOTES;
        if (c == wrong) made_bad_value(made, field, value);
        else made_value(made, field, number, value);
        if (kind == MADE_NOT_ELIGIBLE && field == MADE_SECTOR) snprintf(value, sizeof value, "other");
        if (kind == MADE_NOT_ELIGIBLE && field == MADE_CASELOAD && made_chance(made, 30)) snprintf(value, sizeof value, "lots");
        if (kind == MADE_REPEATED && field == MADE_ID && made_chance(made, 40)) value[0] = 'p'; /* "p12" and "P12" are one person */
        if (kind == MADE_RAGGED && c == 0 && !value[0]) snprintf(value, sizeof value, "x");
        if (c) buffer_add(&made->bytes, &made->separator, 1);
        made_put_cell(made, value, c, row);
    }
}

static inline void made_count(struct made_file *made, enum made_kind kind, long row)
{
    switch (kind) {
    case MADE_GOOD:
        made->twice = memory_grow(made->twice, (size_t)made->good, &made->twice_room, sizeof *made->twice);
        made->good_rows = memory_grow(made->good_rows, (size_t)made->good, &made->good_room, sizeof *made->good_rows);
        made->twice[made->good] = false;
        made->good_rows[made->good++] = row;
        break;
    case MADE_BAD: made->bad++; break;
    case MADE_RAGGED: made->ragged++; break;
    case MADE_NOT_ELIGIBLE: made->not_eligible++; break;
    case MADE_BLANK: made->blank++; break;
    default: break; /* counted where it is made */
    }
}

static inline enum made_kind made_draw(struct made_file *made, const struct made_wish *wish)
{
    unsigned draw = made_below(made, 100);
    if (draw < 60) return MADE_GOOD;
    if (draw < 72) return MADE_BAD;
    if (draw < 80) return wish->tidy ? MADE_GOOD : MADE_RAGGED;
    if (draw < 85) return made->good && !wish->tidy ? MADE_REPEATED : MADE_GOOD;
    return draw < 92 ? MADE_NOT_ELIGIBLE : MADE_BLANK;
}

static inline void made_rows(struct made_file *made, const struct made_wish *wish, long rows)
{
    for (long row = 1; row <= rows; row++) {
        enum made_kind kind = made_draw(made, wish);
        bool bare = row == rows && made_chance(made, 40); /* no line break at the end */
        if (bare && kind == MADE_BLANK) kind = MADE_GOOD;
        made_count(made, kind, row);
        if (kind == MADE_RAGGED && made_chance(made, 20)) buffer_put(&made->bytes, made_chance(made, 50) ? "  " : " ");
        else if (kind != MADE_BLANK) made_row(made, kind, row);
        if (!bare) made_end_line(made, kind == MADE_BLANK);
    }
}

static inline void made_insert_quote(struct made_file *made, size_t at)
{
    buffer_put(&made->bytes, "\"");
    memmove(made->bytes.at + at + 1, made->bytes.at + at, made->bytes.length - 1 - at);
    made->bytes.at[at] = '"';
}

/* A cell that is quoted or not, of rows from `from` on; NULL when chance does not find one. */
static inline const struct made_cell *made_find_cell(struct made_file *made, bool quoted, long from, int column)
{
    for (int tries = 0; made->cell_count && tries < 400; tries++) {
        const struct made_cell *cell = &made->cells[made_next(made) % made->cell_count];
        if (cell->quoted == quoted && cell->row >= from && cell->to > cell->from && (column < 0 || cell->column == column)) return cell;
    }
    return NULL;
}

/* False when the file has no place for it. */
static inline bool made_plant_quote(struct made_file *made, enum made_plant plant)
{
    const struct made_cell *cell = made_find_cell(made, plant == PLANT_NO_CLOSE, -2, -1);
    if (!cell) return false;
    made->planted_column = made->order[cell->column];
    made->planted_in_headings = cell->row <= 0;
    if (plant == PLANT_PAIR) {
        const struct made_cell *later = made_find_cell(made, false, cell->row + 1, made_chance(made, 50) ? cell->column : -1);
        if (!later) return false;
        made_insert_quote(made, later->to);
    }
    if (plant == PLANT_NO_CLOSE) {
        memmove(made->bytes.at + cell->to - 1, made->bytes.at + cell->to, made->bytes.length - cell->to);
        made->bytes.at[--made->bytes.length] = 0;
    } else made_insert_quote(made, cell->from);
    return true;
}

static inline void made_encode(struct made_file *made, bool mark)
{
    struct buffer out = {0};
    bool wide = made->encoding && made->encoding[0] == 'u', plain = made->encoding && !wide;
    if (wide) buffer_put(&out, "\xFF\xFE");
    else if (mark && !plain) buffer_put(&out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < made->bytes.length; i++) {
        unsigned char c = (unsigned char)made->bytes.at[i];
        unsigned char two[2] = {wide || plain || c < 0x80 ? c : (unsigned char)(0xC0 | c >> 6), wide ? 0 : (unsigned char)(0x80 | (c & 0x3F))};
        buffer_add(&out, two, wide || (!plain && c >= 0x80) ? 2 : 1);
    }
    buffer_free(&made->bytes);
    made->bytes = out;
}

/* Returns false when the quote that was wished for has no place in this file. */
static inline bool made_file_fill(struct made_file *made, uint64_t seed, const struct made_wish *wish)
{
    *made = (struct made_file){.state = seed, .seed = seed, .ending = "", .planted_column = -1};
    made->separator = wish->separator ? wish->separator : MADE_PICK(made, ((const char[]){',', ';', '\t'}));
    made->encoding = wish->encoding && !wish->encoding[0] ? MADE_PICK(made, ((const char *[]){NULL, NULL, "windows-1252", "utf-16"})) : wish->encoding;
    made->endings = MADE_PICK(made, ((const char *[]){"\n", "\r\n", "\r", NULL}));
    made->quoting = wish->plant == PLANT_PAIR ? 0 : made_below(made, 40) + 1;
    made_headings(made, wish->qualtrics);
    made_rows(made, wish, wish->rows ? wish->rows : (long)made_below(made, 61));
    bool fits = wish->plant == PLANT_NOTHING || made_plant_quote(made, wish->plant);
    made_encode(made, made_chance(made, 10));
    return fits;
}

/* Of the good rows, those whose person stands in one row alone. */
static inline long made_stored(const struct made_file *made)
{
    long stored = 0;
    for (long g = 0; g < made->good; g++) stored += !made->twice[g];
    return stored;
}
static inline long made_quarantined(const struct made_file *made) { return made->bad + made->ragged + made->repeated; }
static inline long made_records(const struct made_file *made) { return made_stored(made) + made_quarantined(made) + made->not_eligible; }

static inline void made_file_free(struct made_file *made)
{
    buffer_free(&made->bytes);
    free(made->twice);
    free(made->good_rows);
    free(made->cells);
}

#endif
