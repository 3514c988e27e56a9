/* Databases: who may touch what, and what is refused. Expected: what store.h promises; reliability.md 8, input 106; the header of a SQLite
 * file (sqlite.org/fileformat2.html): application_id at byte 68, user_version at 60, both big-endian. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include "store.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

/* The statements are those of the score stage, whose resources this test is linked with. */
static const char *const scores[] = {"score", NULL}, *const waves[] = {"wave", NULL}, *const none[] = {NULL};
static const struct store_access writer = {waves, scores, "score/score.sql"}, closed = {none, none, "score/score.sql"}, reader = {scores, none, "score/score.sql"};

static struct store *open_store(const char *name, enum store_mode mode, const struct store_access *access, struct failure *failure)
{
    return store_open(scratch_path(name), STORE_WORK, mode, access, failure);
}

static struct store *opened(const char *name, enum store_mode mode, const struct store_access *access)
{
    struct failure failure = {0};
    struct store *store = open_store(name, mode, access, &failure);
    if (!store) fail_msg("%s", failure.text);
    return store;
}

static void assert_refused(const char *name, enum store_mode mode, enum status status, const char *word)
{
    struct failure failure = {0};
    assert_null(open_store(name, mode, &writer, &failure));
    assert_int_equal(failure.status, status);
    if (!strstr(failure.text, word)) fail_msg("'%s' does not speak of '%s'", failure.text, word);
    assert_true(failure.hint[0]);
}

static void overwrite(const char *name, long offset, const void *bytes, size_t length)
{
    int file = open(scratch_path(name), O_WRONLY);
    assert_true(file >= 0);
    assert_int_equal(pwrite(file, bytes, length, offset), length);
    close(file);
}

