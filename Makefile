# spwell: make report | make test | make bench | make install (V=1 shows the commands)
# A stage is a folder of pipeline/; its program is all of its .c files, its resources are its other files.
CC      ?= cc
AR      ?= ar
CFLAGS  ?= -O3 -g
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(WERROR)
SPWELL_FLAGS := -std=c17 -D_GNU_SOURCE -Iinclude -fno-math-errno -ffp-contract=off -fstack-protector-strong -MMD -MP $(WARN)
B       ?= build
Q       := $(if $(V),,@)
prefix  ?= /usr/local

STAGES  := $(filter-out lib,$(notdir $(patsubst %/,%,$(wildcard pipeline/*/))))
PROGRAMS := $(STAGES:%=$(B)/bin/spwell-%)

# What each stage may link: this is a wall, see `make rooms`.
base              := -lsqlite3 -lcrypto -lm
LIBS_ingest       := $(base) -ljansson -lcsv -lsodium -pthread
LIBS_score        := $(base) -ljansson -pthread
LIBS_analyse      := $(base) -ljansson -lgsl -lgslcblas -pthread
LIBS_disclose     := $(base) -ljansson -lcsv
LIBS_chart        := $(base)
LIBS_report       := $(base)
LIBS_export       := $(base) -ljansson
LIBS_codebook     := -ljansson -lcsv -lcrypto -lm
LIBS_synth        := -ljansson -lcrypto -lm
LIBS_spwell       := $(base) -ljansson

all: $(PROGRAMS) $(B)/bin/spwell

objects = $(patsubst pipeline/%.c,$(B)/obj/%.o,$(wildcard pipeline/$(1)/*.c))
resources = $(filter-out %.c %.h,$(wildcard pipeline/$(1)/*.*)) $(sort $(wildcard schemas/*.sql schemas/*.txt schemas/instruments/*.json schemas/profiles/*.json))

$(B)/obj/%.o: pipeline/%.c
	@mkdir -p $(@D)
	@echo '  compile $<'
	$(Q)$(CC) $(SPWELL_FLAGS) $(CFLAGS) $(CPPFLAGS) -c $< -o $@

$(B)/libspwell.a: $(call objects,lib)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

# One archive a stage without its main file, so that tests can call its pure functions (libdriver.a is that of spwell).
define stage_rules
$(B)/lib$(patsubst spwell,driver,$(1)).a: $(filter-out $(B)/obj/$(1)/$(1).o,$(call objects,$(1)))
	@rm -f $$@
	$(Q)$$(AR) rcs $$@ $$^
$(B)/resources-$(1).S: $(call resources,$(1)) pipeline/lib/resources.sh
	@mkdir -p $$(@D)
	$(Q)sh pipeline/lib/resources.sh $(call resources,$(1)) > $$@.tmp && mv $$@.tmp $$@
$(B)/obj/resources-$(1).o: $(B)/resources-$(1).S
	@mkdir -p $$(@D)
	$(Q)$$(CC) $$(CFLAGS) -c $$< -o $$@
$(B)/bin/spwell-$(1): $(B)/obj/$(1)/$(1).o $(B)/lib$(patsubst spwell,driver,$(1)).a $(B)/obj/resources-$(1).o $(B)/libspwell.a
	@mkdir -p $$(@D)
	@echo '  link    $$@'
	$(Q)$$(CC) $$(CFLAGS) $$(LDFLAGS) -Wl,--as-needed -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach s,$(STAGES),$(eval $(call stage_rules,$(s))))

$(B)/bin/spwell: $(B)/bin/spwell-spwell
	$(Q)ln -sf spwell-spwell $@

-include $(wildcard $(B)/obj/*/*.d)

# --- for users -------------------------------------------------------------------------------------------------------
packages-report packages-test:
	@sh pipeline/install-packages.sh $(@:packages-%=%)

# Packages first, then a second make, so that a machine with nothing installed can do both in one command.
report: packages-report
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@sh fixtures/sp-workforce/run.sh $(B)/bin/spwell

test: packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@sh tests/run.sh

bench: packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@sh tests/bench/run.sh

# Needs clang. SECONDS_EACH=300 for each target, two at a time.
fuzz:
	@sh tests/fuzz/run.sh

rooms:
	@sh tests/rooms.sh

install: all
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/libexec/spwell $(DESTDIR)$(prefix)/share/spwell/schemas/instruments $(DESTDIR)$(prefix)/share/spwell/schemas/profiles
	install -m 755 $(B)/bin/spwell-spwell $(DESTDIR)$(prefix)/bin/spwell
	install -m 755 $(filter-out %/spwell-spwell,$(PROGRAMS)) $(DESTDIR)$(prefix)/libexec/spwell
	install -m 644 $(wildcard schemas/*.json schemas/*.txt schemas/README.md) $(DESTDIR)$(prefix)/share/spwell/schemas
	install -m 644 $(wildcard schemas/instruments/*.json) $(DESTDIR)$(prefix)/share/spwell/schemas/instruments
	install -m 644 $(wildcard schemas/profiles/*.json) $(DESTDIR)$(prefix)/share/spwell/schemas/profiles

uninstall:
	rm -rf $(DESTDIR)$(prefix)/bin/spwell $(DESTDIR)$(prefix)/libexec/spwell $(DESTDIR)$(prefix)/share/spwell

clean:
	rm -rf $(B) build-*

.PHONY: all report test bench fuzz rooms install uninstall clean packages-report packages-test
.DELETE_ON_ERROR:
