/* Gives a fuzz target files instead of a fuzzer: replay FILE-OR-FOLDER... Any compiler can build it. */
#include <dirent.h>
#include "fuzz.h"

static long count;

static void replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    HOLDS(file);
    static uint8_t room[1 << 20];
    size_t length = fread(room, 1, sizeof room, file);
    fclose(file);
    uint8_t *bytes = malloc(length ? length : 1); /* of its own, so that a sanitizer sees reads beyond the end */
    HOLDS(bytes);
    memcpy(bytes, room, length);
    (void)LLVMFuzzerTestOneInput(bytes, length);
    free(bytes);
    count++;
}

static void replay_folder(DIR *folder, const char *path)
{
    for (struct dirent *entry; (entry = readdir(folder));) {
        char name[4200];
        if (entry->d_name[0] == '.') continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        replay_file(name);
    }
    closedir(folder);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (folder) replay_folder(folder, argv[i]);
        else replay_file(argv[i]);
    }
    printf("%ld inputs\n", count);
    return count == 0;
}
