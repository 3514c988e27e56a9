#include "stream.h"

#include "normal.h"

uint64_t stream_mix(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

uint64_t stream_hash(const char *name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    return hash;
}

/* Each part is mixed before the next is added, so that neighbouring numbers and swapped parts give unrelated streams. */
struct stream stream_named(uint64_t seed, enum stream_purpose purpose, uint64_t first, uint64_t second)
{
    uint64_t state = seed;
    state = stream_mix(&state) ^ (uint64_t)purpose;
    state = stream_mix(&state) ^ first;
    state = stream_mix(&state) ^ second;
    struct stream stream;
    for (int i = 0; i < 4; i++) stream.state[i] = stream_mix(&state);
    return stream;
}

static uint64_t rotate(uint64_t bits, int by)
{
    return (bits << by) | (bits >> (64 - by));
}

uint64_t stream_next(struct stream *stream)
{
    uint64_t *s = stream->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9, shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

/* 52 bits and a half, not 53: the largest value must not round to 1. */
double stream_uniform(struct stream *stream)
{
    return ((double)(stream_next(stream) >> 12) + 0.5) * 0x1p-52;
}

double stream_normal(struct stream *stream)
{
    return normal_quantile(stream_uniform(stream));
}
