#include "markdown.h"
#include <string.h>
#include "answered.h"
#include "benchmark.h"
#include "choose.h"
#include "facts.h"
#include "memory.h"

enum { BENCHMARKS_TOLD = 10 };

static void put_line(struct buffer *out, const char *before, const char *text, const char *after)
{
    buffer_put(out, before);
    buffer_markdown(out, text);
    buffer_put(out, after);
}

static void put_banner(const struct release *release, struct buffer *out)
{
    if (strcmp(release_about(release, "made_up"), "1") == 0) buffer_put(out, "**These data are made up.**\n\n");
    const char *sample = release_about(release, "public_sample");
    if (sample[0]) put_line(out, "**Published sample:** ", sample, "\n\n");
}

static void put_findings(const struct release *release, struct text patterns, struct buffer *out)
{
    size_t count;
    const struct choice *findings = choose_findings(release, &count);
    struct buffer words = {0};
    buffer_put(out, "## Main findings\n\n");
    struct slot span = {"span", facts_quarterly(release) ? "quarter" : "time"};
    if (!choose_is_clear(findings, count) && sentence_fill(patterns, arena_format(release->arena, "findings.%s", choose_quiet_word(release)), &span, 1, &words)) put_line(out, "", words.at, "\n\n");
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&words);
        bool found = findings[i].rule == RULE_LEVEL ? sentence_of_level(patterns, &findings[i].facts, "sentence", &words) : sentence_facts(patterns, &findings[i].facts, "sentence", &words);
        if (found) put_line(out, "- ", words.at, "\n");
    }
    buffer_free(&words);
}

static void put_flags(const struct release *release, struct text patterns, struct buffer *out)
{
    size_t count;
    const struct choice *flags = choose_flags(release, &count);
    buffer_put(out, "\n## What to look at\n\n");
    if (count == 0) buffer_put(out, "No measure met a rule for being listed here.\n");
    for (size_t i = 0; i < count && i < CHOOSE_FLAGS_SHOWN; i++) {
        const struct choice *flag = &flags[i];
        struct buffer words = {0};
        bool found = flag->rule == RULE_RANGE ? sentence_named(patterns, strcmp(flag->facts.verdict, "above") == 0 ? "range.above" : "range.below", &flag->facts, &words)
                                              : sentence_facts(patterns, &flag->facts, "headline", &words);
        if (found) put_line(out, "- ", words.at, "");
        if (found) put_line(out, " (", choose_rule_name(flag->rule), ")\n");
        buffer_free(&words);
    }
}

/* Of everybody; benchmarks of groups are in the page. */
static void put_benchmarks(const struct release *release, struct text patterns, struct buffer *out)
{
    const struct page page = {release, patterns, "", NULL, 0, 0, 0};
    int told = 0;
    for (size_t i = 0; i < release->benchmark_count; i++) {
        const struct benchmark *row = &release->benchmark_rows[i];
        if (strcmp(row->by, "all") || told == BENCHMARKS_TOLD) continue;
        if (!told++) buffer_put(out, "\n## Beside the benchmarks\n\n");
        put_line(out, "- ", benchmark_sentences(&page, row), "\n");
    }
    if (told && (size_t)told < release->benchmark_count) put_line(out, "\n", page_fill(&page, "benchmark.rest", NULL, 0), "\n");
}

void markdown_summary(const struct release *release, struct text patterns, struct buffer *out)
{
    put_line(out, "# ", facts_heading(release), "\n\n");
    put_banner(release, out);
    if (release->now->months[0]) put_line(out, "", release->now->months, ". ");
    put_line(out, "", answered_words(release, patterns), "\n\n");
    put_findings(release, patterns, out);
    put_flags(release, patterns, out);
    put_benchmarks(release, patterns, out);
    buffer_put(out, "\nThe full report is report.html; every released value is in results.csv. Intervals are 95% intervals.\n");
}
