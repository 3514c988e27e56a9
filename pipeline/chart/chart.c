/* spwell-chart: released cells to pictures. It knows release.db alone: what is not in there cannot be drawn. */
#include <stdio.h>
#include <string.h>
#include "file.h"
#include "gnuplot.h"
#include "kind.h"
#include "message.h"
#include "release.h"
#include "resource.h"
#include "stage.h"
#include "svg.h"

static struct arguments { const char *release, *out; } arguments;
static const struct option_row options[] = {
    {"release", 'r', "FILE", "release.db, as disclose wrote it", &arguments.release, OPTION_TEXT, true},
    {"out", 'o', "FOLDER", "where the pictures go", &arguments.out, OPTION_TEXT, true},
    {0}};
static const char examples[] = "spwell chart --release output/2026-27-Q2/release.db --out output/2026-27-Q2/charts";

static struct text bytes_of(const struct buffer *buffer) { return (struct text){buffer->at ? buffer->at : "", buffer->length}; }

static int draw_sheet(const struct gnuplot *gnuplot, const struct sheet *sheet, const char *name, struct buffer *picture, struct failure *failure)
{
    const char *script = arena_format(sheet->arena, "%s.gp", sheet->script);
    const struct gnuplot_file files[] = {{"style.gp", resource("chart/style.gp")}, {"words.gp", resource("chart/words.gp")}, {script, resource(arena_format(sheet->arena, "chart/%s", script))},
                                         {"frame.tsv", bytes_of(&sheet->frame)},   {"words.tsv", bytes_of(&sheet->words)},   {"boxes.tsv", bytes_of(&sheet->boxes)},
                                         {"marks.tsv", bytes_of(&sheet->marks)}};
    const struct svg svg = {name, sheet->title, sheet->description, sheet->words_written};
    const char *why;
    struct buffer raw = {0};
    int result = gnuplot_draw(gnuplot, files, sizeof files / sizeof *files, script, &raw, failure);
    if (!result && svg_finish(&svg, bytes_of(&raw), picture, &why)) result = fail(failure, STATUS_FAULT, "gnuplot's picture cannot be used: %s", why);
    buffer_free(&raw);
    return result;
}

static int draw_chart(struct release *release, int chart, const struct gnuplot *gnuplot, struct failure *failure)
{
    static void (*const plans[])(const struct figure *, struct sheet *) = {[RELEASE_COMPARISON] = comparison_plan, [RELEASE_DISTRIBUTION] = distribution_plan, [RELEASE_TREND] = trend_plan, [RELEASE_BENCHMARK] = benchmark_plan, [RELEASE_MISSING] = missing_plan};
    const char *name = release->charts[chart].name;
    struct arena *arena = arena_create();
    struct sheet sheet = {.arena = arena};
    struct figure figure;
    struct buffer picture = {0};
    int result = release_read(release, chart, resource("chart/sentences.txt"), arena, &figure, failure);
    if (!result) {
        plans[release->charts[chart].kind](&figure, &sheet);
        result = draw_sheet(gnuplot, &sheet, name, &picture, failure);
    }
    if (!result) result = file_write(arguments.out, arena_format(arena, "%s.svg", name), picture.at, picture.length, failure);
    buffer_free(&picture);
    sheet_free(&sheet);
    arena_destroy(arena);
    return result;
}

static int check_name(const char *name, struct failure *failure)
{
    if (svg_is_name(name)) return 0;
    fail(failure, STATUS_CONFIG, "the name is a file name and takes letters, digits, - and _ (at most 64)");
    return failure_hint(failure, "rename the chart in the codebook's report");
}

/* A chart that fails does not keep the others from being drawn; the first failure's code ends the run. */
static int draw_all(struct release *release, const struct gnuplot *gnuplot, struct failure *failure)
{
    int failed = 0;
    enum status status = STATUS_DONE;
    for (int chart = 0; chart < release->chart_count; chart++) {
        struct failure fault = {0};
        message_progress("chart", chart);
        if (!check_name(release->charts[chart].name, &fault) && !draw_chart(release, chart, gnuplot, &fault)) continue;
        message_progress_end();
        message_error((struct place){0}, "chart '%s': %s", release->charts[chart].name, fault.text);
        if (fault.hint[0]) message_hint("%s", fault.hint);
        if (failed++ == 0) status = fault.status;
    }
    message_progress_end();
    message_note("%d of %d charts written to %s", release->chart_count - failed, release->chart_count, arguments.out);
    return failed ? fail(failure, status, "%d of %d charts could not be drawn", failed, release->chart_count) : 0;
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count, (void)operands;
    struct gnuplot gnuplot = {.seconds = 20};
    struct release *release = release_open(arguments.release, failure);
    int result = -1;
    if (!release) goto out;
    if (gnuplot_find(&gnuplot, failure) || file_make_folder(arguments.out, failure)) goto out;
    result = draw_all(release, &gnuplot, failure);
out:
    release_close(release);
    return result;
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"chart", "draws the released figures as SVG", NULL, options, examples, run};
    return stage_main(&stage, argc, argv);
}
