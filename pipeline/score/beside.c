#include "beside.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"

struct beside { pthread_t id; bool started; void (*work)(void *); void *context; };

static void *run(void *context)
{
    const struct beside *beside = context;
    beside->work(beside->context);
    return NULL;
}

struct beside *beside_start(void (*work)(void *), void *context, bool thread)
{
    struct beside *beside = memory_new(1, sizeof *beside);
    beside->work = work;
    beside->context = context;
    beside->started = thread && !pthread_create(&beside->id, NULL, run, beside);
    if (!beside->started) work(context);
    return beside;
}

void beside_wait(struct beside *beside)
{
    if (beside->started) pthread_join(beside->id, NULL);
    free(beside);
}
