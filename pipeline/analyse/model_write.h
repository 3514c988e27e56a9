/* The codebook's models: read from the store, estimated, and written to it. No arithmetic.
 *
 *     struct models *models = model_prepare(respondents);
 *     if (model_run(models, m, store, wave, failure)) ...       each model once, by any thread
 *     if (model_write(models, output, failure)) ...
 *     model_free(models);
 */
#ifndef SPWELL_ANALYSE_MODEL_WRITE_H
#define SPWELL_ANALYSE_MODEL_WRITE_H
#include "respondents.h"

struct models;
struct output;

struct models *model_prepare(const struct respondents *respondents);
int model_run(struct models *models, int model, struct store *store, const char *wave, struct failure *failure) MUST_USE;
int model_write(const struct models *models, const struct output *output, struct failure *failure) MUST_USE;
void model_free(struct models *models);

#endif
