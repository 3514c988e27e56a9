/* Branching logic of the simple form: conditions on earlier questions, joined by "and" or by "or", without brackets of its own. Pure.
 *
 *     [waiting_list] = '1'          [training(safeguarding)] = '1'          [weeks] <> '' and [weeks] >= 2          [role] = 'a' or [role] = 'b'
 */
#ifndef SPWELL_CODEBOOK_REDCAP_LOGIC_H
#define SPWELL_CODEBOOK_REDCAP_LOGIC_H
#include <stdbool.h>
#include "text.h"

enum redcap_sign { REDCAP_IS, REDCAP_IS_NOT, REDCAP_LEAST, REDCAP_MOST, REDCAP_ABOVE, REDCAP_UNDER };
struct redcap_term { struct text name, code /* of a checkbox; at == NULL: none */, value; enum redcap_sign sign; };
/* How many terms there are; 0 when the logic is of another form, or has more than `room`. *any: joined by "or". */
size_t redcap_logic_read(struct text logic, struct redcap_term *terms, size_t room, bool *any);

/* Action tags of an annotation: "@HIDDEN @CHARLIMIT='150'". *value is what stands between the quotes, empty where nothing does. */
bool redcap_logic_tag(struct text annotation, const char *tag, struct text *value);

#endif
