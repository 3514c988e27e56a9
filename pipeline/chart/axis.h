/* Arithmetic of axes: nice ticks, and labels moved apart. Pure. */
#ifndef SPWELL_CHART_AXIS_H
#define SPWELL_CHART_AXIS_H

/* Ticks are low, low + step, ... high: steps of 1, 2 or 5 times a power of ten that enclose the values (Heckbert, "Nice numbers
 * for graph labels", Graphics Gems, 1990). `intervals` is how many steps are wanted; equal bounds get some room. */
struct axis { double low, high, step; int ticks, decimals; };
struct axis axis_nice(double low, double high, int intervals);
double axis_tick(const struct axis *axis, int tick);

/* Moves the centres of `count` labels (ascending, each `sizes` long) as little as keeps `gap` between them and all inside
 * low..high; when there is not room for all, the first stands at low and the last reach beyond high. */
enum { AXIS_SPREAD_LIMIT = 16 };
void axis_spread(double *centres, const double *sizes, int count, double gap, double low, double high);

#endif
