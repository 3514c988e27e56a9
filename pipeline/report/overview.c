/* The first page: header, main findings, what to look at, who answered. */
#include <math.h>
#include <string.h>
#include "answered.h"
#include "choose.h"
#include "page.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void write_header(struct page *page)
{
    static const char *const keys[] = {"title", "place", "publisher", "contact", "public_sample"};
    const struct release *release = page->release;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) view_text(page->view, keys[i], release_about(release, keys[i]));
    view_flag(page->view, "made_up", is(release_about(release, "made_up"), "1"));
    view_flag(page->view, "quarterly", facts_quarterly(release));
    view_text(page->view, "period", release->now->label);
    view_text(page->view, "heading", facts_heading(release));
    view_flag(page->view, "titled", is(facts_heading(release), release_about(release, "title")));
    const char *answered = answered_words(page->release, page->patterns);
    view_text(page->view, "months", release->now->months);
    view_format(page->view, "answered", "%s%s", answered[0] && release->now->months[0] ? ". " : "", answered);
}

static void write_card(struct page *page, const struct choice *choice)
{
    static const char *const tones[] = {[TONE_NEUTRAL] = "none", [TONE_WORSE] = "worse", [TONE_BETTER] = "better"};
    static const struct { const char *tag, *note; } rules[RULE_COUNT] = {[RULE_WORSE] = {"Concern", "note.change"}, [RULE_DIFFERENCE] = {"Clear difference", "note.difference"},
        [RULE_BETTER] = {"Better", "note.change"}, [RULE_CHANGE] = {"Clear change", "note.change"}, [RULE_STABLE] = {"No clear change", "note.change"}, [RULE_LEVEL] = {"Key measure", "note.level"}};
    struct view *card = view_item(page->view, "cards");
    const struct facts *facts = &choice->facts;
    bool level = choice->rule == RULE_LEVEL;
    view_text(card, "tone", choice->rule == RULE_DIFFERENCE ? "apart" : tones[choice->tone]); /* better for one of the two is worse for the other */
    view_text(card, "tag", rules[choice->rule].tag);
    view_text(card, "number", page_named(page, "card.number", facts));
    view_text(card, "unit", sentence_is_percent(facts) ? "" : facts->unit);
    view_text(card, "text", level ? page_level(page, facts, "card") : page_say(page, facts, "card"));
    view_format(card, "note", "%s%s%s", level ? "" : page_rest(page, facts), level ? "" : " ", page_named(page, rules[choice->rule].note, facts));
}

/* Said when no card is a finding: nothing was clear, or there was nothing to compare with. */
static const char *nothing_clear(const struct page *page, const struct choice *findings, size_t count)
{
    if (choose_is_clear(findings, count)) return "";
    return page_fill(page, arena_format(page->release->arena, "findings.%s", choose_quiet_word(page->release)), &(struct slot){"span", facts_quarterly(page->release) ? "quarter" : "time"}, 1);
}

static void write_findings(struct page *page)
{
    size_t count;
    const struct choice *findings = choose_findings(page->release, &count);
    const char *nothing = nothing_clear(page, findings, count);
    for (size_t i = 0; i < count; i++) write_card(page, &findings[i]);
    view_text(page->view, "nothing_clear", nothing);
    view_text(page->view, "held", nothing[0] && count && findings[0].rule == RULE_STABLE ? page_fill(page, "findings.held", NULL, 0) : "");
}

static const char *range_words(const struct page *page, const struct measure *measure)
{
    struct arena *arena = page->release->arena;
    const char *low = isfinite(measure->reference_low) ? page_number(page, measure->reference_low, 0) : NULL, *high = isfinite(measure->reference_high) ? page_number(page, measure->reference_high, 0) : NULL;
    if (low && high) return arena_format(arena, "the agreed range, %s to %s", low, high);
    return low ? arena_format(arena, "the agreed least, %s", low) : arena_format(arena, "the agreed most, %s", high);
}

/* "40 a year before"; "42 among NHS link workers" */
static const char *beside(const struct page *page, enum choice_rule rule, const struct facts *facts)
{
    const char *other = page_named(page, "card.other", facts);
    if (!other[0]) return facts->reference;
    return arena_format(page->release->arena, rule == RULE_DIFFERENCE ? "%s among %s" : "%s %s", other, rule == RULE_DIFFERENCE ? facts->reference : facts->when);
}

