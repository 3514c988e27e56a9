#include "assumed.h"

#include <math.h>

#include "text.h"

bool assumed_any(const struct assumption *a)
{
    return a->n || a->n_reference || a->sd || a->share || a->team_size || a->team_cv || a->icc;
}

int assumed_number(const char *option, const char *written, double low, bool closed, double high, double *value, struct failure *failure)
{
    if (text_number(text_of(written), value) && (closed ? *value >= low : *value > low) && *value < high) return 0;
    if (high > 1e9) return fail(failure, STATUS_USAGE, "--%s '%.40s' is not a number %s %g", option, written, closed ? "of at least" : "above", low);
    return fail(failure, STATUS_USAGE, "--%s '%.40s' is not a number %s %g and below %g", option, written, closed ? "of at least" : "above", low, high);
}

static int missing(const char *option, const char *what, struct failure *failure)
{
    fail(failure, STATUS_USAGE, "--%s is missing: %s", option, what);
    return failure_hint(failure, "spwell plan --n 60 --n-reference 120 --sd 20 --team-size 7 --icc 0.05");
}

static int check_given(const struct assumption *a, struct failure *failure)
{
    if (!a->n) return missing("n", "people of the group", failure);
    if (!a->n_reference) return missing("n-reference", "people it is compared with", failure);
    if (a->sd && a->share) return fail(failure, STATUS_USAGE, "--sd is of a score and --share of a yes/no measure: give one of them");
    if (!a->sd && !a->share) return missing("sd or --share", "the standard deviation of a score, or the percentage of a yes/no measure", failure);
    if (a->team_size && !a->icc) return missing("icc", "how alike the people of a team are, such as 0.05", failure);
    if (a->team_cv && !a->team_size) return missing("team-size", "the mean size of teams whose sizes differ so", failure);
    return 0;
}

int assumed_study(const struct assumption *a, struct finding *finding, struct failure *failure)
{
    double size = 1, cv = 0, icc = 0, deviation = NAN, percent = NAN;
    struct power_study study = {.is_share = a->share != NULL};
    if (check_given(a, failure)) return -1;
    if (assumed_number("n", a->n, 2, true, 1e9, &study.n, failure) || assumed_number("n-reference", a->n_reference, 2, true, 1e9, &study.n_reference, failure)) return -1;
    if (study.n > floor(study.n) || study.n_reference > floor(study.n_reference)) return fail(failure, STATUS_USAGE, "--n and --n-reference are whole numbers of people");
    if (a->sd && assumed_number("sd", a->sd, 0, false, INFINITY, &deviation, failure)) return -1;
    if (a->share && assumed_number("share", a->share, 0, false, 100, &percent, failure)) return -1;
    if (a->team_size && assumed_number("team-size", a->team_size, 1, true, 1e9, &size, failure)) return -1;
    if (a->team_cv && assumed_number("team-cv", a->team_cv, 0, true, INFINITY, &cv, failure)) return -1;
    if (a->icc && assumed_number("icc", a->icc, 0, true, 1, &icc, failure)) return -1;
    study.sd = study.sd_reference = deviation;
    study.share = percent / 100;
    study.effect = power_design_effect(size, cv, icc);
    study.units = (study.n + study.n_reference) / size;
    *finding = (struct finding){.pair = {"", "group", "reference", "assumed"}, .unit = a->share ? "percentage points" : "", .study = study, .teams = a->team_size ? study.units : NAN, .share = NAN, .found = NAN};
    if (!(study.units >= 2.5)) finding->why = "there are too few teams";
    return 0;
}
