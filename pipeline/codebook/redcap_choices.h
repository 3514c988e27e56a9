/* The choices of a REDCap question: "1, Yes, always | 2, No". Pure. */
#ifndef SPWELL_CODEBOOK_REDCAP_CHOICES_H
#define SPWELL_CODEBOOK_REDCAP_CHOICES_H
#include <stdbool.h>
#include "text.h"

/* The next choice at *rest, which is moved behind it; false at the end. Code and label are split at the first comma and trimmed. `code` is empty when
 * nothing stands before the comma; `label` has at == NULL when there is no comma at all. */
bool redcap_choices_next(struct text *rest, struct text *code, struct text *label);

#endif
