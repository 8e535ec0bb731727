/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "base/shared_library.h"

Test(library, is_loaded_with_its_first_use)
{
	struct library maths = {.name = "the C library's mathematics", .soname = "libm.so.6"};
	char message[128] = "";
	double (*root)(double) = (double (*)(double))library_find(&maths, "sqrt", message);

	cr_assert_not_null(root, "%s", message);
	cr_expect_eq(root(9), 3.0);
	cr_expect_not_null(maths.handle);
}

Test(library, says_what_it_lacks)
{
	struct library maths = {.name = "the C library's mathematics", .soname = "libm.so.6"};
	struct library none = {.name = "nowhere", .soname = "libnowhere.so.99"};
	char message[128] = "";

	cr_expect_null(library_find(&maths, "square_circle", message));
	cr_expect_not_null(strstr(message, "the C library's mathematics is needed: "), "%s", message);
	cr_expect_not_null(strstr(message, "square_circle"), "%s", message);
	cr_expect_null(library_find(&none, "anything", message));
	cr_expect_not_null(strstr(message, "nowhere is needed: libnowhere.so.99"), "%s", message);
}
