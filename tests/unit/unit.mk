# Unit tests: tests/unit/STAGE/test_NAME.c becomes $(B)/unit/STAGE/test_NAME, linked with that stage's archive. Run from the top of the tree:
#     make -f tests/unit/unit.mk B=build units
include Makefile

unit_sources := $(wildcard tests/unit/*/test_*.c)
units: $(unit_sources:tests/unit/%.c=$(B)/unit/%)

archive = $(if $(filter lib,$(1)),,$(B)/lib$(patsubst spwell,driver,$(1)).a)
# Tests of the corridor borrow the resources of a stage: every stage embeds the schemas.
embedded = $(B)/obj/resources-$(patsubst lib,score,$(1)).o

define unit_rules
$(B)/unit/$(1)/%: tests/unit/$(1)/%.c $(call archive,$(1)) $(call embedded,$(1)) $(B)/libspwell.a
	@mkdir -p $$(@D)
	$$(CC) $$(SPWELL_FLAGS) $$(CFLAGS) -Itests/unit $$(LDFLAGS) -o $$@ $$< $(call archive,$(1)) $(call embedded,$(1)) $(B)/libspwell.a -Wl,--as-needed -lcmocka $$(sort $$(LIBS_$(1)) -lsqlite3 -lcrypto -lsodium -lcrypto -lcsv -ljansson -lgsl -lgslcblas -lglpk -lm -pthread)
endef
$(foreach room,lib $(STAGES),$(eval $(call unit_rules,$(room))))

-include $(wildcard $(B)/unit/*/*.d)
.PHONY: units
