#include "csv.h"
#include <math.h>
#include <string.h>

/* Every value is followed by a comma; end_row turns the last one into the end of the line. */
static void put_text(struct buffer *out, const char *text)
{
    buffer_csv_text(out, text);
    buffer_put(out, ",");
}

static void put_texts(struct buffer *out, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) put_text(out, texts[i]);
}

static void put_number(struct buffer *out, double value)
{
    if (isfinite(value)) buffer_number(out, value);
    buffer_put(out, ",");
}

static void put_numbers(struct buffer *out, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) put_number(out, values[i]);
}

static void put_count(struct buffer *out, long count)
{
    if (count >= 0) buffer_format(out, "%ld", count);
    buffer_put(out, ",");
}

static void end_row(struct buffer *out) { out->at[out->length - 1] = '\n'; }

#define TEXTS(...) put_texts(out, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
#define NUMBERS(...) put_numbers(out, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

void csv_results(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,by,group,measure,category,statistic,value,low,high,n,n_effective,unit,flag,method\n");
    for (size_t i = 0; i < release->result_count; i++) {
        const struct result *row = &release->result_rows[i];
        TEXTS(row->period, row->by, row->grp, row->measure, row->category, row->statistic);
        NUMBERS(row->value, row->low, row->high);
        put_count(out, row->n);
        put_number(out, row->n_effective);
        TEXTS(row->unit, row->flag, row->method);
        end_row(out);
    }
}

void csv_comparisons(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,by,group,reference,measure,category,method,value,low,high,n,n_reference,p,p_adjusted,effect_name,effect,effect_low,effect_high,adjusted_for,verdict,unit,flag,why\n");
    for (size_t i = 0; i < release->comparison_count; i++) {
        const struct comparison *row = &release->comparison_rows[i];
        TEXTS(row->period, row->by, row->grp, row->reference, row->measure, row->category, row->method);
        NUMBERS(row->value, row->low, row->high);
        put_count(out, row->n);
        put_count(out, row->n_reference);
        NUMBERS(row->p, row->p_adjusted);
        put_text(out, row->effect_name);
        NUMBERS(row->effect, row->effect_low, row->effect_high);
        TEXTS(row->adjusted_for, row->verdict, row->unit, row->flag, row->why);
        end_row(out);
    }
}

void csv_trends(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,previous,by,group,measure,category,statistic,value,low,high,p,p_adjusted,n,n_previous,verdict,unit,flag,why\n");
    for (size_t i = 0; i < release->trend_count; i++) {
        const struct trend *row = &release->trend_rows[i];
        TEXTS(row->period, row->previous, row->by, row->grp, row->measure, row->category, row->statistic);
        NUMBERS(row->value, row->low, row->high, row->p, row->p_adjusted);
        put_count(out, row->n);
        put_count(out, row->n_previous);
        TEXTS(row->verdict, row->unit, row->flag, row->why);
        end_row(out);
    }
}

void csv_benchmarks(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,by,group,measure,category,value,p20,p50,p80,source,date,own_value,low,high,n,unit,flag,band,band_low,band_high,favour,against\n");
    for (size_t i = 0; i < release->benchmark_count; i++) {
        const struct benchmark *row = &release->benchmark_rows[i];
        TEXTS(release->now->period, row->by, row->grp, row->measure, row->category);
        NUMBERS(row->value, row->p20, row->p50, row->p80);
        TEXTS(row->source, row->date);
        NUMBERS(row->own_value, row->low, row->high);
        put_count(out, row->n);
        TEXTS(row->unit, row->flag, row->band, row->band_low, row->band_high, row->favour, row->against);
        end_row(out);
    }
}

void csv_response_rates(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,by,group,invited,answered,complete,partial,rate,rr1,rr2,rr3,rr5,flag,detail_flag\n");
    for (size_t i = 0; i < release->response_rate_count; i++) {
        const struct response_rate *row = &release->response_rate_rows[i];
        TEXTS(row->period, row->by, row->grp);
        put_number(out, row->invited);
        put_count(out, row->answered);
        put_count(out, row->complete);
        put_count(out, row->partial);
        NUMBERS(row->rate, row->rr1, row->rr2, row->rr3, row->rr5);
        TEXTS(row->flag, row->detail_flag);
        end_row(out);
    }
}

/* Rows of all files of a kind; read = the sum of the others, unless few people were not eligible or broke off. */
static void put_rows(struct buffer *out, const struct input *input)
{
    static const char *const names[] = {"rows_read", "stored", "quarantined", "blank", "not_eligible", "incomplete"};
    const long counts[] = {input->rows_read, input->stored, input->quarantined, input->blank, input->not_eligible, input->incomplete};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        TEXTS(input->period, "rows", input->kind, "", names[i]);
        put_count(out, counts[i]);
        TEXTS(counts[i] < 0 ? "c" : "", "", "", "", "");
        end_row(out);
    }
}

