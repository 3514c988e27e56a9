/* Contents: verdict and tone, words, numbers with their units, the slots, patterns. */
#include "sentence.h"
#include <assert.h>
#include <math.h>
#include <string.h>
#include "number.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

/* --- verdict and tone --- */

enum facts_verdict sentence_verdict(const struct facts *facts)
{
    static const struct { const char *word; enum facts_verdict verdict; } words[] = {{"higher", VERDICT_CLEAR}, {"lower", VERDICT_CLEAR}, {"rose", VERDICT_CLEAR}, {"fell", VERDICT_CLEAR},
        {"no clear difference", VERDICT_UNCLEAR}, {"no clear change", VERDICT_UNCLEAR}, {"similar", VERDICT_SIMILAR}, {"too few", VERDICT_FEW}};
    enum facts_verdict verdict = VERDICT_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is(facts->verdict, words[i].word)) verdict = words[i].verdict;
    bool told = verdict == VERDICT_CLEAR || verdict == VERDICT_UNCLEAR || verdict == VERDICT_SIMILAR;
    if (told && !(isfinite(facts->value) && isfinite(facts->low) && isfinite(facts->high))) return VERDICT_NONE;
    return verdict;
}

enum sentence_doubt sentence_doubt(const struct facts *facts)
{
    enum { PERCENT_TESTED = 5 };
    if (sentence_verdict(facts) != VERDICT_UNCLEAR || (facts->low <= 0 && facts->high >= 0)) return DOUBT_OPEN;
    return facts->p < PERCENT_TESTED / 100.0 ? DOUBT_ALONE : DOUBT_EDGE;
}

static bool is_up(const struct facts *facts) { return is(facts->verdict, "higher") || is(facts->verdict, "rose"); }

enum facts_tone sentence_tone(const struct facts *facts)
{
    if (sentence_verdict(facts) != VERDICT_CLEAR || !facts->better[0]) return TONE_NEUTRAL;
    return is_up(facts) == is(facts->better, "higher") ? TONE_BETTER : TONE_WORSE;
}

bool sentence_is_percent(const struct facts *facts) { return !is(facts->shape, "number"); }

/* --- words --- */

