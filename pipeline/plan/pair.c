#include "pair.h"

#include <math.h>
#include <string.h>

struct side { double n, sd, share, variance, df; bool has_why; };

static int read_side(struct store *store, const char *wave, const struct pair *pair, const char *group, struct side *side, struct failure *failure)
{
    struct statement *select = store_statement(store, "side");
    const char *texts[] = {wave, pair->by, group, pair->measure};
    for (int i = 0; i < 4; i++) statement_text(select, i + 1, texts[i]);
    *side = (struct side){0, NAN, NAN, NAN, NAN, false};
    int got;
    while ((got = statement_next(select, failure)) > 0) {
        const char *statistic = statement_get_text(select, 0);
        double value = statement_get_real(select, 2), se = statement_get_real(select, 3);
        side->n = statement_get_real(select, 1);
        if (!strcmp(statistic, "sd")) side->sd = value;
        else side->variance = se * se, side->df = statement_get_real(select, 4);
        if (!strcmp(statistic, "percent")) side->share = value / 100;
    }
    return got;
}

/* As the wave compared the two; where it did not, from the two estimates, as if no team had people of both groups. */
static int read_difference(struct store *store, const char *wave, const struct pair *pair, const struct side *side, const struct side *reference, double *variance, double *df, double *found, struct failure *failure)
{
    struct statement *select = store_statement(store, "difference");
    const char *texts[] = {wave, pair->by, pair->group, pair->reference, pair->measure};
    for (int i = 0; i < 5; i++) statement_text(select, i + 1, texts[i]);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    if (got) {
        double se = statement_get_real(select, 0);
        *variance = se * se;
        *df = statement_get_real(select, 1);
        *found = statement_get_real(select, 2);
        statement_reset(select);
    }
    if (!got || isnan(*variance)) {
        *variance = side->variance + reference->variance;
        *df = side->df + reference->df;
    }
    return 0;
}

static const char *lacking(const struct side *side, const struct side *reference, bool is_share)
{
    if (!(side->n >= 2 && reference->n >= 2)) return "fewer than two people answered on one side";
    if (is_share && !(side->share > 0 && side->share < 1 && reference->share > 0 && reference->share < 1)) return "on one side all gave the same answer";
    if (!is_share && !(side->sd > 0 && reference->sd > 0)) return "on one side all gave the same answer";
    return NULL;
}

int pair_read(struct store *store, const char *wave, const struct codebook *book, const struct pair *pair, struct finding *finding, struct failure *failure)
{
    const struct measure *measure = &book->measures[codebook_measure(book, pair->measure)];
    struct side side, reference;
    double variance = NAN, df = NAN, found = NAN;
    *finding = (struct finding){.pair = *pair, .unit = measure->shape == SHAPE_YES_NO ? "percentage points" : measure->unit, .teams = NAN, .share = NAN, .found = NAN};
    if (measure->shape == SHAPE_CATEGORY) {
        finding->why = "it has more than two answers: plan by a measure of one of them";
        finding->study = (struct power_study){.n = NAN, .n_reference = NAN, .sd = NAN, .sd_reference = NAN, .share = NAN, .effect = NAN, .units = NAN};
        return 0;
    }
    if (read_side(store, wave, pair, pair->group, &side, failure) || read_side(store, wave, pair, pair->reference, &reference, failure)) return -1;
    if (read_difference(store, wave, pair, &side, &reference, &variance, &df, &found, failure)) return -1;
    bool is_share = measure->shape == SHAPE_YES_NO;
    struct power_study study = {.n = side.n, .n_reference = reference.n, .sd = side.sd, .sd_reference = reference.sd, .share = reference.share, .is_share = is_share, .units = df + 2, .effect = NAN};
    finding->found = found;
    finding->share = side.share;
    finding->why = lacking(&side, &reference, is_share);
    double simple = power_simple_variance(&study, side.share), scale = is_share ? 1e4 : 1;
    if (!finding->why && !(variance > 0 && simple > 0)) finding->why = "its standard error cannot be told";
    if (!finding->why && !(df >= 0.5)) finding->why = "there are too few teams";
    if (!finding->why) study.effect = variance / scale / simple;
    if (book->cluster >= 0) finding->teams = study.units;
    finding->study = study;
    return 0;
}
