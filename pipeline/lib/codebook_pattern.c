/* Patterns of text answers: from what people write to POSIX extended regular expressions that mean the same of bytes as the writer meant of characters.
 *
 * What is not of POSIX and every other writer of patterns uses becomes what is: \d \w \s (also in brackets), \D \W \S, escapes in brackets. A character is a
 * character of UTF-8, though regcomp() in the C locale knows bytes alone: . and [^,] become groups. What would be read as something else than was meant,
 * or would take time or memory without bounds, is a mistake. */
#include "codebook_internal.h"

#include <regex.h>
#include <string.h>

enum { CHARACTERS_LIMIT = 200, PIECES_LIMIT = 1000, ASCII = 128 };

/* A group that is open: the pieces of the compiled expression so far, in which a{3} is three, and whether it may match nothing at all. */
struct group {
    long size;
    bool branch_may_be_empty, earlier_may_be_empty; /* what stands since the last |; one of the branches before it */
};

/* What is at hand while a pattern is gone through. */
struct translator {
    const char *at; /* what comes next */
    struct buffer out;
    struct group groups[CHARACTERS_LIMIT + 1];
    int depth;
    long size;                   /* of the piece that a repeat would repeat; 0: there is none */
    bool may_be_empty, repeated; /* that piece; it is repeated already */
    const char *mistake, *hint;  /* the first */
};

static const char *const language = "POSIX extended regular expressions, with \\d \\w \\s \\D \\W \\S";

static void refuse(struct translator *translator, const char *mistake, const char *hint)
{
    if (translator->mistake) return;
    translator->mistake = mistake;
    translator->hint = hint;
}

/* --- sets of characters --- */

struct set { bool has[ASCII]; };

static void add_all(struct set *set, const char *characters)
{
    for (; *characters; characters++) set->has[(unsigned char)*characters] = true;
}

static void add_range(struct set *set, int first, int last)
{
    for (int c = first; c <= last; c++) set->has[c] = true;
}

/* What \d, \w and \s stand for; false for other letters. */
static bool add_escape(struct set *set, char letter)
{
    if (letter != 'd' && letter != 'w' && letter != 's') return false;
    if (letter == 's') add_all(set, " \t\n\v\f\r");
    else add_range(set, '0', '9');
    if (letter != 'w') return true;
    add_range(set, 'A', 'Z');
    add_range(set, 'a', 'z');
    add_all(set, "_");
    return true;
}

static bool add_class(struct set *set, struct text name)
{
    static const struct { const char *name; const char ranges[9]; } classes[] = {
        {"alpha", "AZaz"}, {"digit", "09"}, {"alnum", "09AZaz"}, {"upper", "AZ"}, {"lower", "az"}, {"space", "\t\r  "}, {"blank", "\t\t  "}, {"punct", "!/:@[`{~"}, {"xdigit", "09AFaf"}, {"print", " ~"}, {"graph", "!~"}, {"cntrl", "\001\037\177\177"}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!text_is(name, classes[i].name)) continue;
        for (const char *range = classes[i].ranges; *range; range += 2) add_range(set, range[0], range[1]);
        return true;
    }
    return false;
}

/* The end of a run that may be written as a range: three or more digits, or letters of one case. */
static int run_end(const struct set *set, int first)
{
    static const char *const alphabets[] = {"09", "AZ", "az"};
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        if (first < alphabets[i][0] || first > alphabets[i][1]) continue;
        int last = first;
        while (last < alphabets[i][1] && set->has[last + 1]) last++;
        return last - first >= 2 ? last : first;
    }
    return first;
}

static void put_byte(struct buffer *out, int byte)
{
    char c = (char)byte;
    buffer_add(out, &c, 1);
}

static void put_bytes(struct buffer *out, int first, int last)
{
    for (int byte = first; byte <= last; byte++) put_byte(out, byte);
}

/* The members in an order in which none means anything else than itself: ] first, [ ^ - last. */
static void put_members(struct buffer *out, const struct set *set)
{
    if (set->has[']']) buffer_put(out, "]");
    for (int c = 1; c < ASCII; c++) {
        if (!set->has[c] || strchr("][^-", c)) continue;
        int last = run_end(set, c);
        put_byte(out, c);
        if (last > c) put_byte(out, '-');
        if (last > c) put_byte(out, last);
        c = last;
    }
    if (set->has['[']) buffer_put(out, "[");
}

