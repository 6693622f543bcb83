/* Fails the N-th write or fsync of DuckDB's files with EIO, once or from then on. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int remaining = 0, is_sticky = 0, is_failing = 0;
static int failed = 0;

/* at: 1 fails the next call; 0 disarms. */
void eio_arm(int at, int sticky) { remaining = at; is_sticky = sticky; is_failing = 0; failed = 0; }
int eio_failed(void) { return failed; }

static int is_database(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, ".duckdb") != NULL;
}

static int is_due(int fd) {
    if (!remaining && !is_failing) return 0;
    if (!is_database(fd)) return 0;
    if (is_failing) { failed++; return 1; }
    if (--remaining) return 0;
    is_failing = is_sticky;
    failed++;
    return 1;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    if (is_due(fd)) { errno = EIO; return -1; }
    return real(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(pwrite);
    if (is_due(fd)) { errno = EIO; return -1; }
    return real(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(pwrite64);
    if (is_due(fd)) { errno = EIO; return -1; }
    return real(fd, data, size, at);
}
int fsync(int fd) {
    REAL(fsync);
    if (is_due(fd)) { errno = EIO; return -1; }
    return real(fd);
}
int fdatasync(int fd) {
    REAL(fdatasync);
    if (is_due(fd)) { errno = EIO; return -1; }
    return real(fd);
}
