/* Answers that have an order which everybody knows: never to always, strongly disagree to strongly agree. Pure. */
#ifndef SPWELL_CODEBOOK_ORDER_H
#define SPWELL_CODEBOOK_ORDER_H
#include <stdbool.h>
#include <stddef.h>

/* Fills rank[0 .. count-1] when every answer (normalised) stands in one and the same order. */
bool order_known(const char *const *normal, size_t count, int *rank);
/* Fills rank by the first number in each answer ("18 to 24", "over 65"); false when one has none, or two have the same. */
bool order_numbers(const char *const *normal, size_t count, int *rank);

#endif
