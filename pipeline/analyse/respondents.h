/* From the store and the codebook to the design: variables, breakdowns, teams, and weights from the frame. */
#ifndef SPWELL_ANALYSE_RESPONDENTS_H
#define SPWELL_ANALYSE_RESPONDENTS_H
#include "codebook.h"
#include "design.h"
#include "frame.h"
#include "store.h"
#include "text.h"
#include "weight.h"

struct respondents {
    const struct codebook *book;
    struct design *design;
    struct group_variable variables[DESIGN_VARIABLE_LIMIT];
    int variable_count;
    int margins[DESIGN_VARIABLE_LIMIT]; /* variables */
    struct frame frame; /* without rows: none */
    int iterations; /* of raking; 0 when nothing was fitted */
    double *populations; /* teams, or people, there are in each sampling stratum; NULL: endless */
    long fewest; /* answers in the smallest cell that weights are fitted to, of those with any; 0: none are */
    struct weight_trimming trimming; /* where the codebook asks for it */
};

int respondents_load(struct respondents *respondents, struct store *store, const char *wave, const struct codebook *book, size_t count, struct failure *failure) MUST_USE;
void respondents_free(struct respondents *respondents);
/* "all", "nhs" or "nhs*london", appended to the buffer. */
void respondents_cell_name(const struct respondents *respondents, int grouping, int cell, struct buffer *out);
/* The cell of a one-variable grouping's category. */
int respondents_cell(const struct respondents *respondents, int grouping, int category);
/* What the frame tells of a cell: people invited (FRAME_HEADCOUNT), or another of its counts; NaN when it does not. */
double respondents_told(const struct respondents *respondents, int grouping, int cell, enum frame_count counted);
/* Index among the design's variables of a field, or -1. */
int respondents_variable(const struct respondents *respondents, int field);

#endif
