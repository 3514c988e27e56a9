/* The exact test of Freeman and Halton by a network, after Mehta and Patel (1983): columns are filled one after the other, and what is still open of each row is a node.
 * From a node on, the likeliest and the least likely way to fill the rest are known, and the sum over all ways in closed form: so a path is settled as soon as
 * all that may follow is as unlikely as the table observed, or none of it. 1 nodes   2 columns   3 bounds   4 paths */
#include "contingency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { DIMENSION_LIMIT = 8 };

struct path { double likelihood, count; };
struct node { int left[DIMENSION_LIMIT]; double longest, shortest; bool known; struct path *paths; size_t count, room; };
struct stage { struct node *nodes; size_t count, room; size_t *slots, mask; };
struct network { int rows, columns; const int *column; struct stage *stages; const double *factorial; double observed, sum; long steps; };

/* 1 nodes: those of a stage by what is left, largest first, as the order of rows changes nothing */

static size_t hash(const int *left, int rows)
{
    size_t h = 1469598103934665603u;
    for (int r = 0; r < rows; r++) h = (h ^ (size_t)left[r]) * 1099511628211u;
    return h ^ h >> 31;
}

static void widen(struct stage *stage, int rows)
{
    free(stage->slots);
    stage->mask = stage->mask ? stage->mask * 2 + 1 : 63;
    stage->slots = memory_new(stage->mask + 1, sizeof *stage->slots);
    for (size_t i = 0; i < stage->count; i++) {
        size_t at = hash(stage->nodes[i].left, rows) & stage->mask;
        while (stage->slots[at]) at = (at + 1) & stage->mask;
        stage->slots[at] = i + 1;
    }
}

static void sort(int *left, int rows)
{
    for (int i = 1; i < rows; i++)
        for (int k = i; k > 0 && left[k] > left[k - 1]; k--) {
            int kept = left[k];
            left[k] = left[k - 1];
            left[k - 1] = kept;
        }
}

static size_t find(struct network *network, int at_stage, const int *given)
{
    struct stage *stage = &network->stages[at_stage];
    int left[DIMENSION_LIMIT];
    memcpy(left, given, (size_t)network->rows * sizeof *left);
    sort(left, network->rows);
    if (stage->count * 2 >= stage->mask) widen(stage, network->rows);
    size_t at = hash(left, network->rows) & stage->mask;
    for (; stage->slots[at]; at = (at + 1) & stage->mask)
        if (!memcmp(stage->nodes[stage->slots[at] - 1].left, left, (size_t)network->rows * sizeof *left)) return stage->slots[at] - 1;
    stage->nodes = memory_grow(stage->nodes, stage->count, &stage->room, sizeof *stage->nodes);
    struct node *node = &stage->nodes[stage->count];
    *node = (struct node){.longest = -INFINITY, .shortest = INFINITY};
    memcpy(node->left, left, (size_t)network->rows * sizeof *left);
    stage->slots[at] = ++stage->count;
    return stage->count - 1;
}

/* 2 columns: every way to fill the column of a stage from what is left */

struct filling { struct network *network; int stage; int left[DIMENSION_LIMIT]; void (*take)(struct filling *, double likelihood); size_t node; const struct path *paths; size_t count; };

static void fill(struct filling *filling, int row, int in_column, double likelihood)
{
    struct network *network = filling->network;
    int kept = filling->left[row], first = row == network->rows - 1 ? in_column : 0, most = in_column < kept ? in_column : kept;
    if (++network->steps > CONTINGENCY_LIMIT) return;
    for (int here = first; here <= most; here++) {
        filling->left[row] = kept - here;
        double rest = likelihood - network->factorial[here];
        if (row == network->rows - 1) filling->take(filling, rest);
        else fill(filling, row + 1, in_column - here, rest);
    }
    filling->left[row] = kept;
}

static void fill_column(struct network *network, int stage, size_t node, struct filling filling)
{
    filling.network = network;
    filling.stage = stage;
    filling.node = node;
    memcpy(filling.left, network->stages[stage].nodes[node].left, sizeof filling.left);
    fill(&filling, 0, network->column[stage], 0);
}

/* 3 bounds */

static void find_bounds(struct network *network, int stage, size_t node);

static void take_bounds(struct filling *filling, double likelihood)
{
    struct network *network = filling->network;
    size_t next = find(network, filling->stage + 1, filling->left);
    find_bounds(network, filling->stage + 1, next);
    struct node *node = &network->stages[filling->stage].nodes[filling->node];
    const struct node *after = &network->stages[filling->stage + 1].nodes[next];
    node->longest = fmax(node->longest, likelihood + after->longest);
    node->shortest = fmin(node->shortest, likelihood + after->shortest);
}

static void find_bounds(struct network *network, int stage, size_t at)
{
    struct node *node = &network->stages[stage].nodes[at];
    if (node->known) return;
    node->known = true;
    if (stage == network->columns) node->longest = node->shortest = 0;
    else fill_column(network, stage, at, (struct filling){.take = take_bounds});
}

