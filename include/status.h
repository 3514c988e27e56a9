/* How a run ends, and how a function says that it failed.
 *
 * A function that can fail returns 0, or -1 after filling a `struct failure` once, where the fault is first seen:
 *     if (!at) return fail(failure, STATUS_INPUT, "%s: cannot be read: %s", path, strerror(errno));
 * Callers pass it up untouched, or add what only they know with failure_hint(). Only stage_main() turns it into an exit.
 * Faults of ours (a broken promise between functions) are asserted, out of memory dies in memory.c.
 */
#ifndef SPWELL_STATUS_H
#define SPWELL_STATUS_H

enum status {
    STATUS_DONE = 0,
    STATUS_CHECK = 1,   /* the data fail a check */
    STATUS_USAGE = 2,   /* the command line is wrong */
    STATUS_DATA = 65,   /* bad input data */
    STATUS_INPUT = 66,  /* an input is missing or unreadable */
    STATUS_FAULT = 70,  /* a fault of ours */
    STATUS_CREATE = 73, /* an output cannot be created */
    STATUS_WRITE = 74,  /* an output cannot be written */
    STATUS_LOCKED = 75, /* another run holds the store */
    STATUS_CONFIG = 78  /* codebook or configuration */
};

struct failure {
    enum status status;
    char place[400]; /* "responses.csv:118:7"; empty: the program is named instead */
    long line, column; /* of the place; 0: unknown */
    char text[900];
    char hint[400]; /* empty when there is none */
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Fills *failure and returns -1. The text is made safe for a terminal. A failure that is already filled is kept. */
int fail(struct failure *failure, enum status status, const char *format, ...) PRINTF(3, 4);
/* The same, about a place in a file; line or column 0 are unknown. */
int fail_at(struct failure *failure, enum status status, const char *file, long line, long column, const char *format, ...) PRINTF(6, 7);
/* Adds advice to a failure that was just filled; returns -1 so that it can close a return statement. */
int failure_hint(struct failure *failure, const char *format, ...) PRINTF(2, 3);

#endif
