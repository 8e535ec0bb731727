/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * command_rows.h - the rows of the table of commands, in the order in which help lists them. What a command is
 * (commands.c) and what it does (command_call.c) are read from the same row, so that help can tell of a command
 * without being able to run it.
 *
 * ROW(word, function, arguments, where it is known, what completes them, help); MOVING_ROW: `moves` is set.
 */
#ifndef BOTE_COMMAND_ROWS_H
#define BOTE_COMMAND_ROWS_H

#define COMMAND_ROWS(ROW, MOVING_ROW) \
	ROW("run", run, "NAME|FILE [PARAM=VALUE]...", COMMAND_BOTH, COMPLETE_FORMULA, "run a formula or sheet") \
	ROW("report", report, "NAME|FILE [PARAM=VALUE]... [-F FORMAT] [-o FILE]", COMMAND_BOTH, COMPLETE_FORMULA, \
	    "write an estimate out, with its steps") \
	ROW("export", export, "NAME|FILE [PARAM=VALUE]... [-o FILE]", COMMAND_BOTH, COMPLETE_FORMULA, \
	    "write a sheet for spreadsheets: CSV, or live formulas") \
	ROW("fleet", fleet, "[SHEET] [PARAM=VALUE]... [--only WORDS] [--pay WAY] [-n N] [-a]", COMMAND_BOTH, \
	    COMPLETE_FORMULA, "which machines hold a load, and what they cost") \
	ROW("sensitivity", sensitivity, "[FILE] EXPRESSION [PARAM=VALUE]...", COMMAND_BOTH, COMPLETE_ANSWER, \
	    "which assumption moves an answer most") \
	ROW("sweep", sweep, "[FILE] CELL=FROM..TO [steps N] [log] [: EXPRESSION, ...]", COMMAND_BOTH, COMPLETE_SWEEP, \
	    "answers while a cell goes through a range") \
	ROW("solve", solve, "[FILE] CONDITION for CELL [PARAM=VALUE]...", COMMAND_BOTH, COMPLETE_SOLVE, \
	    "the value of a cell that makes a condition so") \
	ROW("whatif", whatif, "[FILE] CELL=VALUE... [: EXPRESSION, ...]", COMMAND_BOTH, COMPLETE_WHAT_IF, \
	    "base and scenario side by side; 'what if' at the prompt") \
	ROW("compare", compare, "FILE FILE", COMMAND_BOTH, COMPLETE_FORMULA, "two sheets side by side") \
	ROW("histogram", histogram, "[FILE] EXPRESSION [PARAM=VALUE]...", COMMAND_BOTH, COMPLETE_SPREAD, \
	    "how an uncertain answer is spread") \
	ROW("check", check, "CONDITION", COMMAND_SHELL, COMPLETE_EXPRESSION, "the status says whether it holds") \
	ROW("explain", explain, "NAME|EXPRESSION", COMMAND_BOTH, COMPLETE_ANSWER, \
	    "how an answer comes about, step by step") \
	ROW("formulas", formulas, "[WORD|/PATTERN/] [-l]", COMMAND_BOTH, COMPLETE_NOTHING, "list or search the formulas") \
	ROW("units", units, "[WORD|/PATTERN/]", COMMAND_BOTH, COMPLETE_UNIT, "list or search units and nouns") \
	ROW("ref", ref, "[WORD|/PATTERN/]", COMMAND_BOTH, COMPLETE_REF, "list or search published figures") \
	ROW("table", table, "[NAME]...", COMMAND_BOTH, COMPLETE_TABLE, \
	    "powers, latency, nines, time, prefixes: print one whole") \
	ROW("examples", examples, "[N|WORD|/PATTERN/]", COMMAND_BOTH, COMPLETE_NOTHING, "lines to try") \
	ROW("tutorial", tutorial, "", COMMAND_BOTH, COMPLETE_NOTHING, "learn it in ten steps, on a sheet of its own") \
	ROW("quiz", quiz, "[TOPIC] [--today] [--seed N]", COMMAND_BOTH, COMPLETE_TOPICS, \
	    "questions from the formulas, to practise estimates") \
	ROW("new", new, "[--interview] FILE", COMMAND_BOTH, COMPLETE_FILE, "write a starting sheet for an estimate") \
	ROW("help", help, "[TOPIC|/PATTERN/]", COMMAND_BOTH, COMPLETE_TOPIC, "explain the language, or anything by name") \
	ROW("lab", lab, "[NAME [PARAM=VALUE]...]", COMMAND_BOTH, COMPLETE_LAB, \
	    "run a mechanism and hold it against its formula") \
	ROW("shell", shell, "bash|zsh|fish", COMMAND_SHELL, COMPLETE_SHELL, \
	    "print what completes bote's lines in a shell") \
	ROW("bench", bench, "[NAME|GROUP|URL]...", COMMAND_BOTH, COMPLETE_BENCH, \
	    "measure this machine, or load a server of one's own") \
	ROW("measured", measured, "[WORD] | import FILE... [--as NAME] | forget NAME...", COMMAND_BOTH, COMPLETE_FILE, \
	    "numbers of load tests and other tools, brought in") \
	ROW("profile", profile, "LOG... [-o SHEET] [--partial FILE]", COMMAND_BOTH, COMPLETE_FILE, \
	    "an access log as numbers, with a sheet of them") \
	ROW("check-formulas", check_formulas, "[NAME]...", COMMAND_BOTH, COMPLETE_FORMULA, \
	    "try the examples that ship with formulas") \
	ROW("cells", cells, "[WORD|/PATTERN/]", COMMAND_PROMPT, COMPLETE_CELL, "list the cells of the sheet") \
	ROW("picture", picture, "", COMMAND_PROMPT, COMPLETE_NOTHING, "the boxes and flows of the sheet, drawn") \
	ROW("set", set, "[NAME [VALUE]]", COMMAND_PROMPT, COMPLETE_SETTING, "list or change settings") \
	ROW("save", save, "FILE [-f]", COMMAND_PROMPT, COMPLETE_FILE, "write the sheet to a file") \
	MOVING_ROW("load", load, "FILE", COMMAND_PROMPT, COMPLETE_FILE, "take in a file") \
	MOVING_ROW("undo", undo, "[N]", COMMAND_PROMPT, COMPLETE_NOTHING, "take back the last change, or the last N") \
	MOVING_ROW("delete", delete, "NAME", COMMAND_PROMPT, COMPLETE_CELL, \
	           "take a cell that nothing uses out of the sheet") \
	MOVING_ROW("rename", rename, "OLD NEW", COMMAND_PROMPT, COMPLETE_CELL, \
	           "give a cell another name, wherever it is used") \
	MOVING_ROW("redo", redo, "[N]", COMMAND_PROMPT, COMPLETE_NOTHING, \
	           "bring back what was undone, or N changes of it") \
	ROW("clear", clear, "", COMMAND_PROMPT, COMPLETE_NOTHING, "start with an empty sheet") \
	ROW("history", history, "[N|/PATTERN/]", COMMAND_PROMPT, COMPLETE_NOTHING, "the lines typed last") \
	ROW("resume", resume, "", COMMAND_PROMPT, COMPLETE_NOTHING, \
	    "the sheet of an earlier prompt that was left unsaved") \
	MOVING_ROW("edit", edit, "[sheet]", COMMAND_PROMPT, COMPLETE_NOTHING, "the whole sheet in $VISUAL or $EDITOR") \
	ROW("quit", quit, "", COMMAND_PROMPT, COMPLETE_NOTHING, "leave; Ctrl-D does so too") \
	ROW("exit", quit, "", COMMAND_PROMPT, COMPLETE_NOTHING, "leave")

#endif
