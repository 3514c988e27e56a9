/* 1 columns   2 codes and teams   3 values */
#include "load.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

static const char *const reads[] = {"wave", "chunk", "term", "score", "score_chunk", NULL};
const struct store_access load_tables = {reads, NULL, "analyse/analyse.sql"};

/* 1 columns */

static int damaged(const char *name, struct failure *failure)
{
    fail(failure, STATUS_INPUT, "the store lacks '%s' for some respondents, or it is damaged", name);
    return failure_hint(failure, "run spwell score again; if that does not help, ingest the wave with --replace");
}

/* Puts the chunks of a column one after another. bytes: of a row; the encoding is that of the first chunk. */
static int load_column(struct store *store, const char *statement, const char *wave, const char *name, size_t respondents, char **data, char encoding[16], struct failure *failure)
{
    size_t used = 0, bytes = 0, length;
    int got;
    struct statement *select = store_statement(store, statement);
    statement_text(select, 1, wave);
    statement_text(select, 2, name);
    while ((got = statement_next(select, failure)) > 0) {
        const char *written = statement_get_text(select, 0);
        size_t rows = (size_t)statement_get_integer(select, 1);
        const void *blob = statement_get_blob(select, 2, &length);
        if (!bytes) {
            size_t own = strlen(written) < 15 ? strlen(written) : 15;
            memcpy(encoding, written, own);
            encoding[own] = 0;
            bytes = !strcmp(encoding, "code8") ? 1 : !strcmp(encoding, "int16") ? 2 : !strcmp(encoding, "real64") ? 8 : 4;
            *data = memory_new(respondents, bytes);
        }
        if (strcmp(written, encoding) || length != rows * bytes || used + rows > respondents) {
            statement_reset(select);
            return damaged(name, failure);
        }
        memcpy(*data + used * bytes, blob, length);
        used += rows;
    }
    if (got < 0) return -1;
    return used == respondents ? 0 : damaged(name, failure);
}

/* 2 codes and teams */

int load_bytes(struct store *store, const char *statement, const char *wave, const char *name, size_t respondents, uint8_t *out, size_t stride, struct failure *failure)
{
    char *data = NULL, encoding[16] = "";
    int result = load_column(store, statement, wave, name, respondents, &data, encoding, failure);
    if (!result && strcmp(encoding, "code8")) result = damaged(name, failure);
    for (size_t i = 0; !result && i < respondents; i++) out[i * stride] = (uint8_t)data[i];
    free(data);
    return result;
}

int load_codes(struct store *store, const char *wave, const struct codebook *book, struct group_variable variable, size_t respondents, uint8_t *out, size_t stride, struct failure *failure)
{
    bool field = variable.field >= 0;
    return load_bytes(store, field ? "column" : "scores", wave, field ? book->fields[variable.field].name : book->measures[variable.measure].name, respondents, out, stride, failure);
}

/* Teams without a respondent (all their rows were kept apart) are not part of the design: the others close the gap. */
static size_t close_gaps(uint32_t *teams, size_t respondents, size_t known)
{
    uint32_t *number = memory_new(known, sizeof *number), used = 0;
    for (size_t i = 0; i < respondents; i++) number[teams[i]] = 1;
    for (size_t t = 0; t < known; t++)
        if (number[t]) number[t] = used++;
    for (size_t i = 0; i < respondents; i++) teams[i] = number[teams[i]];
    free(number);
    return used;
}

int load_teams(struct store *store, const char *wave, const char *field, size_t respondents, uint32_t *out, size_t *team_count, struct failure *failure)
{
    char *data = NULL, encoding[16] = "";
    struct statement *select = store_statement(store, "count_terms");
    statement_text(select, 1, wave);
    statement_text(select, 2, field);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    size_t known = (size_t)statement_get_integer(select, 0);
    statement_reset(select);
    int result = load_column(store, "column", wave, field, respondents, &data, encoding, failure);
    bool codes = !strcmp(encoding, "code8"); /* teams in a closed list */
    if (codes) known = CODE_MISSING;
    if (!result && !codes && strcmp(encoding, "term32")) result = damaged(field, failure);
    for (size_t i = 0; !result && i < respondents; i++) {
        if (codes) out[i] = (uint8_t)data[i];
        else memcpy(&out[i], data + 4 * i, 4);
        if (out[i] >= known) result = damaged(field, failure);
    }
    if (!result) *team_count = close_gaps(out, respondents, known);
    free(data);
    return result;
}

int load_numbers(struct store *store, const char *wave, const char *field, size_t respondents, double *out, struct failure *failure)
{
    char *data = NULL, encoding[16] = "";
    int result = load_column(store, "column", wave, field, respondents, &data, encoding, failure);
    bool small = !strcmp(encoding, "int16");
    if (!result && !small && strcmp(encoding, "real64")) result = damaged(field, failure);
    for (size_t i = 0; !result && i < respondents; i++) {
        int16_t whole;
        if (small) memcpy(&whole, data + 2 * i, 2);
        else memcpy(&out[i], data + 8 * i, 8);
        if (small) out[i] = chunk_is_missing_int16(whole) ? (double)NAN : whole;
    }
    free(data);
    return result;
}

