/* spwell ingest: CSV files of a wave into the private store, all or nothing. As "spwell check" it only reads and says what is wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codebook.h"
#include "file.h"
#include "frame.h"
#include "memory.h"
#include "message.h"
#include "period.h"
#include "pseudonym.h"
#include "stage.h"
#include "store.h"
#include "themes.h"
#include "wave.h"

static struct {
    const char *survey, *wave, *frame, *themes, *folder, *encoding, *separator, *profile, *format;
    bool replace, made_up, check;
    long threads, quarantine_percent;
} arguments = {.folder = "output/private", .threads = 2, .quarantine_percent = 5};

#define READING_OPTIONS                                                                                                                          \
    {"frame", 'f', "FILE", "the population: categories and headcount", &arguments.frame, OPTION_TEXT, false},                                     \
    {"themes", 0, "FILE", "comments that people have coded: respondent, question, coder, code", &arguments.themes, OPTION_TEXT, false},          \
    {"profile", 'p', "NAME", "the shape of the export: qualtrics, limesurvey ... [the codebook's, or plain]", &arguments.profile, OPTION_TEXT, false}, \
    {"encoding", 0, "NAME", "encoding of the files [the codebook's, or UTF-8]", &arguments.encoding, OPTION_TEXT, false},                         \
    {"separator", 0, "CHARACTER", "separator of the files [the codebook's, or a comma]", &arguments.separator, OPTION_TEXT, false},               \
    {"quarantine-limit", 0, "PERCENT", "refuse a file with more unusable rows than this [5]", &arguments.quarantine_percent, OPTION_COUNT, false}, \
    {"threads", 0, "N", "threads, 1 to 8 [2]", &arguments.threads, OPTION_COUNT, false}

static const struct option_row check_options[] = {
    {"survey", 's', "FILE", "the codebook (not needed to recognise a profile)", &arguments.survey, OPTION_TEXT, false},
    READING_OPTIONS,
    {"wave", 'w', "PERIOD", "2026-27-Q2, 2026-C3, 2026 or first_last day; without it dates are not held to the wave", &arguments.wave, OPTION_TEXT, false},
    {"format", 0, "FORMAT", "text (on standard error) or json (on standard output) [text]", &arguments.format, OPTION_TEXT, false},
    {0}};

static const struct option_row ingest_options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    READING_OPTIONS,
    {"wave", 'w', "PERIOD", "2026-27-Q2, 2026-C3, 2026 or first_last day", &arguments.wave, OPTION_TEXT, true},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {"replace", 0, NULL, "replace this wave's answers", &arguments.replace, OPTION_FLAG, false},
    {"made-up", 0, NULL, "the answers are invented: say so on every page", &arguments.made_up, OPTION_FLAG, false},
    {0}};

static const char *const reads[] = {"wave", "source", "chunk", NULL};
/* Replacing a wave also deletes what was computed from it. */
static const char *const writes[] = {"wave", "source", "disposition", "chunk", "term", "issue", "frame", "frame_value", "coder", "coded_comment", "comment_code", "score", "score_chunk", "answer_count", "flag", "item_moment", "missing_count",
                                     "estimate", "comparison", "trend", "weight_summary", "weight", "stratum", "response_rate", "sensitivity", "reliability", "reliability_item", "item_correlation", "intraclass", "correlation", "agreement", NULL};
static const struct store_access tables = {reads, writes, "ingest/ingest.sql"};

struct job { struct store *store; const struct codebook *book; const struct period *period; struct themes *themes; const struct converter *converters; char key_id[17], reading[65]; /* reading: the digest of how the files are read */ };

static int insert_wave(struct job *job, struct failure *failure)
{
    const char *values[] = {job->period->name, job->period->label, job->period->months, job->period->start, job->period->end, job->book->name, job->book->digest, job->book->layout,
                            job->book->identifier >= 0 ? job->key_id : NULL};
    struct statement *insert = store_statement(job->store, "insert_wave");
    for (int i = 0; i < 9; i++) statement_text(insert, i + 1, values[i]);
    statement_integer(insert, 10, arguments.made_up || job->book->made_up);
    statement_text(insert, 11, job->reading);
    return statement_run(insert, failure);
}

static int restart(void *context, struct failure *failure)
{
    static const char *const names[] = {"delete_wave", "delete_changes"}; /* changes of later waves since this one are no longer true */
    struct job *job = context;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(job->store, names[i]);
        statement_text(delete, 1, job->period->name);
        if (statement_run(delete, failure)) return -1;
    }
    return insert_wave(job, failure);
}

