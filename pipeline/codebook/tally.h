/* What stands in one column: its different answers and how often each is given, and how its numbers and dates may be read. Pure.
 * Past TALLY_LIMIT different answers the others are only counted: such a column is no list of any kind.
 */
#ifndef SPWELL_CODEBOOK_TALLY_H
#define SPWELL_CODEBOOK_TALLY_H
#include "formats.h"
#include "memory.h"

enum { TALLY_LIMIT = 10000 };

/* One answer in all spellings that differ in letter case and spaces alone. */
struct tally_answer { const char *normal, *text /* as it is written most often */; long count, most; };

struct tally {
    struct arena *arena;
    struct tally_answer *answers; /* in order of appearance; those that stand for none are not among them */
    size_t count, room;
    struct tally_answer absent[16]; /* words and numbers that stand for none */
    size_t absent_count;
    bool too_many;               /* more than TALLY_LIMIT */
    long answered;               /* of the answers */
    long addresses;              /* e-mail, IP */
    size_t longest, characters;  /* of one, of all together */
    bool lines, spaces, letters; /* line breaks or controls in some; spaces; anything but the signs of plain numbers */
    struct formats formats;
    struct spellings *spellings; /* inside */
};
struct tally *tally_create(void);
void tally_destroy(struct tally *tally);
void tally_add(struct tally *tally, struct text cell);
/* After the last cell: numbers that stand for no answer are answers after all where others are negative as well. */
void tally_finish(struct tally *tally);

#endif
