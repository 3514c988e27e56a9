/* 1 opening   2 the authorizer   3 transactions   4 statements */
#include "store.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "memory.h"
#include "resource.h"
#include "text.h"

enum { STATEMENT_LIMIT = 64, WORK_ID = 0x73707731 /* "spw1" */, RELEASE_ID = 0x73707272 /* "sprr" */, VERSION = 7, BUSY_MS = 2000 };

struct statement { struct store *store; const char *name; sqlite3_stmt *prepared; };

struct store {
    sqlite3 *database;
    char *path;
    const struct store_access *access;
    bool reads_only;
    bool open; /* the authorizer lets everything pass until the store has been opened */
    int statement_count;
    struct statement statements[STATEMENT_LIMIT];
};

static const struct { int application_id; const char *schema[4]; } kinds[] = {
    [STORE_WORK] = {WORK_ID, {"schemas/1-responses.sql", "schemas/2-scores.sql", "schemas/3-statistics.sql", NULL}},
    [STORE_RELEASE] = {RELEASE_ID, {"schemas/4-release.sql", NULL}}};

/* 1 opening */

static int refuse(struct store *store, const char *doing, struct failure *failure)
{
    int code = sqlite3_extended_errcode(store->database), primary = code & 0xff;
    const char *reason = sqlite3_errmsg(store->database);
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
        fail(failure, STATUS_LOCKED, "%s: is held by another run", store->path);
        return failure_hint(failure, "wait until it has ended and run this again");
    }
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) {
        fail(failure, STATUS_INPUT, "%s: is damaged or is not a store of spwell (%s)", store->path, reason);
        return failure_hint(failure, "move it away and ingest the survey files again");
    }
    if (primary == SQLITE_READONLY) {
        fail(failure, STATUS_WRITE, "%s: cannot be written (%s)", store->path, reason);
        return failure_hint(failure, "if a run was killed, run the last stage that writes (ingest, score or analyse) once: it mends the store");
    }
    return fail(failure, primary == SQLITE_CANTOPEN ? STATUS_INPUT : STATUS_WRITE, "%s: %s: %s", store->path, doing, reason);
}

static int execute(struct store *store, const char *sql, struct failure *failure)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : refuse(store, "cannot be prepared", failure);
}

static int get_pragma(struct store *store, const char *sql, int64_t *value, struct failure *failure)
{
    sqlite3_stmt *statement = NULL;
    int result = -1;
    if (sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        *value = sqlite3_column_int64(statement, 0);
        result = 0;
    } else refuse(store, "cannot be read", failure);
    sqlite3_finalize(statement);
    return result;
}

static void harden(struct store *store)
{
    static const struct { int option, value; } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1}, {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        int answer = sqlite3_db_config(store->database, settings[i].option, settings[i].value, NULL);
        assert(answer == SQLITE_OK);
        (void)answer;
    }
    sqlite3_limit(store->database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(store->database, BUSY_MS);
}

static int create_schema(struct store *store, enum store_kind kind, struct failure *failure)
{
    char numbers[120];
    if (execute(store, "BEGIN IMMEDIATE", failure)) return -1;
    int64_t version;
    if (get_pragma(store, "PRAGMA user_version", &version, failure)) return -1;
    for (int i = 0; version == 0 && kinds[kind].schema[i]; i++) {
        struct text sql = resource(kinds[kind].schema[i]);
        char *script = memory_new(sql.length + 1, 1);
        memcpy(script, sql.at, sql.length);
        int result = execute(store, script, failure);
        free(script);
        if (result) return -1;
    }
    snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", kinds[kind].application_id, VERSION);
    return execute(store, numbers, failure);
}

