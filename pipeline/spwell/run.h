/* `spwell run`: the stages one after the other, up to the first that fails.
 *
 *     return run_main(argc, argv);          argv[0] is "run"
 */
#ifndef SPWELL_RUN_H
#define SPWELL_RUN_H

int run_main(int argc, char **argv);

#endif
