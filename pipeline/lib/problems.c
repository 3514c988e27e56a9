#include "problems.h"

static struct { struct buffer problems, notes, more, numbers; bool open; } all; /* open: the last problem may still get its hint */

static void put(struct buffer *list, const char *name, const char *value)
{
    buffer_format(list, ", \"%s\": ", name);
    buffer_json(list, value);
}

static void begin_entry(struct buffer *list, const char *bracket)
{
    buffer_put(list, list->length ? ",\n  " : "\n  ");
    buffer_put(list, bracket);
}

static void close_problem(void)
{
    if (all.open) buffer_put(&all.problems, "}");
    all.open = false;
}

void problems_add(const char *severity, struct place place, const char *code, const char *variable, const char *text)
{
    close_problem();
    begin_entry(&all.problems, "{\"severity\": ");
    buffer_json(&all.problems, severity);
    if (place.file) put(&all.problems, "file", place.file);
    if (place.line > 0) buffer_format(&all.problems, ", \"line\": %ld", place.line);
    if (place.line > 0 && place.column > 0) buffer_format(&all.problems, ", \"column\": %ld", place.column);
    if (code && *code) put(&all.problems, "code", code);
    if (variable && *variable) put(&all.problems, "variable", variable);
    put(&all.problems, "message", text);
    all.open = true;
}

void problems_hint(const char *text)
{
    if (all.open) put(&all.problems, "hint", text);
    else problems_note(text);
}

void problems_note(const char *text)
{
    begin_entry(&all.notes, "");
    buffer_json(&all.notes, text);
}

void problems_more(const char *file, const char *code, long count)
{
    begin_entry(&all.more, "{\"file\": ");
    buffer_json(&all.more, file);
    put(&all.more, "code", code);
    buffer_format(&all.more, ", \"count\": %ld}", count);
}

void problems_number(const char *name, long value)
{
    buffer_put(&all.numbers, all.numbers.length ? ", " : "");
    buffer_json(&all.numbers, name);
    buffer_format(&all.numbers, ": %ld", value);
}

static void put_list(struct buffer *out, const char *name, struct buffer *list, const char *end)
{
    buffer_format(out, "\"%s\": [%s]%s", name, list->length ? list->at : "", end);
    buffer_free(list);
}

void problems_finish(struct buffer *out)
{
    close_problem();
    buffer_put(out, "{");
    put_list(out, "problems", &all.problems, ",\n ");
    put_list(out, "more", &all.more, ",\n ");
    put_list(out, "notes", &all.notes, ",\n ");
    buffer_format(out, "\"summary\": {%s}}\n", all.numbers.length ? all.numbers.at : "");
    buffer_free(&all.numbers);
}
