# SPDX-License-Identifier: GPL-3.0-or-later
# What a person at a terminal sees: pty.c follows the scripts, whose words it explains.
# list, by scripts/update-lists.sh
pty_scripts = \
	%D%/banner.pty \
	%D%/cancel.pty \
	%D%/cancel_keys.pty \
	%D%/cancel_search.pty \
	%D%/cancel_vi.pty \
	%D%/colours.pty \
	%D%/colours_rows.pty \
	%D%/continued.pty \
	%D%/continued_end.pty \
	%D%/continued_keys.pty \
	%D%/delete.pty \
	%D%/dumb.pty \
	%D%/edit.pty \
	%D%/edit_again.pty \
	%D%/errors.pty \
	%D%/examples.pty \
	%D%/fit.pty \
	%D%/help.pty \
	%D%/history.pty \
	%D%/history_keys.pty \
	%D%/history_none.pty \
	%D%/history_two.pty \
	%D%/human.pty \
	%D%/human_emacs.pty \
	%D%/human_vi.pty \
	%D%/init.pty \
	%D%/inputrc.pty \
	%D%/interrupt_output.pty \
	%D%/lab_ended.pty \
	%D%/last.pty \
	%D%/leave.pty \
	%D%/line_keys.pty \
	%D%/moved.pty \
	%D%/narrow.pty \
	%D%/narrow_words.pty \
	%D%/paste.pty \
	%D%/paste_lines.pty \
	%D%/prefix.pty \
	%D%/preview.pty \
	%D%/preview_more.pty \
	%D%/preview_narrow.pty \
	%D%/preview_uncertain.pty \
	%D%/quiz.pty \
	%D%/report.pty \
	%D%/resize.pty \
	%D%/resize_typed.pty \
	%D%/resume.pty \
	%D%/save.pty \
	%D%/sheet.pty \
	%D%/signals.pty \
	%D%/spoken.pty \
	%D%/stop.pty \
	%D%/suggest.pty \
	%D%/tab.pty \
	%D%/tab_ask.pty \
	%D%/tab_command.pty \
	%D%/tab_middle.pty \
	%D%/tab_target.pty \
	%D%/tall.pty \
	%D%/transcript.pty \
	%D%/tutorial.pty \
	%D%/wide.pty \
	%D%/words.pty \
	%D%/work.pty
# end

check_PROGRAMS += %D%/pty %D%/survive
tests_pty_pty_SOURCES = %D%/pty.c %D%/checks.c %D%/checks.h %D%/terminal.c %D%/terminal.h %D%/typing.c %D%/typing.h %D%/screen.c %D%/screen.h
tests_pty_survive_SOURCES = %D%/survive.c %D%/terminal.c %D%/terminal.h %D%/screen.c %D%/screen.h

TESTS += $(pty_scripts)
EXTRA_DIST += $(pty_scripts)
PTY_LOG_DRIVER = $(SH_LOG_DRIVER)
PTY_LOG_COMPILER = ./tests/pty/pty$(EXEEXT)

# All scripts REPEAT times, several at once: does one ever raise a false alarm? PTY_PACE=80-250 types all of them so. Then
# bote is killed KILLS times while it is typed at.
EXTRA_DIST += %D%/again.sh
REPEAT = 10
KILLS = 200
.PHONY: check-pty
check-pty: bote$(EXEEXT) $(pkglibexec_PROGRAMS) tests/pty/pty$(EXEEXT) tests/pty/survive$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) cd $(srcdir) && $(SHELL) ./%D%/again.sh $(REPEAT) $(pty_scripts:%=$(abs_srcdir)/%)
	@$(AM_TESTS_ENVIRONMENT) ./tests/pty/survive $(KILLS)
