/* Memory that cannot be refused: a batch stage works inside a transaction, so running out ends the run and loses nothing.
 *
 *     struct arena *arena = arena_create();
 *     char *name = arena_copy(arena, at, length);     lives until arena_destroy(arena)
 */
#ifndef SPWELL_MEMORY_H
#define SPWELL_MEMORY_H
#include <stddef.h>

/* Zeroed memory for `count` things of `size` bytes; ends the process with exit code 70 when there is none. Freed with free(). */
void *memory_new(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
/* Makes room for `count` things; what is new is not zeroed. */
void *memory_resize(void *old, size_t count, size_t size) __attribute__((returns_nonnull));
/* When `used` has reached *room, doubles the room (first 16). Returns the array, moved or not. */
void *memory_grow(void *old, size_t used, size_t *room, size_t size);

struct arena;
struct arena *arena_create(void);
void arena_destroy(struct arena *arena);
void *arena_new(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull)); /* zeroed */
char *arena_copy(struct arena *arena, const char *at, size_t length) __attribute__((returns_nonnull)); /* adds the closing NUL */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((returns_nonnull, format(printf, 2, 3)));

#endif
