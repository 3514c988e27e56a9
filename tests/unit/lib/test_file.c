/* Whole files in and out. Expected: what file.h promises, and reliability.md 8, inputs 109 and 110 (links). */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "file.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static void assert_holds(const char *name, const char *expected)
{
    struct buffer bytes = {0};
    struct failure failure = {0};
    assert_int_equal(file_read(scratch_path(name), 1000, &bytes, &failure), 0);
    assert_string_equal(bytes.at, expected);
    buffer_free(&bytes);
}

static mode_t mode_of(const char *path)
{
    struct stat facts;
    assert_int_equal(lstat(path, &facts), 0);
    return facts.st_mode & 07777;
}

static int count_files(const char *folder)
{
    DIR *listing = opendir(folder);
    int count = -2; /* . and .. */
    assert_non_null(listing);
    while (readdir(listing)) count++;
    closedir(listing);
    return count;
}

static int make_folder(const char *name)
{
    struct failure failure = {0};
    return file_make_folder(scratch_path(name), &failure);
}

static void writes_whole_files(void **state)
{
    (void)state;
    struct failure failure = {0};
    assert_int_equal(make_folder("whole"), 0);
    assert_int_equal(file_write(scratch_path("whole"), "a.txt", "one", 3, &failure), 0);
    assert_holds("whole/a.txt", "one");
    assert_int_equal(mode_of(scratch_path("whole/a.txt")), 0600);
    assert_int_equal(file_write(scratch_path("whole"), "a.txt", "", 0, &failure), 0);
    assert_holds("whole/a.txt", "");
    scratch_spill("whole/.a.txt.part", "left behind", 11);
    assert_int_equal(file_write(scratch_path("whole"), "a.txt", "two", 3, &failure), 0);
    assert_holds("whole/a.txt", "two");
    assert_int_equal(count_files(scratch_path("whole")), 1);
}

static void a_link_is_replaced_and_its_target_untouched(void **state)
{
    (void)state;
    struct failure failure = {0};
    scratch_spill("target", "precious", 8);
    assert_int_equal(make_folder("links"), 0);
    assert_int_equal(symlink(scratch_path("target"), scratch_path("links/out.txt")), 0);
    assert_int_equal(symlink(scratch_path("target"), scratch_path("links/.out.txt.part")), 0);
    assert_int_equal(file_write(scratch_path("links"), "out.txt", "new", 3, &failure), 0);
    assert_holds("target", "precious");
    assert_holds("links/out.txt", "new");
}

static void a_linked_folder_is_refused(void **state)
{
    (void)state;
    struct failure failure = {0}, again = {0};
    assert_int_equal(make_folder("real"), 0);
    assert_int_equal(symlink(scratch_path("real"), scratch_path("door")), 0);
    assert_int_equal(file_write(scratch_path("door"), "x", "x", 1, &failure), -1);
    assert_int_equal(failure.status, STATUS_CREATE);
    assert_int_equal(file_make_folder(scratch_path("door"), &again), -1);
    assert_int_equal(again.status, STATUS_CREATE);
    assert_int_equal(count_files(scratch_path("real")), 0);
}

static void a_missing_folder_is_an_error(void **state)
{
    (void)state;
    struct failure failure = {0};
    assert_int_equal(file_write(scratch_path("nowhere"), "x", "x", 1, &failure), -1);
    assert_int_equal(failure.status, STATUS_CREATE);
}

static void folders_are_private(void **state)
{
    (void)state;
    assert_int_equal(make_folder("p/q//r/"), 0);
    assert_int_equal(mode_of(scratch_path("p")), 0700);
    assert_int_equal(mode_of(scratch_path("p/q/r")), 0700);
    assert_int_equal(make_folder("p/q/r"), 0);
    scratch_spill("plain", "", 0);
    assert_int_equal(make_folder("plain"), -1);
    assert_int_equal(make_folder("plain/below"), -1);
    struct failure failure = {0};
    assert_int_equal(file_make_folder("", &failure), -1);
}

static void what_is_open_to_others_is_closed(void **state)
{
    (void)state;
    struct failure failure = {0};
    scratch_spill("open", "x", 1);
    assert_int_equal(chmod(scratch_path("open"), 0644), 0);
    assert_int_equal(file_make_private(scratch_path("open"), 0600, &failure), 0);
    assert_int_equal(mode_of(scratch_path("open")), 0600);
    assert_int_equal(chmod(scratch_path("open"), 0400), 0);
    assert_int_equal(file_make_private(scratch_path("open"), 0600, &failure), 0);
    assert_int_equal(mode_of(scratch_path("open")), 0400); /* nothing to close */
    assert_int_equal(file_make_private(scratch_path("not there"), 0600, &failure), 0);
}

static void a_folder_in_the_way_is_an_error(void **state)
{
    (void)state;
    struct failure failure = {0};
    assert_int_equal(make_folder("way/out.txt"), 0);
    assert_int_equal(file_write(scratch_path("way"), "out.txt", "x", 1, &failure), -1);
    assert_int_equal(failure.status, STATUS_WRITE);
    assert_int_equal(count_files(scratch_path("way")), 1);
}

static void reads_regular_files_up_to_a_limit(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    struct failure large = {0}, folder = {0}, device = {0}, missing = {0}, good = {0};
    scratch_spill("ten", "0123456789", 10);
    assert_int_equal(file_read(scratch_path("ten"), 10, &bytes, &good), 0);
    assert_int_equal(bytes.length, 10);
    assert_int_equal(file_read(scratch_path("ten"), 9, &bytes, &large), -1);
    assert_int_equal(file_read(scratch_folder, 10, &bytes, &folder), -1);
    assert_int_equal(file_read("/dev/full", 10, &bytes, &device), -1);
    assert_int_equal(file_read(scratch_path("no"), 10, &bytes, &missing), -1);
    assert_int_equal(large.status, STATUS_INPUT);
    assert_int_equal(folder.status, STATUS_INPUT);
    assert_int_equal(device.status, STATUS_INPUT);
    assert_int_equal(missing.status, STATUS_INPUT);
    buffer_free(&bytes);
}

/* A limit on the size of files stands in for a full disk: the old file stays, no half of a new one is left. */
static void a_full_disk_keeps_the_old_file(void **state)
{
    (void)state;
    struct failure failure = {0};
    assert_int_equal(make_folder("full"), 0);
    assert_int_equal(file_write(scratch_path("full"), "a.txt", "old", 3, &failure), 0);
    pid_t child = fork();
    if (!child) {
        static char much[1 << 16];
        struct rlimit limit = {1 << 12, 1 << 12};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        int result = file_write(scratch_path("full"), "a.txt", much, sizeof much, &failure);
        _exit(result == -1 && failure.status == STATUS_WRITE ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_holds("full/a.txt", "old");
    assert_int_equal(count_files(scratch_path("full")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes_whole_files), cmocka_unit_test(a_link_is_replaced_and_its_target_untouched), cmocka_unit_test(a_linked_folder_is_refused),
                                       cmocka_unit_test(a_missing_folder_is_an_error), cmocka_unit_test(folders_are_private), cmocka_unit_test(what_is_open_to_others_is_closed), cmocka_unit_test(a_folder_in_the_way_is_an_error),
                                       cmocka_unit_test(reads_regular_files_up_to_a_limit), cmocka_unit_test(a_full_disk_keeps_the_old_file)};
    return cmocka_run_group_tests_name("lib/file", tests, scratch_make, scratch_clear);
}
