/* Between the two files of coded comments: themes.c reads them, themes_store.c finds their people. */
#ifndef SPWELL_INGEST_THEMES_INTERNAL_H
#define SPWELL_INGEST_THEMES_INTERNAL_H
#include "memory.h"
#include "themes.h"

enum { THEMES_NO_CODE = -1 };

struct coding { const char *respondent; int question /* a field */, coder, code /* of the frame, or THEMES_NO_CODE */; long line; };

struct themes {
    const struct codebook *book;
    const char *path;
    struct arena *arena;
    struct coding *at;
    size_t count, room;
    const char **coders; /* in the order of the file */
    int coder_count;
    size_t coder_room;
    char digest[65];
};

#endif
