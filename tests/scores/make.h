/* What the two halves of make_survey share: make_survey.c draws questions and instruments, make_measures.c measures of them. */
#ifndef MAKE_SURVEY_H
#define MAKE_SURVEY_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { CATEGORIES = 8, THINGS = 400, WORD = 40, LISTS = 8 };
enum shape { NUMBER, YES_NO, CATEGORY };

/* A field or a measure, as an operand: its categories and what each counts. A score is a number as it is written, "null", or "" where there is none. */
struct thing {
    char name[WORD], values[CATEGORIES][WORD], scores[CATEGORIES][WORD];
    enum shape shape;
    bool measure, scored, boolean, integer;
    int count, list;
    double low, high;
};
struct list { char name[WORD]; int first, count; };

struct survey {
    struct thing things[THINGS];
    struct list lists[LISTS];
    int thing_count, list_count;
    FILE *book, *plan, *structure;
    uint64_t state;
};
extern struct survey survey;

int make_below(int limit);          /* 0 to limit - 1 */
bool make_often(int times);         /* so many times in a hundred */
void make_word(char *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void make_decimal(char *out, long units, int decimals); /* units / 10^decimals, as people write it */
void make_score(char *out, int style);                  /* style: 0 to 7 */
void make_limit(char *out, double low, double high);    /* a limit that answers may well be equal to */
struct thing *make_thing(enum shape shape);
void make_measures(int count);

#endif
