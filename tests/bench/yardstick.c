/* yardstick FILE.csv: libcsv alone over the file, one thread, 64 KiB at a time, callbacks that count. What reading a CSV costs at least. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

struct counts { size_t fields, rows, bytes; };

static void count_field(void *field, size_t length, void *counts)
{
    (void)field;
    ((struct counts *)counts)->fields++;
    ((struct counts *)counts)->bytes += length;
}

static void count_row(int character, void *counts)
{
    (void)character;
    ((struct counts *)counts)->rows++;
}

static int parse(FILE *file, struct counts *counts)
{
    static char block[64 * 1024];
    struct csv_parser parser;
    size_t got;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return -1;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        if (csv_parse(&parser, block, got, count_field, count_row, counts) != got) {
            fprintf(stderr, "yardstick: %s\n", csv_strerror(csv_error(&parser)));
            csv_free(&parser);
            return -1;
        }
    int result = ferror(file) || csv_fini(&parser, count_field, count_row, counts) ? -1 : 0;
    csv_free(&parser);
    return result;
}

int main(int argc, char **argv)
{
    struct counts counts = {0, 0, 0};
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: yardstick FILE.csv\n");
        return 2;
    }
    int result = parse(file, &counts);
    if (fclose(file) || result) return 65;
    return printf("%zu rows, %zu fields, %zu bytes\n", counts.rows, counts.fields, counts.bytes) < 0 ? 74 : 0;
}
