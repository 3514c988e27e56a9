#include "stream.h"

#include "normal.h"

uint64_t stream_next(struct stream *stream)
{
    uint64_t mixed = stream->state += UINT64_C(0x9e3779b97f4a7c15);
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

/* Each part is mixed before the next is added, so that neighbouring numbers and swapped parts give unrelated keys. */
uint64_t stream_key(uint64_t seed, enum stream_purpose purpose, uint64_t first, uint64_t second)
{
    struct stream stream = {seed};
    stream.state = stream_next(&stream) ^ (uint64_t)purpose;
    stream.state = stream_next(&stream) ^ first;
    stream.state = stream_next(&stream) ^ second;
    return stream_next(&stream);
}

struct stream stream_open(uint64_t key, uint64_t name)
{
    return (struct stream){key ^ name};
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
