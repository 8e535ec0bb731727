/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "base/embed.h"

Test(embed, in_order_and_found)
{
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *file = &embedded_files[i];

		cr_expect(i == 0 || str_cmp(file[-1].path, file->path) < 0, "%.*s", STR(file->path));
		cr_expect(embedded_find(file->path) == file, "%.*s", STR(file->path));
		cr_expect(file->text.p[file->text.len] == '\0', "%.*s", STR(file->path));
	}
	cr_expect(embedded_find(S("")) == NULL);
	cr_expect(embedded_from(S("")) == 0 && embedded_from(S("zzz")) == embedded_count);
	cr_expect(str_starts(embedded_files[embedded_from(S("formulas/prelude/"))].path, S("formulas/prelude/")));
	cr_expect(embedded_find(S("formulas")) == NULL);
	cr_expect(embedded_find(S("zzz")) == NULL);
}
