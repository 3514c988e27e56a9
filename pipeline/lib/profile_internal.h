/* Inside the reader of export profiles: what its files share.
 *
 *     profile.c            finds and reads a profile, and answers questions about it
 *     profile_format.c     from JSON to struct profile, with mistakes by line and column
 *     profile_part.c       cuts parts from the heading cells of a column, and puts names together from them
 *     profile_pattern.c    headings with wildcards
 *     profile_heading.c    reads the heading rows of a file and says what each column may be called
 *     profile_recognise.c  which profile a file looks like
 *     profile_personal.c   headings that ask for personal data
 */
#ifndef SPWELL_PROFILE_INTERNAL_H
#define SPWELL_PROFILE_INTERNAL_H
#include "json.h"
#include "memory.h"
#include "profile.h"
#include "text.h"

enum { PROFILE_BYTES = 1 << 20, PROFILE_ROWS = 3, PROFILE_LOOK = PROFILE_ROWS + 1 /* rows that recognition reads */, PROFILE_PARTS = 16 };

struct strings { const char *const *at; int count; };

/* A piece of a column's heading, taken from a heading row or from an earlier part. */
struct part {
    const char *name;
    int row;                   /* from 0; -1: */
    const char *of;            /* of an earlier part */
    bool fill;                 /* a blank cell continues the one on its left */
    const char *after, *before; /* what lies between these; NULL: from the beginning, to the end */
    bool last, word;           /* the marker's last occurrence; nothing unless it is one word that begins with a letter */
    bool every;                /* nothing unless every heading of the file that is not blank has it */
    const char *unless;        /* nothing where this earlier part has something; NULL */
    struct strings blank;      /* words that stand for nothing ("Response") */
};

/* Why a file with such a column cannot be read. */
struct refusal { struct strings columns; const char *why; };

/* Cells that must look like something, for a profile to be recognised. */
struct cells { int row, column; const char *part; bool every; struct strings like; }; /* column from 0, or -1 for some of them (or every one); part NULL: the cell itself */
struct sign { const struct cells *cells; int count; const char *why; };

struct profile {
    struct arena *arena;
    const char *name, *title;
    int rows;
    const struct part *parts;
    int part_count;
    struct strings names;      /* templates: "{question} [{choice}]" */
    struct strings roles[HEADING_ROLES], system, personal;
    const struct refusal *refused;
    int refused_count;
    const struct sign *signs;
    int sign_count;
};

/* The cells of a file's first rows, trimmed, and what profile_part_survey found of them. A row may be too short. */
struct heading_row { struct text *cells; size_t width; long line; };
struct grid { struct heading_row rows[PROFILE_LOOK]; int count; bool not_everywhere[PROFILE_PARTS]; /* parts that count only where every heading has them, and some lack them */ };
static inline struct text grid_cell(const struct grid *grid, int row, size_t column)
{
    const struct heading_row *at = &grid->rows[row];
    return row < grid->count && column < at->width ? at->cells[column] : (struct text){"", 0};
}

/* profile_format.c: NULL with the mistakes printed. `path` is for messages. The tables of keys are for the test that compares them with the schema. */
struct key_table;
extern const struct key_table *const profile_format_tables[];
struct profile *profile_format_read(const char *path, struct text bytes, struct failure *failure) MUST_USE;

/* profile_part.c: goes through all headings, once before the parts of any are asked for: which parts does every one have? */
void profile_part_survey(const struct profile *profile, struct grid *grid);
/* The first part of that name that is not empty ("1" to "3": the cells of the rows), or an empty text. */
struct text profile_part_value(const struct profile *profile, struct text name, const struct grid *grid, size_t column);
const char *profile_part_fill(struct arena *arena, const struct profile *profile, const char *pattern, const struct grid *grid, size_t column); /* NULL: one of its parts is empty */
/* The next "{name}" of a template at or after *at, which is moved behind it; false when there is none. `before` is the text in front of it. */
bool profile_part_next(const char **at, struct text *before, struct text *name);

/* profile_pattern.c: do the texts agree once normalised, * standing for anything? A pattern that is empty matches an empty text alone. */
bool profile_pattern_match(const char *pattern, struct text text);
bool profile_pattern_any(struct strings patterns, struct text text);

/* profile_heading.c: the first `rows` records, or fewer where the file ends; rows may differ in width. Cells live in the arena. */
int profile_heading_read(struct csvfile *file, int rows, struct arena *arena, struct grid *grid, struct failure *failure) MUST_USE;

/* profile_recognise.c: the sentence of a sign that holds, or NULL. */
const char *profile_recognise_why(const struct profile *profile, const struct grid *grid);

bool profile_personal_heading(struct text heading);

/* profile.c: the names of those shipped, in turn; NULL after the last. */
const char *profile_shipped(struct arena *arena, int index);

#endif