void sentence_lower(const char *text, struct buffer *out)
{
    bool capital = text[0] >= 'A' && text[0] <= 'Z', word = text[0] && (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z'));
    if (capital && word) buffer_format(out, "%c%s", text[0] + ('a' - 'A'), text + 1);
    else buffer_put(out, text);
}

void sentence_upper(const char *text, struct buffer *out)
{
    if (text[0] >= 'a' && text[0] <= 'z') buffer_format(out, "%c%s", text[0] - ('a' - 'A'), text + 1);
    else buffer_put(out, text);
}

/* --- numbers with their units --- */

static int level_decimals(const struct facts *facts, double level) { return number_decimals(facts->decimals, &level, 1); }

void sentence_level(const struct facts *facts, double level, struct buffer *out)
{
    if (!isfinite(level)) return;
    number_plain(out, level, level_decimals(facts, level));
    if (sentence_is_percent(facts)) buffer_put(out, "%");
}

static void put_pair(const struct facts *facts, double a, double b, const char *between, struct buffer *out)
{
    sentence_level(facts, a, out);
    buffer_put(out, between);
    sentence_level(facts, b, out);
}

void sentence_interval(const struct facts *facts, double low, double high, struct buffer *out)
{
    if (isfinite(low) && isfinite(high)) put_pair(facts, low, high, " to ", out);
}

static void put_unit(const struct facts *facts, struct buffer *out)
{
    if (!sentence_is_percent(facts) && facts->unit[0]) buffer_format(out, " %s", facts->unit);
}

/* What a difference is counted in: percentage points, points of a scale ("out of 100"), or the unit itself. */
static void put_step_unit(const struct facts *facts, bool one, struct buffer *out)
{
    if (sentence_is_percent(facts)) buffer_put(out, one ? " percentage point" : " percentage points");
    else if (strncmp(facts->unit, "out of ", 7) == 0 || is(facts->unit, "points")) buffer_put(out, one ? " point" : " points");
    else put_unit(facts, out);
}

static int step_decimals(const struct facts *facts)
{
    const double values[] = {facts->value, facts->low, facts->high};
    return number_decimals(facts->decimals, values, 3);
}

/* A difference without its sign, and whether it reads as exactly one. */
static bool put_step(const struct facts *facts, double step, struct buffer *out)
{
    size_t start = out->length;
    number_plain(out, fabs(step), step_decimals(facts));
    return is(out->at + start, "1");
}

static void put_size(const struct facts *facts, struct buffer *out)
{
    bool one = put_step(facts, facts->value, out);
    put_step_unit(facts, one, out);
}

/* "1 to 14 percentage points higher", "8 percentage points lower to 4 higher" */
static void put_anything(const struct facts *facts, struct buffer *out)
{
    bool straddles = facts->low < 0 && facts->high > 0, lower = facts->high <= 0 && facts->low < 0;
    if (!straddles && !(fabs(facts->low) > 0 && fabs(facts->high) > 0)) {
        buffer_put(out, "none to ");
        bool single = put_step(facts, lower ? facts->low : facts->high, out);
        put_step_unit(facts, single, out);
        buffer_put(out, lower ? " lower" : " higher");
        return;
    }
    double first = lower ? facts->high : facts->low, last = lower ? facts->low : facts->high;
    bool one = put_step(facts, first, out);
    if (straddles) {
        put_step_unit(facts, one, out);
        buffer_put(out, " lower to ");
        put_step(facts, last, out);
        buffer_put(out, " higher");
        return;
    }
    buffer_put(out, " to ");
    one = put_step(facts, last, out);
    put_step_unit(facts, one, out);
    buffer_put(out, lower ? " lower" : " higher");
}

static void put_between(const struct facts *facts, struct buffer *out)
{
    if (facts->low < 0 && facts->high > 0) {
        buffer_put(out, "anything from ");
        put_anything(facts, out);
        return;
    }
    bool lower = facts->high <= 0;
    buffer_put(out, "between ");
    put_step(facts, lower ? facts->high : facts->low, out);
    buffer_put(out, " and ");
    bool one = put_step(facts, lower ? facts->low : facts->high, out);
    put_step_unit(facts, one, out);
}

/* "1 to 14 percentage points", of an interval that leaves out 0 */
static void put_gap(const struct facts *facts, struct buffer *out)
{
    put_step(facts, facts->high <= 0 ? facts->high : facts->low, out);
    buffer_put(out, " to ");
    bool one = put_step(facts, facts->high <= 0 ? facts->low : facts->high, out);
    put_step_unit(facts, one, out);
}

void sentence_difference(const struct facts *facts, struct buffer *out)
{
    if (!isfinite(facts->value)) return;
    int decimals = step_decimals(facts);
    number_signed(out, facts->value, decimals);
    if (!isfinite(facts->low) || !isfinite(facts->high)) return;
    buffer_put(out, " (");
    number_plain(out, facts->low, decimals);
    buffer_put(out, " to ");
    number_plain(out, facts->high, decimals);
    buffer_put(out, ")");
}

/* --- the slots --- */

typedef void slot_writer(const struct facts *facts, struct buffer *out);

static void slot_label(const struct facts *f, struct buffer *out)
{
    bool apart = strchr(f->label, ':') != NULL; /* a label with a colon would tear the sentence */
    if (apart) buffer_put(out, "“");
    sentence_lower(f->label, out);
    if (apart) buffer_put(out, "”");
}
static void slot_Label(const struct facts *f, struct buffer *out) { sentence_upper(f->label, out); }
static void slot_group(const struct facts *f, struct buffer *out) { buffer_put(out, f->group); }
static void slot_Group(const struct facts *f, struct buffer *out) { sentence_upper(f->group, out); }
static void slot_reference(const struct facts *f, struct buffer *out) { buffer_put(out, f->reference); }
static void slot_when(const struct facts *f, struct buffer *out) { buffer_put(out, f->when); }
static void slot_phrase(const struct facts *f, struct buffer *out) { buffer_put(out, f->phrase); }
static void slot_category(const struct facts *f, struct buffer *out) { buffer_put(out, f->category); }
static void slot_higher(const struct facts *f, struct buffer *out) { buffer_put(out, is_up(f) ? "higher" : "lower"); }
static void slot_more(const struct facts *f, struct buffer *out) { buffer_put(out, is_up(f) ? "more" : "less"); }
static void slot_rose(const struct facts *f, struct buffer *out) { buffer_put(out, is_up(f) ? "rose" : "fell"); }
static void slot_up(const struct facts *f, struct buffer *out) { buffer_put(out, is_up(f) ? "up" : "down"); }
static void slot_now(const struct facts *f, struct buffer *out) { sentence_level(f, f->now, out); }
static void slot_before(const struct facts *f, struct buffer *out) { sentence_level(f, f->before, out); }
static void slot_now_unit(const struct facts *f, struct buffer *out) { sentence_level(f, f->now, out); put_unit(f, out); }
static void slot_family(const struct facts *f, struct buffer *out) { number_count(out, f->family); }
static void slot_n(const struct facts *f, struct buffer *out) { number_count(out, f->n); }
static void slot_n_reference(const struct facts *f, struct buffer *out) { number_count(out, f->n_reference); }
static void slot_why(const struct facts *f, struct buffer *out) { if (f->why[0]) buffer_format(out, ": %s", f->why); }

static void slot_levels(const struct facts *f, struct buffer *out)
{
    if (!isfinite(f->now) || !isfinite(f->before)) return;
    bool trend = f->kind == FACTS_TREND;
    buffer_put(out, trend ? ": " : " (");
    put_pair(f, trend ? f->before : f->now, trend ? f->now : f->before, trend ? " then, " : " and ", out);
    put_unit(f, out);
    buffer_put(out, trend ? " now" : ")");
}
static void slot_path(const struct facts *f, struct buffer *out)
{
    if (!isfinite(f->now) || !isfinite(f->before)) return;
    buffer_put(out, " from ");
    put_pair(f, f->before, f->now, " to ", out);
    put_unit(f, out);
}
static void slot_other(const struct facts *f, struct buffer *out)
{
    if (!isfinite(f->before)) return;
    buffer_put(out, " (");
    sentence_level(f, f->before, out);
    buffer_put(out, ")");
}
static void slot_from(const struct facts *f, struct buffer *out)
{
    if (isfinite(f->before)) {
        buffer_put(out, " from ");
        sentence_level(f, f->before, out);
        return;
    }
    buffer_put(out, " by ");
    put_size(f, out);
    buffer_put(out, " on");
}
static void slot_Likely(const struct facts *f, struct buffer *out)
{
    if (!isfinite(f->now_low) || !isfinite(f->now_high)) return;
    buffer_put(out, "Likely to be between ");
    put_pair(f, f->now_low, f->now_high, " and ", out);
    buffer_put(out, "; ");
}
static void slot_likely(const struct facts *f, struct buffer *out)
{
    if (!isfinite(f->now_low) || !isfinite(f->now_high)) return;
    buffer_put(out, " (likely to be between ");
    put_pair(f, f->now_low, f->now_high, " and ", out);
    buffer_put(out, ")");
}

static const struct { const char *name; slot_writer *write; } slot_writers[] = {
    {"label", slot_label}, {"Label", slot_Label}, {"group", slot_group}, {"Group", slot_Group}, {"reference", slot_reference}, {"phrase", slot_phrase},
    {"when", slot_when}, {"from", slot_from}, {"category", slot_category}, {"higher", slot_higher}, {"more", slot_more}, {"rose", slot_rose}, {"up", slot_up},
    {"size", put_size}, {"between", put_between}, {"anything", put_anything}, {"gap", put_gap}, {"family", slot_family}, {"levels", slot_levels}, {"path", slot_path}, {"other", slot_other},
    {"likely", slot_likely}, {"Likely", slot_Likely}, {"now", slot_now}, {"before", slot_before}, {"now_unit", slot_now_unit}, {"n", slot_n}, {"n_reference", slot_n_reference}, {"why", slot_why}};

/* --- patterns --- */

static struct text next_line(struct text *rest)
{
    const char *end = memchr(rest->at, '\n', rest->length);
    struct text line = {rest->at, end ? (size_t)(end - rest->at) : rest->length};
    size_t used = line.length + (end != NULL);
    rest->at += used;
    rest->length -= used;
    return line;
}

static struct text pattern_of(struct text patterns, const char *name)
{
    while (patterns.length) {
        struct text line = next_line(&patterns);
        const char *equals = memchr(line.at, '=', line.length);
        if (!equals || line.at[0] == '#') continue;
        size_t left = (size_t)(equals - line.at);
        if (text_is(text_trim((struct text){line.at, left}), name)) return text_trim((struct text){equals + 1, line.length - left - 1});
    }
    return (struct text){NULL, 0};
}

static void put_slot(struct text name, const struct facts *facts, const struct slot *slots, size_t count, struct buffer *out)
{
    enum { WRITERS = sizeof slot_writers / sizeof *slot_writers };
    size_t slot = 0, writer = 0;
    while (slot < count && !text_is(name, slots[slot].name)) slot++;
    while (writer < WRITERS && !text_is(name, slot_writers[writer].name)) writer++;
    assert(slot < count || (facts && writer < WRITERS)); /* patterns.txt names a slot that nobody fills */
    if (slot < count) buffer_put(out, slots[slot].value);
    else slot_writers[writer].write(facts, out);
}

static bool fill(struct text patterns, const char *name, const struct facts *facts, const struct slot *slots, size_t count, struct buffer *out)
{
    struct text pattern = pattern_of(patterns, name);
    if (!pattern.at) return false;
    const char *at = pattern.at, *end = at + pattern.length;
    while (at < end) {
        const char *open = memchr(at, '{', (size_t)(end - at)), *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
        buffer_add(out, at, (size_t)((close ? open : end) - at));
        if (!close) break;
        put_slot((struct text){open + 1, (size_t)(close - open - 1)}, facts, slots, count, out);
        at = close + 1;
    }
    return true;
}

bool sentence_fill(struct text patterns, const char *name, const struct slot *slots, size_t count, struct buffer *out) { return fill(patterns, name, NULL, slots, count, out); }

bool sentence_named(struct text patterns, const char *name, const struct facts *facts, struct buffer *out) { return fill(patterns, name, facts, NULL, 0, out); }

/* Which set of patterns: a yes/no measure without words of its own is told like a category. */
static const char *shape_of(const struct facts *facts)
{
    if (is(facts->shape, "number")) return "number";
    return is(facts->shape, "yes-no") && facts->phrase[0] ? "percent" : "category";
}

bool sentence_of_level(struct text patterns, const struct facts *facts, const char *form, struct buffer *out)
{
    struct buffer name = {0};
    buffer_format(&name, "level.%s.%s", isfinite(facts->now) ? shape_of(facts) : "few", form);
    bool found = sentence_named(patterns, name.at, facts, out);
    buffer_free(&name);
    return found;
}

/* The verdict's words are shared by all shapes: "compare.rest.clear". */
bool sentence_rest(struct text patterns, const struct facts *facts, struct buffer *out)
{
    static const char *const doubts[] = {[DOUBT_OPEN] = "open", [DOUBT_ALONE] = "alone", [DOUBT_EDGE] = "edge"};
    const char *rest = sentence_verdict(facts) == VERDICT_CLEAR ? "clear" : doubts[sentence_doubt(facts)];
    if (sentence_doubt(facts) == DOUBT_ALONE && facts->family > 1) rest = "counted";
    struct buffer name = {0};
    buffer_format(&name, "%s.rest.%s", facts->kind == FACTS_COMPARE ? "compare" : "trend", rest);
    bool found = sentence_named(patterns, name.at, facts, out);
    buffer_free(&name);
    return found;
}

bool sentence_facts(struct text patterns, const struct facts *facts, const char *form, struct buffer *out)
{
    static const char *const verdicts[] = {[VERDICT_CLEAR] = "clear", [VERDICT_UNCLEAR] = "unclear", [VERDICT_SIMILAR] = "similar", [VERDICT_FEW] = "few", [VERDICT_NONE] = "none"};
    enum facts_verdict verdict = sentence_verdict(facts);
    const char *kind = facts->kind == FACTS_COMPARE ? "compare" : "trend";
    struct buffer name = {0};
    if (verdict == VERDICT_FEW || verdict == VERDICT_NONE) buffer_format(&name, "%s.%s.%s", kind, verdicts[verdict], form);
    else buffer_format(&name, "%s.%s.%s.%s", kind, shape_of(facts), verdicts[verdict], form);
    bool found = sentence_named(patterns, name.at, facts, out);
    buffer_free(&name);
    if (!found || !is(form, "sentence") || (verdict != VERDICT_CLEAR && verdict != VERDICT_UNCLEAR)) return found;
    buffer_put(out, " ");
    return sentence_rest(patterns, facts, out);
}
