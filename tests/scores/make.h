/* What the parts of make_survey share: make_survey.c draws questions, make_instruments.c instruments, make_measures.c measures of both. */
#ifndef MAKE_SURVEY_H
#define MAKE_SURVEY_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { CATEGORIES = 8, THINGS = 400, WORD = 40, LISTS = 8, SHARED = 6, NUMBER_SETS = 2 };
enum shape { NUMBER, YES_NO, CATEGORY };

/* A field or a measure, as an operand: its categories and what each counts. A score is a number as it is written, "null", or "" where there is none. */
struct thing {
    char name[WORD], values[CATEGORIES][WORD], scores[CATEGORIES][WORD];
    enum shape shape;
    bool measure, scored, boolean, integer;
    bool item, rescaled; /* an instrument's item, which only that instrument's measures can name; one whose number is that of some scale */
    int count, list, instrument; /* instrument: from 1; 0 for the survey's own */
    double low, high;
};
/* Answers that several questions share, and the numbers that an instrument gives them. */
struct answers { char name[WORD], values[CATEGORIES][WORD], scores[CATEGORIES][WORD]; int count; bool integer; };
struct list { char name[WORD]; int first, count; };

struct survey {
    struct thing things[THINGS];
    struct list lists[LISTS];
    struct answers shared[SHARED], numbers[NUMBER_SETS]; /* numbers: the legal numbers of a number field */
    int thing_count, list_count, shared_count;
    FILE *book, *plan, *structure;
    uint64_t state;
};
extern struct survey survey;

_Noreturn void make_stop(const char *what);
int make_below(int limit);          /* 0 to limit - 1 */
bool make_often(int times);         /* so many times in a hundred */
void make_word(char *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void make_decimal(char *out, long units, int decimals); /* units / 10^decimals, as people write it */
void make_score(char *out, int style);                  /* style: 0 to 7 */
void make_limit(char *out, double low, double high);    /* a limit that answers may well be equal to */
FILE *make_open(const char *path);
void make_close(FILE *file);
struct thing *make_thing(enum shape shape);
const char *make_plan_name(const struct thing *thing);

enum field_kind { FIELD_CATEGORIES, FIELD_BOOLEAN, FIELD_WHOLE, FIELD_DECIMAL, FIELD_LIST };
/* low, high: the range of a number; NULL for any. */
void make_field(const char *name, enum field_kind kind, const struct answers *answers, const char *low, const char *high);
int make_item_fields(int instruments);                       /* returns how many */
void make_instruments(int instruments, const char *folder);
void make_measures(int count, int instrument);

#endif
