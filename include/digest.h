/* SHA-256, by OpenSSL's libcrypto: it uses the processor's own instructions, three to four times as fast as libsodium's, and reading a
 * million answers is bound by it.
 *
 *     struct digest *digest = digest_create();
 *     digest_add(digest, bytes, length);
 *     digest_finish(digest, hex); digest_destroy(digest);
 */
#ifndef SPWELL_DIGEST_H
#define SPWELL_DIGEST_H
#include <stddef.h>
#include "status.h"

struct digest;
struct digest *digest_create(void);
void digest_destroy(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
/* 64 hexadecimal digits and NUL. May be asked again, and more may be added. */
void digest_finish(const struct digest *digest, char hex[65]);

void digest_hex(const void *bytes, size_t length, char hex[65]);
int digest_file(const char *path, char hex[65], struct failure *failure) MUST_USE;

#endif
