/* measure COMMAND [ARGUMENT...]: runs it and prints seconds of wall time and kilobytes of peak memory, of it and all it started.
 *     1.234 56789
 * The command's standard output goes where ours went on descriptor 2, so that only the numbers are on ours. Ends as the command does. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time)) return 0;
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    int status;
    struct rusage used;
    if (argc < 2) return 2;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        if (dup2(STDERR_FILENO, STDOUT_FILENO) >= 0) execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        perror("measure");
        return 70;
    }
    double seconds = now() - start;
    /* wait4 counts the child; what it started and waited for is in RUSAGE_CHILDREN of us, too. */
    struct rusage all;
    long peak = used.ru_maxrss;
    if (!getrusage(RUSAGE_CHILDREN, &all) && all.ru_maxrss > peak) peak = all.ru_maxrss;
    if (printf("%.4f %ld\n", seconds, peak) < 0 || fflush(stdout)) return 74;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