static int compare_digests(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The digests of what is to be read, in the order of the statement "sources": the frame, then the answers. */
static int digests_of(char *const *files, int count, char (*digests)[65], struct failure *failure)
{
    int used = 0;
    if (arguments.frame && digest_file(arguments.frame, digests[used++], failure)) return -1;
    for (int i = 0; i < count; i++)
        if (digest_file(files[i], digests[used + i], failure)) return -1;
    qsort(digests + used, (size_t)count, sizeof *digests, compare_digests);
    return used + count;
}

enum presence { WAVE_ABSENT, WAVE_SAME, WAVE_OTHER };

static int find_wave(struct job *job, char *const *files, int count, enum presence *presence, long *respondents, struct failure *failure)
{
    struct statement *select = store_statement(job->store, "wave");
    statement_text(select, 1, job->period->name);
    int got = statement_next(select, failure);
    *presence = got > 0 ? WAVE_SAME : WAVE_ABSENT;
    if (got <= 0) return got;
    *respondents = (long)statement_get_integer(select, 0);
    if (strcmp(statement_get_text(select, 2), job->book->layout) || strcmp(statement_get_text(select, 3), job->reading)) *presence = WAVE_OTHER;
    statement_reset(select);
    char (*digests)[65] = memory_new((size_t)count + 1, sizeof *digests);
    int wanted = digests_of(files, count, digests, failure), seen = 0;
    if (wanted >= 0) {
        select = store_statement(job->store, "sources");
        statement_text(select, 1, job->period->name);
        while ((got = statement_next(select, failure)) > 0) {
            if (seen >= wanted || strcmp(statement_get_text(select, 1), digests[seen])) *presence = WAVE_OTHER;
            seen++;
        }
        if (seen != wanted) *presence = WAVE_OTHER;
    }
    free(digests);
    return wanted < 0 ? -1 : got;
}

/* Two names for the same days (2026-27-Q2 and 2026-C3) would be two points of one trend. */
static int check_days(struct job *job, struct failure *failure)
{
    struct statement *select = store_statement(job->store, "same_days");
    statement_text(select, 1, job->period->name);
    statement_text(select, 2, job->period->start);
    statement_text(select, 3, job->period->end);
    int got = statement_next(select, failure);
    if (got <= 0) return got;
    fail(failure, STATUS_DATA, "%s has the same days as %s, which is ingested already", job->period->label, statement_get_text(select, 0));
    statement_reset(select);
    return -1;
}

static int open_key(struct job *job, unsigned char key[PSEUDONYM_KEY_BYTES], struct failure *failure)
{
    char known[17] = "";
    struct statement *select = store_statement(job->store, "any_key");
    statement_text(select, 1, job->period->name);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    if (got) snprintf(known, sizeof known, "%s", statement_get_text(select, 0));
    statement_reset(select);
    if (pseudonym_key(arguments.folder, !known[0], key, failure)) return -1;
    pseudonym_key_id(key, job->key_id);
    if (!known[0] || !strcmp(known, job->key_id)) return 0;
    fail(failure, STATUS_CONFIG, "%s/pseudonym.key: is not the key that made the pseudonyms of the other waves", arguments.folder);
    return failure_hint(failure, "restore the key from where it is kept, or use a new store");
}

static int store_frame(struct job *job, struct failure *failure)
{
    char digest[65];
    long rows;
    if (!arguments.frame) return 0;
    if (frame_read(arguments.frame, job->book, job->store, job->period->name, digest, &rows, failure)) return -1;
    if (!job->store) return 0;
    const char *slash = strrchr(arguments.frame, '/');
    struct statement *insert = store_statement(job->store, "insert_source");
    statement_text(insert, 1, job->period->name);
    statement_integer(insert, 2, 0);
    statement_text(insert, 3, "frame");
    statement_text(insert, 4, slash ? slash + 1 : arguments.frame);
    statement_text(insert, 5, digest);
    statement_integer(insert, 6, rows);
    statement_integer(insert, 7, rows);
    for (int i = 8; i <= 11; i++) statement_integer(insert, i, 0);
    return statement_run(insert, failure);
}

static void say_counts(const struct wave *wave, const char *what)
{
    const struct { const char *name; long n; const char *words; bool always; } counts[] = {{"rows_read", wave->rows_read, "rows read", true},
                                                                                           {"stored", wave->stored, wave->store ? "stored" : "good", true},
                                                                                           {"quarantined", wave->quarantined, "kept apart", true},
                                                                                           {"blank", wave->blank, "blank", true},
                                                                                           {"not_eligible", wave->not_eligible, "not eligible", false},
                                                                                           {"incomplete", wave->incomplete, "broken off", false}};
    struct buffer line = {0};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        message_number(counts[i].name, counts[i].n);
        if (counts[i].always || counts[i].n) buffer_format(&line, "%s%ld %s", i ? ", " : "", counts[i].n, counts[i].words);
    }
    message_note("%s: %s", what, line.at);
    if (wave->superseded) message_note("of those kept apart %ld are further rows of people who stand in the results with another row", wave->superseded);
    buffer_free(&line);
}

