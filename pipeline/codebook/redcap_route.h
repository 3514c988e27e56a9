/* Branching logic of the simple form as the routing of a draft. Pure. */
#ifndef SPWELL_CODEBOOK_REDCAP_ROUTE_H
#define SPWELL_CODEBOOK_REDCAP_ROUTE_H
#include "draft.h"

/* Says who is asked `field`; false, and nothing is said, where a codebook cannot say it. `names`: REDCap's name of each earlier field, owned by its index. */
bool redcap_route_take(struct draft *draft, struct draft_field *field, const struct name_set *names, struct text logic);

#endif
