#include "digest.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

struct digest { EVP_MD_CTX *context; };

/* SHA-256 of bytes in memory fails only when memory does. */
static void must(int good)
{
    if (good) return;
    fputs("spwell: fault: SHA-256 cannot be computed\n", stderr);
    abort();
}

struct digest *digest_create(void)
{
    struct digest *digest = memory_new(1, sizeof *digest);
    digest->context = EVP_MD_CTX_new();
    must(digest->context && EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL));
    return digest;
}

void digest_destroy(struct digest *digest)
{
    if (!digest) return;
    EVP_MD_CTX_free(digest->context);
    free(digest);
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
    must(EVP_DigestUpdate(digest->context, bytes, length));
}

static void write_hex(const unsigned char *bytes, char hex[65])
{
    for (int i = 0; i < 32; i++) {
        hex[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    hex[64] = 0;
}

void digest_finish(const struct digest *digest, char hex[65])
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *copy = EVP_MD_CTX_new();
    must(copy && EVP_MD_CTX_copy_ex(copy, digest->context) && EVP_DigestFinal_ex(copy, bytes, NULL));
    EVP_MD_CTX_free(copy);
    write_hex(bytes, hex);
}

void digest_hex(const void *bytes, size_t length, char hex[65])
{
    struct digest *digest = digest_create();
    digest_add(digest, bytes, length);
    digest_finish(digest, hex);
    digest_destroy(digest);
}

int digest_file(const char *path, char hex[65], struct failure *failure)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts;
    if (file < 0) return fail(failure, STATUS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    if (fstat(file, &facts) || !S_ISREG(facts.st_mode)) {
        close(file);
        return fail(failure, STATUS_INPUT, "%s: is not a regular file", path);
    }
    struct digest *digest = digest_create();
    char block[65536];
    ssize_t got;
    while ((got = read(file, block, sizeof block)) > 0) digest_add(digest, block, (size_t)got);
    int error = errno;
    digest_finish(digest, hex);
    digest_destroy(digest);
    close(file);
    return got < 0 ? fail(failure, STATUS_INPUT, "%s: cannot be read: %s", path, strerror(error)) : 0;
}
