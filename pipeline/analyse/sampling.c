#include "sampling.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "weighting.h"

static int write_weights(const struct output *output, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    struct buffer name = {0};
    int result = 0;
    for (size_t h = 0; !result && h < design->strata; h++) {
        if (design->stratum_size[h] == 0) continue;
        buffer_clear(&name);
        size_t below = design->strata, rest = h;
        for (int m = 0; m < book->margin_count; m++) {
            int count;
            const struct category *categories = codebook_categories(book, (struct group_variable){book->margins[m], -1}, &count);
            below /= (size_t)count;
            buffer_format(&name, "%s%s", m ? "*" : "", categories[rest / below].value);
            rest %= below;
        }
        struct statement *insert = store_statement(output->store, "insert_weight");
        statement_text(insert, 1, output->wave);
        statement_text(insert, 2, name.at);
        statement_integer(insert, 3, (int64_t)design->stratum_size[h]);
        statement_real(insert, 4, design->stratum_weight[h] / design->stratum_size[h]);
        result = statement_run(insert, failure);
    }
    buffer_free(&name);
    return result;
}

/* "sector, region": what the weights are fitted to; crosses with a star. */
static void put_margins(const struct output *output, struct buffer *out)
{
    const struct codebook *book = output->respondents->book;
    buffer_put(out, "");
    for (int t = 0; t < book->target_count && output->respondents->design->strata; t++) {
        if (t) buffer_put(out, ", ");
        weighting_put_target(book, t, book->weighting == WEIGHTING_RAKE ? "*" : ", ", out);
    }
}

static struct weight_spread spread_of(const struct design *design)
{
    double *people = memory_new(design->profiles, sizeof *people);
    for (size_t i = 0; i < design->respondents; i++) people[design->profile[i]]++;
    struct weight_spread spread = weight_spread(people, design->weight, design->profiles);
    free(people);
    return spread;
}

static int write_weight_summary(const struct output *output, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    const struct design *design = respondents->design;
    static const char *const methods[] = {"none", "post-stratify", "rake", "column"};
    const struct weight_spread spread = spread_of(design);
    const double numbers[] = {spread.smallest, spread.largest, spread.design_effect, spread.n_effective};
    const double more[] = {spread.median, spread.q1, spread.q3, spread.variation};
    struct buffer margins = {0};
    put_margins(output, &margins);
    struct statement *insert = store_statement(output->store, "insert_weight_summary");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, methods[respondents->book->weighting]);
    statement_text(insert, 3, margins.at);
    statement_integer(insert, 4, respondents->iterations);
    for (int i = 0; i < 4; i++) statement_real(insert, 5 + i, numbers[i]);
    statement_integer(insert, 9, design->clustered ? (int64_t)design->teams : 0);
    for (int i = 0; i < 4; i++) statement_real(insert, 10 + i, more[i]);
    statement_integer(insert, 14, (int64_t)respondents->trimming.people);
    statement_integer(insert, 15, respondents->trimming.rounds);
    if (respondents->fewest > 0) statement_integer(insert, 16, respondents->fewest);
    else statement_null(insert, 16);
    int result = statement_run(insert, failure);
    buffer_free(&margins);
    return result;
}

/* Those that somebody is in. */
static int write_strata(const struct output *output, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    int count = 0, result = 0;
    const struct category *categories = book->strata >= 0 ? codebook_categories(book, (struct group_variable){book->strata, -1}, &count) : NULL;
    for (size_t k = 0; !result && design->stratified && k < design->sampling_strata; k++) {
        if (design->drawn[k] < 1) continue;
        struct statement *insert = store_statement(output->store, "insert_stratum");
        statement_text(insert, 1, output->wave);
        statement_text(insert, 2, categories ? categories[k].value : "all");
        statement_integer(insert, 3, (int64_t)design->drawn[k]);
        statement_real_or_null(insert, 4, respondents->populations ? respondents->populations[k] : (double)NAN);
        statement_real(insert, 5, sqrt(design->left[k]));
        result = statement_run(insert, failure);
    }
    return result;
}

int sampling_write(const struct output *output, struct failure *failure)
{
    return write_weight_summary(output, failure) || write_weights(output, failure) || write_strata(output, failure) ? -1 : 0;
}
