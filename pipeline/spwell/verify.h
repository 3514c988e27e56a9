/* `spwell verify FOLDER`: are the files of a report still those that manifest.json lists?
 *
 *     return verify_main(argc, argv);       argv[0] is "verify"
 *
 * manifest.json has an object "files" of {"report.html": "SHA-256", ...}, with names relative to the folder. Each changed, missing or extra
 * file is named on stdout; then the exit code is 1.
 */
#ifndef SPWELL_VERIFY_H
#define SPWELL_VERIFY_H
#include "status.h"

int verify_main(int argc, char **argv);
/* The number of files that differ, or -1. */
int verify_folder(const char *folder, struct failure *failure) MUST_USE;

#endif