/* A file of zero bytes passes for an empty database, so the two numbers are what tells ours from others'. */
static int check_identity(struct store *store, enum store_kind kind, enum store_mode mode, struct failure *failure)
{
    int64_t application, version;
    if (get_pragma(store, "PRAGMA application_id", &application, failure) || get_pragma(store, "PRAGMA user_version", &version, failure)) return -1;
    if (application == 0 && version == 0 && mode == STORE_CREATE) {
        int64_t tables;
        if (get_pragma(store, "SELECT count(*) FROM sqlite_schema", &tables, failure)) return -1;
        if (tables == 0) return create_schema(store, kind, failure);
    }
    if (application != kinds[kind].application_id) {
        fail(failure, STATUS_INPUT, "%s: is not a %s of spwell", store->path, kind == STORE_WORK ? "private store" : "release database");
        return failure_hint(failure, "nothing was changed; name another folder");
    }
    if (version == VERSION) return 0;
    fail(failure, STATUS_INPUT, "%s: has version %lld of the tables, this program knows version %d", store->path, (long long)version, VERSION);
    return failure_hint(failure, kind == STORE_WORK ? "nothing was changed; move this file away, leave pseudonym.key where it is, and ingest the survey files again" : "make it again with spwell disclose");
}

static int authorize(void *context, int action, const char *first, const char *second, const char *database, const char *trigger);

static int prepare(struct store *store, enum store_kind kind, enum store_mode mode, struct failure *failure)
{
    harden(store);
    if (mode == STORE_CREATE && execute(store, "PRAGMA page_size = 32768", failure)) return -1;
    if (execute(store, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY", failure)) return -1;
    if (check_identity(store, kind, mode, failure)) return -1;
    if (mode == STORE_READ && execute(store, "PRAGMA query_only = ON", failure)) return -1;
    sqlite3_set_authorizer(store->database, authorize, store);
    return 0;
}

struct store *store_open(const char *path, enum store_kind kind, enum store_mode mode, const struct store_access *tables, struct failure *failure)
{
    struct stat facts;
    if (mode != STORE_CREATE && stat(path, &facts)) {
        fail(failure, STATUS_INPUT, "%s: there is no %s here (%s)", path, kind == STORE_WORK ? "private store" : "release database", strerror(errno));
        failure_hint(failure, kind == STORE_WORK ? "spwell ingest makes it; --store names its folder" : "spwell disclose makes it");
        return NULL;
    }
    if (kind == STORE_WORK && file_make_private(path, 0600, failure)) return NULL;
    struct store *store = memory_new(1, sizeof *store);
    store->path = memory_new(strlen(path) + 1, 1);
    memcpy(store->path, path, strlen(path));
    store->access = tables;
    store->reads_only = mode == STORE_READ;
    int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
    if (mode == STORE_READ && access(path, W_OK)) flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path, &store->database, flags, NULL) != SQLITE_OK) refuse(store, "cannot be opened", failure);
    else if (!prepare(store, kind, mode, failure)) {
        store->open = true;
        return store;
    }
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (!store) return;
    for (int i = 0; i < store->statement_count; i++) sqlite3_finalize(store->statements[i].prepared);
    sqlite3_close(store->database); /* rolls back by itself */
    free(store->path);
    free(store);
}

/* 2 the authorizer */

static bool listed(const char *const *names, const char *name)
{
    for (; names && *names; names++)
        if (!strcmp(*names, name)) return true;
    return false;
}

