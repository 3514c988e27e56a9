/* The heading rows of an export, by one of the shipped profiles: the first byte chooses it, or FUZZ_PROFILE names it; the second byte chooses the separator
 * and how many bytes are read at a time. Names are found the same way wherever segments end, and no name can mean two columns. */
#include "fuzz.h"
#include "profile.h"

static const char *const names[] = {"google-forms", "jisc", "limesurvey", "microsoft-forms", "plain", "qualtrics", "qualtrics-legacy", "redcap", "surveymonkey", "typeform"};
enum { NAMES = sizeof names / sizeof *names, COLUMNS = 40 };
static struct profile *profiles[NAMES];
static int wanted = -1;

static void prepare(void)
{
    const char *name = getenv("FUZZ_PROFILE");
    for (int p = 0; p < NAMES && !profiles[p]; p++) {
        struct failure failure = {0};
        HOLDS((profiles[p] = profile_read(names[p], NULL, &failure)));
        HOLDS(!strcmp(profile_name(profiles[p]), names[p]) && profile_title(profiles[p])[0] && profile_heading_rows(profiles[p]) >= 1 && profile_heading_rows(profiles[p]) <= 3);
        if (name && !strcmp(name, names[p])) wanted = p;
    }
    HOLDS(!name || wanted >= 0);
}

static bool is_same_name(const char *a, const char *b)
{
    struct buffer first = {0}, second = {0};
    bool same = text_equal(text_normalise(text_of(a), &first), text_normalise(text_of(b), &second));
    buffer_free(&first);
    buffer_free(&second);
    return same;
}

/* A later name stands in one column alone. */
static void check_names(const struct headings *headings)
{
    size_t columns = headings->count < COLUMNS ? headings->count : COLUMNS;
    for (size_t c = 0; c < columns; c++)
        for (int n = 1; n < headings->columns[c].count; n++)
            for (size_t other = 0; other < columns; other++)
                for (int m = 0; m < headings->columns[other].count; m++) HOLDS(other == c || !is_same_name(headings->columns[c].names[n], headings->columns[other].names[m]));
}

static void say(struct buffer *said, const struct headings *headings)
{
    buffer_format(said, "%zu@%ld\n", headings->count, headings->line);
    for (size_t c = 0; c < headings->count; c++) {
        const struct heading *heading = &headings->columns[c];
        HOLDS(heading->shown && heading->count >= 0 && (heading->names || !heading->count) && heading->role < HEADING_ROLES && (!heading->choice || heading->question));
        for (int n = 0; n < heading->count; n++) {
            HOLDS(heading->names[n] && heading->names[n][0] && text_invalid_utf8(heading->names[n], strlen(heading->names[n])) < 0);
            buffer_format(said, "%s|", heading->names[n]);
            (void)profile_is_personal(text_of(heading->names[n]));
        }
        buffer_format(said, "%d%d%d %s %s %s\n", heading->system, heading->personal, (int)heading->role, heading->question ? heading->question : "-", heading->choice ? heading->choice : "-",
                      heading->refused ? heading->refused : "-");
    }
}

static bool read_headings(const struct profile *profile, const char *path, const struct csv_options *options, size_t step, struct buffer *said)
{
    struct failure failure = {0};
    struct csvfile *file = csvfile_open(path, options, &failure);
    HOLDS(file);
    csvfile_step(file, step);
    struct headings *headings = profile_headings(profile, file, &failure);
    HOLDS((headings == NULL) == (failure.status != STATUS_DONE));
    if (headings) {
        say(said, headings);
        check_names(headings);
    }
    headings_destroy(headings);
    csvfile_close(file);
    return headings != NULL;
}

static void check_recognised(const char *path, const struct csv_options *options)
{
    struct failure failure = {0};
    char why[300];
    const char *name = profile_recognise(path, options, why, &failure);
    bool known = !name;
    for (int p = 0; p < NAMES && !known; p++) known = !strcmp(name, names[p]) && strlen(why) < sizeof why;
    HOLDS(known);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length < 2) return 0;
    prepare();
    const struct profile *profile = profiles[wanted >= 0 ? wanted : bytes[0] % NAMES];
    struct csv_options options = {bytes[1] & 1 ? 0 : bytes[1] & 2 ? '\t' : ',', NULL};
    struct buffer whole = {0}, parts = {0};
    const char *path = fuzz_file(0, bytes + 2, length - 2);
    bool read = read_headings(profile, path, &options, length + 16, &whole), again = read_headings(profile, path, &options, 16 + (bytes[1] >> 2), &parts);
    bool utf16 = length >= 4 && (!memcmp(bytes + 2, "\xFF\xFE", 2) || !memcmp(bytes + 2, "\xFE\xFF", 2)); /* what is wrong beyond the headings may be seen with them */
    HOLDS(utf16 || read == again);
    if (read && again) HOLDS(whole.length == parts.length && (!whole.length || !memcmp(whole.at, parts.at, whole.length)));
    if (length % 16 == 0) check_recognised(path, &options); /* it reads all profiles: too slow for every input */
    buffer_free(&whole);
    buffer_free(&parts);
    return 0;
}
