/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <math.h>

#include "rows.h"

#include "value/json_put.h"

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

/* What a terminal might obey is there by its number, and comes back as it was. */
Test(json_put, orders)
{
	static const char text[] = "\033]0;x\a \033[31m \r \x7F \xC2\x9B"
							   "31m \xE2\x80\xAE \xE2\x81\xA6 \xE2\x80\xA8 \xD8\x9C \xC3\xA9";
	struct buf out = {0};
	struct json_put j = {.out = &out};
	json_t *read;

	json_text(&j, str_from_c(text));
	expect_str(0, buf_str(&out),
	           S("\"\\u001B]0;x\\u0007 \\u001B[31m \\r \\u007F \\u009B31m \\u202E \\u2066 \\u2028 \\u061C é\""));
	read = json_loadb(out.p, out.len, JSON_DECODE_ANY, NULL);
	cr_assert(read);
	cr_expect_str_eq(json_string_value(read), text);
	json_decref(read);
	buf_reset(&out);
	json_text(&(struct json_put){.out = &out}, S("\xFF\xE2\x80"));
	expect_str(1, buf_str(&out), S("\"???\""));
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
