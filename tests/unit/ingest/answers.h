/* Answers as the CSV reader hands them on: eight bytes after a field may be read. The last eight stay valid. */
#ifndef SPWELL_TEST_ANSWERS_H
#define SPWELL_TEST_ANSWERS_H
#include <stdlib.h>
#include <string.h>
#include "text.h"

static inline struct text answer(const char *written)
{
    static char rooms[8][300];
    static size_t turn;
    char *room = rooms[turn++ % 8];
    size_t length = strlen(written);
    if (length + 8 > sizeof rooms[0]) abort();
    memcpy(room, written, length);
    memset(room + length, 'z', 8); /* whatever follows must not matter */
    return (struct text){room, length};
}

#endif
