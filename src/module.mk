# SPDX-License-Identifier: GPL-3.0-or-later
# In the order of the ladder: a folder includes headers of itself and of those before it.
include $(srcdir)/src/base/module.mk
include $(srcdir)/src/algo/module.mk
include $(srcdir)/src/store/module.mk
include $(srcdir)/src/diag/module.mk
include $(srcdir)/src/logs/module.mk
include $(srcdir)/src/lab/module.mk
include $(srcdir)/src/lang/module.mk
include $(srcdir)/src/units/module.mk
include $(srcdir)/src/sampling/module.mk
include $(srcdir)/src/value/module.mk
include $(srcdir)/src/eval/module.mk
include $(srcdir)/src/sheet/module.mk
include $(srcdir)/src/fleet/module.mk
include $(srcdir)/src/measured/module.mk
include $(srcdir)/src/show/module.mk
include $(srcdir)/src/whatif/module.mk
include $(srcdir)/src/session/module.mk
include $(srcdir)/src/report/module.mk
include $(srcdir)/src/bench/module.mk
include $(srcdir)/src/command/module.mk
include $(srcdir)/src/repl/module.mk
include $(srcdir)/src/cli/module.mk
