/* spwell report: what may be shown (release.db, charts) becomes a page for people and tables for machines. */
#include "csv.h"
#include "file.h"
#include "html.h"
#include "manifest.h"
#include "markdown.h"
#include "message.h"
#include "release.h"
#include "resource.h"
#include "stage.h"

static struct arguments { const char *release, *charts, *out; } arguments;

static const struct option_row options[] = {
    {"release", 'r', "FILE", "the release database", &arguments.release, OPTION_TEXT, true},
    {"charts", 'c', "DIR", "folder with the charts", &arguments.charts, OPTION_TEXT, true},
    {"out", 'o', "DIR", "folder for the report", &arguments.out, OPTION_TEXT, true},
    {0}};

static const char *const written[] = {"agreement.csv", "benchmarks.csv", "codebook.csv", "comparisons.csv", "quality.csv", "reliability.csv", "report.html", "response-rates.csv", "results.csv", "sensitivity.csv", "summary.md", "trends.csv"};

static int write_file(const char *name, struct buffer *bytes, int result, struct failure *failure)
{
    if (!result) result = file_write(arguments.out, name, bytes->at, bytes->length, failure);
    buffer_free(bytes);
    return result;
}

static int write_tables(const struct release *release, struct failure *failure)
{
    static const struct { const char *name; void (*write)(const struct release *, struct buffer *); } tables[] = {
        {"results.csv", csv_results}, {"comparisons.csv", csv_comparisons}, {"trends.csv", csv_trends}, {"benchmarks.csv", csv_benchmarks}, {"response-rates.csv", csv_response_rates}, {"quality.csv", csv_quality}, {"reliability.csv", csv_reliability}, {"sensitivity.csv", csv_sensitivity}, {"agreement.csv", csv_agreement}, {"codebook.csv", csv_codebook}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct buffer bytes = {0};
        tables[i].write(release, &bytes);
        if (write_file(tables[i].name, &bytes, 0, failure)) return -1;
    }
    return 0;
}

static int write_pages(const struct release *release, struct failure *failure)
{
    struct buffer page = {0}, summary = {0}, manifest = {0};
    int result = html_page(release, arguments.charts, &page, failure);
    if (write_file("report.html", &page, result, failure)) return -1;
    markdown_summary(release, resource("report/patterns.txt"), &summary);
    if (write_file("summary.md", &summary, 0, failure) || write_tables(release, failure)) return -1;
    result = manifest_write(release, arguments.out, written, sizeof written / sizeof *written, &manifest, failure);
    return write_file("manifest.json", &manifest, result, failure);
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count, (void)operands;
    if (manifest_check(failure)) return -1;
    struct release *release = release_read(arguments.release, failure);
    if (!release) return -1;
    int result = file_make_folder(arguments.out, failure);
    if (!result) result = write_pages(release, failure);
    if (!result) message_note("report: %zu released values of %s, written to %s/report.html", release->result_count, release->now->label, arguments.out);
    release_destroy(release);
    return result;
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"report", "writes the report and its tables from what was released", NULL, options,
        "  spwell report --release output/2026-27-Q2/release.db --charts output/2026-27-Q2/charts --out output/2026-27-Q2\n", run};
    return stage_main(&stage, argc, argv);
}
