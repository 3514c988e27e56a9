#include "pick.h"

#include <stdlib.h>

#include "duplicates.h"
#include "memory.h"

struct pick {
    enum duplicates rule;
    int passes;
    long row;
    struct people *seen, *repeated; /* repeated: with the row that is taken, times two, plus one when it is complete */
};

struct pick *pick_create(enum duplicates rule)
{
    struct pick *pick = memory_new(1, sizeof *pick);
    *pick = (struct pick){rule, 0, 0, people_create(), people_create()};
    return pick;
}

void pick_destroy(struct pick *pick)
{
    if (!pick) return;
    people_destroy(pick->seen);
    people_destroy(pick->repeated);
    free(pick);
}

static enum pick_verdict judge_first_pass(struct pick *pick, const unsigned char pseudonym[16])
{
    if (people_add(pick->seen, pseudonym)) return PICK_KEEP;
    if (pick->rule == DUPLICATES_FIRST) return PICK_SUPERSEDED;
    (void)people_add(pick->repeated, pseudonym);
    return PICK_KEEP;
}

/* A later row takes the place of an earlier one, unless only the earlier one is complete. */
static void choose(struct pick *pick, const unsigned char pseudonym[16], bool complete)
{
    long *taken = people_value(pick->repeated, pseudonym);
    if (complete || !(*taken & 1)) *taken = pick->row * 2 + complete;
}

enum pick_verdict pick_judge(struct pick *pick, const unsigned char pseudonym[16], bool complete)
{
    pick->row++;
    if (pick->passes == 0) return judge_first_pass(pick, pseudonym);
    if (!people_has(pick->repeated, pseudonym)) return PICK_KEEP;
    if (pick->rule == DUPLICATES_REFUSE) return PICK_REFUSED;
    if (pick->passes == 1) choose(pick, pseudonym, complete);
    return *people_value(pick->repeated, pseudonym) / 2 == pick->row ? PICK_KEEP : PICK_SUPERSEDED;
}

bool pick_again(struct pick *pick)
{
    int wanted = !people_count(pick->repeated) ? 1 : pick->rule == DUPLICATES_LAST_COMPLETE ? 3 : 2;
    pick->row = 0;
    return ++pick->passes < wanted;
}

int pick_passes(const struct pick *pick) { return pick->passes; }
