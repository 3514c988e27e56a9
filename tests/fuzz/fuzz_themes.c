/* A file of coded comments, any bytes: taken or refused, and what is taken is about the codebook's comments and codes. */
#include "../../pipeline/ingest/themes_internal.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct codebook *book;
    struct failure unread = {0}, failure = {0};
    if (!book) HOLDS((book = codebook_read("tests/cases/710-coded-comments/survey.json", &unread)));
    struct themes *themes = themes_read(fuzz_file(0, bytes, length), book, &failure);
    HOLDS((themes == NULL) == (failure.status != STATUS_DONE));
    for (size_t i = 0; themes && i < themes->count; i++) {
        const struct coding *coding = &themes->at[i];
        bool known = false;
        for (int c = 0; c < book->comment_count; c++) known |= book->comments[c] == coding->question;
        HOLDS(known && coding->respondent[0] && coding->coder >= 0 && coding->coder < themes->coder_count && coding->code >= THEMES_NO_CODE && coding->code < book->theme_code_count);
    }
    HOLDS(!themes || (themes->count > 0 && strlen(themes_digest(themes)) == 64));
    themes_destroy(themes);
    return 0;
}
