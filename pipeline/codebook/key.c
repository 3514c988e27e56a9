#include "key.h"

#include <stdlib.h>
#include <string.h>

static bool is_number(const char *code)
{
    const char *digits = *code == '-' ? code + 1 : code;
    return *digits && strspn(digits, "0123456789") == strlen(digits);
}

static int refuse(const struct table *table, long line, long column, struct failure *failure, const char *wrong, const char *shown)
{
    fail_at(failure, STATUS_DATA, table->path, line, column, "%s%.60s%s", wrong, shown, *shown ? "'" : "");
    return failure_hint(failure, "a key has two columns without headings, as in: \"Q1\",\"What is your age?\" and below it the answers \"1\",\"18 to 24\"");
}

static int add_answer(struct key *key, const struct table *table, const struct table_row *row, struct failure *failure)
{
    const char *code = table_cell(row, 0), *label = table_cell(row, 1);
    if (!key->count) return refuse(table, row->line, 1, failure, "an answer stands before any question: '", code);
    struct draft_values *answers = &key->questions[key->count - 1].answers;
    for (size_t a = 0; a < answers->count; a++)
        if (!strcmp(answers->at[a].value, code)) return refuse(table, row->line, 1, failure, "this question has two answers with the code '", code);
    answers->at = memory_grow(answers->at, answers->count, &answers->room, sizeof *answers->at);
    answers->at[answers->count++] = (struct draft_value){code, *label ? label : code};
    return 0;
}

/* Q11_1_a belongs to Q11, or to Q11_1 where there is one. */
static void find_parents(struct key *key)
{
    for (size_t q = 0; q < key->count; q++) {
        size_t longest = 0, parent = q;
        for (size_t p = 0; p < q; p++) {
            size_t length = strlen(key->questions[p].code);
            if (length <= longest || strncmp(key->questions[q].code, key->questions[p].code, length) || key->questions[q].code[length] != '_') continue;
            longest = length;
            parent = p;
        }
        if (parent < q) {
            key->questions[q].parent = &key->questions[parent];
            key->questions[parent].has_cells = true;
        }
    }
}

int key_read(struct key *key, const struct table *table, struct failure *failure)
{
    *key = (struct key){memory_new(table->count, sizeof *key->questions), 0};
    struct name_set *codes = name_set_create();
    int result = 0;
    for (size_t r = 0; r < table->count && !result; r++) {
        const struct table_row *row = &table->rows[r];
        const char *code = table_cell(row, 0);
        if (row->count != 2) result = refuse(table, row->line, 0, failure, "this is no key of Jisc Online Surveys: a line has not two columns", "");
        else if (!*code) result = refuse(table, row->line, 1, failure, "this line has no code", "");
        else if (is_number(code)) result = add_answer(key, table, row, failure);
        else if (name_set_owner(codes, text_of(code)) != NAME_FREE) result = refuse(table, row->line, 1, failure, "there are two questions '", code);
        else {
            name_set_add(codes, text_of(code), 0);
            key->questions[key->count++] = (struct key_question){.code = code, .text = table_cell(row, 1), .line = row->line};
        }
    }
    name_set_destroy(codes);
    if (!result) find_parents(key);
    return result;
}

void key_free(struct key *key)
{
    for (size_t q = 0; q < key->count; q++) free(key->questions[q].answers.at);
    free(key->questions);
}

bool key_asks_for_several(const struct key_question *question)
{
    static const char *const words[] = {"all that apply", "select all", "tick all", "choose all", "check all", "mark all", "select up to", "choose up to", "select three", "select two", "more than one"};
    bool asks = false;
    for (; question && !asks; question = question->parent) {
        struct buffer room = {0};
        const char *text = text_normalise(text_of(question->text), &room).at;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) asks |= strstr(text, words[w]) != NULL;
        buffer_free(&room);
    }
    return asks;
}

const char *key_title(struct arena *arena, const struct key_question *question)
{
    const char *own = *question->text ? question->text : question->code;
    return question->parent ? name_join(arena, key_title(arena, question->parent), own) : own;
}
