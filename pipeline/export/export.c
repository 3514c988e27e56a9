/* spwell export: what the private store holds, as CSV, for researchers who may see it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "codebook.h"
#include "message.h"
#include "period.h"
#include "rows.h"
#include "stage.h"
#include "store.h"
#include "stored.h"
#include "text.h"

static struct { const char *survey, *wave, *folder, *table; bool private; } arguments = {.folder = "output/private", .table = "rows"};

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook (for rows)", &arguments.survey, OPTION_TEXT, false},
    {"wave", 'w', "PERIOD", "the wave", &arguments.wave, OPTION_TEXT, true},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {"table", 't', "NAME", "rows, estimate, comparison, trend, weight, weight_summary, stratum, response_rate, sensitivity, reliability, reliability_item, item_correlation, intraclass, correlation, agreement, score, comment_code, answer_count, missing_count, flag, disposition, issue or source [rows]", &arguments.table, OPTION_TEXT, false},
    {"private", 0, NULL, "I know that this is confidential", &arguments.private, OPTION_FLAG, false},
    {0}};

static const char *const table_names[] = {"rows", "estimate", "comparison", "trend", "weight", "weight_summary", "stratum", "response_rate", "sensitivity", "reliability", "reliability_item", "item_correlation", "intraclass", "correlation", "agreement", "score", "comment_code", "answer_count", "missing_count", "flag", "disposition", "issue", "source"};
enum { TABLES = sizeof table_names / sizeof *table_names };

static const char *const reads[] = {"wave", "chunk", "term", "score", "score_chunk", "estimate", "comparison", "trend", "weight", "weight_summary", "stratum", "response_rate", "sensitivity", "reliability", "reliability_item", "item_correlation", "intraclass", "correlation", "agreement", "coder", "coded_comment", "comment_code", "answer_count", "missing_count", "flag", "disposition", "issue", "source", NULL};
static const struct store_access tables = {reads, NULL, "export/export.sql"};

static void put_row(struct buffer *line, struct statement *select, bool heading)
{
    for (int c = 0; c < statement_columns(select); c++) {
        if (c) buffer_put(line, ",");
        if (heading) buffer_csv_text(line, statement_column_name(select, c));
        else if (statement_is_number(select, c)) buffer_number(line, statement_get_real(select, c));
        else buffer_csv_text(line, statement_get_text(select, c));
    }
    buffer_put(line, "\n");
}

static int write_table(struct store *store, const char *name, const char *wave, struct failure *failure)
{
    struct buffer line = {0};
    struct statement *select = store_statement(store, name);
    statement_text(select, 1, wave);
    put_row(&line, select, true);
    int got;
    while ((got = statement_next(select, failure)) > 0) {
        put_row(&line, select, false);
        if (fwrite(line.at, 1, line.length, stdout) != line.length) {
            statement_reset(select);
            got = fail(failure, STATUS_WRITE, "the table cannot be written: %s", strerror(errno));
            break;
        }
        buffer_clear(&line);
    }
    if (!got) fwrite(line.at, 1, line.length, stdout); /* headings of an empty table; stage_main looks at stdout */
    buffer_free(&line);
    return got;
}

static int check_arguments(struct failure *failure)
{
    bool known = false;
    for (int t = 0; t < TABLES; t++) known |= !strcmp(arguments.table, table_names[t]);
    if (!known) {
        const char *near = text_nearest(arguments.table, table_names, TABLES);
        return fail(failure, STATUS_USAGE, "there is no table '%.40s'%s%s%s", arguments.table, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    if (!arguments.private) {
        fail(failure, STATUS_USAGE, "what is exported is confidential: answers of single people, or numbers of small groups");
        return failure_hint(failure, "add --private if you may see it, and keep the output where only you can read it");
    }
    bool rows = !strcmp(arguments.table, "rows");
    return rows && !arguments.survey ? fail(failure, STATUS_USAGE, "--survey FILE is missing: rows are written in the codebook's words") : 0;
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count;
    (void)operands;
    struct period period;
    struct stored_wave wave;
    char path[4200];
    bool rows = !strcmp(arguments.table, "rows");
    if (check_arguments(failure) || period_parse(arguments.wave, &period, failure)) return -1;
    struct codebook *book = rows ? codebook_read(arguments.survey, failure) : NULL;
    if (rows && !book) return -1;
    snprintf(path, sizeof path, "%s/work.db", arguments.folder);
    struct store *store = store_open(path, STORE_WORK, STORE_READ, &tables, failure);
    int result = -1;
    if (store && !store_begin(store, failure) && !stored_wave_find(store, arguments.folder, period.name, book, &wave, failure))
        result = rows ? rows_write(stdout, store, period.name, book, failure) : write_table(store, arguments.table, period.name, failure);
    store_close(store);
    codebook_destroy(book);
    return result;
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"export", "writes private rows or full-precision statistics as CSV to standard output", NULL, options,
                                       "  spwell export --survey schemas/sp-workforce.json --wave 2026-27-Q2 --private > rows.csv\n"
                                       "  spwell export --wave 2026-27-Q2 --table estimate --private > estimates.csv\n", run};
    return stage_main(&stage, argc, argv);
}
