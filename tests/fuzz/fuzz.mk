# Fuzz targets: tests/fuzz/fuzz_NAME.c becomes $(B)/fuzz/NAME. Run from the top of the tree:
#     make -f tests/fuzz/fuzz.mk B=build-fuzz CC=clang CFLAGS=... ENGINE=-fsanitize=fuzzer targets      mutates (run.sh gives the flags)
#     make -f tests/fuzz/fuzz.mk B=build-asan targets                                                   replays files (replay.sh)
include Makefile

ENGINE ?= tests/fuzz/replay.c
targets: $(patsubst tests/fuzz/fuzz_%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

# What a target is linked with: a stage.
stage = $(if $(filter benchmarks,$(1)),disclose,ingest)

.SECONDEXPANSION:
$(B)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h tests/fuzz/replay.c $(B)/lib$$(call stage,$$*).a $(B)/obj/resources-$$(call stage,$$*).o $(B)/libspwell.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(filter-out -MMD -MP,$(SPWELL_FLAGS)) $(CFLAGS) -o $@ $< $(ENGINE) $(B)/lib$(call stage,$*).a $(B)/obj/resources-$(call stage,$*).o $(B)/libspwell.a $(LDFLAGS) -Wl,--as-needed $(LIBS_$(call stage,$*))

.PHONY: targets
