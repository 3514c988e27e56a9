/* Answers that are personal data by their look. Pure. */
#ifndef SPWELL_PERSONAL_H
#define SPWELL_PERSONAL_H
#include <stdbool.h>
#include "text.h"

/* Is the whole answer an e-mail address or an IP address? */
bool personal_is_address(struct text answer);

#endif
