/* The codebook: one JSON file that says everything about a survey (schemas/README.md tells how it is written).
 *
 *     struct codebook *book = codebook_read("schemas/sp-workforce.json", failure);      every mistake is printed, with line and column
 *     int f = codebook_field(book, "sector");     const struct field *field = &book->fields[f];
 *     codebook_destroy(book);
 *
 * Everything a codebook holds belongs to it and lives as long as it does. Instruments are looked for beside the codebook
 * (instruments/NAME.json) and then among those shipped. Scales of instruments become measures, before the codebook's own measures.
 */
#ifndef SPWELL_CODEBOOK_H
#define SPWELL_CODEBOOK_H
#include <stdbool.h>
#include <stddef.h>
#include "status.h"
#include "text.h"

enum { MODEL_COLUMN_LIMIT = 30, CATEGORY_LIMIT = 240, MISSING_LIMIT = 13, OPERAND_LIMIT = 255, BATTERY_MINIMUM = 5 };

enum field_type {
    FIELD_CATEGORY, /* a closed list: string with categories (or enum), boolean, or integer with categories */
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_DATE, /* dates and times: days since 1970-01-01, a time of day as the fraction */
    FIELD_TERM, /* an open list of short names, such as teams: string without categories, at most 64 characters */
    FIELD_TEXT  /* free text: never echoed, never past the wall */
};

struct category {
    const char *value;  /* as stored in data and outputs */
    const char *label;  /* for people; the value when the codebook gives none */
    const char *phrase; /* for sentences: "NHS link workers"; NULL when none */
    double score;       /* number used by means and sums; NaN when none */
    const char *const *spellings; /* further ways to write it in data: trueValues or falseValues of a boolean; closed by NULL; or NULL */
};

struct missing_value { const char *value, *label; };

/* Another heading of a field's column; a question that was edited keeps its identity by the waves in which each heading holds. */
struct alias { const char *heading; char from[11], until[11]; /* ISO days; "" is open */ };

/* Who is asked a question: those whose answer to an earlier field matches, or lies in the range. Others count as "not asked", also where the file has an
 * answer of theirs; who left the earlier question open is taken at their answer. */
struct route { int field; const bool *matches; /* one a category; NULL: a number */ double minimum, maximum; };

struct field {
    const char *name, *title, *section; /* title: the question; section may be NULL */
    const char *label; /* of breakdowns by it, short; made from the name when the codebook gives none */
    const char *description;            /* help beside the question; "" when none */
    const char *declared;               /* the type by its name in the codebook: "boolean", "datetime" */
    enum field_type type;
    const struct category *categories;
    int category_count;
    const struct missing_value *missing; /* what stands for a missing answer; the empty cell is always reason 0, "no answer" */
    int missing_count; /* with the empty cell: 1 to MISSING_LIMIT */
    bool required, drop, ordered, sensitive;
    bool exclusive_minimum, exclusive_maximum;
    double minimum, maximum; /* -INFINITY, INFINITY when free; for terms and text, of the number of characters */
    const struct alias *aliases; /* other headings this column may have */
    int alias_count;
    const char *date_format;    /* of a date: "%d/%m/%Y"; NULL for ISO */
    char decimal, group[5];     /* of a number: '.' or ','; what separates thousands (UTF-8), "" for nothing */
    bool currency;              /* of a number: signs such as GBP's or % may stand around it (bareNumber false) */
    const struct route *asked_if; /* NULL: everybody is asked */
    const char *pattern;        /* POSIX extended regular expression of the whole answer; NULL when none */
    bool may_be_future;         /* of a date: days after the wave are accepted */
    enum { PERSONAL_UNSAID, PERSONAL_NO, PERSONAL_YES } personal; /* what the codebook says of it */
    int choice_set, choice;     /* of a multi-select's choice: which set, and its place there; -1 for other fields */
    bool tick_is_unclear;       /* its value or label is a word for "not ticked" */
    bool takes_any;             /* the choice that stands for other answers: whatever is written in its column ticks it */
};

/* A multi-select ("type": "list"): each choice is a field of its own, categories "yes" and "no", named SET_VALUE, in one row. */
struct choice_set {
    const char *name, *title;
    int first, count;               /* the fields first .. first + count - 1 */
    const struct category *choices; /* value and label of each */
    const char *delimiter;          /* of answers joined in one cell */
    int other;                      /* the choice that takes what is none of the others, or -1 */
    bool none_is_no;                /* nothing ticked means no to all; else it is no answer */
    bool required;
    const struct alias *aliases;    /* of the whole question */
    int alias_count;
};

enum measure_kind { MEASURE_ITEM, MEASURE_MEAN, MEASURE_SUM, MEASURE_RATIO, MEASURE_DIFFERENCE, MEASURE_COUNT, MEASURE_ANY, MEASURE_ALL, MEASURE_IN, MEASURE_BAND, MEASURE_CODE /* of a comment, or a theme: yes, no; without operands */ };
enum measure_shape { SHAPE_NUMBER, SHAPE_YES_NO, SHAPE_CATEGORY };
enum better { BETTER_NEITHER, BETTER_HIGHER, BETTER_LOWER };

