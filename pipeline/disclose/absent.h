/* Who answered a question, of those asked, by group.
 *
 * Told of questions that somebody left out, put to everybody and not sensitive. A group's share is told where those who answered, and those who did not, are nobody
 * or at least the minimum, in the group and by subtraction from others; and never where the group is withheld. Reasons by group stay in the private store.
 */
#ifndef SPWELL_DISCLOSE_ABSENT_H
#define SPWELL_DISCLOSE_ABSENT_H
#include "plan.h"

int absent_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
