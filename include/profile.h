/* Export profiles: how the CSV of a survey tool is shaped. One declarative file each (schemas/profiles/NAME.json; schemas/README.md tells how it is
 * written), looked for beside the codebook (profiles/NAME.json) and then among those shipped. A profile says how many heading rows there are, what a
 * column may be called, which columns are the tool's own, and by what it is recognised. It never changes an answer.
 *
 *     struct profile *profile = profile_read("qualtrics", "surveys/our-survey.json", failure);      NULL name: plain, one heading row
 *     struct headings *headings = profile_headings(profile, file, failure);        reads the heading rows of an open csvfile
 *     ... headings->columns[c].names[0..count-1] ...
 *     headings_destroy(headings); profile_destroy(profile);
 */
#ifndef SPWELL_PROFILE_H
#define SPWELL_PROFILE_H
#include <stdbool.h>
#include <stddef.h>
#include "csvfile.h"
#include "status.h"

struct profile;
/* `codebook` is the path beside which profiles/ is looked for; NULL: only those shipped. An unknown name is refused with those there are. */
struct profile *profile_read(const char *name, const char *codebook, struct failure *failure) MUST_USE;
void profile_destroy(struct profile *profile);
const char *profile_name(const struct profile *profile);
const char *profile_title(const struct profile *profile);
int profile_heading_rows(const struct profile *profile);

enum heading_role { HEADING_PLAIN, HEADING_IDENTIFIER, HEADING_STARTED, HEADING_SUBMITTED, HEADING_DURATION, HEADING_ROLES };

/* What one column may be called. All names are as written but trimmed; matching normalises them (text_normalise). */
struct heading {
    const char *shown;              /* for messages: its best name; "" when all of its heading cells are empty */
    const char *const *names;       /* best first; a later name that two columns share is left out of both, so that it can never name the wrong one.
                                     * A best name that several columns share stays, and each also has it with a number: "Other #1", "Other #2" */
    int count;                      /* 0 when all of its heading cells are empty */
    const char *question, *choice;  /* where the profile knows them: the question over several columns, and this column's part of it; else NULL */
    bool system;                    /* one of the tool's own columns (start date, status): passed over when the codebook does not name it */
    bool personal;                  /* names, e-mail and IP addresses, coordinates ...: refused unless the codebook drops it, or takes it as a choice of a list */
    enum heading_role role;         /* what it is to the tool; a column with a role other than the identifier is system as well */
    const char *refused;            /* why a file with this column cannot be read (repeated instruments of REDCap); NULL */
};
struct headings { struct heading *columns; size_t count; long first_line, line; /* physical lines of the first and the last heading row */ };
/* Reads the profile's heading rows. Rows of unequal width, or too few of them, are refused. An empty file gives count 0. */
struct headings *profile_headings(const struct profile *profile, struct csvfile *file, struct failure *failure) MUST_USE;
void headings_destroy(struct headings *headings);

/* Which profile does the file look like? Gives its name (one of those shipped; valid until the next call) and a sentence that says why, or NULL when
 * it is none but plain, or, with *failure filled, when the file cannot be read. Reads the first rows only. Nothing is ever applied because of it: it is for `spwell check --profile auto`, hints and drafts. */
const char *profile_recognise(const char *path, const struct csv_options *options, char why[300], struct failure *failure);

/* Does the text of a heading ask for personal data ("E-mail address", "First name", "IPAddress")? Whole headings only: "Team name" does not. */
bool profile_is_personal(struct text heading);

#endif
