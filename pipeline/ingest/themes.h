/* Comments that people have coded against the codebook's frame: a CSV with the headings respondent, question, coder and code, one row for each code that a coder gave to a comment.
 * A row without a code says that the coder read the comment and found nothing of the frame in it. A column `comment` is passed over: nobody's words are kept.
 *
 *     struct themes *themes = themes_read(path, book, failure);            every mistake is printed with its place
 *     themes_store(themes, store, wave, converter, failure);               once the wave's answers are stored
 *     themes_destroy(themes);
 */
#ifndef SPWELL_INGEST_THEMES_H
#define SPWELL_INGEST_THEMES_H
#include "codebook.h"
#include "convert.h"
#include "store.h"

struct themes;
struct themes *themes_read(const char *path, const struct codebook *book, struct failure *failure) MUST_USE;
const char *themes_digest(const struct themes *themes);
/* In the place of what was coded before. Rows of people without a stored answer are counted and left out; a file in which they are the most is refused. */
int themes_store(const struct themes *themes, struct store *store, const char *wave, const struct converter *identifier, struct failure *failure) MUST_USE;
void themes_destroy(struct themes *themes);

#endif
