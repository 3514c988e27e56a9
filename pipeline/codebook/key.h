/* The key of Jisc Online Surveys, as questions with their answers. Pure.
 *
 *     "Q11","Where do you keep data?"  "Q11_1_a","on paper"  "1","During research"
 */
#ifndef SPWELL_CODEBOOK_KEY_H
#define SPWELL_CODEBOOK_KEY_H
#include "draft.h"
#include "table.h"

struct key_question {
    const char *code, *text;
    const struct key_question *parent; /* of a cell of a grid (Q11_1_a: Q11); NULL */
    bool has_cells;                    /* is the parent of others */
    struct draft_values answers;       /* code and words */
    long line;
};
struct key { struct key_question *questions; size_t count; };
int key_read(struct key *key, const struct table *table, struct failure *failure) MUST_USE;
void key_free(struct key *key);
/* Does its wording, or its parent's, ask for several answers? */
bool key_asks_for_several(const struct key_question *question);
/* The question in words: its parent's, then its own. */
const char *key_title(struct arena *arena, const struct key_question *question);

#endif
