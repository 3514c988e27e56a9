/* Which column of a file is which field: headings against names and aliases, exactly, after normalisation. Prints every mistake. */
#ifndef SPWELL_INGEST_PLAN_H
#define SPWELL_INGEST_PLAN_H
#include "batch.h"
#include "names.h"
#include "profile.h"

/* What all files of a wave share. Borrowed. */
struct plan_source {
    const struct codebook *book;
    const struct converter *converters; /* one a field */
    struct choices *const *choices;     /* one a multi-select */
    const struct names *names;
    const struct profile *profile;
    bool profile_declared; /* by the codebook or the command line: what the file looks like does not matter then */
    const struct csv_options *options;
    const struct period *period; /* of the wave, and its days; NULL and infinite when it is not known */
    double first_day, last_day;
};

/* Reads the heading rows of the file. Fills *plan; its arrays belong to it until plan_free. */
int plan_make(struct plan *plan, const struct plan_source *source, struct csvfile *file, const char *path, struct failure *failure) MUST_USE;
void plan_free(struct plan *plan);

#endif
