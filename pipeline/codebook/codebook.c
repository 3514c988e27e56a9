/* spwell codebook: drafts a codebook from what there is already, checks one, and puts one into the field: as a questionnaire, for a survey tool. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "codebook.h"
#include "dictionary.h"
#include "draft.h"
#include "file.h"
#include "jisc.h"
#include "message.h"
#include "questionnaire.h"
#include "redcap.h"
#include "stage.h"
#include "survey.h"
#include "write.h"

static struct { const char *from, *survey, *print, *to, *out, *profile, *encoding, *separator; bool check; } arguments;

static const struct option_row options[] = {
    {"from", 'f', "KIND", "draft one from: csv (a file of answers), redcap (a data dictionary), jisc (a key, and the answers if there)", &arguments.from, OPTION_TEXT, false},
    {"check", 'c', NULL, "check codebooks: every mistake with its line and column", &arguments.check, OPTION_FLAG, false},
    {"print", 0, "FORM", "print a survey as a questionnaire for people: html or markdown", &arguments.print, OPTION_TEXT, false},
    {"to", 't', "KIND", "write a survey for a survey tool: redcap (a data dictionary)", &arguments.to, OPTION_TEXT, false},
    {"survey", 's', "FILE", "the codebook that --print and --to are about", &arguments.survey, OPTION_TEXT, false},
    {"out", 'o', "FILE", "where to write; never over a file that is there [standard output]", &arguments.out, OPTION_TEXT, false},
    {"profile", 'p', "NAME", "of a file of answers: qualtrics, limesurvey ... [plain]", &arguments.profile, OPTION_TEXT, false},
    {"encoding", 0, "NAME", "encoding of the files [UTF-8]", &arguments.encoding, OPTION_TEXT, false},
    {"separator", 0, "CHARACTER", "separator of the files [a comma]", &arguments.separator, OPTION_TEXT, false},
    {0}};

/* --- checking --- */

static void say_good(const char *path, const struct codebook *book)
{
    message_note("%s: good: %d fields, %d measures, %d groups", path, book->field_count, book->measure_count, book->grouping_count - 1);
}

/* A bad codebook does not keep the others from being read; the last failure ends the run. */
static int check(int count, char **files, struct failure *failure)
{
    enum status status = STATUS_DONE;
    for (int i = 0; i < count; i++) {
        if (failure->status != STATUS_DONE) {
            message_failure("spwell codebook", failure);
            *failure = (struct failure){0};
        }
        struct codebook *book = codebook_read(files[i], failure);
        if (book) say_good(files[i], book);
        else status = failure->status;
        codebook_destroy(book);
    }
    if (failure->status == STATUS_DONE) failure->status = status; /* told already */
    return status == STATUS_DONE ? 0 : -1;
}

/* --- writing --- */

static int write_out(const struct buffer *bytes, const char *what, struct failure *failure)
{
    if (!arguments.out) {
        if (fwrite(bytes->at, 1, bytes->length, stdout) == bytes->length) return 0;
        return fail(failure, STATUS_WRITE, "%s cannot be written: %s", what, strerror(errno));
    }
    char folder[4096];
    const char *slash = strrchr(arguments.out, '/');
    int length = snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - arguments.out) + 1 : 1, slash ? arguments.out : ".");
    if (length < 0 || (size_t)length >= sizeof folder) return fail(failure, STATUS_CREATE, "the path of --out is too long");
    return file_write(folder, slash ? slash + 1 : arguments.out, bytes->at, bytes->length, failure);
}

static int check_out(const char *what, struct failure *failure)
{
    struct stat facts;
    if (!arguments.out || lstat(arguments.out, &facts)) return 0;
    fail(failure, STATUS_CREATE, "%s: is there already, and %s never takes the place of what somebody wrote", arguments.out, what);
    return failure_hint(failure, "choose another name");
}

/* --- drafting --- */

/* The reader is the judge of what is written. What it refuses is a fault of ours. */
static int verify(const struct buffer *bytes, struct failure *failure)
{
    struct failure refused = {0};
    const char *path = arguments.out ? arguments.out : "the draft";
    struct codebook *book = codebook_parse(path, (struct text){bytes->at, bytes->length}, &refused);
    if (book) {
        codebook_destroy(book);
        return 0;
    }
    fail(failure, STATUS_DATA, "no codebook can be drafted from this file, for it would break a rule of codebooks: %.600s", refused.text);
    return failure_hint(failure, "change the headings or answers that this is about; docs of codebooks: schemas/README.md");
}

