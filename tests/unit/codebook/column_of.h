/* A column from answers written in C: "Yes|No|Yes", or one answer so many times. */
#ifndef SPWELL_TEST_COLUMN_OF_H
#define SPWELL_TEST_COLUMN_OF_H
#include <string.h>
#include "../../../pipeline/codebook/tally.h"

static inline void column_add(struct tally *tally, const char *answer, int times)
{
    for (int i = 0; i < times; i++) tally_add(tally, text_of(answer));
}

/* Answers parted by bars, the whole list so many times. */
static inline struct tally *column_of(const char *answers, int times)
{
    struct tally *tally = tally_create();
    for (int i = 0; i < times; i++)
        for (const char *at = answers; *at;) {
            size_t length = strcspn(at, "|");
            tally_add(tally, (struct text){at, length});
            at += length + (at[length] == '|');
        }
    tally_finish(tally);
    return tally;
}

#endif
