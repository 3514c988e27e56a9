/* Files embedded in the program at build time: SQL, gnuplot scripts, pages, patterns, shipped instruments.
 * A stage embeds the text files of its own folder; every program embeds schemas/. Names are paths below pipeline/ or the root:
 *     struct text sql = resource("ingest/ingest.sql");      asserts that it exists
 */
#ifndef SPWELL_RESOURCE_H
#define SPWELL_RESOURCE_H
#include "text.h"

struct resource { const char *name; const char *at; const char *end; };
extern const struct resource resource_table[]; /* made by the Makefile; closed by a NULL name */

struct text resource(const char *name);
struct text resource_find(const char *name); /* at == NULL when there is none */

#endif
