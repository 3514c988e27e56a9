/* How far coders of comments agree: Cohen's kappa of two, Krippendorff's alpha of any number. Pure; threads may call it at once. guard_start() comes first.
 *
 * A *unit* is what is coded (a comment), a *value* the code a coder gave it: a small whole number, or CODING_MISSING where the coder did not code the unit.
 * With several codes to a comment a code is judged by itself, its values 0 (not given) and 1 (given): agreement_table.h.
 *
 *     struct codings codings = {units, coders, values, NULL};
 *     struct alpha alpha = agreement_alpha(&codings, METRIC_NOMINAL);
 *     if (alpha.agreement.has_value) ... alpha.agreement.value of alpha.agreement.units comments; else why is in alpha.agreement.why
 *
 * Nothing fails and nothing is NaN: what cannot be had is 0, has its has_ false, and its reason beside it. A number without has_ must not be shown.
 * Nothing is kept: callers own what they pass in.
 *
 * | what | formula | source | checked in tests/unit/analyse/test_agreement.c by |
 * |---|---|---|---|
 * | kappa | (po - pe) / (1 - pe), pe from the margins of the table | Cohen (1960); with weights Cohen (1968) | kappas_of_r, worked_examples |
 * | its standard error, that for a kappa which is not 0 | at kappa_variance in agreement.c | Fleiss, Cohen and Everitt (1969) | kappas_of_r (vcd's Kappa, psych's cohen.kappa) |
 * | alpha | 1 - (n - 1) sum of o_ck d_ck / sum of n_c n_k d_ck, o_ck = sum over units of n_uc (n_uk - [c = k]) / (m_u - 1) | Krippendorff (2011), C and D | published_alphas, alphas_of_r (irr's kripp.alpha) |
 * | d of c and k | nominal 1; ordinal (n_c + ... + n_k - (n_c + n_k) / 2)^2; interval (c - k)^2; ratio ((c - k) / (c + k))^2 | the same, D | the same |
 * | its interval | alpha -+ t(N - 1) sqrt((N - 1) / N sum of (alpha without a unit - their mean)^2), N units | the jackknife of Tukey (1958), as in Efron and Stein (1981) | alphas_of_r (a loop over kripp.alpha) |
 */
#ifndef SPWELL_ANALYSE_AGREEMENT_H
#define SPWELL_ANALYSE_AGREEMENT_H
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "estimate.h"

enum { CODING_MISSING = INT16_MIN, CODING_VALUES = 256 /* different values at most; asserted */ };

/* values: units x coders, a unit's side by side. times: how many units are coded like this one; NULL: every one stands for itself. */
struct codings { size_t units, coders; const int16_t *values; const size_t *times; };

enum agreement_lack {
    AGREEMENT_LACKS_NOTHING,
    AGREEMENT_NO_UNITS,   /* no unit was coded by two */
    AGREEMENT_FEW_UNITS,  /* one unit coded by two; for the interval of alpha, two */
    AGREEMENT_ONE_VALUE,  /* everybody gave the same value to everything: chance would agree as well, 0/0. po is 1 all the same */
    AGREEMENT_ONE_RESTS,  /* interval of alpha alone: without one of the units there is but one value */
    AGREEMENT_NO_SPREAD   /* interval alone: a standard error of 0 (perfect agreement, a coder who always gives one value), which must not pass for certainty */
};

struct agreement {
    size_t units; /* coded by both, or by two or more: the n to be told beside the value */
    bool has_value, has_interval;
    enum agreement_lack why, why_no_interval; /* the second is the first where there is no value */
    double value;             /* 1: perfect, 0: as chance would have it, below 0: less than that */
    double se;                /* with has_interval */
    struct interval interval; /* 95 % */
};

/* po and pe, weighted where kappa is; told from one unit on (units > 0), whether there is a kappa or not. */
struct kappa { struct agreement agreement; double observed, expected; };

/* Disagreement of two values i and j of 0 to k - 1: all or nothing, |i - j| / (k - 1), or its square; R irr's "unweighted", "equal" and "squared". */
enum kappa_weights { KAPPA_NOMINAL, KAPPA_EQUAL, KAPPA_SQUARED };

/* counts: k x k, units by the value of one coder (row) and of the other (column). The interval is kappa -+ 1.96 standard errors, cut off at -1 and 1. */
struct kappa agreement_kappa(const size_t *counts, size_t k, enum kappa_weights weights);
/* Fills such a table from the units coded by both; values lie from 0 to k - 1 (asserted). */
void agreement_cross(const struct codings *codings, size_t coder, size_t other, size_t k, size_t *counts);

/* values: pairable ones, that is those of the units. */
struct alpha { struct agreement agreement; size_t values; };

/* Ratio is for values from 0 (asserted). */
enum alpha_metric { METRIC_NOMINAL, METRIC_ORDINAL, METRIC_INTERVAL, METRIC_RATIO };

/* Coders may leave out units; units with one value are dropped and count nowhere. The interval leaves out each unit that is left in turn (nothing is drawn by lot:
 * the same codings give the same interval), and is cut off at 1 above; alpha has no lower bound. Values are compared in O(units x values^2). */
struct alpha agreement_alpha(const struct codings *codings, enum alpha_metric metric);

/* The mean over codes of those that have a value: Light's (1971) mean, over codes instead of pairs. */
struct agreement_mean { bool has_value; double value; size_t of; /* how many had one */ };
struct agreement_mean agreement_mean(const struct agreement *agreements, size_t count);

#endif
