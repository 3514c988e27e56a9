#include "message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "text.h"

static enum message_level level_now = MESSAGE_NORMAL;
static bool progress_shown;

void message_level(enum message_level level)
{
    level_now = level;
}

/* Whatever got into a message, the terminal receives text only. */
static void put_line(const char *kind, struct place place, const char *format, va_list list)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, list);
    message_progress_end();
    struct buffer line = {0};
    if (place.file) {
        buffer_terminal(&line, text_of(place.file), 200);
        if (place.line > 0) buffer_format(&line, ":%ld", place.line);
        if (place.line > 0 && place.column > 0) buffer_format(&line, ":%ld", place.column);
        buffer_put(&line, ": ");
    }
    buffer_put(&line, kind);
    buffer_terminal(&line, text_of(text), 2000);
    buffer_put(&line, "\n");
    fputs(line.at, stderr);
    buffer_free(&line);
}

#define PUT(kind, place)                    \
    va_list list;                           \
    va_start(list, format);                 \
    put_line(kind, place, format, list);    \
    va_end(list)

static const struct place nowhere = {NULL, 0, 0};

void message_error(struct place place, const char *format, ...) { PUT("error: ", place); }
void message_warning(struct place place, const char *format, ...) { PUT("warning: ", place); }
void message_hint(const char *format, ...) { PUT("hint: ", nowhere); }

void message_note(const char *format, ...)
{
    if (level_now < MESSAGE_NORMAL) return;
    PUT("", nowhere);
}

void message_detail(const char *format, ...)
{
    if (level_now < MESSAGE_VERBOSE) return;
    PUT("", nowhere);
}

void message_failure(const char *program, const struct failure *failure)
{
    message_error((struct place){failure->place[0] ? failure->place : program, 0, 0}, "%s", failure->text);
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
