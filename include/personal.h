/* Answers that are personal data by their look. Pure. */
#ifndef SPWELL_PERSONAL_H
#define SPWELL_PERSONAL_H
#include <stdbool.h>
#include "text.h"

/* Is the whole answer an e-mail address (jane@x.org, Jane Doe <jane@x.org>) or an IP address (192.0.2.1, 2001:db8::1)? */
bool personal_is_address(struct text answer);

#endif