static void write_flag(struct page *page, struct table *table, const struct choice *choice)
{
    struct arena *arena = page->release->arena;
    const struct facts *facts = &choice->facts;
    bool range = choice->rule == RULE_RANGE;
    const char *group = is(choice->by, "all") ? "All" : release_group_label(page->release, choice->by, choice->grp);
    const char *reference = range ? range_words(page, choice->measure) : beside(page, choice->rule, facts);
    if (choice->also) reference = arena_format(arena, "%s; %s", reference, beside(page, choice->rule, choice->also));
    table_measure(table, choice->measure);
    table_cell(table, group, "");
    table_cell(table, page_named(page, "card.number", facts), "");
    table_cell(table, reference, "");
    table_tag(table, choose_rule_name(choice->rule), choice->tone);
}

/* What to ask, once for each rule that listed something. */
static void write_questions(struct page *page, const struct choice *flags, size_t count)
{
    static const struct { enum choice_rule rule; const char *question; } questions[] = {{RULE_WORSE, "question.trend"}, {RULE_DIFFERENCE, "question.compare"}, {RULE_RANGE, "question.range"}};
    for (size_t q = 0; q < sizeof questions / sizeof *questions; q++) {
        size_t i = 0;
        while (i < count && flags[i].rule != questions[q].rule) i++;
        if (i < count) view_text(view_item(page->view, "questions"), "question", page_fill(page, questions[q].question, NULL, 0));
    }
}

static void write_flags(struct page *page)
{
    size_t count;
    const struct choice *flags = choose_flags(page->release, &count);
    const size_t shown = count < CHOOSE_FLAGS_SHOWN ? count : CHOOSE_FLAGS_SHOWN;
    if (count == 0) return;
    struct table table = table_begin(page, page->view, "flags", "What met a rule for a closer look");
    table_column(&table, "Measure", false);
    table_column(&table, "Group", false);
    table_column(&table, "Value", true);
    table_column(&table, "Compared with", false);
    table_column(&table, "Why it is listed", false);
    for (size_t i = 0; i < shown; i++) write_flag(page, &table, &flags[i]);
    if (count > shown) table_note(&table, page_fill(page, count - shown == 1 ? "flags.one_more" : "flags.more", &(struct slot){"count", page_count(page, (long)(count - shown))}, 1));
    write_questions(page, flags, shown);
}

static void write_rate(struct page *page, struct table *table, const struct response_rate *row)
{
    table_row(table, release_group_label(page->release, row->by, row->grp), "");
    if (row->flag[0] == 'c' || row->answered < 0) {
        for (int i = 1; i < table->columns; i++) table_withheld(table);
        return;
    }
    const char *rate = answered_rate(page->release, row);
    table_count(table, row->answered);
    if (table->columns == 2) return;
    table_cell(table, row->invited > 0 ? page_count(page, lround(row->invited)) : "[x]", "");
    if (table->columns > 4 && row->complete < 0) table_withheld(table);
    else if (table->columns > 4) table_cell(table, isfinite(row->rr1) ? answered_percent(page->release, (double)row->complete, row->invited) : "[x]", "");
    table_cell(table, rate[0] ? rate : "[x]", "");
}

/* Where some answered in part, complete answers have a rate of their own. */
static bool is_partial_told(const struct release *release)
{
    for (size_t i = 0; i < release->response_rate_count; i++) {
        const struct response_rate *row = &release->response_rate_rows[i];
        if (is(row->period, release->now->period) && row->answered >= 0 && (row->partial > 0 || row->complete < 0)) return true;
    }
    return false;
}

static bool is_invited_known(const struct release *release, const char *by)
{
    for (size_t i = 0; i < release->response_rate_count; i++) {
        const struct response_rate *row = &release->response_rate_rows[i];
        if (is(row->period, release->now->period) && is(row->by, by) && row->invited > 0) return true;
    }
    return false;
}

