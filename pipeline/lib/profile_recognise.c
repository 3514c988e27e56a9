#include "profile_internal.h"

#include <stdio.h>
#include <string.h>

/* `grid`: as seen_by made it. */
static bool is_like(const struct profile *profile, const struct cells *cells, const struct grid *grid, size_t column)
{
    if (cells->part) return profile_part_value(profile, text_of(cells->part), grid, column).length > 0;
    return profile_pattern_any(cells->like, grid_cell(grid, cells->row, column));
}

/* A part is looked for in the row that the sign names, whatever its own. */
static struct grid seen_by(const struct profile *profile, const struct cells *cells, const struct grid *grid)
{
    struct grid seen = *grid;
    if (!cells->part) return seen;
    seen.rows[0] = grid->rows[cells->row];
    seen.count = cells->row + 1;
    profile_part_survey(profile, &seen);
    return seen;
}

/* "every" passes over blank cells, and wants three that have such a part, or two that are like that: one may look like anything. */
static bool holds(const struct profile *profile, const struct cells *cells, const struct grid *whole)
{
    size_t enough = cells->part ? 3 : 2;
    if (cells->row >= whole->count) return false;
    const struct grid grid = seen_by(profile, cells, whole);
    size_t width = grid.rows[cells->row].width, seen = 0;
    if (cells->column >= 0) return (size_t)cells->column < width && is_like(profile, cells, &grid, (size_t)cells->column);
    for (size_t c = 0; c < width; c++) {
        if (cells->every && !grid_cell(&grid, cells->row, c).length) continue;
        bool like = is_like(profile, cells, &grid, c);
        if (like != cells->every) return like;
        seen++;
    }
    return cells->every && seen >= enough;
}

const char *profile_recognise_why(const struct profile *profile, const struct grid *grid)
{
    if (grid->count < profile->rows) return NULL;
    for (int r = 1; r < profile->rows; r++)
        if (grid->rows[r].width != grid->rows[0].width) return NULL;
    for (int s = 0; s < profile->sign_count; s++) {
        bool all = profile->signs[s].count > 0;
        for (int c = 0; all && c < profile->signs[s].count; c++) all = holds(profile, &profile->signs[s].cells[c], grid);
        if (all) return profile->signs[s].why;
    }
    return NULL;
}

static int read_rows(const char *path, const struct csv_options *options, struct arena *arena, struct grid *grid, struct failure *failure)
{
    struct csvfile *file = csvfile_open(path, options, failure);
    int result = file ? profile_heading_read(file, PROFILE_LOOK, arena, grid, failure) : -1;
    csvfile_close(file);
    return result;
}

/* The program's own copy of the name, which outlives the profile. */
static const char *static_name(const char *name)
{
    static char kept[80];
    snprintf(kept, sizeof kept, "%s", name);
    return kept;
}

/* Signs of more heading rows are the stronger ones. */
const char *profile_recognise(const char *path, const struct csv_options *options, char why[300], struct failure *failure)
{
    struct arena *arena = arena_create();
    struct grid grid;
    const char *found = NULL, *name;
    int rows = 0;
    if (read_rows(path, options, arena, &grid, failure)) goto out;
    for (int i = 0; (name = profile_shipped(arena, i)); i++) {
        struct profile *profile = profile_read(name, NULL, failure);
        const char *reason = profile ? profile_recognise_why(profile, &grid) : NULL;
        if (reason && profile->rows > rows) {
            rows = profile->rows;
            found = static_name(name);
            snprintf(why, 300, "%s", reason);
        }
        profile_destroy(profile);
        if (!profile) goto out;
    }
out:
    arena_destroy(arena);
    return found;
}
