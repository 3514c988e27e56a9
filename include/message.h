/* Talk on stderr: errors with a place, notes, a summary line, progress. stdout is for data.
 *
 *     message_error((struct place){"responses.csv", 118, 7}, "active_caseload '%s' is not a whole number", shown);
 *     message_note("stored %ld answers", n);
 *     message_progress("ingest", rows_done);        only on a terminal, only after a second
 */
#ifndef SPWELL_MESSAGE_H
#define SPWELL_MESSAGE_H
#include <stdbool.h>
#include "status.h"

struct place { const char *file; long line; long column; }; /* line or column 0: unknown, not printed */

enum message_level { MESSAGE_QUIET = -1, MESSAGE_NORMAL = 0, MESSAGE_VERBOSE = 1 };
void message_level(enum message_level level);

/* From now on nothing is said on stderr: everything is collected, and message_finish() prints one JSON document on stdout. */
void message_as_json(void);
void message_finish(void);
/* An error of a kind that has a stable name, about a variable ("" when none). */
void message_problem(struct place place, const char *code, const char *variable, const char *format, ...) PRINTF(4, 5);
/* So many more of a kind that were not told one by one. */
void message_more(const char *file, const char *code, long count);
/* A number of the summary; told in JSON only. */
void message_number(const char *name, long value);

void message_error(struct place place, const char *format, ...) PRINTF(2, 3);
void message_warning(struct place place, const char *format, ...) PRINTF(2, 3);
void message_hint(const char *format, ...) PRINTF(1, 2);
void message_note(const char *format, ...) PRINTF(1, 2);    /* not with --quiet */
void message_detail(const char *format, ...) PRINTF(1, 2);  /* only with --verbose */
void message_failure(const char *program, const struct failure *failure);
void message_progress(const char *what, long done);
void message_progress_end(void);

#endif
