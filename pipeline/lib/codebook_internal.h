/* Inside the codebook's reader: what its files share.
 *
 *     codebook.c              the order of reading, and the questions asked of a codebook afterwards
 *     codebook_key.c          tables of keys: fills structs from JSON objects; unknown and misplaced keys
 *     codebook_mistake.c      collects what is wrong and prints it in the order of the file
 *     codebook_name.c         rules for names and headings, and what may not be told apart
 *     codebook_field.c        fields; codebook_category.c their categories, missing values, scores and phrases; codebook_format.c how answers are written,
 *                             codebook_pattern.c the patterns of text
 *     codebook_alias.c        the headings by which columns are found; codebook_choices.c multi-selects
 *     codebook_instrument.c   instrument files, whose scales become measures; codebook_item.c their items
 *     codebook_route.c        who is asked a question
 *     codebook_measure.c      measures; codebook_operand.c what they are made of; codebook_band.c bands and bins
 *     codebook_battery.c      batteries, declared ones and instruments
 *     codebook_plan.c         groups, comparisons, charts
 *     codebook_collection.c   how the answers were collected: profile, duplicates, completeness, timing
 *     codebook_digest.c       digests of what the store holds and of how files are read
 *     codebook_theme.c        the coding frame of comments
 *     codebook_weighting.c    weights, strata, finite populations
 *     codebook_survey.c       the rest of the spwell block: identifier, eligible, sections, disclosure
 *
 * A mistake never stops the reading: it is noted with its place and reading goes on with what is left, so that one run shows all.
 */
#ifndef SPWELL_CODEBOOK_INTERNAL_H
#define SPWELL_CODEBOOK_INTERNAL_H
#include "codebook.h"
#include "json.h"
#include "memory.h"
#include "message.h"
#include "text.h"

enum { CODEBOOK_BYTES = 4 << 20, CODEBOOK_LIST_LIMIT = 2000, CODEBOOK_NAME_LIMIT = 64, CODEBOOK_MISTAKES_KEPT = 200, CODEBOOK_MISTAKES_SHOWN = 20 };

struct mistake { struct place place; const char *text, *hint; bool warning, elsewhere /* in an instrument */; int number; };

/* An item of an instrument, and the operand that it is in the survey. */
struct instrument_item { const char *id; struct operand operand; };

struct reader {
    struct arena *arena;
    struct codebook *book;
    const char *what; /* that is read, for messages; NULL: a codebook */
    struct mistake *mistakes; /* the first CODEBOOK_MISTAKES_KEPT */
    int errors, warnings;
    struct buffer room;  /* for text_normalise and messages */
    struct buffer bytes; /* of the codebook and its instruments, for the digest */
    /* What book points to, while it can still be written. */
    struct field *fields;
    struct field_source *field_sources;
    struct measure *measures;
    struct section *sections;
    struct choice_set *choice_sets;
    struct theme_code *theme_codes;
    const struct json *measure_list; /* to recognise names that come later */
    const char **refused; /* names of scales and measures that are left out for a mistake of their own */
    size_t refused_count, refused_room;
    struct instrument_item *items; /* of the instrument that is being read: its measures may name them */
    size_t item_count, item_room;
};

/* --- mistakes: `hint` may be NULL --- */
static inline struct place at_value(const struct json *value) { return (struct place){value->file, value->line, value->column}; }
static inline struct place at_key(const struct json *member) { return (struct place){member->file, member->key_line, member->key_column}; }
void codebook_mistake(struct reader *reader, struct place place, const char *hint, const char *format, ...) PRINTF(4, 5);
void codebook_mistake_warning(struct reader *reader, struct place place, const char *hint, const char *format, ...) PRINTF(4, 5);
/* "did you mean 'x'?" in the arena, or `otherwise`. */
const char *codebook_mistake_nearest(struct reader *reader, const char *name, const char *const *candidates, size_t count, const char *otherwise);
/* Prints all; returns 0, or -1 with the failure filled when there were errors. */
int codebook_mistake_report(struct reader *reader, struct failure *failure) MUST_USE;
void codebook_mistake_free(struct reader *reader);

