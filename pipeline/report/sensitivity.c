/* How much it matters that some questions of a score may be left open: one sentence. */
#include <math.h>
#include <string.h>
#include "number.h"
#include "page.h"

static bool is_told(const struct page *page, const struct sensitivity *row)
{
    return strcmp(row->period, page->release->now->period) == 0 && isfinite(row->value) && isfinite(row->complete_value) && isfinite(row->low) && isfinite(row->high);
}

/* In half-widths of the interval: what is far for one score may be near for another. */
static double distance(const struct sensitivity *row)
{
    double difference = fabs(row->complete_value - row->value), half = (row->high - row->low) / 2;
    return half > 0 ? difference / half : difference > 0 ? INFINITY : 0;
}

void sensitivity_write(struct page *page)
{
    const struct sensitivity *furthest = NULL;
    long told = 0, outside = 0;
    for (size_t i = 0; i < page->release->sensitivity_count; i++) {
        const struct sensitivity *row = &page->release->sensitivity_rows[i];
        if (!is_told(page, row)) continue;
        told++;
        outside += row->complete_value < row->low || row->complete_value > row->high;
        if (!furthest || distance(row) > distance(furthest)) furthest = row;
    }
    const char *sentence = "";
    if (furthest) {
        const struct measure *measure = release_measure(page->release, furthest->measure);
        int decimals = measure ? measure->decimals : 1;
        struct buffer label = {0};
        sentence_lower(measure ? measure->label : furthest->measure, &label);
        const struct slot slots[] = {{"label", label.at}, {"group", facts_group(page->release, furthest->by, furthest->grp)}, {"value", page_number(page, furthest->value, decimals)},
                                     {"complete", page_number(page, furthest->complete_value, decimals)}, {"count", page_count(page, outside)}, {"total", page_count(page, told)}};
        sentence = page_fill(page, distance(furthest) == 0 ? "quality.sensitivity.same" : outside ? "quality.sensitivity.outside" : "quality.sensitivity", slots, sizeof slots / sizeof *slots);
        buffer_free(&label);
    }
    view_text(page->view, "sensitivity", sentence);
}
