#include "absent.h"

#include <stddef.h>

static const char *const not_applicable = "not applicable", *const not_available = "not applicable or not available", *const not_said = "prefer not to say",
                         *const not_known = "don't know", *const no_answer = "no answer";

/* "None" and "No" are answers, and so is "Unsure" in most questions. */
static const struct { const char *word; const char *const *meaning; } words[] = {
    {"n/a", &not_applicable}, {"not applicable", &not_applicable}, {"not applicable (n/a)", &not_applicable}, {"does not apply", &not_applicable}, {"doesn't apply", &not_applicable},
    {"na", &not_available}, {"#n/a", &not_available}, {"nan", &not_available}, {"null", &no_answer}, {"-", &no_answer}, {"--", &no_answer}, {".", &no_answer},
    {"prefer not to say", &not_said}, {"prefer not to answer", &not_said}, {"prefer not to disclose", &not_said}, {"i prefer not to say", &not_said},
    {"i prefer not to answer", &not_said}, {"i'd prefer not to say", &not_said}, {"i'd rather not say", &not_said}, {"i would rather not say", &not_said}, {"rather not say", &not_said},
    {"declined to answer", &not_said}, {"refused", &not_said},
    {"don't know", &not_known}, {"don\xE2\x80\x99t know", &not_known}, {"dont know", &not_known}, {"do not know", &not_known}, {"i don't know", &not_known},
    {"i don\xE2\x80\x99t know", &not_known}, {"i do not know", &not_known},
    {"no answer", &no_answer}, {"no response", &no_answer}, {"not answered", &no_answer}, {"missing", &no_answer}, {"not stated", &no_answer}, {"[not completed]", &no_answer}};

const char *absent_word(struct text normal)
{
    if (!normal.length || normal.length > 30) return NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(normal, words[i].word)) return *words[i].meaning;
    return NULL;
}

bool absent_number(struct text normal)
{
    static const char *const numbers[] = {"-9", "-66", "-77", "-88", "-97", "-98", "-99", "-999", "-9999"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (text_is(normal, numbers[i])) return true;
    return false;
}