/* --- tables of keys --- */
enum key_kind {
    KEY_LINE,      /* text without line breaks, not empty: const char * */
    KEY_TEXT,      /* text, may have line breaks: const char * */
    KEY_TRUTH,     /* bool */
    KEY_WHOLE,     /* int */
    KEY_CHOICE,    /* one of `choices`: int */
    KEY_NAME,      /* like KEY_LINE, but the value with its place: const struct json * */
    KEY_LIST,      /* const struct json *; at most CODEBOOK_LIST_LIMIT entries */
    KEY_OBJECT,    /* const struct json * */
    KEY_ANY,       /* const struct json * */
    KEY_PASSED,    /* of the standard, without meaning here */
    KEY_UNCHECKED, /* of the standard; a warning says that it is not looked at */
    KEY_REFUSED    /* of the standard, and would change how answers are read */
};
struct key { const char *name; enum key_kind kind; size_t offset; bool required; const char *const *choices; };
struct key_table {
    const char *name;  /* also the name in codebook.schema.json */
    const char *where; /* for messages: "a measure" */
    const struct key *keys; /* closed by a NULL name */
    bool open;         /* the standard allows properties of one's own */
    const struct key_table *near[3]; /* where a misplaced key may belong */
};
/* Fills what the table names; absent keys leave the target as it is. False when the value is not an object. */
bool codebook_key_read(struct reader *reader, const struct json *object, const struct key_table *table, void *target);
/* Is it text without controls and, for a line, neither empty nor broken? Notes what is wrong. */
bool codebook_key_text(struct reader *reader, const struct json *value, const char *what, bool line);
/* The entries of a list as lines of text; notes what is not. Returns how many. */
int codebook_key_lines(struct reader *reader, const struct json *list, const char *what, const struct json ***out);
/* A number (or null, when `open` is not NAN), else a mistake and NAN. */
double codebook_key_number(struct reader *reader, const struct json *value, const char *what, double open);

extern const struct key_table codebook_table, codebook_spwell_table, codebook_field_table, codebook_field_constraints_table, codebook_field_spwell_table, codebook_category_table,
    codebook_category_missing_table, codebook_measure_table, codebook_measure_reference_table, codebook_band_table, codebook_instrument_table, codebook_instrument_use_table,
    codebook_instrument_scale_table, codebook_instrument_item_table, codebook_survey_section_table, codebook_survey_eligible_table, codebook_weighting_table, codebook_weighting_trim_table,
    codebook_survey_disclosure_table, codebook_survey_public_sample_table, codebook_alias_table, codebook_collection_completeness_table, codebook_collection_finished_table, codebook_collection_timing_table, codebook_plan_comparison_table, codebook_plan_report_table, codebook_plan_chart_table, codebook_battery_table, codebook_route_table, codebook_themes_table, codebook_theme_table, codebook_theme_code_table, codebook_plan_group_table;
extern const struct key_table *const codebook_key_tables[]; /* all of them, closed by NULL */

/* --- names --- */
bool codebook_name_is_regular(const char *name, bool hyphen); /* [a-z][a-z0-9_]*, at most 64; with hyphens where allowed */
void codebook_name_check(struct reader *reader, const struct json *name, const char *what, bool hyphen);
const char *codebook_name_human(struct reader *reader, const char *name); /* "team_setting": "Team setting" */
/* One way in which something may be written; two owners may not share one. */
struct spelling { const char *normal; const struct json *at; const char *text; int owner; const struct alias *alias; /* of a heading that holds in certain waves */ };
struct spelling codebook_name_spelling(struct reader *reader, const char *text, const struct json *at, int owner);
/* Notes a mistake for each spelling that two owners share: "`what` 'text' cannot be told from that of line N". */
void codebook_name_distinct(struct reader *reader, struct spelling *list, size_t count, const char *what);
/* These look a name up and note what is not there; -1 then. */
int codebook_name_field(struct reader *reader, const struct json *name);
int codebook_name_measure(struct reader *reader, const struct json *name);
/* A scale or measure that is left out for a mistake of its own (name NULL: it has none): what names it is not told off as well. */
void codebook_name_refuse(struct reader *reader, const struct json *name);
/* A field or an earlier measure; both -1 when there is none. */
struct operand codebook_name_operand(struct reader *reader, const struct json *name);
/* The section's name, or NULL; `blame` is the value that a mistake points to. */
const char *codebook_name_section(struct reader *reader, const struct json *name, const struct json *blame);
/* Notes a name that stands twice in a list. */
void codebook_name_once(struct reader *reader, const struct json *const *names, int count);

/* --- headings --- */
int codebook_alias_read(struct reader *reader, const struct json *list, const struct alias **out);
/* May both stand in the file of one wave? */
bool codebook_alias_overlap(const struct spelling *a, const struct spelling *b);
/* Names and aliases are the headings by which columns are found: no two fields may claim one. */
void codebook_alias_check(struct reader *reader);

/* --- fields --- */
struct field_source {
    const struct json *node, *name, *constraints, *categories, *enum_labels, *missing, *true_values, *false_values, *spwell;
    const struct json *minimum, *maximum, *exclusive_minimum, *exclusive_maximum, *pattern, *enumeration; /* of the constraints */
    const struct json *section, *aliases, *scores, *phrases, *personal, *other, *future, *asked_if; /* of the spwell block */
    const struct json *format, *group, *delimiter, *bare;
    const char *title, *description, *label;
    int type, decimal_mark, minimum_length, maximum_length, none_ticked;
    bool ordered, required, drop, free_text, sensitive;
    const bool *scored; /* one a category: a score or an explicit null */
};
enum { TYPE_STRING, TYPE_INTEGER, TYPE_NUMBER, TYPE_BOOLEAN, TYPE_DATE, TYPE_DATETIME, TYPE_TIME, TYPE_YEAR, TYPE_YEARMONTH, TYPE_LIST, TYPE_ANY, TYPE_UNREADABLE /* and those after it */ };
extern const char *const codebook_field_types[];
void codebook_field_read(struct reader *reader, const struct json *list, const struct json *missing);

