/* Two ends of an interval. NaN: that end cannot be had. */
#ifndef SPWELL_INTERVAL_H
#define SPWELL_INTERVAL_H

struct interval { double low, high; };

#endif
