/* Whole files, in and out. Outputs appear whole or not at all: written to a temporary name in the same folder (O_EXCL,
 * O_NOFOLLOW, mode 0600), synced, renamed, folder synced.
 *
 *     if (file_write("output/2026-27-Q2", "summary.md", buffer.at, buffer.length, failure)) return -1;
 */
#ifndef SPWELL_FILE_H
#define SPWELL_FILE_H
#include <stddef.h>
#include "digest.h"
#include "status.h"
#include "text.h"

/* Reads a regular file of at most `limit` bytes into the buffer (cleared first). */
int file_read(const char *path, size_t limit, struct buffer *out, struct failure *failure) MUST_USE;
int file_write(const char *folder, const char *name, const void *bytes, size_t length, struct failure *failure) MUST_USE;
/* Makes the folder and its parents with mode 0700 where absent; refuses a symbolic link as the last part. */
int file_make_folder(const char *folder, struct failure *failure) MUST_USE;

/* Takes reading and writing away from others, where a file or folder of ours was made before with wider permissions; refuses one that
 * belongs to somebody else and is open to others. An absent one is fine. */
int file_make_private(const char *path, unsigned mode, struct failure *failure) MUST_USE;

#endif
