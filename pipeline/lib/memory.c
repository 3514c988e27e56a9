#include "memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "status.h"

/* Runs in the middle of anything, so it says its line without allocating and leaves; open transactions roll back by themselves. */
static _Noreturn void memory_exhausted(void)
{
    static const char line[] = "spwell: error: out of memory; the last good state is kept\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
    (void)written;
    _exit(STATUS_FAULT);
}

void *memory_new(size_t count, size_t size)
{
    void *at = calloc(count ? count : 1, size ? size : 1);
    if (!at) memory_exhausted();
    return at;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) memory_exhausted();
    size_t bytes = count * size;
    void *at = realloc(old, bytes > 0 ? bytes : 1);
    if (!at) memory_exhausted();
    return at;
}

void *memory_grow(void *old, size_t used, size_t *room, size_t size)
{
    if (used < *room) return old;
    *room = *room ? *room * 2 : 16;
    return memory_resize(old, *room, size);
}

/* An arena is a list of blocks; what is larger than a block gets one of its own. */
enum { ARENA_BLOCK = 64 * 1024, ARENA_ALIGN = 16 };

struct arena_block { struct arena_block *next; size_t used, room; _Alignas(ARENA_ALIGN) char bytes[]; };
struct arena { struct arena_block *newest; };

struct arena *arena_create(void)
{
    return memory_new(1, sizeof(struct arena));
}

void arena_destroy(struct arena *arena)
{
    if (!arena) return;
    for (struct arena_block *block = arena->newest, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - ARENA_BLOCK) / size) memory_exhausted();
    size_t wanted = (count * size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
    struct arena_block *block = arena->newest;
    if (!block || block->room - block->used < wanted) {
        size_t room = wanted > ARENA_BLOCK ? wanted : ARENA_BLOCK;
        block = memory_new(1, sizeof *block + room);
        block->room = room;
        block->next = arena->newest;
        arena->newest = block;
    }
    void *at = block->bytes + block->used;
    block->used += wanted;
    return at;
}

char *arena_copy(struct arena *arena, const char *at, size_t length)
{
    char *copy = arena_new(arena, length + 1, 1);
    if (length) memcpy(copy, at, length);
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    assert(length >= 0);
    char *at = arena_new(arena, (size_t)length + 1, 1);
    vsnprintf(at, (size_t)length + 1, format, again);
    va_end(again);
    return at;
}
