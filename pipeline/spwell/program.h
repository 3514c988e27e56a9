/* The programs of the stages: found beside this one, started without a shell.
 *
 *     char *path = program_find("ingest");                                 NULL when it is not there
 *     char *const arguments[] = {"spwell-ingest", "--wave", wave, NULL};
 *     int code = program_run(path, arguments, environ);                    its exit code, 128 + the signal that ended it, or -1 (errno)
 *     free(path);
 */
#ifndef SPWELL_PROGRAM_H
#define SPWELL_PROGRAM_H
#include "status.h"

/* spwell-STAGE in the folder of this program, else in ../libexec/spwell seen from there. The caller frees it. */
char *program_find(const char *stage) MUST_USE;
/* Starts the program and waits. SIGINT, SIGTERM and SIGHUP are handed on to it, and end the run with 128 + the signal. */
int program_run(const char *path, char *const arguments[], char *const environment[]) MUST_USE;
/* The part of the environment that chart and report may see: settings of output, nothing that could name the private store. NULL-terminated,
 * its strings borrowed from `environment`; the caller frees the list. */
char **program_public_environment(char *const environment[], const char *store) MUST_USE;

#endif