/* 4 paths */

/* The sum over all tables with these margins of 1 / the product of the factorials of their cells, in logarithms: n! / (product of the factorials of the margins). */
static double sum_of_rest(const struct network *network, int stage, const struct node *node)
{
    int n = 0;
    double sum = 0;
    for (int c = stage; c < network->columns; c++) {
        n += network->column[c];
        sum -= network->factorial[network->column[c]];
    }
    for (int r = 0; r < network->rows; r++) sum -= network->factorial[node->left[r]];
    return sum + network->factorial[n];
}

static void take_paths(struct filling *filling, double likelihood)
{
    struct network *network = filling->network;
    struct node *next = &network->stages[filling->stage + 1].nodes[find(network, filling->stage + 1, filling->left)];
    network->steps += (long)filling->count;
    for (size_t i = 0; i < filling->count && network->steps <= CONTINGENCY_LIMIT; i++) {
        next->paths = memory_grow(next->paths, next->count, &next->room, sizeof *next->paths);
        next->paths[next->count++] = (struct path){filling->paths[i].likelihood + likelihood, filling->paths[i].count};
    }
}

static int compare_paths(const void *a, const void *b)
{
    const struct path *x = a, *y = b;
    return x->likelihood < y->likelihood ? -1 : x->likelihood > y->likelihood;
}

/* Paths of one likelihood, but for rounding, become one. */
static void merge(struct node *node)
{
    size_t kept = 0;
    if (node->count) qsort(node->paths, node->count, sizeof *node->paths, compare_paths);
    for (size_t i = 0; i < node->count; i++) {
        if (kept && node->paths[i].likelihood - node->paths[kept - 1].likelihood < 1e-11) node->paths[kept - 1].count += node->paths[i].count;
        else node->paths[kept++] = node->paths[i];
    }
    node->count = kept;
}

/* Settles what can be settled; the others go on to the next column. */
static void pass_node(struct network *network, int stage, size_t at)
{
    struct node *node = &network->stages[stage].nodes[at];
    double rest = sum_of_rest(network, stage, node);
    size_t open = 0;
    merge(node);
    for (size_t i = 0; i < node->count; i++) {
        struct path path = node->paths[i];
        if (path.likelihood + node->longest <= network->observed) network->sum += path.count * exp(path.likelihood + rest);
        else if (path.likelihood + node->shortest <= network->observed) node->paths[open++] = path;
    }
    if (!open) return;
    struct path *paths = node->paths;
    node->paths = NULL; /* nodes may move */
    fill_column(network, stage, at, (struct filling){.take = take_paths, .paths = paths, .count = open});
    free(paths);
}

static void run(struct network *network, const int *rows, double margins)
{
    size_t start = find(network, 0, rows);
    find_bounds(network, 0, start);
    struct node *first = &network->stages[0].nodes[start];
    first->paths = memory_grow(NULL, 0, &first->room, sizeof *first->paths);
    first->paths[first->count++] = (struct path){margins, 1};
    for (int stage = 0; stage <= network->columns; stage++)
        for (size_t node = 0; node < network->stages[stage].count && network->steps <= CONTINGENCY_LIMIT; node++) pass_node(network, stage, node);
    for (int stage = 0; stage <= network->columns; stage++) {
        for (size_t node = 0; node < network->stages[stage].count; node++) free(network->stages[stage].nodes[node].paths);
        free(network->stages[stage].nodes);
        free(network->stages[stage].slots);
    }
}

double contingency_freeman_halton(const struct table *table)
{
    bool turned = table->rows > table->columns; /* the fewer are the rows */
    int rows = turned ? table->columns : table->rows, columns = turned ? table->rows : table->columns, row[DIMENSION_LIMIT] = {0};
    double n = contingency_total(table), margins = 0;
    if (rows < 2 || rows > DIMENSION_LIMIT || n > 1e6) return NAN;
    double *factorial = memory_new((size_t)n + 1, sizeof *factorial);
    int *column = memory_new((size_t)columns, sizeof *column);
    for (size_t k = 0; k <= (size_t)n; k++) factorial[k] = lgamma((double)k + 1);
    struct network network = {rows, columns, column, memory_new((size_t)columns + 1, sizeof *network.stages), factorial, log1p(1e-7), 0, 0};
    for (int i = 0; i < table->rows * table->columns; i++) {
        int here = (int)table->counts[i];
        row[turned ? i % table->columns : i / table->columns] += here;
        column[turned ? i / table->columns : i % table->columns] += here;
        network.observed -= factorial[here];
    }
    for (int r = 0; r < rows; r++) margins += factorial[row[r]];
    for (int c = 0; c < columns; c++) margins += factorial[column[c]];
    margins -= factorial[(size_t)n];
    network.observed += margins;
    run(&network, row, margins);
    free(factorial);
    free(column);
    free(network.stages);
    return network.steps > CONTINGENCY_LIMIT ? NAN : fmin(1, network.sum);
}
