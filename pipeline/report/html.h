/* report.html: one file, no network, no scripts. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H
#include "release.h"
#include "text.h"

/* Appends the page. `charts` is the folder with the pictures that spwell chart drew. */
int html_page(const struct release *release, const char *charts, struct buffer *out, struct failure *failure) MUST_USE;
/* A text as the inside of a CSS string: letters, digits and plain punctuation stay, everything else becomes an escape. */
void html_css_string(struct buffer *out, const char *text);

#endif
