#include "pseudonym.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

static int read_key(int file, const char *path, unsigned char key[PSEUDONYM_KEY_BYTES], struct failure *failure)
{
    struct stat facts;
    if (fstat(file, &facts)) return fail(failure, STATUS_INPUT, "%s: cannot be examined: %s", path, strerror(errno));
    if (!S_ISREG(facts.st_mode) || (facts.st_mode & 077)) {
        fail(failure, STATUS_CONFIG, "%s: others may read the key of the pseudonyms", path);
        return failure_hint(failure, "chmod 600 %s", path);
    }
    ssize_t got = read(file, key, PSEUDONYM_KEY_BYTES);
    if (got == PSEUDONYM_KEY_BYTES && facts.st_size == PSEUDONYM_KEY_BYTES) return 0;
    fail(failure, STATUS_CONFIG, "%s: is not a key (%lld bytes instead of %d)", path, (long long)facts.st_size, PSEUDONYM_KEY_BYTES);
    return failure_hint(failure, "restore the key from where it is kept; without it nobody can be followed from wave to wave");
}

int pseudonym_key(const char *folder, bool may_create, unsigned char key[PSEUDONYM_KEY_BYTES], struct failure *failure)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/pseudonym.key", folder);
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file >= 0) {
        int result = read_key(file, path, key, failure);
        close(file);
        return result;
    }
    if (errno != ENOENT) return fail(failure, STATUS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    if (!may_create) {
        fail(failure, STATUS_CONFIG, "%s: the key that made this store's pseudonyms is gone", path);
        return failure_hint(failure, "restore the key from where it is kept, or use a new store");
    }
    if (sodium_init() < 0) return fail(failure, STATUS_FAULT, "libsodium cannot be started");
    randombytes_buf(key, PSEUDONYM_KEY_BYTES);
    return file_write(folder, "pseudonym.key", key, PSEUDONYM_KEY_BYTES, failure);
}

void pseudonym_key_id(const unsigned char key[PSEUDONYM_KEY_BYTES], char id[17])
{
    static const char purpose[] = "spwell key id";
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)purpose, sizeof purpose - 1, key, PSEUDONYM_KEY_BYTES);
    sodium_bin2hex(id, 17, hash, 8);
}

void pseudonym_hash(const unsigned char key[PSEUDONYM_KEY_BYTES], struct text identifier, unsigned char hash[PSEUDONYM_BYTES])
{
    crypto_generichash(hash, PSEUDONYM_BYTES, (const unsigned char *)identifier.at, identifier.length, key, PSEUDONYM_KEY_BYTES);
}
