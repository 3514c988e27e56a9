/* Who is asked what, as the codebook's "asked_if" says: people who are not asked have an empty cell.
 *
 *     route_finish(plan);                       once all recipes are there
 *     if (route_asks(plan, answers, field)) ...
 */
#ifndef SPWELL_SYNTH_ROUTE_H
#define SPWELL_SYNTH_ROUTE_H
#include "plan.h"

void route_finish(struct plan *plan);
/* Whoever is not asked the earlier question is not asked this one. An answer that was left out counts as it was drawn. */
bool route_asks(const struct plan *plan, const int *answers, int field);

#endif