/* One table a grouping, everybody first; on paper the first grouping alone. */
static void write_rates(struct page *page)
{
    const struct response_rate *all = answered_all(page->release);
    const char *by = "";
    struct table table = {0};
    int tables = 0;
    bool parts = is_partial_told(page->release);
    for (size_t i = 0; i < page->release->response_rate_count; i++) {
        const struct response_rate *row = &page->release->response_rate_rows[i];
        if (!is(row->period, page->release->now->period) || is(row->by, "all") || strchr(row->by, '*')) continue;
        if (!is(row->by, by)) {
            by = row->by;
            table = table_begin(page, page->view, "answered_tables", arena_format(page->release->arena, "%s: %s", is_invited_known(page->release, by) ? "Answers and response rate" : "Answers", release_grouping_label(page->release, by)));
            if (tables++) table_on_screen_only(&table);
            table_column(&table, release_grouping_label(page->release, by), false);
            table_column(&table, "Answered", true);
            if (is_invited_known(page->release, by)) {
                table_column(&table, "Invited", true);
                if (parts) table_column(&table, "Complete answers (RR1)", true);
                table_column(&table, parts ? "With partial ones (RR2)" : "Response rate", true);
            }
            if (all) write_rate(page, &table, all);
        }
        write_rate(page, &table, row);
    }
}

static const struct weight_summary *weights_now(const struct release *release)
{
    for (size_t i = 0; i < release->weight_summary_count; i++)
        if (is(release->weight_summary_rows[i].period, release->now->period)) return &release->weight_summary_rows[i];
    return NULL;
}

static void write_weights(struct page *page)
{
    const struct weight_summary *row = weights_now(page->release);
    const char *weighting = release_about(page->release, "weighting"), *range = "", *clusters = "";
    if (row && !is(row->method, "none")) {
        bool ends = isfinite(row->smallest) && isfinite(row->largest); /* else they may be one person's */
        struct slot slots[] = {{"smallest", ends ? page_number(page, row->smallest, 2) : ""}, {"largest", ends ? page_number(page, row->largest, 2) : ""}, {"median", isfinite(row->median) ? page_number(page, row->median, 2) : ""},
            {"deff", page_number(page, row->design_effect, 2)}, {"n_effective", page_count(page, lround(row->n_effective))}, {"trimmed", row->trimmed > 0 ? page_count(page, row->trimmed) : ""}};
        range = page_fill(page, !ends ? isfinite(row->median) ? "weights.effect" : "weights.plain" : row->trimmed > 0 ? "weights.range.trimmed" : "weights.range", slots, 6);
    }
    if (row && row->clusters > 0) clusters = page_fill(page, "weights.clusters", &(struct slot){"count", page_count(page, row->clusters)}, 1);
    view_text(page->view, "weighting", weighting[0] ? weighting : page_fill(page, "weights.none", NULL, 0));
    view_text(page->view, "weights_range", range);
    view_text(page->view, "clusters", clusters);
    view_text(page->view, "drawing", release_about(page->release, "drawing"));
    view_text(page->view, "nonresponse", page_fill(page, row && !is(row->method, "none") ? "nonresponse.weighted" : "nonresponse", NULL, 0));
}

/* Is any difference of these groups adjusted for the same covariates told? */
static bool is_adjusted(const struct release *release, const struct comparison *like)
{
    for (size_t i = 0; i < release->comparison_count; i++) {
        const struct comparison *row = &release->comparison_rows[i];
        if (is(row->period, like->period) && is(row->by, like->by) && is(row->grp, like->grp) && is(row->reference, like->reference) && is(row->adjusted_for, like->adjusted_for) && isfinite(row->value)) return true;
    }
    return false;
}

/* Why a comparison that was to allow for other differences between the groups does not: each reason once. */
static void write_unadjusted(struct page *page)
{
    const struct release *release = page->release;
    const char *told = "";
    for (size_t i = 0; i < release->comparison_count; i++) {
        const struct comparison *row = &release->comparison_rows[i];
        if (!is(row->period, release->now->period) || !row->adjusted_for[0] || !is(row->verdict, "not estimated") || !row->why[0] || is(row->why, told) || is_adjusted(release, row)) continue;
        struct slot slots[] = {{"group", facts_group(release, row->by, row->grp)}, {"reference", facts_group(release, row->by, row->reference)}, {"why", row->why}};
        view_text(view_item(page->view, "unadjusted"), "text", page_fill(page, "compare.unadjusted", slots, 3));
        told = row->why;
    }
}

void overview_write(struct page *page)
{
    write_header(page);
    write_findings(page);
    write_flags(page);
    const char *answered = answered_words(page->release, page->patterns);
    view_text(page->view, "answered_sentence", answered[0] ? answered : answered_all(page->release) ? page_fill(page, "answered.unknown", NULL, 0) : "");
    write_rates(page);
    write_weights(page);
    write_unadjusted(page);
}
