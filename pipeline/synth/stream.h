/* Random numbers of our own, so that a seed gives the same people on every machine and compiler.
 *
 * Generator: xoshiro256** (Blackman and Vigna 2021, ACM TOMS 47(4), 36), its state filled by SplitMix64 (Steele, Lea and Flood 2014,
 * OOPSLA). A stream is named by a seed, a purpose and two numbers, and does not depend on any other stream: the answers of
 * respondent 7 are the same whether 10 or 1,000,000 are asked for.
 *
 *     struct stream stream = stream_named(seed, STREAM_PERSON, place, arrival);
 *     double z = stream_normal(&stream);
 */
#ifndef SPWELL_SYNTH_STREAM_H
#define SPWELL_SYNTH_STREAM_H
#include <stdint.h>

enum stream_purpose { STREAM_TEAM = 1, STREAM_PERSON, STREAM_ANSWERS, STREAM_STAY };

struct stream { uint64_t state[4]; };

/* SplitMix64: moves the state on and returns its next number. */
uint64_t stream_mix(uint64_t *state);
/* FNV-1a, 64 bits: a name as a number. */
uint64_t stream_hash(const char *name);
struct stream stream_named(uint64_t seed, enum stream_purpose purpose, uint64_t first, uint64_t second);
uint64_t stream_next(struct stream *stream);
double stream_uniform(struct stream *stream); /* between 0 and 1, neither of them, in steps of 2^-52 */
double stream_normal(struct stream *stream);  /* mean 0, variance 1 */

#endif
