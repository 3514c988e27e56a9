/* A piece of work done on another thread, beside the caller's own.
 *
 *     struct beside *beside = beside_start(work, context, true);
 *     ... what does not touch what the work writes ...
 *     beside_wait(beside);
 */
#ifndef SPWELL_SCORE_BESIDE_H
#define SPWELL_SCORE_BESIDE_H
#include <stdbool.h>

struct beside;
/* Without `thread`, or where no thread can be had, the work is done before this returns. */
struct beside *beside_start(void (*work)(void *), void *context, bool thread);
void beside_wait(struct beside *beside);

#endif
