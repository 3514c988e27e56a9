/* Whether it is told how well the questions of a score hang together. Pure.
 *
 * The row of a score is told whole or not at all: what is withheld of one question could be had from the total and the others. It is told when
 *   1. at least the minimum of people answered all questions;
 *   2. each question divides them: at least the minimum gave another answer than the commonest one. Of fewer, a correlation is their mean score in other
 *      units. A question that all answered alike divides nobody, and says so; of a sensitive score it would say what everybody answered;
 *   3. of a sensitive score, nobody or at least the minimum of people are in another number that is released (all who answered, those who have the score,
 *      those who answered one of its questions) and not in this one: how few left a sensitive question out is not told (missing.h), also not by subtraction.
 *      How few left out any other question stands in the table of missing answers.
 */
#ifndef SPWELL_DISCLOSE_TOGETHER_H
#define SPWELL_DISCLOSE_TOGETHER_H
#include <stdbool.h>

struct together {
    long n;            /* who answered all questions */
    const long *pairs; /* one a question: of people whose answers differ; 0 when all are alike */
    int questions;
    bool sensitive;
    const long *others; int other_count; /* numbers of people who are counted elsewhere, these among them */
};
bool together_is_told(const struct together *together, long minimum);

#endif
