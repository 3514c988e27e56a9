/* A codebook as a questionnaire: its fields as numbered questions, in the order in which they are asked, alike ones together in a grid. Pure.
 *
 *     struct layout *layout = layout_create(book);
 *     for (int b = 0; b < layout->block_count; b++) ... layout->blocks[b].questions[0 .. count - 1]
 *     layout_destroy(layout);
 *
 * A grid is a battery that the codebook declares, or questions that follow each other and have the same answers: two of an instrument, three of others.
 */
#ifndef SPWELL_CODEBOOK_LAYOUT_H
#define SPWELL_CODEBOOK_LAYOUT_H
#include "codebook.h"
#include "memory.h"

struct question {
    int field;                    /* of a multi-select: that of its first choice */
    const struct choice_set *set; /* NULL: one field */
    int number;                   /* from 1 */
    int instrument;               /* index, or -1 */
};

struct block {
    const struct section *section; /* NULL: of none */
    bool opens, again;             /* a section begins here; it did so before */
    const struct battery *battery; /* NULL: none is declared */
    struct question *questions;
    int count;                     /* above 1: a grid */
};

struct layout {
    struct arena *arena;
    struct block *blocks;
    int block_count, question_count;
    int *apart; /* fields that are no questions: they come with the invitation or from the survey tool, or are never stored */
    int apart_count;
};
struct layout *layout_create(const struct codebook *book);
void layout_destroy(struct layout *layout);

/* The question that a field belongs to; NULL when it is none. */
const struct question *layout_question(const struct layout *layout, const struct codebook *book, int field);
/* A whole number of few values: a scale, to be ticked as answers are. */
bool layout_is_scale(const struct field *field);
/* Are the answers of two fields the same, also those that stand for none? */
bool layout_same_answers(const struct field *a, const struct field *b);

#endif
