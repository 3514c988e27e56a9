/* Random numbers of our own, so that a seed gives the same people on every machine and compiler.
 *
 * Generator: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA). Every draw has a
 * stream of its own, named by a seed, a purpose, two numbers and the name of what is drawn: a start of the generator's counter. So the
 * answers of respondent 7 are the same whether 10 or 1,000,000 are asked for, and a new question leaves the answers to the others alone.
 *
 *     uint64_t key = stream_key(seed, STREAM_PERSON, place, arrival);
 *     struct stream stream = stream_open(key, stream_hash("contract"));
 *     double z = stream_normal(&stream);
 */
#ifndef SPWELL_SYNTH_STREAM_H
#define SPWELL_SYNTH_STREAM_H
#include <stdint.h>

enum stream_purpose { STREAM_TEAM = 1, STREAM_PERSON, STREAM_ANSWERS, STREAM_STAY };

struct stream { uint64_t state; };
/* FNV-1a, 64 bits: a name as a number. */
uint64_t stream_hash(const char *name);
uint64_t stream_key(uint64_t seed, enum stream_purpose purpose, uint64_t first, uint64_t second);
struct stream stream_open(uint64_t key, uint64_t name);
uint64_t stream_next(struct stream *stream); /* 64 random bits */
double stream_uniform(struct stream *stream); /* between 0 and 1, neither of them, in steps of 2^-52 */
double stream_normal(struct stream *stream);  /* mean 0, variance 1 */

#endif
