/* Inside message.c: messages collected as one JSON document, for `spwell check --format json`.
 *
 * {"problems": [{"severity": "error", "file": "a.csv", "line": 3, "column": 4, "code": "not_a_category", "variable": "alone", "message": "...", "hint": "..."}],
 *  "notes": ["..."], "more": [{"file": "a.csv", "code": "...", "count": 12}], "summary": {"rows_read": 300}}
 */
#ifndef SPWELL_LIB_PROBLEMS_H
#define SPWELL_LIB_PROBLEMS_H
#include "message.h"
#include "text.h"

void problems_add(const char *severity, struct place place, const char *code, const char *variable, const char *text);
void problems_hint(const char *text); /* of the last problem */
void problems_note(const char *text);
void problems_more(const char *file, const char *code, long count);
void problems_number(const char *name, long value);
/* Appends the document and forgets everything. */
void problems_finish(struct buffer *out);

#endif
