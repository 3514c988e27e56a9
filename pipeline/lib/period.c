#include "period.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

static const char *const month_names[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0));
}

static void put_date(char iso[11], int year, int month, int day)
{
    snprintf(iso, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100, (unsigned)day % 100);
}

/* Whole months from the first of one to the end of another. */
static void set_months(struct period *period, int year, int month, int count)
{
    int last = month + count - 1, last_year = year + (last - 1) / 12;
    last = (last - 1) % 12 + 1;
    put_date(period->start, year, month, 1);
    put_date(period->end, last_year, last, month_length(last_year, last));
    if (year == last_year) snprintf(period->months, sizeof period->months, "%s to %s %d", month_names[month - 1], month_names[last - 1], year);
    else snprintf(period->months, sizeof period->months, "%s %d to %s %d", month_names[month - 1], year, month_names[last - 1], last_year);
}

/* Lower case, and every run of space, slash, dot and underscore one hyphen, so that all spellings look alike. */
static void simplify(const char *written, char simple[40])
{
    size_t used = 0;
    for (; *written && used < 38; written++) {
        char c = *written;
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (strchr(" /._-", c)) {
            if (used && simple[used - 1] != '-') simple[used++] = '-';
        } else simple[used++] = c;
    }
    while (used && simple[used - 1] == '-') used--;
    simple[*written ? 0 : used] = 0;
}

static bool take(const char **at, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(*at, word, length)) return false;
    *at += length;
    return true;
}

static bool take_number(const char **at, int digits, int *number)
{
    *number = 0;
    for (int i = 0; i < digits; i++) {
        if ((*at)[i] < '0' || (*at)[i] > '9') return false;
        *number = *number * 10 + ((*at)[i] - '0');
    }
    *at += digits;
    return true;
}

/* "2026-27" or "2026-2027": two years in a row. */
static bool take_financial_year(const char **at, int *year)
{
    const char *start = *at;
    int second;
    if (take_number(at, 4, year) && take(at, "-")) {
        const char *here = *at;
        if (take_number(at, 4, &second) && second == *year + 1) return true;
        *at = here;
        if (take_number(at, 2, &second) && second == (*year + 1) % 100) return true;
    }
    *at = start;
    return false;
}

/* "26-27", which only "FY" in front makes a year. */
static bool take_short_year(const char **at, int *year)
{
    int second;
    if (!take_number(at, 2, year) || !take(at, "-") || !take_number(at, 2, &second) || second != (*year + 1) % 100) return false;
    *year += 2000;
    return true;
}

static bool parse_financial(const char *simple, struct period *period)
{
    int year, quarter = 0;
    const char *at = simple;
    bool before = (take(&at, "q") && take_number(&at, 1, &quarter) && take(&at, "-"));
    if (!before) at = simple;
    bool marked = take(&at, "fy");
    if (marked) (void)take(&at, "-");
    if (!take_financial_year(&at, &year) && !(marked && take_short_year(&at, &year))) return false;
    if (!before && *at && !((void)take(&at, "-"), take(&at, "q") && take_number(&at, 1, &quarter))) return false;
    if (*at || quarter > 4 || (quarter < 1 && (before || strchr(simple, 'q')))) return false;
    if (quarter) {
        snprintf(period->name, sizeof period->name, "%04d-%02d-Q%d", year, (year + 1) % 100, quarter);
        snprintf(period->label, sizeof period->label, "%04d-%02d Q%d", year, (year + 1) % 100, quarter);
        set_months(period, quarter == 4 ? year + 1 : year, quarter == 4 ? 1 : 1 + 3 * quarter, 3);
    } else {
        snprintf(period->name, sizeof period->name, "%04d-%02d", year, (year + 1) % 100);
        memcpy(period->label, period->name, sizeof period->name);
        set_months(period, year, 4, 12);
    }
    return true;
}

static bool parse_calendar(const char *simple, struct period *period)
{
    int year, quarter;
    const char *at = simple;
    if (!take_number(&at, 4, &year)) return false;
    if (!*at) {
        snprintf(period->name, sizeof period->name, "%04d", year);
        memcpy(period->label, period->name, sizeof period->name);
        set_months(period, year, 1, 12);
        return true;
    }
    if (!take(&at, "-c") || !take_number(&at, 1, &quarter) || *at || quarter < 1 || quarter > 4) return false;
    snprintf(period->name, sizeof period->name, "%04d-C%d", year, quarter);
    snprintf(period->label, sizeof period->label, "calendar quarter %d of %04d", quarter, year);
    set_months(period, year, 3 * quarter - 2, 3);
    return true;
}

static void day_in_words(const char *iso, char words[40])
{
    int month = (iso[5] - '0') * 10 + iso[6] - '0', day = (iso[8] - '0') * 10 + iso[9] - '0';
    snprintf(words, 40, "%d %s %.4s", day, month_names[month - 1], iso);
}

/* "2026-07-01_2026-09-30"; simplify() has turned the underscore into a hyphen. */
static bool parse_dates(const char *simple, struct period *period)
{
    int64_t first, last;
    if (strlen(simple) != 21 || simple[10] != '-') return false;
    if (!text_date((struct text){simple, 10}, &first) || !text_date((struct text){simple + 11, 10}, &last) || last < first) return false;
    snprintf(period->start, sizeof period->start, "%.10s", simple);
    snprintf(period->end, sizeof period->end, "%.10s", simple + 11);
    snprintf(period->name, sizeof period->name, "%s_%s", period->start, period->end);
    char from[40], to[40];
    day_in_words(period->start, from);
    day_in_words(period->end, to);
    snprintf(period->months, sizeof period->months, "%s to %s", from, to);
    snprintf(period->label, sizeof period->label, "%s to %s", period->start, period->end);
    return true;
}

/* "2026-Q2" and "Q2 2026": financial or calendar? The person must say. */
static bool is_ambiguous(const char *simple, int *year, int *quarter)
{
    const char *at = simple;
    if (take(&at, "q") && take_number(&at, 1, quarter) && take(&at, "-") && take_number(&at, 4, year) && !*at) return *quarter >= 1 && *quarter <= 4;
    at = simple;
    return take_number(&at, 4, year) && take(&at, "-q") && take_number(&at, 1, quarter) && !*at && *quarter >= 1 && *quarter <= 4;
}

int period_parse(const char *written, struct period *period, struct failure *failure)
{
    char simple[40];
    int year, quarter;
    *period = (struct period){0};
    simplify(written, simple);
    bool parsed = parse_financial(simple, period) || parse_calendar(simple, period) || parse_dates(simple, period);
    if (parsed && strcmp(period->start, "1900") > 0 && strcmp(period->end, "2200") < 0) return 0;
    if (is_ambiguous(simple, &year, &quarter)) {
        fail(failure, STATUS_USAGE, "the period '%.40s' can be read in two ways", written);
        return failure_hint(failure, "write %d-%02d-Q%d for the financial quarter (%s to %s %d) or %d-C%d for the calendar quarter (%s to %s %d)", year, (year + 1) % 100, quarter,
                            month_names[quarter == 4 ? 0 : 3 * quarter], month_names[quarter == 4 ? 2 : 3 * quarter + 2], quarter == 4 ? year + 1 : year, year, quarter,
                            month_names[3 * quarter - 3], month_names[3 * quarter - 1], year);
    }
    fail(failure, STATUS_USAGE, "'%.40s' is not a period", written);
    return failure_hint(failure, "write a financial quarter (2026-27-Q2), a calendar quarter (2026-C3), a year (2026-27 or 2026) or first and last day (2026-07-01_2026-09-30)");
}
