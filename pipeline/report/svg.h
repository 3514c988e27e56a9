/* May this picture stand inside our page? Well-formed XML of listed elements and attributes, and nothing that runs or fetches. Pure.
 *
 *     const char *fault = svg_check((struct text){bytes, length}, &start, &at);      NULL: it may, from byte `start` on (past the XML declaration)
 * Refused, with the reason and the byte where: scripts, event attributes, foreignObject, links out (href other than "#..."), url() other than
 * url(#...), doctypes, entities of one's own, CDATA, processing instructions, unclosed or crossed elements, repeated attributes, bytes that are not UTF-8.
 */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H
#include <stddef.h>
#include "text.h"

const char *svg_check(struct text svg, size_t *start, size_t *at);

#endif
