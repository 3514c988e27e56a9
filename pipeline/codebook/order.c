#include "order.h"

#include <string.h>

/* From the lowest on; what stands between bars has the same place. */
static const char *const orders[][12] = {
    {"never|not at all", "almost never|hardly ever|very rarely|never or almost never|never/hardly ever", "rarely|seldom|once in a while", "occasionally", "sometimes|about half the time|some of the time", "often|usually|frequently|regularly",
     "very often|very frequently|most of the time", "almost always|nearly always", "always|all of the time|all the time|every time"},
    {"strongly disagree|disagree strongly|completely disagree", "disagree|mostly disagree", "tend to disagree|somewhat disagree|slightly disagree|disagree somewhat|disagree slightly",
     "neither agree nor disagree|neither agree or disagree|neither|neutral|undecided|neither disagree nor agree", "tend to agree|somewhat agree|slightly agree|agree somewhat|agree slightly", "agree|mostly agree",
     "strongly agree|agree strongly|completely agree"},
    {"very dissatisfied|extremely dissatisfied|completely dissatisfied", "dissatisfied", "fairly dissatisfied|somewhat dissatisfied|slightly dissatisfied", "neither satisfied nor dissatisfied|neither satisfied or dissatisfied|neither|neutral|neither dissatisfied nor satisfied",
     "fairly satisfied|somewhat satisfied|slightly satisfied", "satisfied", "very satisfied|extremely satisfied|completely satisfied"},
    {"not at all|none|none at all", "hardly at all|very little|not much", "slightly|a little|a little bit|a bit", "somewhat|some|moderately|to some extent|a moderate amount", "quite a bit|quite|fairly|quite a lot", "very|very much|a lot|a great deal|considerably",
     "extremely|completely"},
    {"extremely unlikely", "very unlikely|not at all likely", "unlikely|not very likely|fairly unlikely|somewhat unlikely", "neither likely nor unlikely|neither likely or unlikely|neither|neutral|neither unlikely nor likely", "likely|fairly likely|somewhat likely", "very likely", "extremely likely"},
    {"very poor|very bad", "poor|bad", "fair|average|acceptable|neither good nor poor", "good", "very good", "excellent|outstanding"},
    {"not at all important|very unimportant", "not important|unimportant|not very important|somewhat unimportant", "slightly important", "neither important nor unimportant|neither important nor unimportant (neutral)|neutral|moderately important",
     "important|somewhat important|fairly important", "very important", "extremely important|essential"},
    {"very unfavorably|very unfavourably", "somewhat unfavorably|somewhat unfavourably", "neither favorably nor unfavorably (neutral)|neither favourably nor unfavourably|neutral", "somewhat favorably|somewhat favourably", "very favorably|very favourably"},
    {"to a very low degree|to a very small extent", "to a low degree|to a small extent", "somewhat|to some extent", "to a high degree|to a large extent|to a great extent", "to a very high degree|to a very large extent|to a very great extent"},
    {"much worse", "worse|somewhat worse|a little worse", "about the same|the same|no change", "better|somewhat better|a little better", "much better"},
    {"never", "once a year or less|less than once a year|yearly", "a few times a year", "monthly|once a month|once a month or less|a few times per month|a few times a month", "weekly|once a week|a few times per week|a few times a week", "daily|every day"}};
enum { ORDERS = sizeof orders / sizeof *orders, PLACES = sizeof *orders / sizeof **orders };

static bool stands_in(const char *place, const char *answer)
{
    size_t length = strlen(answer);
    for (const char *at = place; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (!strncmp(at, answer, length) && (at[length] == '|' || !at[length])) return true;
    return false;
}

static int place_of(size_t order, const char *answer)
{
    for (int p = 0; p < PLACES && orders[order][p]; p++)
        if (stands_in(orders[order][p], answer)) return p;
    return -1;
}

bool order_known(const char *const *normal, size_t count, int *rank)
{
    if (count < 2) return false;
    for (size_t o = 0; o < ORDERS; o++) {
        size_t found = 0;
        while (found < count && (rank[found] = place_of(o, normal[found])) >= 0) found++;
        if (found == count) return true;
    }
    return false;
}

/* "$25,000": the comma is passed over. "< 5" and "under 5" come before "5". */
static bool first_number(const char *text, int *number)
{
    const char *at = strpbrk(text, "0123456789");
    double value = 0;
    if (!at) return false;
    bool below = strchr(text, '<') || !strncmp(text, "under", 5) || !strncmp(text, "less than", 9), above = strchr(text, '>') || !strncmp(text, "over", 4) || !strncmp(text, "more than", 9);
    for (; (*at >= '0' && *at <= '9') || (*at == ',' && at[1] >= '0' && at[1] <= '9'); at++)
        if (*at != ',') value = value * 10 + (*at - '0');
    if (value > 1e8) return false;
    *number = 3 * (int)value + 1 - below + above;
    return true;
}

bool order_numbers(const char *const *normal, size_t count, int *rank)
{
    for (size_t i = 0; i < count; i++) {
        if (!first_number(normal[i], &rank[i])) return false;
        for (size_t before = 0; before < i; before++)
            if (rank[before] == rank[i]) return false;
    }
    return count > 1;
}
