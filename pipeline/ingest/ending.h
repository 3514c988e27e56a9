/* What is settled when a record has ended, before it is kept: ticks of multi-selects, completeness, questions that were not reached. Works on the open row of a batch. */
#ifndef SPWELL_INGEST_ENDING_H
#define SPWELL_INGEST_ENDING_H
#include "batch.h"

/* In columns of their own, an empty cell means "not ticked" once another choice of the question is ticked. Returns the first field of a required question
 * in which nothing is ticked, or -1. */
int ending_settle_ticks(struct batch *batch);
/* The code of a choice on the open row, a tick that means no by its absence among them. */
int ending_choice(const struct batch *batch, int field);
/* Nothing ticked means no to all, where the codebook says so; after what was not reached is known. */
void ending_settle_none(struct batch *batch);
/* Questions that the codebook asks of others only count as not asked; answers given to them are counted by field. */
void ending_settle_routes(struct batch *batch, long line);
/* By the codebook's rule; DISPOSITION_COMPLETE where it has none. */
enum disposition ending_disposition(const struct batch *batch);
/* Empty answers after the last one given become "not reached". */
void ending_mark_not_reached(struct batch *batch);
/* Questions without a column were not asked in this file. */
void ending_fill_absent(struct batch *batch);

#endif
