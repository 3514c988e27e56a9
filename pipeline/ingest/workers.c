#include "workers.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"

enum { JOB_LIMIT = 16 };
enum job_state { JOB_EMPTY, JOB_READ, JOB_TAKEN, JOB_DONE };

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    enum job_state states[JOB_LIMIT];
    struct batch *batches[JOB_LIMIT];
    int jobs;
    long oldest; /* the job to be taken next, which workers do first */
    bool ended;
    const struct plan *plan;
    struct csvfile *file;
};

static int find_job(const struct pool *pool)
{
    for (int i = 0; i < pool->jobs; i++) {
        int job = (int)((pool->oldest + i) % pool->jobs);
        if (pool->states[job] == JOB_READ) return job;
    }
    return -1;
}

static void *work(void *context)
{
    struct pool *pool = context;
    pthread_mutex_lock(&pool->lock);
    while (true) {
        int job = find_job(pool);
        if (job < 0 && pool->ended) break;
        if (job < 0) {
            pthread_cond_wait(&pool->changed, &pool->lock);
            continue;
        }
        pool->states[job] = JOB_TAKEN;
        pthread_mutex_unlock(&pool->lock);
        (void)batch_parse(pool->batches[job], pool->plan, pool->file); /* the failure stays in the batch */
        pthread_mutex_lock(&pool->lock);
        pool->states[job] = JOB_DONE;
        pthread_cond_broadcast(&pool->changed);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static void set_state(struct pool *pool, int job, enum job_state state)
{
    pthread_mutex_lock(&pool->lock);
    pool->states[job] = state;
    if (state == JOB_EMPTY) pool->oldest++;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

static void wait_done(struct pool *pool, int job)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->states[job] != JOB_DONE) pthread_cond_wait(&pool->changed, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

/* Reads ahead as far as there are free jobs; takes the oldest when there are none. */
static int feed_and_take(struct pool *pool, take_batch *take, void *context, struct failure *failure)
{
    long read = 0;
    bool more = true;
    while (more || pool->oldest < read) {
        if (more && read - pool->oldest < pool->jobs) {
            int job = (int)(read % pool->jobs);
            int got = csvfile_segment(pool->file, &pool->batches[job]->segment, failure);
            if (got < 0) return -1;
            more = got > 0;
            if (more) set_state(pool, job, JOB_READ), read++;
            continue;
        }
        int job = (int)(pool->oldest % pool->jobs);
        struct batch *batch = pool->batches[job];
        wait_done(pool, job);
        if (batch->failure.status != STATUS_DONE) {
            *failure = batch->failure;
            return -1;
        }
        if (take(context, batch, failure)) return -1;
        set_state(pool, job, JOB_EMPTY);
    }
    return 0;
}

int workers_run(struct csvfile *file, const struct plan *plan, int threads, take_batch *take, void *context, struct failure *failure)
{
    struct pool pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER, .plan = plan, .file = file};
    pthread_t ids[JOB_LIMIT];
    int started = 0, result = -1;
    pool.jobs = 2 * threads < JOB_LIMIT ? 2 * threads : JOB_LIMIT;
    for (int i = 0; i < pool.jobs; i++) pool.batches[i] = batch_create(plan->book);
    while (started < threads && started < JOB_LIMIT && !pthread_create(&ids[started], NULL, work, &pool)) started++;
    if (!started) fail(failure, STATUS_FAULT, "no thread can be started");
    else result = feed_and_take(&pool, take, context, failure);
    pthread_mutex_lock(&pool.lock);
    pool.ended = true;
    for (int i = 0; i < pool.jobs; i++)
        if (pool.states[i] == JOB_READ) pool.states[i] = JOB_EMPTY;
    pthread_cond_broadcast(&pool.changed);
    pthread_mutex_unlock(&pool.lock);
    for (int i = 0; i < started; i++) pthread_join(ids[i], NULL);
    for (int i = 0; i < pool.jobs; i++) batch_destroy(pool.batches[i], plan->book);
    return result;
}
