/* verify: digests are those of FIPS 180-2, appendix B ("abc") and of the empty message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../../../pipeline/spwell/verify.h"
#include "file.h"
#include "message.h"
#include <cmocka.h> /* last: it has a macro called fail */

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static char folder[] = "/tmp/spwell-verify-XXXXXX", charts[64];

static void write_file(const char *where, const char *name, const char *text)
{
    struct failure failure = {0};
    assert_int_equal(file_write(where, name, text, strlen(text), &failure), 0);
}

static int lay_out(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) return -1;
    message_level(MESSAGE_QUIET);
    snprintf(charts, sizeof charts, "%s/charts", folder);
    return mkdir(charts, 0700);
}

static int clear(void **state)
{
    (void)state;
    static const char *const names[] = {"manifest.json", "report.html", "extra.txt", "charts/a.svg", "charts/b.svg", "charts", ""};
    char path[200];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    return 0;
}

static void expect(const char *manifest, int differing)
{
    struct failure failure = {0};
    write_file(folder, "manifest.json", manifest);
    assert_int_equal(verify_folder(folder, &failure), differing);
}

static void all_is_as_listed(void **state)
{
    (void)state;
    write_file(folder, "report.html", "abc");
    write_file(charts, "a.svg", "");
    expect("{\"files\": {\"report.html\": \"" ABC "\", \"charts/a.svg\": \"" EMPTY "\"}}", 0);
}

static void changed_missing_and_extra_are_counted(void **state)
{
    (void)state;
    write_file(folder, "report.html", "abd");
    expect("{\"files\": {\"report.html\": \"" ABC "\", \"charts/a.svg\": \"" EMPTY "\"}}", 1);
    expect("{\"files\": {\"report.html\": \"" ABC "\", \"charts/a.svg\": \"" EMPTY "\", \"charts/c.svg\": \"" EMPTY "\"}}", 2);
    write_file(charts, "b.svg", "");
    write_file(folder, "extra.txt", "");
    expect("{\"files\": {\"report.html\": \"" ABC "\", \"charts/a.svg\": \"" EMPTY "\"}}", 3);
}

static void a_manifest_cannot_point_elsewhere(void **state)
{
    (void)state;
    expect("{\"files\": {\"../report.html\": \"" ABC "\"}}", -1);
    expect("{\"files\": {\"charts/..\": \"" ABC "\"}}", -1);
    expect("{\"files\": {\"/etc/passwd\": \"" ABC "\"}}", -1);
    expect("{\"files\": {\"report.html\": 1}}", -1);
    expect("{\"file\": {}}", -1);
    expect("{", -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_is_as_listed), cmocka_unit_test(changed_missing_and_extra_are_counted), cmocka_unit_test(a_manifest_cannot_point_elsewhere)};
    return cmocka_run_group_tests(tests, lay_out, clear);
}
