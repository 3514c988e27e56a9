/* Inside csvfile.c: the bytes of a file as UTF-8, whatever it is written in; the one owner of iconv.
 *
 *     struct textfile *file = textfile_open(path, encoding, failure);
 *     struct textfile_bytes bytes = {0};
 *     do textfile_read(file, &bytes, line, &end, failure) while (!end);        appends
 *
 * UTF-8 is read as it is; a declared encoding, and UTF-16 known by its byte order mark, are converted. Refused by their first bytes: zip, HTML, PDF, gzip, UTF-32.
 */
#ifndef SPWELL_LIB_TEXTFILE_H
#define SPWELL_LIB_TEXTFILE_H
#include <stdbool.h>
#include <stddef.h>
#include "status.h"

enum { TEXTFILE_STEP = 1 << 21 /* bytes read at a time */, TEXTFILE_SLACK = 8 /* bytes after the text that may be read */ };

struct textfile_bytes { char *at; size_t used, room; };
void textfile_make_room(struct textfile_bytes *bytes, size_t wanted);

struct textfile;
struct textfile *textfile_open(const char *path, const char *encoding, struct failure *failure) MUST_USE;
/* `line`: the number of the first line in `bytes`, for messages. */
int textfile_read(struct textfile *file, struct textfile_bytes *bytes, long line, bool *end, struct failure *failure) MUST_USE;
void textfile_step(struct textfile *file, size_t bytes);
bool textfile_is_utf16(const struct textfile *file);
void textfile_digest(struct textfile *file, char hex[65]);
void textfile_close(struct textfile *file);

/* Line breaks (LF, CRLF or a CR alone), and the column of a character: columns of messages count characters, not bytes. */
long textfile_lines(const char *at, size_t length);
long textfile_column(const char *line, size_t offset);

#endif
