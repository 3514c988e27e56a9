#include "lanes.h"

#ifdef __SSE2__
#include <emmintrin.h>
#include <string.h>
#endif

size_t lanes_room(uint32_t largest)
{
    uint64_t square = (uint64_t)largest * largest, room = UINT32_MAX / (square ? square : 1);
    return room < LANES_PARTS ? (size_t)(room & ~(uint64_t)1) : LANES_PARTS;
}

#ifdef __SSE2__

static void keep(__m128i sums, uint64_t *total)
{
    uint32_t sum[LANES];
    memcpy(sum, &sums, sizeof sum);
    for (int l = 0; l < LANES; l++) total[l] += sum[l];
}

/* Two parts at a time: their lanes alternate, so that products of both are added to one another. */
void lanes_add(struct lanes *lanes, size_t count, struct lanes_total *total)
{
    const __m128i none = _mm_setzero_si128(), ones = _mm_set1_epi16(1), minus_ones = _mm_set1_epi16(-1);
    __m128i sum = none, square = none, with_first = none, with_people = none, parts = none;
    uint64_t counted[LANES] = {0};
    if (count & 1) lanes->word[count] = lanes->people[count] = 0;
    for (size_t i = 0; i < count; i += 2) {
        int both;
        memcpy(&both, &lanes->people[i], sizeof both);
        __m128i words = _mm_loadu_si128((const __m128i *)(const void *)&lanes->word[i]), s = _mm_unpacklo_epi16(words, _mm_unpackhi_epi64(words, words));
        sum = _mm_add_epi32(sum, _mm_madd_epi16(s, ones));
        square = _mm_add_epi32(square, _mm_madd_epi16(s, s));
        with_first = _mm_add_epi32(with_first, _mm_madd_epi16(s, _mm_shuffle_epi32(s, 0)));
        with_people = _mm_add_epi32(with_people, _mm_madd_epi16(s, _mm_shuffle_epi32(_mm_cvtsi32_si128(both), 0)));
        parts = _mm_add_epi32(parts, _mm_madd_epi16(_mm_cmpgt_epi16(s, none), minus_ones));
    }
    keep(sum, total->sum);
    keep(square, total->square);
    keep(with_first, total->with_first);
    keep(with_people, total->with_people);
    keep(parts, counted);
    total->parts += counted[0];
}

#else

void lanes_add(struct lanes *lanes, size_t count, struct lanes_total *total)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t first = lanes->word[i] & UINT16_MAX;
        total->parts += first > 0;
        for (int l = 0; l < LANES; l++) {
            uint64_t s = lanes->word[i] >> LANE_BITS * l & UINT16_MAX;
            total->sum[l] += s;
            total->square[l] += s * s;
            total->with_first[l] += s * first;
            total->with_people[l] += s * lanes->people[i];
        }
    }
}

#endif
