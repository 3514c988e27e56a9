/* What is withheld: read from work.db before anything is written.
 *
 *     struct plan plan = {.book = book, .cells = cells, .work = work, .arena = arena};
 *     if (plan_waves(&plan, "2026-27-Q2", failure) || plan_withhold(&plan, failure)) ...
 *     if (plan_withholds(&plan, wave, measure, cell)) ...
 *
 * Which cells and which bins are shown is decided here for all waves of the release; result.c, pair.c and quality.c follow it.
 */
#ifndef SPWELL_DISCLOSE_PLAN_H
#define SPWELL_DISCLOSE_PLAN_H
#include "cells.h"
#include "store.h"

struct distribution;

struct wave {
    const char *name, *label, *months, *start, *finish;
    bool made_up;
    bool *groups;   /* one a cell: too few respondents, whatever the measure (or a partner of such a cell) */
    bool *cells;    /* measure * cells + cell: withheld for this measure */
    bool *answered; /* one a measure: somebody answered it */
    bool **answers; /* one a measure: NULL, or one a category: withheld although the rest of the cell is not (echo.h) */
};

struct plan {
    const struct codebook *book;
    const struct cells *cells;
    struct store *work, *release;
    struct arena *arena;
    struct wave *waves; /* in order of start; the last is the one reported on */
    int wave_count;
    struct distribution *distributions; /* one a measure: distribution.h */
};

/* Finds the waves up to the one named. */
int plan_waves(struct plan *plan, const char *wave, struct failure *failure) MUST_USE;
/* Decides what is withheld. In a public sample nothing is. */
int plan_withhold(struct plan *plan, struct failure *failure) MUST_USE;

static inline bool plan_withholds(const struct plan *plan, int wave, int measure, int cell)
{
    return plan->waves[wave].cells[measure * plan->cells->count + cell];
}

/* The same of one answer of a measure; "" is no answer of its own. */
bool plan_withholds_answer(const struct plan *plan, int wave, int measure, int cell, const char *category);

/* Hands every row that a statement of work.sql gives for a wave to `take`, which returns 0, or -1 to stop. */
typedef int plan_taker(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure);
int plan_rows(const struct plan *plan, int wave, const char *statement, plan_taker *take, void *context, struct failure *failure) MUST_USE;

/* Index of what a row of work.db is about; -1 when the codebook knows no such thing, which ends the run. */
int plan_measure(const struct plan *plan, int wave, const char *measure, struct failure *failure) MUST_USE;
int plan_cell(const struct plan *plan, int wave, const char *by, const char *grp, struct failure *failure) MUST_USE;
/* "" or one of the measure's categories. */
int plan_check_category(const struct plan *plan, int wave, int measure, const char *category, struct failure *failure) MUST_USE;

/* Says that work.db and the codebook do not go together; returns -1. */
int plan_stale(const struct plan *plan, int wave, const char *what, const char *name, struct failure *failure);
/* A copy of a column that lives as long as the plan. */
const char *plan_text(const struct plan *plan, struct statement *row, int column);

#endif
