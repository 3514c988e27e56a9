/* Databases: the one owner of sqlite3. work.db (private) and release.db (may leave) are both opened here.
 *
 *     static const struct store_access access = {.reads = reads, .writes = writes, .sql = "score/score.sql"};
 *     struct store *store = store_open(path, STORE_WORK, STORE_WRITE, &access, failure);
 *     if (store_begin(store, failure)) ...
 *     struct statement *s = store_statement(store, "insert_scale");           -- name: insert_scale   in score.sql
 *     statement_text(s, 1, name); statement_real(s, 2, value);
 *     if (statement_run(s, failure)) ...                                    or  while ((got = statement_next(s, failure)) > 0)
 *     if (store_commit(store, failure)) ...
 *     store_close(store);
 *
 * An authorizer refuses every table that `access` does not list, and everything but SELECT, INSERT, UPDATE, DELETE. Tables are STRICT. The
 * file is 0600, checked for application_id and user_version, journal_mode DELETE, synchronous FULL, secure_delete ON.
 * Statements are prepared once, owned by the store, and reset by the next use.
 */
#ifndef SPWELL_STORE_H
#define SPWELL_STORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "status.h"

enum store_kind { STORE_WORK, STORE_RELEASE };
enum store_mode { STORE_READ, STORE_WRITE, STORE_CREATE /* like WRITE, and makes the file with its schema when absent */ };

struct store_access {
    const char *const *reads;  /* table names, NULL-terminated */
    const char *const *writes; /* may also be read */
    const char *sql;           /* resource with the named statements */
};

struct store;
struct statement;

struct store *store_open(const char *path, enum store_kind kind, enum store_mode mode, const struct store_access *access, struct failure *failure) MUST_USE;
void store_close(struct store *store); /* rolls back what was not committed; NULL is allowed */
int store_begin(struct store *store, struct failure *failure) MUST_USE; /* of a store opened to read: what is read is of one moment */
int store_commit(struct store *store, struct failure *failure) MUST_USE;

/* Prepares at first use. An unknown name or a statement that the authorizer refuses is a fault of ours: it aborts with the reason. */
struct statement *store_statement(struct store *store, const char *name);

/* Parameters count from 1. Text and blobs are borrowed until the statement has run. A value that is not finite is asserted against. */
void statement_integer(struct statement *statement, int parameter, int64_t value);
void statement_real(struct statement *statement, int parameter, double value);
void statement_real_or_null(struct statement *statement, int parameter, double value); /* NaN: NULL */
void statement_text(struct statement *statement, int parameter, const char *value);    /* NULL: NULL */
void statement_blob(struct statement *statement, int parameter, const void *bytes, size_t length);
void statement_null(struct statement *statement, int parameter);

int statement_run(struct statement *statement, struct failure *failure) MUST_USE;  /* to the end, then reset */
int statement_next(struct statement *statement, struct failure *failure) MUST_USE; /* 1 a row, 0 the end (reset), -1 */
void statement_reset(struct statement *statement); /* leave a loop early */

/* Columns count from 0; pointers are valid until the next statement_next. */
int statement_columns(struct statement *statement);
const char *statement_column_name(struct statement *statement, int column);
bool statement_is_number(struct statement *statement, int column);
bool statement_is_null(struct statement *statement, int column);
int64_t statement_get_integer(struct statement *statement, int column);
double statement_get_real(struct statement *statement, int column); /* NULL: NaN */
const char *statement_get_text(struct statement *statement, int column); /* NULL: "" */
const void *statement_get_blob(struct statement *statement, int column, size_t *length);

#endif
