#include "heading.h"

#include <string.h>

#include "multiple.h"

void heading_claim(struct draft *draft, const struct headings *headings)
{
    for (size_t c = 0; c < headings->count; c++)
        for (int n = 0; n < headings->columns[c].count; n++) name_set_add(draft->headings, text_of(headings->columns[c].names[n]), (int)c);
}

static bool is_own(const struct draft *draft, const char *name, size_t column)
{
    return name_set_owner(draft->headings, text_of(name)) == (int)column;
}

const char *heading_own(const struct draft *draft, const struct headings *headings, size_t column)
{
    const struct heading *heading = &headings->columns[column];
    for (int n = 0; n < heading->count; n++)
        if (is_own(draft, heading->names[n], column)) return heading->names[n];
    return NULL;
}

const char *heading_title(const struct draft *draft, const struct heading *heading)
{
    const char *title = NULL;
    bool words = strchr(heading->shown, ' '); /* of codes ("Q9_1") no sentence can be made */
    if (words && heading->question && heading->choice) return name_join(draft->arena, heading->question, heading->choice);
    for (int n = 0; n < heading->count; n++)
        if (strchr(heading->names[n], ' ') && (!title || strlen(heading->names[n]) < strlen(title))) title = heading->names[n];
    return title ? title : heading->shown;
}

/* A code (Q3, WHO5[SQ001]) makes a better name than a sentence; of a row of a grid the end of the name tells it from the others. */
const char *heading_wish(const struct draft *draft, const struct headings *headings, size_t column)
{
    enum { CODE_LENGTH = 20, QUESTION_LENGTH = 18 };
    const struct heading *heading = &headings->columns[column];
    struct arena *arena = draft->arena;
    const char *best = heading_title(draft, heading);
    if (heading->question && heading->choice) best = arena_format(arena, "%s %s", name_slug(arena, text_of(heading->question), QUESTION_LENGTH), name_slug(arena, text_of(heading->choice), NAME_LIMIT - QUESTION_LENGTH - 1));
    for (int n = 0; n < heading->count; n++) {
        struct text name = text_of(heading->names[n]);
        bool choice = heading->choice && text_is(name, heading->choice);
        if (choice || !is_own(draft, name.at, column) || strchr(name.at, ' ') || name.length > CODE_LENGTH) continue;
        best = name.at;
        break;
    }
    return name_of_field(arena, text_of(best), NAME_LIMIT, arena_format(arena, "question_%zu", column + 1));
}

bool heading_parts(const struct draft *draft, const struct headings *headings, size_t column, const char **question, const char **choice)
{
    const struct heading *heading = &headings->columns[column];
    const char *own = heading_own(draft, headings, column);
    *question = heading->question;
    *choice = heading->choice;
    if (!own) return false;
    return (heading->question && heading->choice) || multiple_split(draft->arena, own, question, choice);
}

size_t heading_questions(const struct draft *draft, const struct headings *headings, size_t column, const char *choice, struct draft_texts *questions, bool *by_code)
{
    const struct heading *heading = &headings->columns[column];
    size_t found = 0;
    bool code;
    for (int n = 0; n < heading->count; n++) {
        const char *question = multiple_question(draft->arena, heading->names[n], choice, &code);
        if (!question || !is_own(draft, heading->names[n], column)) continue;
        if (name_set_owner(draft->headings, text_of(question)) != NAME_FREE || name_set_owner(draft->taken, text_of(question)) != NAME_FREE) continue;
        questions->at = memory_grow(questions->at, questions->count, &questions->room, sizeof *questions->at);
        questions->at[questions->count++] = question;
        *by_code |= code;
        found++;
    }
    return found;
}
