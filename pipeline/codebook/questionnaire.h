/* A codebook as a questionnaire for people: what its two templates, questionnaire.html and questionnaire.md, are given. Pure. */
#ifndef SPWELL_CODEBOOK_QUESTIONNAIRE_H
#define SPWELL_CODEBOOK_QUESTIONNAIRE_H
#include "codebook.h"

enum questionnaire_form { QUESTIONNAIRE_HTML, QUESTIONNAIRE_MARKDOWN };
int questionnaire_write(const struct codebook *book, enum questionnaire_form form, struct buffer *out, struct failure *failure) MUST_USE;

#endif