static int authorize(void *context, int action, const char *first, const char *second, const char *database, const char *trigger)
{
    const struct store *store = context;
    (void)database;
    (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_TRANSACTION:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return second && !strcmp(second, "load_extension") ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_READ: return listed(store->access->reads, first) || listed(store->access->writes, first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE: return listed(store->access->writes, first) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

/* 3 transactions */

int store_begin(struct store *store, struct failure *failure)
{
    return execute(store, store->reads_only ? "BEGIN" : "BEGIN IMMEDIATE", failure);
}

int store_commit(struct store *store, struct failure *failure)
{
    return execute(store, "COMMIT", failure);
}

/* 4 statements */

/* The text between "-- name: NAME" and the next such line. */
static struct text find_sql(struct text file, const char *name)
{
    char mark[100];
    int length = snprintf(mark, sizeof mark, "-- name: %s\n", name);
    const char *end = file.at + file.length;
    const char *at = memmem(file.at, file.length, mark, (size_t)length);
    if (!at) return (struct text){NULL, 0};
    at += length;
    const char *next = memmem(at, (size_t)(end - at), "-- name: ", 9);
    return (struct text){at, (size_t)((next ? next : end) - at)};
}

static _Noreturn void broken(const struct store *store, const char *name, const char *reason)
{
    fprintf(stderr, "spwell: fault: statement '%s' of %s: %s\n", name, store->access->sql, reason);
    abort();
}

struct statement *store_statement(struct store *store, const char *name)
{
    for (int i = 0; i < store->statement_count; i++) {
        struct statement *found = &store->statements[i];
        if (strcmp(found->name, name)) continue;
        sqlite3_reset(found->prepared);
        sqlite3_clear_bindings(found->prepared);
        return found;
    }
    if (store->statement_count == STATEMENT_LIMIT) broken(store, name, "too many statements");
    struct text sql = find_sql(resource(store->access->sql), name);
    if (!sql.at) broken(store, name, "is not there");
    struct statement *statement = &store->statements[store->statement_count];
    if (sqlite3_prepare_v3(store->database, sql.at, (int)sql.length, SQLITE_PREPARE_PERSISTENT, &statement->prepared, NULL) != SQLITE_OK) {
        int code = sqlite3_errcode(store->database);
        if (code != SQLITE_BUSY && code != SQLITE_CORRUPT && code != SQLITE_IOERR && code != SQLITE_NOMEM) broken(store, name, sqlite3_errmsg(store->database));
    }
    statement->store = store;
    statement->name = name;
    store->statement_count++;
    return statement;
}

/* Binding fails only for a parameter that the statement does not have. */
static void bound(struct statement *statement, int code)
{
    if (code != SQLITE_OK && statement->prepared) broken(statement->store, statement->name, sqlite3_errstr(code));
}

void statement_integer(struct statement *statement, int parameter, int64_t value) { bound(statement, sqlite3_bind_int64(statement->prepared, parameter, value)); }
void statement_null(struct statement *statement, int parameter) { bound(statement, sqlite3_bind_null(statement->prepared, parameter)); }

void statement_real(struct statement *statement, int parameter, double value)
{
    assert(isfinite(value));
    bound(statement, sqlite3_bind_double(statement->prepared, parameter, value == 0 ? 0.0 : value));
}

void statement_real_or_null(struct statement *statement, int parameter, double value)
{
    if (isnan(value)) statement_null(statement, parameter);
    else statement_real(statement, parameter, value);
}

void statement_text(struct statement *statement, int parameter, const char *value)
{
    if (value) bound(statement, sqlite3_bind_text(statement->prepared, parameter, value, -1, SQLITE_STATIC));
    else statement_null(statement, parameter);
}

void statement_blob(struct statement *statement, int parameter, const void *bytes, size_t length)
{
    bound(statement, sqlite3_bind_blob64(statement->prepared, parameter, bytes ? bytes : "", length, SQLITE_STATIC));
}

int statement_next(struct statement *statement, struct failure *failure)
{
    if (!statement->prepared) return refuse(statement->store, statement->name, failure);
    int code = sqlite3_step(statement->prepared);
    if (code == SQLITE_ROW) return 1;
    if (code != SQLITE_DONE) refuse(statement->store, statement->name, failure);
    sqlite3_reset(statement->prepared);
    return code == SQLITE_DONE ? 0 : -1;
}

int statement_run(struct statement *statement, struct failure *failure)
{
    int got;
    while ((got = statement_next(statement, failure)) > 0) {}
    return got;
}

void statement_reset(struct statement *statement) { sqlite3_reset(statement->prepared); }

int statement_columns(struct statement *statement) { return sqlite3_column_count(statement->prepared); }
const char *statement_column_name(struct statement *statement, int column) { return sqlite3_column_name(statement->prepared, column); }

bool statement_is_number(struct statement *statement, int column)
{
    int type = sqlite3_column_type(statement->prepared, column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

bool statement_is_null(struct statement *statement, int column) { return sqlite3_column_type(statement->prepared, column) == SQLITE_NULL; }
int64_t statement_get_integer(struct statement *statement, int column) { return sqlite3_column_int64(statement->prepared, column); }

double statement_get_real(struct statement *statement, int column)
{
    return statement_is_null(statement, column) ? (double)NAN : sqlite3_column_double(statement->prepared, column);
}

const char *statement_get_text(struct statement *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement->prepared, column);
    return text ? (const char *)text : "";
}

const void *statement_get_blob(struct statement *statement, int column, size_t *length)
{
    const void *bytes = sqlite3_column_blob(statement->prepared, column);
    *length = (size_t)sqlite3_column_bytes(statement->prepared, column);
    return bytes;
}
