/* Which findings come first, by rules fixed here and printed in the report. Pure.
 *
 *     struct choice *findings = choose_findings(release, &count);   at most CHOOSE_LIMIT, one a measure:
 *         1 clear changes for the worse (two at most)    2 clear differences between the compared groups, the unfavourable first (two)
 *         3 clear changes for the better (one)           4 other clear changes (one)
 *         5 key measures without a clear change, until there are three findings, one at least
 *         6 when none of these is there: the first four key measures as they are
 *     Within a rule: everybody before groups, the smaller adjusted p first, then the order of the codebook.
 *     struct choice *flags = choose_flags(release, &count);         every clear change for the worse, every group outside an agreed range, and the less
 *         favourable side of every clear difference; key measures of everybody and of the groups compared first, and one row for a change since both
 *         the period before and a year before
 * The arrays live in the release's arena.
 */
#ifndef REPORT_CHOOSE_H
#define REPORT_CHOOSE_H
#include "release.h"
#include "sentence.h"

enum { CHOOSE_LIMIT = 5, CHOOSE_FLAGS_SHOWN = 8 };
enum choice_rule { RULE_WORSE, RULE_DIFFERENCE, RULE_BETTER, RULE_CHANGE, RULE_STABLE, RULE_RANGE, RULE_LEVEL, RULE_COUNT };

struct choice {
    enum choice_rule rule;
    struct facts facts;
    const struct measure *measure;
    const char *by, *grp;
    enum facts_tone tone;
    const char *other; /* the reference group of a difference, the earlier period of a change */
    const struct facts *also; /* of a flag: the same change since another period; or NULL */
    double strength; /* adjusted p; NaN when there is none: comes last */
};

struct choice *choose_findings(const struct release *release, size_t *count);
struct choice *choose_flags(const struct release *release, size_t *count);
const char *choose_rule_name(enum choice_rule rule);
/* The strongest clear finding of a section, key measures and the groups compared before others; NULL when there is none. */
const struct choice *choose_section(const struct release *release, const char *section);
/* Was something of the section compared, with another group or another period, and is nothing clear, neither of its measures nor of those its charts show? */
bool choose_section_is_quiet(const struct release *release, const char *section);
/* The first comparison of the period: whom the report compares. NULL when nobody. */
const struct comparison *choose_compared(const struct release *release);
/* Is any of the findings a clear one? If not, which of the patterns "findings.*" and "section.*" says so: "none" (neither
 * changes nor differences), "unchanged" (there are changes alone), "alike" (differences alone), "first" (nothing to compare with). */
bool choose_is_clear(const struct choice *findings, size_t count);
const char *choose_quiet_word(const struct release *release);

#endif
