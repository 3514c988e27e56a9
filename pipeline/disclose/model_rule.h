/* May a model be told? Pure.
 *
 * A coefficient of a category is, but for what else is in the model, the difference of that category's people from the others, and with a published average of the others it is theirs.
 * So a model is told whole or not at all:
 *   1. of at least the minimum of people, and as many more people than columns (and 10), or coefficients would be single answers in disguise (methods 4.2, rule 5);
 *   2. each category, and everybody else in the model, is at least the minimum of people;
 *   3. of yes and no: at least the minimum of people said each; where the subject is sensitive, no category lies so near 0 or 100% that its people are known;
 *   4. where the subject is sensitive, those left out are none or at least the minimum: they would be found beside a number of everybody.
 * Besides (model.c): each coefficient rests on at least the minimum of people (analyse/support.h); no predictor, nor its being asked, tells what is withheld (routed.h).
 */
#ifndef SPWELL_DISCLOSE_MODEL_RULE_H
#define SPWELL_DISCLOSE_MODEL_RULE_H
#include <stdbool.h>

enum { MODEL_RULE_LEAST_DF = 10 };

struct model_category { long people, yes; }; /* yes: -1 where the outcome is a number */
struct model_people { long n, yes, left_out, columns; bool sensitive; const struct model_category *categories; int category_count; };

bool model_rule_is_told(const struct model_people *people, long minimum);

#endif