/* What a codebook may have, each choice of a list counted. */
static int check_size(const struct draft *draft, size_t bytes, struct failure *failure)
{
    enum { FIELD_LIMIT = 2000, BYTE_LIMIT = 4 << 20 };
    size_t count = 0;
    for (size_t f = 0; f < draft->count; f++) count += strcmp(draft->fields[f]->type, "list") ? 1 : draft->fields[f]->categories.count;
    if (count <= FIELD_LIMIT && bytes <= BYTE_LIMIT) return 0;
    if (count > FIELD_LIMIT) fail(failure, STATUS_DATA, "there are %zu questions, each choice counted; %d is the most that a codebook can have", count, FIELD_LIMIT);
    else fail(failure, STATUS_DATA, "the draft has %zu bytes; %d is the most that a codebook can have", bytes, BYTE_LIMIT);
    return failure_hint(failure, "draft from an export, or a dictionary, of fewer questions");
}

static int finish(struct draft *draft, struct failure *failure)
{
    struct buffer bytes = {0};
    int result = -1;
    if (!draft) return -1;
    draft->encoding = arguments.encoding;
    draft->separator = arguments.separator && !strcmp(arguments.separator, "\\t") ? "\t" : arguments.separator;
    write_draft(draft, &bytes);
    if (check_size(draft, bytes.length, failure) || verify(&bytes, failure) || write_out(&bytes, "the draft", failure)) goto out;
    if (arguments.out) message_note("written to %s; spwell check --survey %s --wave PERIOD ANSWERS.csv says how it fits", arguments.out, arguments.out);
    if (!write_has_measures(draft)) draft_say(draft, "nothing is measured yet: add \"measures\" before a report is made.");
    for (size_t n = 0; n < draft->notes.count; n++) message_note("%s", draft->notes.at[n]);
    result = 0;
out:
    buffer_free(&bytes);
    draft_destroy(draft);
    return result;
}

static int check_separator(struct failure *failure)
{
    const char *separator = arguments.separator;
    if (!separator || !strcmp(separator, "\\t") || (strlen(separator) == 1 && strchr(",;|:\t", *separator))) return 0;
    fail(failure, STATUS_USAGE, "--separator '%.20s' is not a character that can separate", separator);
    return failure_hint(failure, "one of , ; | : \\t");
}

static int check_count(int count, int least, int most, const char *wanted, struct failure *failure)
{
    if (count >= least && count <= most) return 0;
    fail(failure, STATUS_USAGE, "%s are given: %d", count < least ? "too few files" : "too many files", count);
    return failure_hint(failure, "spwell codebook --from %s", wanted);
}