static void put_set(struct buffer *out, const struct set *set)
{
    struct buffer members = {0};
    put_members(&members, set);
    bool hat = set->has['^'], minus = set->has['-'];
    if (members.length) buffer_format(out, "[%s%s%s]", members.at, hat ? "^" : "", minus ? "-" : "");
    else buffer_put(out, hat && minus ? "[-^]" : hat ? "\\^" : "-");
    buffer_free(&members);
}

/* One character that is not in the set: a byte of ASCII, or a first byte of UTF-8 with those that follow it. Bytes beyond ASCII are listed one by one,
 * because a range of them is an error in the C locale of some systems. Answers are UTF-8, so nothing else can stand there. */
static void put_others(struct buffer *out, const struct set *set)
{
    buffer_put(out, "([^");
    put_members(out, set);
    if (set->has['^']) buffer_put(out, "^");
    put_bytes(out, 0x80, 0xFF);
    buffer_put(out, set->has['-'] ? "-]|[" : "]|[");
    put_bytes(out, 0xC0, 0xFF);
    buffer_put(out, "][");
    put_bytes(out, 0x80, 0xBF);
    buffer_put(out, "]*)");
}

/* --- brackets --- */

/* [:alpha:] and its like. False when it is no class, or when a mistake was noted. */
static bool take_class(struct translator *translator, struct set *set)
{
    const char *at = translator->at, *end;
    if (at[0] != '[' || !at[1] || !strchr(":.=", at[1])) return false;
    end = at[1] == ':' ? strstr(at + 2, ":]") : NULL;
    if (!end || !add_class(set, (struct text){at + 2, (size_t)(end - at) - 2})) {
        refuse(translator, "a bracket has a class that nobody knows", "[:alpha:] [:digit:] [:alnum:] [:upper:] [:lower:] [:space:] [:blank:] [:punct:] [:xdigit:] [:print:] [:graph:] [:cntrl:]; a [ by itself is \\[");
        return false;
    }
    translator->at = end + 2;
    return true;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* An escape that is neither known nor of punctuation. */
static void refuse_escape(struct translator *translator, char letter)
{
    if (!letter) refuse(translator, "it ends with a backslash", "\\\\ is a backslash by itself");
    else if (is_digit(letter)) refuse(translator, "it refers back to a group (\\1), which is not read", "write out what may stand there");
    else refuse(translator, "it has a backslash before a letter that nobody knows", language);
}

/* One member of a bracket, escaped or not; -1 after a mistake. */
static int take_member(struct translator *translator)
{
    char c = *translator->at;
    if (c == '\\') {
        c = *++translator->at;
        if (c && strchr("DWS", c)) refuse(translator, "a bracket has \\D, \\W or \\S", "put ^ at the beginning of the bracket, or write alternatives: (a|\\D)");
        else if (!c || is_letter(c) || is_digit(c)) refuse_escape(translator, c);
    } else if (!c) refuse(translator, "a bracket [ is not closed", "a [ by itself is \\[");
    if ((unsigned char)c >= ASCII) refuse(translator, "a bracket has a character beyond ASCII", "write alternatives instead: (\xC3\xA9|\xC3\xA8)");
    if (translator->mistake) return -1;
    translator->at++;
    return c;
}

static void take_members(struct translator *translator, struct set *set)
{
    for (bool first = true; !translator->mistake && (first || *translator->at != ']'); first = false) {
        if (take_class(translator, set)) continue;
        if (translator->mistake) return;
        if (translator->at[0] == '\\' && add_escape(set, translator->at[1])) {
            translator->at += 2;
            continue;
        }
        int from = take_member(translator), to = from;
        if (from >= 0 && translator->at[0] == '-' && translator->at[1] && translator->at[1] != ']') {
            translator->at++;
            to = take_member(translator);
            if (to >= 0 && to < from) refuse(translator, "a range in a bracket runs backwards", "the lower end comes first; a - by itself is \\-");
        }
        if (!translator->mistake) add_range(set, from, to);
    }
}

/* --- the pattern --- */

static void check_size(struct translator *translator, long size)
{
    if (size > PIECES_LIMIT) refuse(translator, "its repeats come to more than 1,000 characters", "\"maxLength\" says how long an answer may be");
}

/* The piece before it is complete: no repeat can follow it any more. */
static void add_piece(struct translator *translator, long size, bool may_be_empty)
{
    struct group *group = &translator->groups[translator->depth];
    group->size += translator->size;
    group->branch_may_be_empty = group->branch_may_be_empty && (!translator->size || translator->may_be_empty);
    translator->size = size;
    translator->may_be_empty = may_be_empty;
    translator->repeated = false;
    check_size(translator, group->size + size);
}

/* Beginnings and ends of the answer, of groups and of branches: there is nothing to repeat. */
static void add_mark(struct translator *translator)
{
    add_piece(translator, 0, true);
    buffer_add(&translator->out, translator->at++, 1);
}

static void take_bracket(struct translator *translator)
{
    struct set set = {{false}};
    bool others = *++translator->at == '^';
    translator->at += others;
    take_members(translator, &set);
    if (translator->mistake) return;
    translator->at++;
    if (others) put_others(&translator->out, &set);
    else put_set(&translator->out, &set);
    add_piece(translator, 1, false);
}

static void take_character(struct translator *translator)
{
    size_t length = 1;
    while (((unsigned char)translator->at[length] & 0xC0) == 0x80) length++;
    if (length > 1) buffer_put(&translator->out, "("); /* so that a repeat is of all of its bytes */
    buffer_add(&translator->out, translator->at, length);
    if (length > 1) buffer_put(&translator->out, ")");
    translator->at += length;
    add_piece(translator, 1, false);
}

static void take_escape(struct translator *translator)
{
    struct set set = {{false}};
    char letter = *++translator->at;
    bool others = letter && strchr("DWS", letter);
    if (add_escape(&set, others ? (char)(letter | 0x20) : letter)) {
        if (others) put_others(&translator->out, &set);
        else put_set(&translator->out, &set);
        translator->at++;
        add_piece(translator, 1, false);
        return;
    }
    if (!letter || is_letter(letter) || is_digit(letter)) {
        refuse_escape(translator, letter);
        return;
    }
    if (strchr("^.[$()|*+?{\\", letter)) buffer_put(&translator->out, "\\"); /* GNU reads \< and \' as something of its own */
    take_character(translator);
}

static void open_group(struct translator *translator)
{
    if (translator->at[1] == '?') {
        refuse(translator, "it has a group that begins with (?", "plain ( ) group; what may not stand there cannot be said");
        return;
    }
    add_mark(translator);
    translator->groups[++translator->depth] = (struct group){.branch_may_be_empty = true};
}

static void close_branch(struct translator *translator)
{
    struct group *group = &translator->groups[translator->depth];
    add_mark(translator);
    group->earlier_may_be_empty |= group->branch_may_be_empty;
    group->branch_may_be_empty = true;
}

static void close_group(struct translator *translator)
{
    if (!translator->depth) {
        refuse(translator, "it closes a group ) that is not open", "a ) by itself is \\)");
        return;
    }
    close_branch(translator);
    const struct group *group = &translator->groups[translator->depth--];
    add_piece(translator, group->size ? group->size : 1, group->earlier_may_be_empty);
}

static long take_count(const char **at)
{
    long count = 0;
    for (; is_digit(**at); ++*at) count = count > PIECES_LIMIT ? count : count * 10 + (**at - '0');
    return count;
}

struct repeat { long least, most; bool open; };

/* False when it is none of {2}, {2,} and {2,4}. */
static bool take_braces(const char **at, struct repeat *repeat)
{
    const char *c = *at + 1;
    if (!is_digit(*c)) return false;
    repeat->least = repeat->most = take_count(&c);
    repeat->open = c[0] == ',' && c[1] == '}';
    if (repeat->open) c++;
    else if (*c == ',') {
        c++;
        repeat->most = take_count(&c);
    }
    if (*c != '}') return false;
    *at = c + 1;
    return true;
}

static bool take_times(const char **at, struct repeat *repeat)
{
    if (**at == '{') return take_braces(at, repeat);
    *repeat = (struct repeat){.least = **at == '+', .most = 1, .open = **at != '?'};
    ++*at;
    return true;
}

/* regcomp() writes the piece of a{3} out three times, that of a+ twice, and that of a{3,} four times; and over repeats of what may be empty, ((a*)+)+ or
 * (a?|b?){250}, it takes exponential time. */
static void take_repeat(struct translator *translator)
{
    const char *written = translator->at;
    struct repeat repeat;
    if (!translator->size) refuse(translator, "it repeats nothing", "a sign by itself has a backslash in front: \\*");
    else if (translator->repeated) refuse(translator, "it repeats what is repeated already", "a ? or + behind a repeat changes nothing for a whole answer: leave it out; or put ( ) around the first");
    else if (!take_times(&translator->at, &repeat)) refuse(translator, "a { begins no repeat", "{2}, {2,} or {2,4}; a { by itself is \\{");
    else if (repeat.most < repeat.least && !repeat.open) refuse(translator, "a repeat runs backwards", "the lower number comes first: {2,4}");
    else if (translator->may_be_empty && (repeat.open || repeat.most > 1)) refuse(translator, "it repeats a group that may be empty", "let the group have one character at least: ([a-z]+ ?)* instead of ([a-z]* ?)*");
    if (translator->mistake) return;
    long times = repeat.open ? repeat.least + 1 : repeat.most;
    buffer_add(&translator->out, written, (size_t)(translator->at - written));
    translator->size *= times ? times : 1;
    translator->may_be_empty |= repeat.least == 0;
    translator->repeated = true;
    check_size(translator, translator->groups[translator->depth].size + translator->size);
}

/* In a group that is repeated, regexec() of GNU takes the second ^ to hold where it does not. */
static void take_anchor(struct translator *translator)
{
    if (translator->depth) refuse(translator, "it has a ^ or $ inside a group", "a pattern is of the whole answer anyway: leave it out; as a sign it is \\^ or \\$");
    else add_mark(translator);
}

static void take_next(struct translator *translator)
{
    static const struct set nothing = {{false}};
    switch (*translator->at) {
    case '\\': take_escape(translator); break;
    case '[': take_bracket(translator); break;
    case '(': open_group(translator); break;
    case ')': close_group(translator); break;
    case '|': close_branch(translator); break;
    case '^':
    case '$': take_anchor(translator); break;
    case '*':
    case '+':
    case '?':
    case '{': take_repeat(translator); break;
    case '.':
        put_others(&translator->out, &nothing);
        translator->at++;
        add_piece(translator, 1, false);
        break;
    default: take_character(translator);
    }
}

static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void translate(struct translator *translator)
{
    if (count_characters(translator->at) > CHARACTERS_LIMIT) {
        refuse(translator, "it has more than 200 characters", NULL);
        return;
    }
    translator->groups[0].branch_may_be_empty = true;
    buffer_put(&translator->out, "^(");
    while (*translator->at && !translator->mistake) take_next(translator);
    if (translator->depth) refuse(translator, "a group ( is not closed", "a ( by itself is \\(");
    buffer_put(&translator->out, ")$");
}

/* NULL with the mistake noted. */
static const char *posix_pattern(struct reader *reader, const struct json *value)
{
    struct translator translator = {.at = value->text};
    const char *made = NULL;
    translate(&translator);
    if (translator.mistake) codebook_mistake(reader, at_value(value), translator.hint, "the pattern cannot be read: %s", translator.mistake);
    else made = arena_copy(reader->arena, translator.out.at, translator.out.length);
    buffer_free(&translator.out);
    return made;
}

void codebook_pattern_read(struct reader *reader, const struct field_source *source, struct field *field)
{
    const struct json *value = source->pattern;
    regex_t compiled;
    if (!value || !codebook_key_text(reader, value, "pattern", true)) return;
    if (field->type != FIELD_TERM && field->type != FIELD_TEXT) {
        codebook_mistake(reader, at_key(value), "categories, minimum and maximum say what may stand here", "'pattern' is for text");
        return;
    }
    const char *pattern = posix_pattern(reader, value);
    if (!pattern) return;
    int error = regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB);
    if (error) {
        char why[120];
        regerror(error, &compiled, why, sizeof why);
        codebook_mistake(reader, at_value(value), language, "the pattern cannot be read: %s", why);
        return;
    }
    regfree(&compiled);
    field->pattern = pattern;
}