static int store_themes(struct job *job, struct failure *failure)
{
    return job->themes ? themes_store(job->themes, job->store, job->period->name, &job->converters[job->book->identifier], failure) : 0;
}

static int read_wave(struct job *job, struct wave *wave, char *const *files, int count, struct failure *failure)
{
    if (restart(job, failure) || store_frame(job, failure) || wave_read(wave, files, count, failure)) return -1;
    if (!wave->stored) return fail(failure, STATUS_DATA, "no row can be stored");
    struct statement *update = store_statement(job->store, "set_respondents");
    statement_text(update, 1, job->period->name);
    statement_integer(update, 2, wave->stored);
    if (statement_run(update, failure) || store_themes(job, failure) || store_commit(job->store, failure)) return -1;
    say_counts(wave, job->period->label);
    return 0;
}

/* The frame is written again after a restart, because the wave it belongs to was deleted. */
static int restart_with_frame(void *context, struct failure *failure)
{
    return restart(context, failure) ? -1 : store_frame(context, failure);
}

static void prepare_converters(struct converter *converters, const struct codebook *book, const unsigned char *key)
{
    for (int f = 0; f < book->field_count; f++) convert_prepare(&converters[f], &book->fields[f], f == book->identifier ? key : NULL);
}

/* Coding goes on while the answers stay: a newer file of codes takes the place of the older one. */
static int renew_themes(struct job *job, struct failure *failure)
{
    struct statement *select = store_statement(job->store, "themes_source");
    statement_text(select, 1, job->period->name);
    int got = statement_next(select, failure);
    bool same = got > 0 && !strcmp(statement_get_text(select, 0), themes_digest(job->themes));
    if (got > 0) statement_reset(select);
    if (got < 0) return -1;
    if (!same && (store_themes(job, failure) || store_commit(job->store, failure))) return -1;
    message_note("the coded comments %s", same ? "are already stored from the same file" : "were stored");
    return 0;
}

static int store_wave(struct job *job, struct wave *wave, struct converter *converters, char *const *files, int count, struct failure *failure)
{
    unsigned char key[PSEUDONYM_KEY_BYTES];
    char path[4200];
    enum presence presence;
    long respondents = 0;
    snprintf(path, sizeof path, "%s/work.db", arguments.folder);
    if (file_make_folder(arguments.folder, failure) || file_make_private(arguments.folder, 0700, failure)) return -1;
    job->store = store_open(path, STORE_WORK, STORE_CREATE, &tables, failure);
    if (!job->store || store_begin(job->store, failure) || find_wave(job, files, count, &presence, &respondents, failure)) return -1;
    if (presence == WAVE_SAME && !arguments.replace) {
        message_note("%s is already ingested from the same files (%ld respondents)%s", job->period->label, respondents, job->themes ? "" : ": nothing to do");
        if (!job->themes) return 0;
        if (open_key(job, key, failure)) return -1;
        prepare_converters(converters, job->book, key);
        return renew_themes(job, failure);
    }
    if (presence == WAVE_OTHER && !arguments.replace) {
        fail(failure, STATUS_DATA, "%s is already ingested, from other files or by another reading of them (%ld respondents)", job->period->label, respondents);
        return failure_hint(failure, "--replace takes these files, as the codebook reads them now, instead of what is there");
    }
    if (check_days(job, failure)) return -1;
    if (job->book->identifier >= 0 && open_key(job, key, failure)) return -1;
    wave->store = job->store;
    prepare_converters(converters, job->book, key);
    return read_wave(job, wave, files, count, failure);
}

