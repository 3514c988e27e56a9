/* A made-up population of people in teams, whose figures are known, and surveys drawn from it. For coverage.c.
 *
 * A team has 3 to 12 people, each number as likely as the others, a sector and a region; a person has a role. Each measure hangs on a number of its own for
 * each person, sqrt(icc) times one of the team plus sqrt(1 - icc) times one of the person, both normal, moved by sector, region and role: so `icc` is its
 * intraclass correlation within a sector and region, before it is cut into answers. Generator: xorshift64* (Vigna 2016), seeded by the caller.
 */
#ifndef SPWELL_TEST_POPULATION_H
#define SPWELL_TEST_POPULATION_H
#include <stddef.h>
#include <stdint.h>

enum { TEAMS = 6000, TEAM_LEAST = 3, TEAM_MOST = 12, SECTORS = 2, REGIONS = 3, ROLES = 2, MARGINS = 3, MEASURES = 9 };
enum measure { FIVE_POINT_MEAN, SKEWED_SCORE, SHARE_05, SHARE_10, SHARE_20, SHARE_35, SHARE_50, CASELOAD, FIVE_POINT };
extern const char *const measure_names[MEASURES];

struct population {
    size_t people;
    uint32_t first[TEAMS + 1];
    uint8_t (*codes)[MARGINS]; /* sector, region, role */
    double *answers[MEASURES];
    uint64_t drawn; /* the state of the generator */
};
void population_make(struct population *population, double icc, uint64_t seed);
void population_free(struct population *population);
double population_mean(const struct population *population, int measure, int sector); /* sector -1: everybody */
double population_median(const struct population *population, int measure);
void population_headcount(const struct population *population, int margin, double *counts);

struct survey { size_t people; uint32_t teams; uint32_t *team; uint8_t (*codes)[MARGINS]; double *answers[MEASURES]; };
/* Whole teams, each drawn from all, so that a team may come twice (as two) and nothing is known of how many there are. uneven: teams of the first sector are
 * twice as likely as others to answer, and people of the second role of a team that answers do so in two cases of three; weights must mend it. */
void survey_draw(struct survey *survey, struct population *population, uint32_t teams, int uneven);
void survey_free_room(struct survey *survey);

#endif
