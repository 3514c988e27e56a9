/* Where the rows go: stdout, or a file that appears whole or not at all (a temporary name beside it, synced, renamed).
 *
 *     struct output *output = output_open(path_or_NULL, failure);
 *     char *at = output_room(output, limit, failure);  if (!at) ...       then write up to `limit` bytes
 *     output_used(output, end);
 *     result = output_commit(output, failure);
 *     output_close(output);                            without a commit, the temporary file goes
 */
#ifndef SPWELL_SYNTH_OUTPUT_H
#define SPWELL_SYNTH_OUTPUT_H
#include <stddef.h>
#include "status.h"

struct output;
struct output *output_open(const char *path, struct failure *failure) MUST_USE;
char *output_room(struct output *output, size_t limit, struct failure *failure) MUST_USE;
void output_used(struct output *output, const char *end);
int output_put(struct output *output, const char *at, size_t length, struct failure *failure) MUST_USE;
int output_commit(struct output *output, struct failure *failure) MUST_USE;
void output_close(struct output *output);

#endif