/* 3 values */

/* Distinct doubles, numbered as they come: a hash set, because there are few of them. */
struct set { struct slot { double value; uint32_t number; bool used; } *slots; size_t mask; uint32_t count; };

static struct slot *set_slot(const struct set *set, double value)
{
    uint64_t bits;
    value = value == 0 ? 0 : value; /* one zero */
    memcpy(&bits, &value, sizeof bits);
    bits = (bits ^ bits >> 32) * 0x9E3779B97F4A7C15u; /* round numbers have their digits in the upper half */
    size_t i = (size_t)(bits >> 32) & set->mask;
    while (set->slots[i].used && set->slots[i].value != value) i = (i + 1) & set->mask;
    return &set->slots[i];
}

static void set_widen(struct set *set)
{
    struct set wider = {memory_new(2 * (set->mask + 1), sizeof *wider.slots), 2 * set->mask + 1, set->count};
    for (size_t k = 0; k <= set->mask; k++)
        if (set->slots[k].used) *set_slot(&wider, set->slots[k].value) = set->slots[k];
    free(set->slots);
    *set = wider;
}

static uint32_t set_number(struct set *set, double value)
{
    struct slot *slot = set_slot(set, value);
    if (slot->used) return slot->number;
    *slot = (struct slot){value == 0 ? 0 : value, set->count++, true};
    if ((size_t)set->count * 2 <= set->mask) return set->count - 1;
    set_widen(set);
    return set->count - 1;
}

static int compare_slots(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;
    return x->value < y->value ? -1 : x->value > y->value;
}

static void index_reals(const double *data, const struct design *design, struct values *values)
{
    struct set set = {memory_new(1024, sizeof *set.slots), 1023, 0};
    for (size_t i = 0; i < design->respondents; i++) {
        double value = data[design->order[i]];
        values->at[i] = isnan(value) ? VALUE_MISSING : set_number(&set, value);
    }
    values->value = memory_new(set.count, sizeof *values->value);
    uint32_t *rank = memory_new(set.count, sizeof *rank);
    size_t kept = 0;
    for (size_t k = 0; k <= set.mask; k++)
        if (set.slots[k].used) set.slots[kept++] = set.slots[k];
    if (kept) qsort(set.slots, kept, sizeof *set.slots, compare_slots);
    for (values->count = 0; values->count < kept; values->count++) {
        values->value[values->count] = set.slots[values->count].value;
        rank[set.slots[values->count].number] = (uint32_t)values->count;
    }
    for (size_t i = 0; i < design->respondents; i++)
        if (values->at[i] != VALUE_MISSING) values->at[i] = rank[values->at[i]];
    free(rank);
    free(set.slots);
}

enum { SPAN_LIMIT = 1 << 20 };

/* Whole numbers in a narrow range: a table of those that occur. */
static void index_whole(const int32_t *data, int32_t least, size_t span, const struct design *design, double step, double denominator, struct values *values)
{
    uint32_t *number = memory_new(span, sizeof *number);
    for (size_t i = 0; i < design->respondents; i++)
        if (!chunk_is_missing_int32(data[i])) number[data[i] - least] = 1;
    values->value = memory_new(span, sizeof *values->value);
    values->whole = memory_new(span, sizeof *values->whole);
    values->unit = step / denominator;
    for (size_t k = 0; k < span; k++) {
        if (!number[k]) continue;
        values->whole[values->count] = least + (int32_t)k;
        values->value[values->count] = ((double)least + (double)k) * step / denominator;
        number[k] = (uint32_t)values->count++;
    }
    for (size_t i = 0; i < design->respondents; i++) {
        int32_t whole = data[design->order[i]];
        values->at[i] = chunk_is_missing_int32(whole) ? VALUE_MISSING : number[whole - least];
    }
    free(number);
}

static void index_int32(const int32_t *data, const struct design *design, double step, double denominator, struct values *values)
{
    int64_t least = INT64_MAX, most = INT64_MIN;
    for (size_t i = 0; i < design->respondents; i++) {
        if (chunk_is_missing_int32(data[i])) continue;
        if (data[i] < least) least = data[i];
        if (data[i] > most) most = data[i];
    }
    if (most < least) {
        for (size_t i = 0; i < design->respondents; i++) values->at[i] = VALUE_MISSING;
    } else if (most - least < SPAN_LIMIT) index_whole(data, (int32_t)least, (size_t)(most - least) + 1, design, step, denominator, values);
    else {
        double *reals = memory_new(design->respondents, sizeof *reals);
        for (size_t i = 0; i < design->respondents; i++) reals[i] = chunk_is_missing_int32(data[i]) ? (double)NAN : data[i] * step / denominator;
        index_reals(reals, design, values);
        free(reals);
    }
}