struct operand {
    int field;   /* index of a field, or -1 */
    int measure; /* index of an earlier measure, or -1 */
    const double *scores; /* for a category field (or yes/no measure: 1, 0) used as a number: one a category, NaN for "not scored"; else NULL */
    const bool *matches;  /* for count, any, all, in on a category operand: one a category; else NULL (then minimum..maximum of the measure) */
    const char *label;    /* for people: of an instrument's item its own, else the field's title or the measure's label */
    /* An instrument's item. Answered by a number field, it takes some numbers only and leaves the others unscored. */
    const double *legal; const struct category *legal_categories; int legal_count; /* the numbers of a response set: they stand for codes 0, 1, ...; else NULL */
    bool bounded, reverse; double minimum, maximum; /* bounded: a range instead; reverse: minimum + maximum - x */
};

struct band {
    const char *value, *label;
    double minimum, maximum; /* of a number: minimum <= x < maximum (the last band of a measure: <=) */
    const bool *matches;     /* of a category operand; else NULL */
    const char *phrase;      /* of the one category that the band is; else NULL */
};

struct measure {
    const char *name, *label, *section, *unit; /* unit: "people", "out of 100", "%"; section NULL when none */
    const char *phrase; /* yes/no measures in sentences: "feel isolated"; NULL when none */
    const char *description; /* NULL when none */
    enum measure_kind kind;
    enum measure_shape shape;
    const struct operand *operands;
    int operand_count;
    int minimum_answered; /* fewer: missing */
    double minimum, maximum; /* matching range of count, any, all, in on numbers */
    const struct band *bands; /* of kind band: the categories */
    int band_count;
    const char *bands_source; /* who says where the bands lie; NULL when nothing is said */
    const struct category *categories; /* of the result, see codebook_measure_categories */
    int category_count;
    const double *bin_edges; /* distribution: ascending edges; the last bin is open when its edge is INFINITY */
    int bin_edge_count;
    enum better better;
    double low, high; /* range of the scale; NaN when open */
    double reference_low, reference_high; /* an agreed range drawn behind a distribution; NaN when none */
    double margin; /* the smallest difference that matters, in its unit or in percentage points; NaN when none is declared */
    const char *reference_label;
    int decimals; /* of released means; percentages have their own */
    bool headline, sensitive, total; /* total: the weighted total is wanted as well as the mean */
    int instrument; /* index, or -1 */
};

struct instrument { const char *name, *title, *source, *licence, *attribution, *address; }; /* address: where the official wording is; "" when not given */

/* A breakdown: one or two of {category field, yes/no or category measure}. */
struct group_variable { int field, measure; };
struct grouping { const char *name; /* "sector" or "sector*region" */ const char *label; struct group_variable variables[2]; int count;
    const bool *measures; /* one a measure: is it broken down so? NULL: all are */ };

enum adjustment { ADJUST_HOLM, ADJUST_BENJAMINI_HOCHBERG };

/* One group against the reference. A list of groups in the codebook makes one of these for each, side by side. */
struct comparison_plan {
    int by; /* index of a grouping with one variable */
    int group, reference; /* categories of it */
    int first, of; /* of a list of groups: the first of its plans, and how many it has; alone: this one and 1 */
    const int *measures; int measure_count; /* with those of the list's other groups: the family whose p values are adjusted together */
    const char *family; enum adjustment adjustment;
    const int *adjust_for; int adjust_count; /* fields */
};

/* What goes with a measure: a regression, linear of a number and logistic of yes and no. */
struct model_predictor { struct group_variable variable; int reference; /* the category that others are compared with; -1: a number */ double per; /* of a number: the step that a difference is told for */ };
struct model_plan {
    const char *name, *label, *section, *description; /* section NULL when none, description "" */
    int outcome; /* measure */
    bool logistic;
    const struct model_predictor *predictors; int predictor_count;
};

enum chart_kind { CHART_COMPARISON, CHART_DISTRIBUTION, CHART_TREND, CHART_MISSING /* every report has it; declared only to be named */ };
struct chart_plan { enum chart_kind kind; const char *name; const char *section; int by; /* grouping, or -1 for all */ const int *measures; int measure_count; };

struct section { const char *name, *title, *introduction; };

/* Questions answered on one page with one set of answers, for signs of careless answering; at least BATTERY_MINIMUM, categories or numbers, in the
 * order in which they are asked. Those the codebook declares, then each instrument whose items are alike. */
struct battery { const char *name, *title; const int *fields; int count; };

/* A code that people may give to a comment, and the yes/no measure of those whose comments have it; a theme: any of its codes. */
struct theme_code { const char *value, *label; int measure; };
struct theme { int measure, first, count; /* codes first .. first + count - 1 */ };

enum duplicates { DUPLICATES_REFUSE /* all of them are kept apart */, DUPLICATES_FIRST, DUPLICATES_LAST_COMPLETE };

