#include "message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "problems.h"
#include "text.h"

static enum message_level level_now = MESSAGE_NORMAL;
static bool progress_shown, as_json;

void message_level(enum message_level level)
{
    level_now = level;
}

void message_as_json(void)
{
    as_json = true;
}

void message_finish(void)
{
    struct buffer out = {0};
    if (!as_json) return;
    problems_finish(&out);
    fwrite(out.at, 1, out.length, stdout); /* stage_main() asks stdout whether it was written */
    buffer_free(&out);
}

enum kind { KIND_ERROR, KIND_WARNING, KIND_HINT, KIND_PLAIN };
struct said { enum kind kind; struct place place; const char *code, *variable; };

static void collect(const struct said *said, const char *text)
{
    struct buffer safe = {0};
    buffer_terminal(&safe, text_of(text), 2000);
    if (said->kind == KIND_HINT) problems_hint(safe.at);
    else if (said->kind == KIND_PLAIN) problems_note(safe.at);
    else problems_add(said->kind == KIND_ERROR ? "error" : "warning", said->place, said->code, said->variable, safe.at);
    buffer_free(&safe);
}

/* Whatever got into a message, the terminal receives text only. */
static void put_line(const struct said *said, const char *format, va_list list)
{
    static const char *const words[] = {"error: ", "warning: ", "hint: ", ""};
    char text[2048];
    vsnprintf(text, sizeof text, format, list);
    message_progress_end();
    if (as_json) {
        collect(said, text);
        return;
    }
    struct buffer line = {0};
    if (said->place.file) {
        buffer_terminal(&line, text_of(said->place.file), 200);
        if (said->place.line > 0) buffer_format(&line, ":%ld", said->place.line);
        if (said->place.line > 0 && said->place.column > 0) buffer_format(&line, ":%ld", said->place.column);
        buffer_put(&line, ": ");
    }
    buffer_put(&line, words[said->kind]);
    buffer_terminal(&line, text_of(text), 2000);
    buffer_put(&line, "\n");
    fputs(line.at, stderr);
    buffer_free(&line);
}

#define PUT(...)                                     \
    va_list list;                                    \
    va_start(list, format);                          \
    put_line(&(struct said){__VA_ARGS__}, format, list); \
    va_end(list)

static const struct place nowhere = {NULL, 0, 0};

void message_error(struct place place, const char *format, ...) { PUT(KIND_ERROR, place, NULL, NULL); }
void message_warning(struct place place, const char *format, ...) { PUT(KIND_WARNING, place, NULL, NULL); }
void message_hint(const char *format, ...) { PUT(KIND_HINT, nowhere, NULL, NULL); }
void message_problem(struct place place, const char *code, const char *variable, const char *format, ...) { PUT(KIND_ERROR, place, code, variable); }

void message_more(const char *file, const char *code, long count)
{
    if (as_json) problems_more(file, code, count);
    else message_note("%s: %ld more of the kind '%s'", file, count, code);
}

void message_number(const char *name, long value)
{
    if (as_json) problems_number(name, value);
}

void message_note(const char *format, ...)
{
    if (level_now < MESSAGE_NORMAL) return;
    PUT(KIND_PLAIN, nowhere, NULL, NULL);
}

void message_detail(const char *format, ...)
{
    if (level_now < MESSAGE_VERBOSE) return;
    PUT(KIND_PLAIN, nowhere, NULL, NULL);
}

void message_failure(const char *program, const struct failure *failure)
{
    char file[sizeof failure->place], numbers[60] = "";
    if (failure->line && failure->column) snprintf(numbers, sizeof numbers, ":%ld:%ld", failure->line, failure->column);
    else if (failure->line) snprintf(numbers, sizeof numbers, ":%ld", failure->line);
    int length = (int)(strlen(failure->place) - strlen(numbers));
    snprintf(file, sizeof file, "%.*s", length > 0 ? length : 0, failure->place);
    struct place place = {file[0] ? file : program, failure->line, failure->column};
    message_error(place, "%s", failure->text);
    if (failure->hint[0]) message_hint("%s", failure->hint);
}

void message_progress(const char *what, long done)
{
    static struct timespec started, shown;
    static int terminal = -1;
    if (terminal < 0) {
        const char *kind = getenv("TERM");
        terminal = isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb");
        clock_gettime(CLOCK_MONOTONIC, &started);
        shown = started;
    }
    if (!terminal || level_now < MESSAGE_NORMAL) return;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double since_start = (double)(now.tv_sec - started.tv_sec) + 1e-9 * (double)(now.tv_nsec - started.tv_nsec);
    double since_shown = (double)(now.tv_sec - shown.tv_sec) + 1e-9 * (double)(now.tv_nsec - shown.tv_nsec);
    if (since_start < 1 || since_shown < 0.1) return;
    shown = now;
    progress_shown = true;
    fprintf(stderr, "\r%s: %ld", what, done);
}

void message_progress_end(void)
{
    if (progress_shown) fputs("\r\033[K", stderr);
    progress_shown = false;
}