/* Small whole numbers: a table of all there can be. */
static void index_int16(const int16_t *data, const struct design *design, double step, double denominator, struct values *values)
{
    uint32_t *number = memory_new(UINT16_MAX + 1, sizeof *number), used = 0;
    for (size_t i = 0; i < design->respondents; i++) number[(uint16_t)data[i]] = 1;
    for (int k = INT16_MIN; k <= INT16_MAX; k++) used += number[(uint16_t)k];
    values->value = memory_new(used, sizeof *values->value);
    values->whole = memory_new(used, sizeof *values->whole);
    values->unit = step / denominator;
    for (int k = INT16_MIN; k <= INT16_MAX; k++) {
        if (!number[(uint16_t)k]) continue;
        number[(uint16_t)k] = chunk_is_missing_int16((int16_t)k) ? VALUE_MISSING : (uint32_t)values->count;
        if (chunk_is_missing_int16((int16_t)k)) continue;
        values->whole[values->count] = k;
        values->value[values->count++] = k * step / denominator;
    }
    for (size_t i = 0; i < design->respondents; i++) values->at[i] = number[(uint16_t)data[design->order[i]]];
    free(number);
}

/* The highest code, and one more; 0 without answers. Codes are turned round, so that missing ones come first. */
static uint8_t most_code(const uint8_t *data, size_t count)
{
    enum { MISSING = UINT8_MAX + 1 - CODE_MISSING };
    uint8_t most = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t turned = (uint8_t)(data[i] + MISSING);
        most = turned > most ? turned : most;
    }
    return (uint8_t)(most < MISSING ? 0 : most - MISSING + 1);
}

static void index_codes(const uint8_t *data, const struct design *design, struct values *values)
{
    uint32_t number[UINT8_MAX + 1];
    uint8_t used = most_code(data, design->respondents);
    values->codes = true;
    values->count = used;
    values->value = memory_new(CODE_MISSING, sizeof *values->value);
    for (uint32_t c = 0; c <= UINT8_MAX; c++) {
        number[c] = c < CODE_MISSING ? c : VALUE_MISSING;
        if (c < CODE_MISSING) values->value[c] = c;
    }
    const uint32_t *order = design->order;
    uint32_t *at = values->at;
    for (size_t i = 0; i < design->respondents; i++) at[i] = number[data[order[i]]];
}

int load_values(struct store *store, const char *wave, const struct measure *measure, const struct design *design, struct values *values, struct failure *failure)
{
    char *data = NULL, encoding[16] = "";
    struct statement *select = store_statement(store, "score");
    statement_text(select, 1, wave);
    statement_text(select, 2, measure->name);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    if (!got) {
        fail(failure, STATUS_INPUT, "measure '%s' has not been scored for %s", measure->name, wave);
        return failure_hint(failure, "run spwell score with this codebook first");
    }
    double step = (double)statement_get_integer(select, 0), denominator = (double)statement_get_integer(select, 1);
    statement_reset(select);
    *values = (struct values){0};
    int result = load_column(store, "scores", wave, measure->name, design->respondents, &data, encoding, failure);
    if (!result) {
        values->at = memory_resize(NULL, design->respondents ? design->respondents : 1, sizeof *values->at);
        if (!strcmp(encoding, "real64")) index_reals((const double *)(void *)data, design, values);
        else if (!strcmp(encoding, "int16")) index_int16((const int16_t *)(void *)data, design, step, denominator, values);
        else if (!strcmp(encoding, "int32")) index_int32((const int32_t *)(void *)data, design, step, denominator, values);
        else index_codes((const uint8_t *)data, design, values);
    }
    free(data);
    return result;
}

int load_number(struct store *store, const char *wave, const struct codebook *book, struct group_variable variable, const struct design *design, struct values *values, struct failure *failure)
{
    if (variable.field < 0) return load_values(store, wave, &book->measures[variable.measure], design, values, failure);
    char *data = NULL, encoding[16] = "";
    const char *name = book->fields[variable.field].name;
    *values = (struct values){0};
    int result = load_column(store, "column", wave, name, design->respondents, &data, encoding, failure);
    bool whole = !strcmp(encoding, "int16");
    if (!result && !whole && strcmp(encoding, "real64")) result = damaged(name, failure);
    if (!result) {
        values->at = memory_new(design->respondents, sizeof *values->at);
        if (whole) index_int16((const int16_t *)(void *)data, design, 1, 1, values);
        else index_reals((const double *)(void *)data, design, values);
    }
    free(data);
    return result;
}

void load_free(struct values *values)
{
    free(values->value);
    free(values->at);
    free(values->whole);
    *values = (struct values){0};
}
