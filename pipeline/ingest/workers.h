/* Segments of one file, parsed and converted by several threads and handed on in the order of the file.
 *
 *     workers_run(file, plan, threads, take, context, failure)
 * calls take(context, batch, failure) for one batch after another on the calling thread; what take() sees does not depend on the
 * number of threads. The first failure in the order of the file ends the run.
 */
#ifndef SPWELL_INGEST_WORKERS_H
#define SPWELL_INGEST_WORKERS_H
#include "batch.h"

/* Takes a batch: returns 0, or -1 with *failure filled. */
typedef int take_batch(void *context, struct batch *batch, struct failure *failure);
int workers_run(struct csvfile *file, const struct plan *plan, int threads, take_batch *take, void *context, struct failure *failure) MUST_USE;

#endif
