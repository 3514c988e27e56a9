#include "status.h"

#include <stdarg.h>
#include <stdio.h>

int fail(struct failure *failure, enum status status, const char *format, ...)
{
    if (failure->status != STATUS_DONE) return -1;
    failure->status = status;
    va_list list;
    va_start(list, format);
    vsnprintf(failure->text, sizeof failure->text, format, list);
    va_end(list);
    return -1;
}

int fail_at(struct failure *failure, enum status status, const char *file, long line, long column, const char *format, ...)
{
    if (failure->status != STATUS_DONE) return -1;
    failure->status = status;
    failure->line = line > 0 ? line : 0;
    failure->column = line > 0 && column > 0 ? column : 0;
    if (line > 0 && column > 0) snprintf(failure->place, sizeof failure->place, "%s:%ld:%ld", file, line, column);
    else if (line > 0) snprintf(failure->place, sizeof failure->place, "%s:%ld", file, line);
    else snprintf(failure->place, sizeof failure->place, "%s", file);
    va_list list;
    va_start(list, format);
    vsnprintf(failure->text, sizeof failure->text, format, list);
    va_end(list);
    return -1;
}

int failure_hint(struct failure *failure, const char *format, ...)
{
    if (failure->hint[0]) return -1;
    va_list list;
    va_start(list, format);
    vsnprintf(failure->hint, sizeof failure->hint, format, list);
    va_end(list);
    return -1;
}