/* What describes the weights of a period, a row each. */
static void put_weights(struct buffer *out, const struct weight_summary *weights)
{
    static const char *const names[] = {"smallest", "largest", "median", "q1", "q3", "coefficient of variation", "design effect", "effective number"};
    const double values[] = {weights->smallest, weights->largest, weights->median, weights->q1, weights->q3, weights->variation, weights->design_effect, weights->n_effective};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        TEXTS(weights->period, "weights", weights->margins, weights->method, names[i], "", isfinite(values[i]) ? "" : "c", "");
        put_number(out, values[i]);
        TEXTS("", "");
        end_row(out);
    }
    TEXTS(weights->period, "weights", weights->margins, weights->method, "trimmed");
    put_count(out, weights->trimmed);
    TEXTS(weights->trimmed < 0 ? "c" : "", "", "", "", "");
    end_row(out);
}

void csv_quality(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,kind,variable,label,category,n,flag,base,value,items,rule\n");
    for (size_t i = 0; i < release->input_count; i++) put_rows(out, &release->input_rows[i]);
    for (size_t i = 0; i < release->weight_summary_count; i++) put_weights(out, &release->weight_summary_rows[i]);
    for (size_t i = 0; i < release->quality_count; i++) {
        const struct quality *row = &release->quality_rows[i];
        TEXTS(row->period, row->kind, row->variable, row->label, row->category);
        put_count(out, row->n);
        put_text(out, row->flag);
        put_count(out, row->base);
        put_number(out, row->value);
        put_count(out, row->items);
        put_text(out, row->rule);
        end_row(out);
    }
}

void csv_sensitivity(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,by,group,measure,n,value,low,high,n_complete,complete_value,complete_low,complete_high,flag\n");
    for (size_t i = 0; i < release->sensitivity_count; i++) {
        const struct sensitivity *row = &release->sensitivity_rows[i];
        TEXTS(row->period, row->by, row->grp, row->measure);
        put_count(out, row->n);
        NUMBERS(row->value, row->low, row->high);
        put_count(out, row->n_complete);
        NUMBERS(row->complete_value, row->complete_low, row->complete_high);
        put_text(out, row->flag);
        end_row(out);
    }
}

static void put_items(struct buffer *out, const struct release *release, const struct reliability *of)
{
    for (size_t i = 0; i < release->reliability_item_count; i++) {
        const struct reliability_item *row = &release->reliability_item_rows[i];
        if (strcmp(row->period, of->period) || strcmp(row->measure, of->measure)) continue;
        TEXTS(row->period, row->measure, row->item, row->label);
        NUMBERS(NAN, NAN, NAN, NAN, NAN, NAN, row->item_total, row->item_rest, row->alpha_without);
        TEXTS("", row->verdict, row->flag, row->why);
        end_row(out);
    }
}

void csv_reliability(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,measure,item,label,items,n,alpha,low,high,standardised_alpha,item_total,item_rest,alpha_without,missing_rule,verdict,flag,why\n");
    for (size_t i = 0; i < release->reliability_count; i++) {
        const struct reliability *row = &release->reliability_rows[i];
        const struct measure *measure = release_measure(release, row->measure);
        TEXTS(row->period, row->measure, "", measure ? measure->label : row->measure);
        put_count(out, row->items);
        put_count(out, row->n);
        NUMBERS(row->alpha, row->low, row->high, row->standardised_alpha, NAN, NAN, NAN);
        TEXTS(row->missing_rule, "", row->flag, row->why);
        end_row(out);
        put_items(out, release, row);
    }
}

void csv_agreement(const struct release *release, struct buffer *out)
{
    buffer_put(out, "period,code,label,statistic,coders,n,observed,value,low,high,flag,why\n");
    for (size_t i = 0; i < release->agreement_count; i++) {
        const struct agreement *row = &release->agreement_rows[i];
        TEXTS(row->period, row->code, row->label, row->statistic, row->coders);
        put_count(out, row->n);
        NUMBERS(row->observed, row->value, row->low, row->high);
        TEXTS(row->flag, row->why);
        end_row(out);
    }
}

void csv_codebook(const struct release *release, struct buffer *out)
{
    buffer_put(out, "measure,label,section,kind,shape,unit,better,low,high,decimals,headline,instrument,description\n");
    for (size_t i = 0; i < release->measure_count; i++) {
        const struct measure *row = &release->measure_rows[i];
        TEXTS(row->measure, row->label, row->section, row->kind, row->shape, row->unit, row->better);
        NUMBERS(row->low, row->high);
        put_count(out, row->decimals);
        put_count(out, row->headline);
        TEXTS(row->instrument, row->description);
        end_row(out);
    }
}
