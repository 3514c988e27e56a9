/* Made-up codes for made-up comments, as two coders might give them: the second sees most things as the first does. */
#ifndef SPWELL_SYNTH_CODES_H
#define SPWELL_SYNTH_CODES_H
#include "crowd.h"
#include "text.h"

void codes_heading(struct buffer *out);
/* Of the person whose row was written last; nothing for whom wrote no comment. */
void codes_write(struct crowd *crowd, struct buffer *out);

#endif
