#include "resource.h"

#include <assert.h>
#include <string.h>

struct text resource_find(const char *name)
{
    for (const struct resource *r = resource_table; r->name; r++)
        if (!strcmp(r->name, name)) return (struct text){r->at, (size_t)(r->end - r->at)};
    return (struct text){NULL, 0};
}

struct text resource(const char *name)
{
    struct text found = resource_find(name);
    assert(found.at && "a resource that the build did not embed");
    return found;
}