static int check_wave(struct job *job, struct wave *wave, struct converter *converters, char *const *files, int count, struct failure *failure)
{
    static const unsigned char no_key[PSEUDONYM_KEY_BYTES];
    prepare_converters(converters, job->book, no_key);
    int result = store_frame(job, failure) || wave_read(wave, files, count, failure) ? -1 : 0;
    if (!result) say_counts(wave, "checked");
    if (!result && !wave->stored) result = fail(failure, STATUS_CHECK, "no row can be stored");
    long bad = wave->quarantined - wave->superseded;
    return !result && bad ? fail(failure, STATUS_CHECK, "%ld of %ld rows cannot be used", bad, wave->rows_read) : result;
}

static int check_arguments(int count, struct failure *failure)
{
    if (arguments.format && !strcmp(arguments.format, "json")) message_as_json();
    else if (arguments.format && strcmp(arguments.format, "text")) return fail(failure, STATUS_USAGE, "--format '%.20s' is neither text nor json", arguments.format);
    if (!count) return fail(failure, STATUS_USAGE, "no file of answers is given");
    if (arguments.threads < 1 || arguments.threads > 8) return fail(failure, STATUS_USAGE, "--threads %ld is not between 1 and 8", arguments.threads);
    if (arguments.quarantine_percent > 100) return fail(failure, STATUS_USAGE, "--quarantine-limit %ld is more than 100", arguments.quarantine_percent);
    const char *separator = arguments.separator;
    if (separator && strcmp(separator, "\\t") && (strlen(separator) != 1 || strchr("\"\r\n", *separator) || (unsigned char)*separator > 126))
        return fail(failure, STATUS_USAGE, "--separator '%.20s' is not a character that can separate", separator);
    return 0;
}

/* What every file is read with, once the codebook is there. */
struct readers { struct converter *converters; struct choices **choices; struct profile *profile; };

static bool has_passing_aliases(const struct codebook *book)
{
    bool found = false;
    for (int f = 0; f < book->field_count; f++)
        for (int a = 0; a < book->fields[f].alias_count; a++) found |= book->fields[f].aliases[a].from[0] || book->fields[f].aliases[a].until[0];
    for (int s = 0; s < book->choice_set_count; s++)
        for (int a = 0; a < book->choice_sets[s].alias_count; a++) found |= book->choice_sets[s].aliases[a].from[0] || book->choice_sets[s].aliases[a].until[0];
    return found;
}

static bool is_auto(const char *profile) { return profile && !strcmp(profile, "auto"); }

/* To check, a profile may be recognised; it is told, and what is told is what is checked. */
static const char *recognised(const struct codebook *book, const struct wave *wave, const char *file, struct failure *failure)
{
    struct csv_options options = {wave->separator, wave->encoding};
    char why[300];
    const char *found = profile_recognise(file, &options, why, failure);
    if (failure->status != STATUS_DONE) return NULL;
    if (!found) message_note("%s: no profile is recognised: it is %s plain, one row of headings", file, arguments.survey ? "checked as" : "perhaps");
    else message_note("%s: looks like the profile %s: %s", file, found, why);
    if (found && arguments.survey && (!book->profile || strcmp(book->profile, found))) message_note("it is checked as such; to ingest it so, declare \"profile\": \"%s\" in the codebook or give --profile %s", found, found);
    return found ? found : "plain";
}

static int prepare(struct readers *readers, const struct codebook *book, const struct wave *wave, const char *first_file, struct failure *failure)
{
    const char *name = arguments.profile ? arguments.profile : book->profile;
    if (is_auto(name) && !arguments.check) {
        fail(failure, STATUS_USAGE, "--profile auto is for spwell check");
        return failure_hint(failure, "spwell check --profile auto names the profile; then declare it in the codebook, or give its name");
    }
    if (is_auto(name) && !(name = recognised(book, wave, first_file, failure))) return -1;
    readers->profile = profile_read(name, book->path, failure);
    if (!readers->profile) return -1;
    for (int s = 0; s < book->choice_set_count; s++) readers->choices[s] = choices_create(book, s);
    return 0;
}

static void release(struct readers *readers, const struct codebook *book)
{
    for (int f = 0; f < book->field_count; f++)
        if (readers->converters[f].field) convert_release(&readers->converters[f]);
    for (int s = 0; s < book->choice_set_count; s++) choices_destroy(readers->choices[s]);
    free(readers->converters);
    free(readers->choices);
    profile_destroy(readers->profile);
}