/* How answers are written: formats of dates and numbers, patterns. */
void codebook_format_read(struct reader *reader, const struct field_source *source, struct field *field);
void codebook_pattern_read(struct reader *reader, const struct field_source *source, struct field *field);
/* A multi-select becomes a field a choice, from `field` on (as many as codebook_choices_count says); `like` has what they share. Returns how many. */
int codebook_choices_count(const struct json *node);
int codebook_choices_read(struct reader *reader, const struct field_source *source, const struct field *like, struct field *field, struct choice_set *set);

/* Of field number `field`, once all are known; NULL with a mistake noted. */
const struct route *codebook_route_read(struct reader *reader, const struct json *node, int field);

void codebook_category_read(struct reader *reader, struct field_source *source, struct field *field);
void codebook_category_missing(struct reader *reader, const struct json *list, struct field *field);
/* By value, or by one of a boolean's spellings; -1. */
int codebook_category_find(const struct category *categories, int count, const char *value);
/* Also by label, without regard to letter case and spaces: response sets are written for many surveys. */
int codebook_category_like(struct reader *reader, const struct category *categories, int count, const char *value);
/* The first of them; inside an instrument, whose measures name answers as its response sets do, the second. */
int codebook_category_match(struct reader *reader, const struct category *categories, int count, const char *value);
/* Looks up and notes what is not there (`whose` for the message); -1 then. */
int codebook_category_name(struct reader *reader, const struct json *value, const struct category *categories, int count, const char *whose);
const char *codebook_category_hint(struct reader *reader, const char *value, const struct category *categories, int count);
/* Text, a whole number or true/false as the text of a value; NULL. */
const char *codebook_category_value(struct reader *reader, const struct json *value);

/* Sets the book's layout and reading. */
void codebook_digest_make(struct reader *reader);

/* --- measures --- */
struct measure_source {
    struct measure measure;
    const struct json *node, *name, *section, *of, *values, *minimum, *maximum, *range, *bins, *reference, *margin, *scores, *bands, *items, *rescale;
    int kind, better, minimum_answered;
};
void codebook_measure_defaults(struct measure_source *source);
/* Checks what a measure and an instrument's scale have in common, once operands and shape are known, and adds it to the book. */
void codebook_measure_add(struct reader *reader, struct measure_source *source, const struct json *blame);
/* Of an instrument, or -1: of the codebook itself. */
void codebook_measure_read(struct reader *reader, const struct json *list, int instrument);
/* Fills operands, shape and categories of the result. */
void codebook_operand_read(struct reader *reader, struct measure_source *source);
/* `categories` is NULL when the operand, `whose`, is a number. */
void codebook_band_read(struct reader *reader, struct measure_source *source, const char *whose, const struct category *categories, int count);
void codebook_band_bins(struct reader *reader, struct measure_source *source);

enum { CODING_LABEL, CODING_PRINTED /* numbers as printed beside the answers: reversed items are turned round already */ };
struct instrument_use { const struct json *node, *name, *fields; int coding; };
/* Adds the item to reader->items as well. False when no field answers it. */
struct score_range { double low, high; };
bool codebook_item_read(struct reader *reader, const struct instrument_use *use, const struct json *sets, const struct score_range *rescale, const struct json *node, struct operand *operand);

/* Reads the files, adds their scales and measures as measures; room for `further` measures is made as well. */
int codebook_instrument_read(struct reader *reader, const struct json *list, int further, struct failure *failure) MUST_USE;

/* --- the survey and its report --- */
struct spwell_source {
    const struct json *node, *identifier, *cluster, *ignore, *eligible, *weighting, *sections, *instruments, *measures, *batteries, *groups, *comparisons, *report, *disclosure, *separator_at;
    const struct json *completeness, *timing, *wave, *themes;
    const struct json *strata, *finite_population, *eligible_share;
    const char *place, *publisher, *contact, *licence, *people, *encoding, *profile;
    int duplicates, lone_team;
    bool made_up;
};
extern const char *const codebook_collection_duplicates[], *const codebook_weighting_lone_teams[];
/* How the answers were collected: profile, duplicates, completeness, timing. */
void codebook_collection_read(struct reader *reader, const struct spwell_source *source);
void codebook_survey_sections(struct reader *reader, const struct json *list);
/* After the cluster is known. */
void codebook_weighting_read(struct reader *reader, const struct spwell_source *source);
void codebook_survey_read(struct reader *reader, const struct spwell_source *source);
/* After the measures: an instrument's items are those of its scales. */
void codebook_battery_read(struct reader *reader, const struct json *list);
/* How many measures a coding frame makes; then makes them. */
int codebook_theme_measures(const struct json *themes);
void codebook_theme_read(struct reader *reader, const struct json *object);
void codebook_plan_groups(struct reader *reader, const struct json *list);
void codebook_plan_comparisons(struct reader *reader, const struct json *list);
void codebook_plan_charts(struct reader *reader, const struct json *report);

#endif
