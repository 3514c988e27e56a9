/* For fuzz targets: bytes as a file without a disk, and promises whose breach ends the program.
 *
 *     const char *path = fuzz_file(0, bytes, length);      /proc/self/fd/N of a file in memory; each slot is used again
 *     HOLDS(count >= 0);
 */
#ifndef SPWELL_FUZZ_H
#define SPWELL_FUZZ_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define HOLDS(promise) ((promise) ? (void)0 : fuzz_broken(#promise, __FILE__, __LINE__))

static inline void fuzz_broken(const char *promise, const char *file, int line)
{
    printf("%s:%d: does not hold: %s\n", file, line, promise);
    fflush(stdout);
    abort();
}

static inline const char *fuzz_file(int slot, const void *bytes, size_t length)
{
    static char paths[2][40];
    static int descriptors[2] = {-1, -1};
    int *descriptor = &descriptors[slot];
    if (*descriptor < 0) {
        *descriptor = memfd_create("fuzz", MFD_CLOEXEC);
        snprintf(paths[slot], sizeof paths[slot], "/proc/self/fd/%d", *descriptor);
    }
    HOLDS(*descriptor >= 0 && ftruncate(*descriptor, 0) == 0 && pwrite(*descriptor, bytes, length, 0) == (ssize_t)length);
    return paths[slot];
}

#endif
