/* A codebook in the making: what write.c puts out. Pure; all text lives in the draft's arena.
 *
 *     struct draft *draft = draft_create("our_survey");
 *     struct draft_field *field = draft_add(draft, "Age", "age", "How old are you?");      the heading, the name wished for, the title
 *     draft_category(draft, field, NULL, "18 to 24"); ... draft_settle(draft, field);
 *     draft_note(draft, field, "%s ...", ...);      into its description, and among the notes for the person at the terminal
 */
#ifndef SPWELL_CODEBOOK_DRAFT_H
#define SPWELL_CODEBOOK_DRAFT_H
#include "memory.h"
#include "name.h"
#include "status.h"

/* What a multi-select may have, so that the names of its choices' fields stay within 64. */
enum { DRAFT_CHOICES = 100, DRAFT_LIST_NAME = 24, DRAFT_CHOICE_LENGTH = 32 };

struct draft_value { const char *value, *label; };
struct draft_values { struct draft_value *at; size_t count, room; };
struct draft_texts { const char **at; size_t count, room; };

struct draft_field {
    const char *name, *title, *section, *description, *type;
    const char *format;                      /* of dates; NULL for ISO */
    const char *minimum, *maximum;           /* as JSON; NULL when none */
    const char *length;                      /* of text, the most characters, as JSON; NULL when none */
    const char *asked_of;                    /* the name of the field that says who is asked; NULL: everybody */
    const char *asked_least, *asked_most;    /* of a number, as JSON; NULL when none */
    struct draft_texts asked_values;         /* of categories */
    const char *group, *delimiter;           /* of numbers, of a list; NULL when none */
    const char *const *true_values, *const *false_values; /* closed by NULL; NULL when none */
    struct draft_values categories, missing;
    struct draft_texts aliases;
    bool required, ordered, drop, personal, not_personal, sensitive, free_text, decimal_comma, with_signs;
    bool not_measured; /* its categories may be words of single people, which a report would show */
};

struct draft {
    struct arena *arena;
    const char *name, *title, *description, *profile, *encoding, *separator;
    struct draft_field **fields;
    size_t count, room;
    struct draft_values sections;            /* name and title */
    struct draft_texts ignore, notes;
    struct name_set *taken, *headings;       /* names of fields; headings of the file, by column where the caller says so */
    const struct draft_field *identifier, *started, *submitted, *duration;
};

/* `source` is the path of the file: its last part, without ".csv", gives name and title. */
struct draft *draft_create(const char *source);
void draft_destroy(struct draft *draft);
/* A name near to `wish` that no field has and no heading of another column than `column` (-1: of any). */
const char *draft_name(struct draft *draft, const char *wish, int column);
/* Adds a field with the heading as an alias, unless its name says the same. */
struct draft_field *draft_add(struct draft *draft, const char *heading, const char *name, const char *title);
void draft_alias(struct draft *draft, struct draft_field *field, const char *heading);
/* `value` NULL: made of the label when settled. */
void draft_category(struct draft *draft, struct draft_field *field, const char *value, const char *label);
/* Gives categories values where they have none, and labels that can be told apart. */
void draft_settle(struct draft *draft, struct draft_field *field);
/* The fields of a list's choices, once settled, are called NAME_VALUE: nothing else may be. */
void draft_claim(struct draft *draft, const struct draft_field *list);
/* An answer to the field `asked_of` that leads to this one. */
void draft_asked(struct draft *draft, struct draft_field *field, const char *value);
void draft_missing(struct draft *draft, struct draft_field *field, const char *value, const char *label);
void draft_drop(struct draft_field *field, bool personal);
/* The name of the section with this title, which is added where absent. */
const char *draft_section(struct draft *draft, const char *title);
void draft_ignore(struct draft *draft, const char *heading);
/* A sentence for the field's description; the same where somebody has to decide: also among the notes; a note about the whole. */
void draft_describe(struct draft *draft, struct draft_field *field, const char *format, ...) PRINTF(3, 4);
void draft_note(struct draft *draft, struct draft_field *field, const char *format, ...) PRINTF(3, 4);
void draft_say(struct draft *draft, const char *format, ...) PRINTF(2, 3);

#endif