/* When somebody has answered: the share of the fields `of` that has an answer, or a field in which the survey tool says so. */
struct completeness {
    bool declared;
    const int *of; int of_count;
    double complete, partial;            /* percent of `of`: from `complete` on complete, from `partial` on partial, below it a break-off */
    int finished; const bool *is_finished; /* a field and which of its categories say finished; -1 when not declared */
    bool keep_partial;                   /* else only complete answers are stored */
};

enum weighting_method { WEIGHTING_NONE, WEIGHTING_POST_STRATIFY, WEIGHTING_RAKE, WEIGHTING_COLUMN };
/* What weights are fitted to: the headcounts of the cross of these fields, given as places in codebook.margins. */
struct margin { const int *of; int count; };
/* How many there are in all of what is drawn (teams, or people where there are none): nobody says; the frame; `populations`. */
enum finite_population { POPULATION_ENDLESS, POPULATION_FRAME, POPULATION_COUNTED };
enum lone_team { LONE_TEAM_FAIL, LONE_TEAM_ADJUST, LONE_TEAM_REMOVE };

struct codebook {
    const char *path, *name, *title, *description, *place, *publisher, *contact, *licence, *people; /* people: "link workers"; "" where nothing is given */
    const char *digest; /* SHA-256 of the codebook's bytes and those of its instruments */
    const char *layout; /* SHA-256 of what ingest depends on (fields, types, categories, missing values): equal layouts can share a store */
    const char *reading; /* SHA-256 of all that decides how a file is read: formats, bounds, aliases, rules */
    bool made_up;       /* printed on every page */
    const struct field *fields; int field_count;
    const struct measure *measures; int measure_count;
    const struct instrument *instruments; int instrument_count;
    const struct grouping *groupings; int grouping_count; /* 0 is always "all" (count 0) */
    const struct comparison_plan *comparisons; int comparison_count;
    const struct model_plan *models; int model_count;
    const struct chart_plan *charts; int chart_count;
    const struct section *sections; int section_count;
    int identifier, cluster; /* fields, or -1 */
    enum weighting_method weighting; const int *margins; int margin_count; /* fields, each once */
    const struct margin *targets; int target_count; /* of post-stratification one: all of them crossed */
    int weights; /* the field that holds them, or -1 */
    bool trimmed; double trim_least, trim_most; /* times the median weight */
    int strata; /* a category field, or -1 */
    enum finite_population finite_population; const double *populations; /* one a category of the strata; one where there are none */
    enum lone_team lone_team;
    double eligible_share; /* of the invited of whom it is not known; NaN when nothing is said */
    int eligible_field; const bool *eligible; /* only these categories take part; -1 when everybody does */
    int minimum; /* disclosure: least number of people */
    const char *public_sample; /* citation: published data, shown as they are; NULL for every real survey */
    const char *const *public_sample_sha256; int public_sample_count; /* the only files that mode takes */
    bool extra_columns; /* fieldsMatch subset or partial: columns the codebook does not name are passed over */
    bool fewer_columns; /* fieldsMatch superset or partial: fields may be absent from a file */
    const char *const *ignore; int ignore_count;
    const char *encoding; char separator; /* NULL and 0 when not declared */
    const char *profile; /* the export's shape (profile.h); NULL: plain */
    const struct choice_set *choice_sets; int choice_set_count;
    enum duplicates duplicates;
    struct completeness completeness;
    int wave_field; /* holds the name of the wave; -1 */
    int started, submitted, duration; /* fields: dates with time, seconds; -1 each */
    const struct battery *batteries; int battery_count;
    const struct theme_code *theme_codes; int theme_code_count; /* the coding frame */
    const struct theme *themes; int theme_count;
    const int *comments; int comment_count; /* fields whose comments are coded */
};

struct codebook *codebook_read(const char *path, struct failure *failure) MUST_USE;
/* The same from bytes at hand; `path` is for messages, and instruments are looked for beside it. */
struct codebook *codebook_parse(const char *path, struct text bytes, struct failure *failure) MUST_USE;
void codebook_destroy(struct codebook *book);

int codebook_field(const struct codebook *book, const char *name);   /* -1 when there is none */
int codebook_measure(const struct codebook *book, const char *name); /* -1 */
const char *codebook_operand_name(const struct codebook *book, const struct operand *operand); /* of its field or measure */
/* The categories of a grouping's variable, whether field or measure. Yes/no measures have "yes" and "no", in that order. */
const struct category *codebook_categories(const struct codebook *book, struct group_variable variable, int *count);
/* The groups of a comparison's list, as outputs name them together: "voluntary, council". */
void codebook_comparison_groups(const struct codebook *book, const struct comparison_plan *plan, struct buffer *out);
/* The categories of a measure's result: bands, the item's categories, or none for numbers. */
const struct category *codebook_measure_categories(const struct codebook *book, const struct measure *measure, int *count);

/* A field that both are made of, or -1. */
int codebook_shared_field(const struct codebook *book, struct group_variable a, struct group_variable b);

#endif
