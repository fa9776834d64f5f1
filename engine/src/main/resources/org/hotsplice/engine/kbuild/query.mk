# SPDX-License-Identifier: Apache-2.0
# Read by make after scripts/Makefile.build of one folder: prints what kbuild builds there, then saves what it exports to
# the folders below.
hotsplice-relative = $(patsubst $(obj)/%,%,$(1))
hotsplice-members = $($(1:.o=-objs)) $($(1:.o=-y)) $($(1:.o=-m))

$(info builtin $(call hotsplice-relative,$(filter %.o,$(real-obj-y))))
$(info library $(call hotsplice-relative,$(filter %.o,$(lib-y))))
$(info extra $(call hotsplice-relative,$(filter %.o,$(extra-y) $(always-y))))
$(info modular $(call hotsplice-relative,$(filter %.o,$(real-obj-m))))
$(foreach hotsplice-m,$(sort $(call hotsplice-relative,$(filter %.o,$(obj-m)) $(multi-obj-m) $(multi-used-m))),$(info module $(hotsplice-m) $(call hotsplice-members,$(hotsplice-m))))
$(info folders $(subdir-ym))
$(info builtin-folders $(patsubst %/built-in.a,%,$(filter %/built-in.a,$(real-obj-y))))
$(info module-folders $(patsubst %/modules.order,%,$(filter %/modules.order,$(obj-m))))
$(info objtool $(objtool-args-y))
$(info delayed $(delay-objtool))

.PHONY: hotsplice-query
hotsplice-query:
	@env -0 > $(OUTPUT)
