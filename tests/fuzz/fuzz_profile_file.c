/* The file of a profile, any bytes; one that is taken is tried on the headings of a small export, which stand after a line "%%%%" or are our own. */
#include "../../pipeline/lib/profile_internal.h"
#include "fuzz.h"

static const char headings[] = "id,Q1 [A],Q1 [B],Other,Other\n\"\",\"Which? - A\",\"Which? - B\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",E-mail\nResponse,A,B,,x\n1,2,3,4,5\n";

static void use(const struct profile *profile, const char *path)
{
    struct csv_options options = {0};
    struct failure failure = {0};
    struct csvfile *file = csvfile_open(path, &options, &failure);
    HOLDS(file);
    struct headings *read = profile_headings(profile, file, &failure);
    HOLDS((read == NULL) == (failure.status != STATUS_DONE));
    for (size_t c = 0; read && c < read->count; c++)
        for (int n = 0; n < read->columns[c].count; n++) HOLDS(read->columns[c].names[n][0]);
    headings_destroy(read);
    csvfile_close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct failure failure = {0};
    const uint8_t *mark = memmem(bytes, length, "\n%%%%\n", 6);
    struct text written = {(const char *)bytes, mark ? (size_t)(mark - bytes) : length};
    struct profile *profile = profile_format_read("profile.json", written, &failure);
    HOLDS((profile == NULL) == (failure.status != STATUS_DONE));
    if (!profile) return 0;
    HOLDS(profile_name(profile) && profile_title(profile) && profile_heading_rows(profile) >= 1 && profile_heading_rows(profile) <= PROFILE_ROWS);
    if (mark) use(profile, fuzz_file(0, mark + 6, length - 6 - written.length));
    use(profile, fuzz_file(1, headings, sizeof headings - 1));
    profile_destroy(profile);
    return 0;
}
