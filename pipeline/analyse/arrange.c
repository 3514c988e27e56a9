/* Teams in the same groups follow one another. */
#include <stdlib.h>
#include <string.h>

#include "design.h"
#include "memory.h"

enum { CODES = 256, TORN_SHARE = 4 }; /* a variable that one team in four differs in is not the team's */

/* Teams whose people differ in a variable. first: the first respondent of each team. */
static size_t count_torn(const uint8_t *codes, size_t respondents, size_t width, size_t variable, const uint32_t *teams, const uint32_t *first, size_t team_count)
{
    bool *torn = memory_new(team_count, sizeof *torn);
    size_t count = 0;
    for (size_t i = 0; i < respondents; i++)
        if (codes[i * width + variable] != codes[first[teams[i]] * width + variable]) torn[teams[i]] = true;
    for (size_t team = 0; team < team_count; team++) count += torn[team];
    free(torn);
    return count;
}

/* Counting sort, which keeps the order among equals. */
static void sort_by_code(const uint8_t *codes, size_t width, size_t variable, const uint32_t *first, uint32_t *order, uint32_t *room, size_t team_count)
{
    size_t begins[CODES + 1] = {0};
    for (size_t i = 0; i < team_count; i++) begins[codes[first[order[i]] * width + variable] + 1]++;
    for (size_t c = 0; c < CODES; c++) begins[c + 1] += begins[c];
    for (size_t i = 0; i < team_count; i++) room[begins[codes[first[order[i]] * width + variable]]++] = order[i];
    memcpy(order, room, team_count * sizeof *order);
}

void design_arrange(const uint8_t *codes, size_t respondents, int variables, uint32_t *teams, size_t team_count)
{
    uint32_t *first = memory_new(team_count, sizeof *first), *order = memory_new(team_count, sizeof *order), *room = memory_new(team_count, sizeof *room);
    size_t width = (size_t)variables;
    for (size_t i = respondents; i-- > 0;) first[teams[i]] = (uint32_t)i;
    for (size_t team = 0; team < team_count; team++) order[team] = (uint32_t)team;
    for (size_t v = width; v-- > 0;)
        if (count_torn(codes, respondents, width, v, teams, first, team_count) * TORN_SHARE < team_count) sort_by_code(codes, width, v, first, order, room, team_count);
    for (size_t i = 0; i < team_count; i++) room[order[i]] = (uint32_t)i;
    for (size_t i = 0; i < respondents; i++) teams[i] = room[teams[i]];
    free(first);
    free(order);
    free(room);
}
