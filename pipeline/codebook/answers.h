/* A file of answers, read once: its headings by a profile, and what stands in each column.
 *
 *     if (answers_read(&answers, path, profile, &options, failure)) ...
 *     answers.headings->columns[c], answers.tallies[c]
 *     answers_free(&answers);
 */
#ifndef SPWELL_CODEBOOK_ANSWERS_H
#define SPWELL_CODEBOOK_ANSWERS_H
#include "csvfile.h"
#include "profile.h"
#include "tally.h"

struct answers {
    struct headings *headings;
    struct tally **tallies;
    size_t count;
    long rows, blank, ragged, first_ragged; /* rows: those looked at; first_ragged: the line of the first with another number of fields */
};
/* Refuses what no draft can be made of: no headings, no answers, headings that are none. */
int answers_read(struct answers *answers, const char *path, const struct profile *profile, const struct csv_options *options, struct failure *failure) MUST_USE;
void answers_free(struct answers *answers);

#endif