/* 0 when none is. */
static char separator_given(void)
{
    if (!arguments.separator) return 0;
    return arguments.separator[0] == '\\' ? '\t' : arguments.separator[0];
}

static void digest_reading(struct job *job, const struct wave *wave, const char *profile)
{
    struct buffer text = {0};
    buffer_format(&text, "%s %s %d %s", job->book->reading, wave->encoding ? wave->encoding : "", wave->separator, profile);
    digest_hex(text.at, text.length, job->reading);
    buffer_free(&text);
}

static int run_with(const struct codebook *book, struct job *job, int count, char **files, struct failure *failure)
{
    struct readers readers = {memory_new((size_t)book->field_count, sizeof *readers.converters), memory_new((size_t)book->choice_set_count, sizeof *readers.choices), NULL};
    struct wave wave = {.book = book, .converters = readers.converters, .choices = readers.choices, .period = job->period, .period_known = arguments.wave,
                        .encoding = arguments.encoding ? arguments.encoding : book->encoding, .separator = book->separator, .threads = (int)arguments.threads,
                        .quarantine_limit = (double)arguments.quarantine_percent / 100, .restart = restart_with_frame, .restart_context = job};
    if (arguments.separator) wave.separator = separator_given();
    int result = prepare(&readers, book, &wave, files[0], failure);
    if (!result) digest_reading(job, &wave, profile_name(readers.profile));
    job->converters = readers.converters;
    wave.profile = readers.profile;
    wave.profile_declared = arguments.profile || book->profile;
    if (!result) result = arguments.check ? check_wave(job, &wave, readers.converters, files, count, failure) : store_wave(job, &wave, readers.converters, files, count, failure);
    if (result && arguments.check && failure->status == STATUS_DATA) failure->status = STATUS_CHECK;
    release(&readers, book);
    return result;
}

/* Before there is a codebook: which tool wrote these files? */
static int recognise_all(int count, char **files, struct failure *failure)
{
    struct wave wave = {.encoding = arguments.encoding, .separator = separator_given()};
    static const struct codebook none;
    int result = 0;
    for (int i = 0; !result && i < count; i++) result = recognised(&none, &wave, files[i], failure) ? 0 : -1;
    return result;
}

static int run(int count, char **files, struct failure *failure)
{
    struct period period;
    struct job job = {.period = &period};
    if (check_arguments(count, failure) || period_parse(arguments.wave ? arguments.wave : "2000", &period, failure)) return -1;
    if (arguments.check && !arguments.survey && is_auto(arguments.profile)) return recognise_all(count, files, failure);
    if (!arguments.survey) return fail(failure, STATUS_USAGE, "--survey FILE is missing");
    struct codebook *book = codebook_read(arguments.survey, failure);
    if (!book) return -1;
    job.book = book;
    int result = -1;
    if (arguments.themes && !(job.themes = themes_read(arguments.themes, book, failure))) {
        if (arguments.check && failure->status == STATUS_DATA) failure->status = STATUS_CHECK;
    } else if (!arguments.wave && has_passing_aliases(book)) {
        fail(failure, STATUS_USAGE, "--wave PERIOD is missing");
        failure_hint(failure, "some columns of this survey have other headings in other waves");
    } else result = run_with(book, &job, count, files, failure);
    store_close(job.store);
    themes_destroy(job.themes);
    codebook_destroy(book);
    return result;
}

static const char ingest_examples[] = "  spwell ingest --survey schemas/sp-workforce.json --wave 2026-27-Q2 --frame frame.csv responses.csv\n";
static const char check_examples[] =
    "  spwell check --profile auto responses.csv                        which tool wrote this?\n"
    "  spwell check --survey survey.json --wave 2026-27-Q2 responses.csv\n"
    "  spwell check --survey survey.json --format json responses.csv > problems.json\n";

int main(int argc, char **argv)
{
    static const struct stage ingest = {"ingest", "reads survey CSVs into the private store", "responses.csv...", ingest_options, ingest_examples, run};
    static const struct stage check = {"check", "reads survey CSVs, says what is wrong, writes nothing", "responses.csv...", check_options, check_examples, run};
    arguments.check = argc > 0 && !strcmp(argv[0], "check");
    return stage_main(arguments.check ? &check : &ingest, argc, argv);
}
