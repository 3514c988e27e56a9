/* Sums over parts of what their words count, four lanes at a time. Pure.
 * A word has LANES numbers of LANE_BITS each, first who answered. Room for a stretch of parts: fill `word` and `people`, then add it up.
 */
#ifndef SPWELL_ANALYSE_LANES_H
#define SPWELL_ANALYSE_LANES_H
#include <stddef.h>
#include <stdint.h>

enum { LANES = 4, LANE_BITS = 16, LANE_LIMIT = INT16_MAX /* of a lane, and of the people of a team */, LANES_PARTS = 512 };

struct lanes { uint64_t word[LANES_PARTS]; uint16_t people[LANES_PARTS]; }; /* people: of the part's team */
/* Of each lane s: s, s^2, s times the first lane, s times people; parts: those whose first lane is not 0. */
struct lanes_total { uint64_t sum[LANES], square[LANES], with_first[LANES], with_people[LANES], parts; };

/* How many parts may be added up at once: so few that 32 bits hold their sums. Never an odd number. largest: people of a team. */
size_t lanes_room(uint32_t largest);
void lanes_add(struct lanes *lanes, size_t count, struct lanes_total *total);

#endif
