/* Names for fields and values, made from what people wrote. Pure.
 *
 *     name_slug(arena, text_of("How many people, today?"), 40)     "how_many_people_today"; "" when no ASCII letter or digit is in it
 */
#ifndef SPWELL_CODEBOOK_NAME_H
#define SPWELL_CODEBOOK_NAME_H
#include "memory.h"
#include "text.h"

enum { NAME_LIMIT = 40 };

/* Small letters, digits and underscores; a long one is cut between words where it can be. */
const char *name_slug(struct arena *arena, struct text text, size_t limit);
/* The same as the name of a field: it begins with a letter, and is `otherwise` where nothing is left. */
const char *name_of_field(struct arena *arena, struct text text, size_t limit, const char *otherwise);
/* One line without controls, spaces or line breaks in a row, for titles and labels. */
const char *name_line(struct arena *arena, struct text text);
/* "Question: choice", or "Question? choice" where the question ends with a sign of its own. */
const char *name_join(struct arena *arena, const char *question, const char *choice);

/* Do two texts agree but for letter case and spaces? */
bool name_same(const char *a, const char *b);
/* Fowler, Noll and Vo's hash, 1a, 64 bits. */
uint64_t name_hash(struct text text);

/* Which texts are taken, by whom; compared in their normalised form. */
enum { NAME_FREE = -1, NAME_SEVERAL = -2 };
struct name_set;
struct name_set *name_set_create(void);
void name_set_destroy(struct name_set *set);
/* A second owner makes it NAME_SEVERAL. */
void name_set_add(struct name_set *set, struct text text, int owner);
int name_set_owner(const struct name_set *set, struct text text);

#endif
