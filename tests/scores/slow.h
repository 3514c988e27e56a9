/* What slow_scores.c (the plan, the answers, the comparison) and slow_measure.c (the definitions) share. */
#ifndef SLOW_H
#define SLOW_H
#include "exact.h"

enum { WORD = 64, THINGS = 400, CATEGORIES = 16, SPELLINGS = 8, OPERANDS = 160, PAIRS = 1200, BANDS = 12, ROUTE = 8 };

/* word is the category; of a missing answer, what stood in the cell. unsure: nothing that hangs on it is compared. */
struct answer { enum { MISSING, NUMBER, CHOSEN } kind; struct exact number; const char *word; bool unsure; };

struct category { char value[WORD], score[WORD], spellings[SPELLINGS][WORD]; int spelling_count; };
struct pair { char key[WORD], score[WORD]; };
struct set { char name[WORD]; struct pair pairs[CATEGORIES]; int count; };
struct band { char value[WORD], below[WORD], holds[CATEGORIES][WORD]; int held; };

/* A field, a measure, or an instrument's item: what its field's answer is worth. */
struct thing {
    char name[WORD], point;
    enum { FIELD_NUMBER, FIELD_CATEGORY, MEASURE, ITEM } type;
    struct category categories[CATEGORIES];
    int category_count;
    char missing[CATEGORIES][WORD];
    int missing_count;
    /* a field that is not asked of everybody */
    int asked_of;
    char asked_values[ROUTE][WORD], asked_low[WORD], asked_high[WORD];
    int asked_count;
    /* an item: set is NULL for a number without one */
    int field;
    const struct set *set;
    bool reverse, printed;
    /* a measure; low and high also of an item that is a number */
    char kind[WORD], low[WORD], high[WORD], rescale[2][WORD];
    int needs, of[OPERANDS];
    struct pair *scores; /* of its own */
    char (*values)[WORD];
    struct band bands[BANDS];
    int of_count, score_count, value_count, band_count;
};

extern struct thing *things;
void slow_stop(const char *what, const char *which) __attribute__((noreturn));
bool slow_means(const struct category *category, const char *word); /* a category goes by its value or another spelling */
struct answer slow_item(const struct thing *item, const struct answer *field);
/* One measure of one respondent; answers holds those to all things before it. */
struct answer slow_measure(const struct thing *measure, const struct answer *answers);
bool slow_lies_in(struct exact number, const char *low, const char *high, bool *unsure); /* "-" or "": open */

#endif
