#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "absent.h"
#include "name.h"
#include "personal.h"

/* Every way to write an answer, in a table with open addressing. */
struct spelling { const char *text; size_t length, answer; long count; };
struct spellings { struct spelling *at; size_t room, count; size_t *by_normal, normal_room; struct buffer normal; };

struct tally *tally_create(void)
{
    struct arena *arena = arena_create();
    struct tally *tally = arena_new(arena, 1, sizeof *tally);
    *tally = (struct tally){.arena = arena, .formats = formats_all(), .spellings = arena_new(arena, 1, sizeof *tally->spellings)};
    struct spellings *all = tally->spellings;
    all->room = all->normal_room = 64;
    all->at = memory_new(all->room, sizeof *all->at);
    all->by_normal = memory_new(all->normal_room, sizeof *all->by_normal);
    return tally;
}

void tally_destroy(struct tally *tally)
{
    if (!tally) return;
    free(tally->answers);
    free(tally->spellings->at);
    free(tally->spellings->by_normal);
    buffer_free(&tally->spellings->normal);
    arena_destroy(tally->arena);
}

static struct spelling *find_spelling(const struct spellings *all, struct text text)
{
    size_t i = name_hash(text) & (all->room - 1);
    while (all->at[i].text && !text_equal((struct text){all->at[i].text, all->at[i].length}, text)) i = (i + 1) & (all->room - 1);
    return &all->at[i];
}

static void grow_spellings(struct spellings *all)
{
    struct spellings larger = *all;
    larger.room = all->room * 2;
    larger.at = memory_new(larger.room, sizeof *larger.at);
    for (size_t i = 0; i < all->room; i++)
        if (all->at[i].text) *find_spelling(&larger, (struct text){all->at[i].text, all->at[i].length}) = all->at[i];
    free(all->at);
    *all = larger;
}

/* The place in by_normal of this normalised form: its answer's number plus one, or 0 for none yet. */
static size_t *find_normal(const struct tally *tally, struct text normal)
{
    const struct spellings *all = tally->spellings;
    size_t i = name_hash(normal) & (all->normal_room - 1);
    while (all->by_normal[i] && !text_is(normal, tally->answers[all->by_normal[i] - 1].normal)) i = (i + 1) & (all->normal_room - 1);
    return &all->by_normal[i];
}

static void grow_normal(struct tally *tally)
{
    struct spellings *all = tally->spellings;
    free(all->by_normal);
    all->normal_room *= 2;
    all->by_normal = memory_new(all->normal_room, sizeof *all->by_normal);
    for (size_t a = 0; a < tally->count; a++) *find_normal(tally, text_of(tally->answers[a].normal)) = a + 1;
}

static size_t answer_of(struct tally *tally, struct text normal, struct text text)
{
    size_t *place = find_normal(tally, normal);
    if (*place) return *place - 1;
    tally->answers = memory_grow(tally->answers, tally->count, &tally->room, sizeof *tally->answers);
    tally->answers[tally->count++] = (struct tally_answer){arena_copy(tally->arena, normal.at, normal.length), arena_copy(tally->arena, text.at, text.length), 0, 0};
    *place = tally->count;
    if (tally->count * 2 > tally->spellings->normal_room) grow_normal(tally);
    return tally->count - 1;
}

static size_t count_characters(struct text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

static bool has_unsafe(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text_is_unsafe((struct text){text.at + i, text.length - i})) return true;
    return false;
}

/* What is looked at once for every different spelling, and for every cell once there are too many to keep. */
static void look_at(struct tally *tally, struct text text)
{
    size_t characters = count_characters(text);
    if (characters > tally->longest) tally->longest = characters;
    tally->lines |= has_unsafe(text);
    for (size_t i = 0; i < text.length; i++) {
        tally->spaces |= text.at[i] == ' ';
        tally->letters |= !memchr("0123456789.-", text.at[i], 12);
    }
    formats_strike(&tally->formats, text);
}

static bool take_absent(struct tally *tally, struct text normal, struct text text)
{
    if (!absent_word(normal) && !absent_number(normal)) return false;
    size_t a = 0;
    while (a < tally->absent_count && !text_is(normal, tally->absent[a].normal)) a++;
    if (a == sizeof tally->absent / sizeof *tally->absent) return false;
    if (a == tally->absent_count) tally->absent[tally->absent_count++] = (struct tally_answer){arena_copy(tally->arena, normal.at, normal.length), arena_copy(tally->arena, text.at, text.length), 0, 0};
    tally->absent[a].count++;
    return true;
}

static void count_spelling(struct tally *tally, struct spelling *spelling)
{
    struct tally_answer *answer = &tally->answers[spelling->answer];
    answer->count++;
    if (++spelling->count <= answer->most) return;
    answer->most = spelling->count;
    answer->text = spelling->text;
}

void tally_add(struct tally *tally, struct text cell)
{
    struct spellings *all = tally->spellings;
    struct text text = text_trim(cell);
    if (!text.length) return;
    struct spelling *spelling = find_spelling(all, text);
    if (!spelling->text) {
        struct text normal = text_normalise(text, &all->normal);
        if (take_absent(tally, normal, text)) return;
        look_at(tally, text);
        tally->too_many |= tally->count >= TALLY_LIMIT || all->count >= 2 * TALLY_LIMIT;
        if (!tally->too_many) *spelling = (struct spelling){arena_copy(tally->arena, text.at, text.length), text.length, answer_of(tally, normal, text), 0};
    }
    tally->answered++;
    tally->characters += count_characters(text);
    tally->addresses += personal_is_address(text);
    if (!spelling->text) return;
    bool is_new = spelling->count == 0;
    count_spelling(tally, spelling);
    if (is_new && ++all->count * 2 > all->room) grow_spellings(all);
}

void tally_finish(struct tally *tally)
{
    bool doubtful;
    if (!tally->answered || !formats_number(&tally->formats, &doubtful) || tally->formats.least >= 0) return;
    size_t kept = 0;
    for (size_t a = 0; a < tally->absent_count; a++) {
        struct tally_answer absent = tally->absent[a];
        if (!absent_number(text_of(absent.normal))) {
            tally->absent[kept++] = absent;
            continue;
        }
        look_at(tally, text_of(absent.text));
        tally->answers[answer_of(tally, text_of(absent.normal), text_of(absent.text))].count = absent.count;
        tally->answered += absent.count;
    }
    tally->absent_count = kept;
}