static int draft(int count, char **files, struct failure *failure)
{
    static const char *const kinds[] = {"csv", "redcap", "jisc"};
    struct csv_options csv = {arguments.separator ? *arguments.separator == '\\' ? '\t' : *arguments.separator : 0, arguments.encoding};
    const char *from = arguments.from;
    if (arguments.profile && strcmp(from, "csv")) return fail(failure, STATUS_USAGE, "--profile is for --from csv: a %s file has a shape of its own", from);
    if (check_separator(failure) || check_out("a draft", failure)) return -1;
    if (!strcmp(from, "csv")) return check_count(count, 1, 1, "csv ANSWERS.csv", failure) ? -1 : finish(survey_draft(files[0], arguments.profile, &csv, failure), failure);
    if (!strcmp(from, "redcap")) return check_count(count, 1, 1, "redcap DICTIONARY.csv", failure) ? -1 : finish(redcap_draft(files[0], &csv, failure), failure);
    if (!strcmp(from, "jisc")) return check_count(count, 1, 2, "jisc KEY.csv [ANSWERS.csv]", failure) ? -1 : finish(jisc_draft(files[0], files[1], &csv, failure), failure);
    const char *near = text_nearest(from, kinds, 3);
    fail(failure, STATUS_USAGE, "--from '%.40s' cannot be drafted from%s%s%s", from, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return failure_hint(failure, "one of csv, redcap, jisc");
}

/* --- into the field --- */

static int print(const struct codebook *book, struct buffer *bytes, struct failure *failure)
{
    return questionnaire_write(book, strcmp(arguments.print, "html") ? QUESTIONNAIRE_MARKDOWN : QUESTIONNAIRE_HTML, bytes, failure);
}

static int to_redcap(const struct codebook *book, struct buffer *bytes, struct failure *failure)
{
    struct dictionary *dictionary = dictionary_create(book);
    int result = dictionary_write(dictionary, bytes, failure);
    for (size_t n = 0; n < dictionary->notes.count; n++) message_note("%s", dictionary->notes.at[n]);
    dictionary_destroy(dictionary);
    return result;
}

static int put(const char *what, const char *name, int (*write)(const struct codebook *book, struct buffer *bytes, struct failure *failure), struct failure *failure)
{
    struct buffer bytes = {0};
    struct codebook *book = check_out(name, failure) ? NULL : codebook_read(arguments.survey, failure);
    int result = book ? write(book, &bytes, failure) : -1;
    if (!result) result = write_out(&bytes, what, failure);
    if (!result && arguments.out) message_note("written to %s", arguments.out);
    buffer_free(&bytes);
    codebook_destroy(book);
    return result;
}

static int check_word(const char *option, const char *word, const char *const *words, size_t count, struct failure *failure)
{
    for (size_t w = 0; w < count; w++)
        if (!strcmp(word, words[w])) return 0;
    const char *near = text_nearest(word, words, count);
    fail(failure, STATUS_USAGE, "--%s '%.40s' is not known%s%s%s", option, word, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return count == 1 ? failure_hint(failure, "--%s %s", option, words[0]) : failure_hint(failure, "--%s %s or --%s %s", option, words[0], option, words[1]);
}

static int check_survey(const char *option, int count, struct failure *failure)
{
    if (!arguments.survey) fail(failure, STATUS_USAGE, "--%s needs --survey: the codebook that it is about", option);
    else if (count) fail(failure, STATUS_USAGE, "--%s is given a file beside --survey", option);
    else if (arguments.profile || arguments.encoding || arguments.separator) fail(failure, STATUS_USAGE, "--profile, --encoding and --separator are for --from");
    else return 0;
    return failure_hint(failure, "spwell codebook --survey SURVEY.json --%s %s", option, strcmp(option, "to") ? "html" : "redcap");
}

static int run_field(int count, struct failure *failure)
{
    static const char *const forms[] = {"html", "markdown"}, *const tools[] = {"redcap"};
    const char *option = arguments.print ? "print" : "to";
    if (arguments.print && check_word(option, arguments.print, forms, 2, failure)) return -1;
    if (arguments.to && check_word(option, arguments.to, tools, 1, failure)) return -1;
    if (check_survey(option, count, failure)) return -1;
    return arguments.print ? put("the questionnaire", "a questionnaire", print, failure) : put("the dictionary", "a dictionary", to_redcap, failure);
}

static int run(int count, char **files, struct failure *failure)
{
    struct { const char *name; bool given; } ways[] = {{"--check", arguments.check}, {"--from", arguments.from}, {"--print", arguments.print}, {"--to", arguments.to}};
    const char *given = NULL;
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        if (!ways[w].given) continue;
        if (given) fail(failure, STATUS_USAGE, "%s and %s are given together", given, ways[w].name);
        given = ways[w].name;
    }
    if (!given) fail(failure, STATUS_USAGE, "none of --from KIND, --check, --print FORM and --to KIND is given");
    if (failure->status != STATUS_DONE) return failure_hint(failure, "spwell codebook --help shows the options");
    if (arguments.print || arguments.to) return run_field(count, failure);
    if (arguments.survey) return fail(failure, STATUS_USAGE, "--survey is for --print and --to");
    if (arguments.check && !count) return fail(failure, STATUS_USAGE, "no codebook to check is given");
    return arguments.check ? check(count, files, failure) : draft(count, files, failure);
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"codebook", "drafts a codebook, checks one, prints one as a questionnaire, writes one for REDCap", "[FILE...]", options,
                                       "  spwell codebook --from csv --out survey.json responses.csv\n"
                                       "  spwell codebook --from redcap --out survey.json dictionary.csv\n"
                                       "  spwell codebook --from jisc --out survey.json key.csv responses.csv\n"
                                       "  spwell codebook --check survey.json\n"
                                       "  spwell codebook --survey survey.json --print html --out questionnaire.html\n"
                                       "  spwell codebook --survey survey.json --to redcap --out dictionary.csv\n", run};
    return stage_main(&stage, argc, argv);
}
