/* Arenas and growing arrays; running out of memory ends the process with exit code 70 (sysexits.h: EX_SOFTWARE) and one line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "memory.h"

static void memory_is_zeroed_and_never_null(void **state)
{
    (void)state;
    static const char zero[4096];
    char *at = memory_new(64, 64);
    assert_memory_equal(at, zero, sizeof zero);
    free(at);
    at = memory_new(0, 8);
    assert_non_null(at);
    at = memory_resize(at, 0, 8);
    assert_non_null(at);
    free(at);
}

/* As memory.h promises: first 16, then twice as many; what is there stays. */
static void arrays_grow(void **state)
{
    (void)state;
    int *numbers = NULL;
    size_t room = 0;
    for (size_t i = 0; i < 1000; i++) {
        numbers = memory_grow(numbers, i, &room, sizeof *numbers);
        numbers[i] = (int)i;
        if (i == 0) assert_int_equal(room, 16);
        if (i == 16) assert_int_equal(room, 32);
    }
    assert_int_equal(room, 1024);
    for (int i = 0; i < 1000; i++) assert_int_equal(numbers[i], i);
    free(numbers);
}

static void arenas_keep_what_they_gave(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char *first = arena_copy(arena, "first", 5), *large = arena_new(arena, 1, 1 << 20), *copies[5000];
    large[(1 << 20) - 1] = 'x';
    for (int i = 0; i < 5000; i++) copies[i] = arena_format(arena, "%d.", i);
    for (int i = 0; i < 5000; i++) assert_int_equal(atoi(copies[i]), i);
    assert_string_equal(first, "first");
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    assert_string_equal(arena_copy(arena, "a\0b", 3), "a");
    arena_destroy(arena);
    arena_destroy(NULL);
}

/* C17 6.2.8: malloc's memory serves any fundamental alignment; so must an arena's. */
static void arenas_align(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t size = 1; size < 100; size++) assert_int_equal((uintptr_t)arena_new(arena, 1, size) % _Alignof(max_align_t), 0);
    static const char zero[200];
    assert_memory_equal(arena_new(arena, 10, 20), zero, sizeof zero);
    arena_destroy(arena);
}

static void ask_new(void) { free(memory_new(SIZE_MAX / 4, 1)); }
static void ask_product(void) { free(memory_resize(NULL, SIZE_MAX / 2, 3)); }
static void ask_arena(void) { (void)arena_new(arena_create(), SIZE_MAX / 2, 3); }

static void assert_ends(void (*ask)(void))
{
    int pipes[2], status;
    char said[200] = {0};
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (!child) {
        dup2(pipes[1], STDERR_FILENO);
        ask();
        _exit(0);
    }
    close(pipes[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    ssize_t length = read(pipes[0], said, sizeof said - 1);
    close(pipes[0]);
    assert_true(length > 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 70);
    assert_non_null(strstr(said, "out of memory"));
}

static void running_out_ends_the_run(void **state)
{
    (void)state;
    assert_ends(ask_new);
    assert_ends(ask_product);
    assert_ends(ask_arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_is_zeroed_and_never_null), cmocka_unit_test(arrays_grow), cmocka_unit_test(arenas_keep_what_they_gave), cmocka_unit_test(arenas_align),
                                       cmocka_unit_test(running_out_ends_the_run)};
    return cmocka_run_group_tests_name("lib/memory", tests, NULL, NULL);
}
