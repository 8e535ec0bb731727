/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <math.h>

#include "rows.h"

#include "show/json_put.h"

static void write_sample(struct json_put *j)
{
	json_open(j, '{');
	json_field(j, "a", S("x \"y\" \\ \t é"));
	json_optional(j, "none", S(""));
	json_key(j, "list");
	json_open(j, '[');
	json_number(j, 0.1);
	json_number(j, 1e300);
	json_number(j, INFINITY);
	json_number(j, NAN);
	json_truth(j, true);
	json_text(j, S("ends with:"));
	json_open(j, '[');
	json_close(j, ']');
	json_open(j, '{');
	json_key(j, "k");
	json_truth(j, false);
	json_close(j, '}');
	json_close(j, ']');
	json_key(j, "empty");
	json_open(j, '{');
	json_close(j, '}');
	json_close(j, '}');
}

Test(json_put, on_one_line)
{
	struct buf out = {0};
	struct json_put j = {.out = &out};

	write_sample(&j);
	expect_str(0, buf_str(&out),
	           S("{\"a\":\"x \\\"y\\\" \\\\ \\t é\",\"list\":[0.1,1e300,null,null,true,\"ends "
	             "with:\",[],{\"k\":false}],\"empty\":{}}"));
	buf_release(&out);
}

Test(json_put, spread_out)
{
	struct buf out = {0};
	struct json_put j = {.out = &out, .spread = 2};
	json_error_t error;
	json_t *read;

	write_sample(&j);
	cr_expect(str_contains_nocase(buf_str(&out), S("\n \"list\":[\n  0.1,\n  1e300,")), "%s", buf_c(&out));
	cr_expect(str_ends(buf_str(&out), S("\n}")));
	read = json_loadb(out.p, out.len, 0, &error);
	cr_assert(read, "%s", error.text);
	cr_expect_eq(json_array_size(json_object_get(read, "list")), 8);
	json_decref(read);
	buf_release(&out);
}
