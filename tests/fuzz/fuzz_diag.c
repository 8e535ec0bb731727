/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_diag.c - a message about any place in any text is shown as plain lines of valid UTF-8. */
#include <assert.h>

#include "base/utf8.h"
#include "diag/diag.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* Nothing but text and newlines, whatever the input held. */
static void check_plain(struct str text, bool ascii)
{
	assert(utf8_invalid(text) == text.len);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		assert((c >= 0x20 && c != 0x7F) || c == '\n');
		assert(!ascii || c < 0x80);
	}
}

/* Five bytes of places and style, then the text. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct source src = {.name = S("fuzz"), .first_line = 1};
	struct span at, remark;
	struct diag_style style;
	struct buf out = {0};
	struct arena a;
	struct diag d;

	if (size < 5)
		return 0;
	at = (struct span){data[0], (uint32_t)data[0] + data[1] % 8};
	remark = (struct span){data[2], (uint32_t)data[2] + data[3] % 8};
	style = (struct diag_style){.ascii = data[4] & 1, .brief = data[4] & 2};
	src.text = (struct str){(const char *)data + 5, size - 5};

	arena_init(&a);
	diag_init(&d, &a, &src);
	diag_fail(&d, DIAG_SYNTAX, at, "unknown '%.*s'", STR(source_text(&src, at)));
	diag_remark(&d, remark, "'%.*s' is here", STR(source_text(&src, remark)));
	diag_write(&out, d.error, style);
	check_plain(buf_str(&out), style.ascii);
	buf_release(&out);
	arena_release(&a);
	return 0;
}