static void made_with_its_tables_and_private(void **state)
{
    (void)state;
    mode_t before = umask(077); /* as stage_main does */
    store_close(opened("new.db", STORE_CREATE, &writer));
    umask(before);
    struct stat facts;
    assert_int_equal(stat(scratch_path("new.db"), &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
    unsigned char header[72];
    int file = open(scratch_path("new.db"), O_RDONLY);
    assert_int_equal(read(file, header, sizeof header), sizeof header);
    close(file);
    assert_memory_equal(header + 68, "spw1", 4);
    assert_memory_equal(header + 60, "\0\0\0\6", 4);
    store_close(opened("new.db", STORE_CREATE, &writer)); /* the second time it is there */
    store_close(opened("new.db", STORE_READ, &writer));
}

/* Private answers are not left open to others, whoever made the file. */
static void an_open_store_is_closed_to_others(void **state)
{
    (void)state;
    struct stat facts;
    scratch_spill("left_open.db", "", 0);
    assert_int_equal(chmod(scratch_path("left_open.db"), 0644), 0);
    store_close(opened("left_open.db", STORE_CREATE, &writer));
    assert_int_equal(stat(scratch_path("left_open.db"), &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
}

static int run_select(struct store *store)
{
    struct failure failure = {0};
    struct statement *select = store_statement(store, "wave");
    statement_text(select, 1, "2026-27-Q2");
    return statement_run(select, &failure);
}

static void insert_score(struct store *store, const char *measure, int expected)
{
    struct failure failure = {0};
    struct statement *insert = store_statement(store, "insert_score");
    statement_text(insert, 1, "2026-27-Q2");
    statement_text(insert, 2, measure);
    statement_text(insert, 3, "number");
    for (int i = 4; i <= 11; i++) statement_integer(insert, i, 1);
    assert_int_equal(statement_run(insert, &failure), expected);
}

/* What the abort says must name the statement; the signal is SIGABRT. */
static void assert_aborts(void (*act)(struct store *), const struct store_access *access, const char *word)
{
    int pipes[2], status;
    char said[300] = {0};
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (!child) {
        struct failure failure = {0};
        signal(SIGABRT, SIG_DFL);
        dup2(pipes[1], STDERR_FILENO);
        struct store *store = open_store("new.db", STORE_WRITE, access, &failure);
        if (store) act(store);
        _exit(9);
    }
    close(pipes[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(read(pipes[0], said, sizeof said - 1) > 0);
    close(pipes[0]);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    assert_non_null(strstr(said, word));
}

static void act_select(struct store *store) { (void)run_select(store); }
static void act_insert(struct store *store) { (void)store_statement(store, "insert_score"); }
static void act_delete(struct store *store) { (void)store_statement(store, "delete_scores"); }
static void act_unknown(struct store *store) { (void)store_statement(store, "no_such_statement"); }

static void tables_that_are_not_listed_are_refused(void **state)
{
    (void)state;
    assert_aborts(act_select, &closed, "'wave'");
    assert_aborts(act_insert, &closed, "'insert_score'");
    assert_aborts(act_insert, &reader, "not authorized");
    assert_aborts(act_delete, &reader, "'delete_scores'");
    assert_aborts(act_unknown, &writer, "is not there");
}

/* Around the store, by sqlite3 itself: what lies in the file. */
static int64_t look(const char *name, const char *sql)
{
    sqlite3 *database;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(scratch_path(name), &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    int64_t value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    return value;
}

static void plant_wave(const char *name)
{
    store_close(opened(name, STORE_CREATE, &writer));
    look(name, "INSERT INTO wave VALUES ('2026-27-Q2', 'l', 'm', '2026-07-01', '2026-09-30', 's', 'c', 'y', 'r', NULL, 3, 0)");
}

static void what_is_not_committed_is_gone(void **state)
{
    (void)state;
    struct failure failure = {0};
    plant_wave("two.db");
    struct store *store = opened("two.db", STORE_WRITE, &writer);
    assert_int_equal(store_begin(store, &failure), 0);
    insert_score(store, "kept", 0);
    assert_int_equal(store_commit(store, &failure), 0);
    assert_int_equal(store_begin(store, &failure), 0);
    insert_score(store, "lost", 0);
    store_close(store);
    store_close(NULL);
    assert_int_equal(look("two.db", "SELECT count(*) FROM score"), 1);
    assert_int_equal(look("two.db", "SELECT count(*) FROM score WHERE measure = 'kept'"), 1);
}

/* The tables' own rules: a key that stands twice, a wave that is not there, a shape that does not exist. */
static void broken_rules_are_failures(void **state)
{
    (void)state;
    struct failure failure = {0};
    plant_wave("rules.db");
    struct store *store = opened("rules.db", STORE_WRITE, &writer);
    assert_int_equal(store_begin(store, &failure), 0);
    insert_score(store, "one", 0);
    insert_score(store, "one", -1);
    struct statement *insert = store_statement(store, "insert_score");
    statement_text(insert, 1, "another wave");
    assert_int_equal(statement_run(insert, &failure), -1);
    assert_int_equal(failure.status, STATUS_WRITE);
    store_close(store);
}

static void rows_come_back(void **state)
{
    (void)state;
    struct failure failure = {0};
    plant_wave("rows.db");
    struct store *store = opened("rows.db", STORE_READ, &writer);
    struct statement *select = store_statement(store, "wave");
    statement_text(select, 1, "2026-27-Q2");
    assert_int_equal(statement_next(select, &failure), 1);
    assert_int_equal(statement_columns(select), 3);
    assert_string_equal(statement_column_name(select, 1), "respondents");
    assert_string_equal(statement_get_text(select, 0), "y");
    assert_int_equal(statement_get_integer(select, 1), 3);
    assert_true(statement_is_number(select, 1) && !statement_is_number(select, 0) && !statement_is_null(select, 0));
    statement_reset(select);
    select = store_statement(store, "wave"); /* bindings are cleared */
    assert_int_equal(statement_next(select, &failure), 0);
    store_close(store);
}

static void a_store_opened_to_read_is_not_written(void **state)
{
    (void)state;
    struct failure failure = {0};
    plant_wave("read.db");
    struct store *store = opened("read.db", STORE_READ, &writer);
    assert_int_equal(store_begin(store, &failure), 0);
    insert_score(store, "x", -1);
    store_close(store);
    assert_int_equal(look("read.db", "SELECT count(*) FROM score"), 0);
}

static void a_held_store_is_locked(void **state)
{
    (void)state;
    struct failure failure = {0};
    plant_wave("held.db");
    struct store *one = opened("held.db", STORE_WRITE, &writer), *other = opened("held.db", STORE_WRITE, &writer);
    assert_int_equal(store_begin(one, &failure), 0);
    assert_int_equal(store_begin(other, &failure), -1);
    assert_int_equal(failure.status, STATUS_LOCKED);
    store_close(one);
    store_close(other);
}

static void files_that_are_not_ours(void **state)
{
    (void)state;
    store_close(opened("foreign.db", STORE_CREATE, &writer));
    overwrite("foreign.db", 68, "spw2", 4);
    assert_refused("foreign.db", STORE_WRITE, STATUS_INPUT, "not a private store");
    assert_refused("foreign.db", STORE_CREATE, STATUS_INPUT, "not a private store");
    store_close(opened("newer.db", STORE_CREATE, &writer));
    overwrite("newer.db", 60, "\0\0\0\10", 4);
    assert_refused("newer.db", STORE_READ, STATUS_INPUT, "version 8");
    overwrite("newer.db", 60, "\0\0\0\1", 4);
    assert_refused("newer.db", STORE_WRITE, STATUS_INPUT, "has version 1 of the tables, this program knows version 7");
    scratch_spill("zero.db", "", 0);
    assert_refused("zero.db", STORE_READ, STATUS_INPUT, "not a private store");
    assert_refused("zero.db", STORE_WRITE, STATUS_INPUT, "not a private store");
    assert_refused("none.db", STORE_WRITE, STATUS_INPUT, "there is no private store");
    look("other.db", "CREATE TABLE theirs (x)");
    assert_refused("other.db", STORE_CREATE, STATUS_INPUT, "not a private store");
    assert_int_equal(look("other.db", "SELECT count(*) FROM sqlite_schema"), 1);
}

static void damaged_files(void **state)
{
    (void)state;
    char garbage[8192];
    memset(garbage, 'g', sizeof garbage);
    scratch_spill("garbage.db", garbage, sizeof garbage);
    assert_refused("garbage.db", STORE_WRITE, STATUS_INPUT, "damaged");
    assert_refused("garbage.db", STORE_CREATE, STATUS_INPUT, "damaged");
    store_close(opened("broken.db", STORE_CREATE, &writer));
    overwrite("broken.db", 0, "sqLite", 6);
    assert_refused("broken.db", STORE_READ, STATUS_INPUT, "damaged");
}

static void links_are_not_followed(void **state)
{
    (void)state;
    struct failure failure = {0};
    store_close(opened("aim.db", STORE_CREATE, &writer));
    assert_int_equal(symlink(scratch_path("aim.db"), scratch_path("link.db")), 0);
    assert_null(open_store("link.db", STORE_WRITE, &writer, &failure));
    assert_true(failure.status != STATUS_DONE);
}

static void the_two_kinds_are_not_taken_for_each_other(void **state)
{
    (void)state;
    struct failure failure = {0};
    store_close(opened("kind.db", STORE_CREATE, &writer));
    assert_null(store_open(scratch_path("kind.db"), STORE_RELEASE, STORE_READ, &writer, &failure));
    assert_non_null(strstr(failure.text, "not a release database"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_with_its_tables_and_private), cmocka_unit_test(an_open_store_is_closed_to_others), cmocka_unit_test(tables_that_are_not_listed_are_refused), cmocka_unit_test(what_is_not_committed_is_gone), cmocka_unit_test(broken_rules_are_failures),
        cmocka_unit_test(rows_come_back), cmocka_unit_test(a_store_opened_to_read_is_not_written), cmocka_unit_test(a_held_store_is_locked), cmocka_unit_test(files_that_are_not_ours), cmocka_unit_test(damaged_files),
        cmocka_unit_test(links_are_not_followed), cmocka_unit_test(the_two_kinds_are_not_taken_for_each_other)};
    return cmocka_run_group_tests_name("lib/store", tests, scratch_make, scratch_clear);
}
