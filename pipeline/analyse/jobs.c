#include "jobs.h"

#include <pthread.h>
#include <stdlib.h>

#include "load.h"
#include "memory.h"
#include "sensitivity.h"

enum { THREAD_LIMIT = 8 };

struct pool {
    pthread_mutex_t lock;
    int next;
    const char *store_path, *wave;
    const struct respondents *respondents;
    struct measure_result *results;
    struct failure failure; /* of the measure that comes first in the codebook */
    int failed;
};

static bool is_in(const int *list, int count, int wanted)
{
    for (int i = 0; i < count; i++)
        if (list[i] == wanted) return true;
    return false;
}

static void find_pairs(const struct respondents *respondents, int measure, struct measure_result *result)
{
    const struct codebook *book = respondents->book;
    result->plans = memory_new((size_t)book->comparison_count, sizeof *result->plans);
    result->pairs = memory_new((size_t)book->comparison_count, sizeof *result->pairs);
    for (int k = 0; k < book->comparison_count; k++) {
        const struct comparison_plan *plan = &book->comparisons[k];
        if (!is_in(plan->measures, plan->measure_count, measure)) continue;
        result->plans[result->pair_count] = k;
        result->pairs[result->pair_count][0] = respondents_cell(respondents, plan->by, plan->group);
        result->pairs[result->pair_count++][1] = respondents_cell(respondents, plan->by, plan->reference);
    }
}

static bool *find_breakdowns(const struct codebook *book, int measure)
{
    bool *wanted = memory_new((size_t)book->grouping_count, sizeof *wanted);
    for (int g = 0; g < book->grouping_count; g++) wanted[g] = !book->groupings[g].measures || book->groupings[g].measures[measure];
    return wanted;
}

static int analyse_measure(struct store *store, const struct pool *pool, int m, struct failure *failure)
{
    const struct measure *measure = &pool->respondents->book->measures[m];
    struct measure_result *result = &pool->results[m];
    struct values values = {0};
    int categories;
    find_pairs(pool->respondents, m, result);
    codebook_measure_categories(pool->respondents->book, measure, &categories);
    struct task task = {.is_number = measure->shape == SHAPE_NUMBER, .total = measure->total && measure->shape == SHAPE_NUMBER, .pairs = (const int (*)[2])result->pairs, .pair_count = result->pair_count};
    bool *breakdowns = find_breakdowns(pool->respondents->book, m);
    task.breakdowns = breakdowns;
    task.slots = measure->shape == SHAPE_YES_NO ? 1 : measure->shape == SHAPE_CATEGORY ? categories : measure->bin_edge_count > 1 ? measure->bin_edge_count - 1 : 0;
    task.bin_edges = measure->bin_edges;
    int loaded = load_values(store, pool->wave, measure, pool->respondents->design, &values, failure);
    if (!loaded) result->analysis = analysis_run(&task, &values, pool->respondents->design);
    if (!loaded) loaded = sensitivity_run(store, pool->wave, pool->respondents, m, &values, &result->complete, failure);
    free(breakdowns);
    free(values.value);
    free(values.at);
    free(values.whole);
    return loaded;
}

static int take_next(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    int next = pool->failed >= 0 || pool->next == pool->respondents->book->measure_count ? -1 : pool->next++;
    pthread_mutex_unlock(&pool->lock);
    return next;
}

static void keep_failure(struct pool *pool, int measure, const struct failure *failure)
{
    pthread_mutex_lock(&pool->lock);
    if (pool->failed < 0 || measure < pool->failed) {
        pool->failed = measure;
        pool->failure = *failure;
    }
    pthread_mutex_unlock(&pool->lock);
}

static void *work(void *context)
{
    struct pool *pool = context;
    struct failure failure = {0};
    struct store *store = store_open(pool->store_path, STORE_WORK, STORE_READ, &load_tables, &failure);
    int measure = store ? 0 : -1;
    if (!store) keep_failure(pool, 0, &failure);
    while (measure >= 0 && (measure = take_next(pool)) >= 0)
        if (analyse_measure(store, pool, measure, &failure)) {
            keep_failure(pool, measure, &failure);
            break;
        }
    store_close(store);
    return NULL;
}

int jobs_run(const char *store_path, const char *wave, const struct respondents *respondents, int threads, struct measure_result *results, struct failure *failure)
{
    struct pool pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .store_path = store_path, .wave = wave, .respondents = respondents, .results = results, .failed = -1};
    pthread_t ids[THREAD_LIMIT];
    int started = 0;
    while (started < threads - 1 && started < THREAD_LIMIT && !pthread_create(&ids[started], NULL, work, &pool)) started++;
    work(&pool);
    for (int i = 0; i < started; i++) pthread_join(ids[i], NULL);
    if (pool.failed < 0) return 0;
    *failure = pool.failure;
    return -1;
}

void jobs_free(struct measure_result *results, int count)
{
    for (int m = 0; m < count; m++) {
        analysis_destroy(results[m].analysis);
        analysis_destroy(results[m].complete);
        free(results[m].plans);
        free(results[m].pairs);
    }
    free(results);
}
