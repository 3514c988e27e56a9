/* The key of the pseudonyms. Expected: reliability.md 8, input 112, and pseudonym.h; hashes by Python's hashlib.blake2b (RFC 7693). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/ingest/pseudonym.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static int make(const char *name)
{
    return mkdir(scratch_path(name), 0700);
}

static void assert_refused(const char *folder, bool may_create, enum status status, const char *word)
{
    struct failure failure = {0};
    unsigned char key[32];
    assert_int_equal(pseudonym_key(scratch_path(folder), may_create, key, &failure), -1);
    assert_int_equal(failure.status, status);
    if (!strstr(failure.text, word)) fail_msg("'%s' does not speak of '%s'", failure.text, word);
}

static void made_once_and_private(void **state)
{
    (void)state;
    struct failure failure = {0};
    unsigned char first[32] = {0}, again[32] = {0}, other[32] = {0};
    struct stat facts;
    assert_int_equal(make("a"), 0);
    assert_int_equal(make("b"), 0);
    assert_refused("a", false, STATUS_CONFIG, "is gone");
    assert_int_equal(pseudonym_key(scratch_path("a"), true, first, &failure), 0);
    assert_int_equal(pseudonym_key(scratch_path("a"), true, again, &failure), 0);
    assert_memory_equal(first, again, 32);
    assert_int_equal(pseudonym_key(scratch_path("a"), false, again, &failure), 0);
    assert_int_equal(pseudonym_key(scratch_path("b"), true, other, &failure), 0);
    assert_memory_not_equal(first, other, 32);
    assert_int_equal(stat(scratch_path("a/pseudonym.key"), &facts), 0);
    assert_int_equal(facts.st_mode & 07777, 0600);
    assert_int_equal(facts.st_size, 32);
}

static void keys_that_others_may_read(void **state)
{
    (void)state;
    static const mode_t modes[] = {0640, 0604, 0620, 0602, 0644, 0610};
    assert_int_equal(make("open"), 0);
    scratch_spill("open/pseudonym.key", "0123456789abcdef0123456789abcdef", 32);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_int_equal(chmod(scratch_path("open/pseudonym.key"), modes[i]), 0);
        assert_refused("open", true, STATUS_CONFIG, "others may read");
    }
    struct failure failure = {0};
    unsigned char key[32];
    assert_int_equal(chmod(scratch_path("open/pseudonym.key"), 0400), 0);
    assert_int_equal(pseudonym_key(scratch_path("open"), true, key, &failure), 0);
    assert_memory_equal(key, "0123456789abcdef0123456789abcdef", 32);
}

static void keys_of_another_length(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 31, 33};
    assert_int_equal(make("short"), 0);
    for (size_t i = 0; i < 3; i++) {
        scratch_spill("short/pseudonym.key", "0123456789abcdef0123456789abcdefg", lengths[i]);
        assert_int_equal(chmod(scratch_path("short/pseudonym.key"), 0600), 0);
        assert_refused("short", true, STATUS_CONFIG, "is not a key");
    }
}

static void keys_that_are_no_files(void **state)
{
    (void)state;
    assert_int_equal(make("link"), 0);
    assert_int_equal(symlink(scratch_path("open/pseudonym.key"), scratch_path("link/pseudonym.key")), 0);
    assert_refused("link", true, STATUS_INPUT, "cannot be opened");
    assert_int_equal(make("folder"), 0);
    assert_int_equal(make("folder/pseudonym.key"), 0);
    assert_refused("folder", true, STATUS_CONFIG, "");
    assert_refused("nowhere", true, STATUS_CREATE, "cannot be opened");
}

static void assert_hash(const char *identifier, const char *expected)
{
    unsigned char key[32], hash[16];
    char hex[33];
    for (int i = 0; i < 32; i++) key[i] = (unsigned char)i;
    pseudonym_hash(key, text_of(identifier), hash);
    for (int i = 0; i < 16; i++) snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    assert_string_equal(hex, expected);
}

/* hashlib.blake2b(b"a12", digest_size=16, key=bytes(range(32))).hexdigest(), and of b"". */
static void hashes(void **state)
{
    (void)state;
    assert_hash("a12", "f9fc845ac12bf910e8443a83d6a9d517");
    assert_hash("", "3daf97bce7888fd59773c66bf647459c");
}

/* hashlib.blake2b(b"spwell key id", digest_size=16, key=bytes(range(32))).hexdigest()[:16] */
static void the_name_of_a_key(void **state)
{
    (void)state;
    unsigned char key[32];
    char id[17];
    for (int i = 0; i < 32; i++) key[i] = (unsigned char)i;
    pseudonym_key_id(key, id);
    assert_string_equal(id, "b099ec5c7808eb2d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(made_once_and_private), cmocka_unit_test(keys_that_others_may_read), cmocka_unit_test(keys_of_another_length), cmocka_unit_test(keys_that_are_no_files),
                                       cmocka_unit_test(hashes), cmocka_unit_test(the_name_of_a_key)};
    return cmocka_run_group_tests_name("ingest/pseudonym", tests, scratch_make, scratch_clear);
}
