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

void message_error(struct place place, const char *format, ...) PRINTF(2, 3);
void message_warning(struct place place, const char *format, ...) PRINTF(2, 3);
void message_hint(const char *format, ...) PRINTF(1, 2);
void message_note(const char *format, ...) PRINTF(1, 2);    /* not with --quiet */
void message_detail(const char *format, ...) PRINTF(1, 2);  /* only with --verbose */
void message_failure(const char *program, const struct failure *failure);
void message_progress(const char *what, long done);
void message_progress_end(void);

#endif
