/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a load test may ask: decided without asking anybody. */
#include "bench/load_target.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "rows.h"

Test(load_target, loopback_addresses)
{
	static const struct {
		const char *text;
		bool want;
	} rows[] = {
		{"127.0.0.1", true},
		{"127.255.255.254", true},
		{"128.0.0.1", false},
		{"10.0.0.1", false},
		{"0.0.0.0", false},
		{"8.8.8.8", false},
		{"::1", true},
		{"::", false},
		{"::2", false},
		{"::ffff:127.0.0.1", true},
		{"::ffff:8.8.8.8", false},
		{"fe80::1", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sockaddr_in v4 = {.sin_family = AF_INET};
		struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

		if (inet_pton(AF_INET, rows[i].text, &v4.sin_addr) == 1)
			cr_expect_eq(load_is_loopback((void *)&v4), rows[i].want, "row %zu", i);
		else if (inet_pton(AF_INET6, rows[i].text, &v6.sin6_addr) == 1)
			cr_expect_eq(load_is_loopback((void *)&v6), rows[i].want, "row %zu", i);
		else
			cr_expect(false, "row %zu", i);
	}
}

#ifdef HAVE_LIBCURL
/* NULL: allowed; else how the refusal begins. */
Test(load_target, who_may_be_asked)
{
	static const struct {
		const char *url, *typed, *why;
	} rows[] = {
		{"http://127.0.0.1/", NULL, NULL},
		{"http://127.1.2.3:8080/x?y=1#z", NULL, NULL},
		{"http://[::1]:8080/", NULL, NULL},
		{"http://0x7f000001/", NULL, NULL},
		{"http://2130706433/", NULL, NULL},
		{"http://127.0.0.1.nip.example/", NULL, "'127.0.0.1.nip.example' is not this machine"},
		{"http://[::ffff:8.8.8.8]/", NULL, "'::ffff:8.8.8.8' is not this machine"},
		{"http://10.0.0.7:8080/", NULL, "'10.0.0.7' is not this machine"},
		{"http://127.0.0.1@10.0.0.7/", NULL, "a URL with a user"},
		{"http://0.0.0.0/", NULL, "'0.0.0.0' is not this machine"},
		{"http://0x08080808/", NULL, "'8.8.8.8' is not this machine"},
		{"http://10.0.0.7/", "10.0.0.8", "--yes-this-host says '10.0.0.8'"},
		{"http://10.0.0.7/", "10.0.0.7", NULL},
		{"ftp://127.0.0.1/", NULL, "only http and https"},
		{"file:///etc/passwd", NULL, "only http and https"},
		{"http://u:p@127.0.0.1/", NULL, "a URL with a user"},
		{"http://127.0.0.1:0/", NULL, "no port"},
		{"http://127.0.0.1:99999/", NULL, ""},
		{"http:///", NULL, ""},
		{"", NULL, ""},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_target t;
		struct load_refusal no = {.status = 0};
		bool fine = load_target_read(rows[i].url, &t, &no) && load_target_find(&t, rows[i].typed, NULL, &no);

		cr_expect_eq(fine, rows[i].why == NULL, "row %zu: %s", i, buf_c(&no.why));
		cr_expect(!rows[i].why || str_starts(buf_str(&no.why), str_from_c(rows[i].why)), "row %zu: %s", i,
		          buf_c(&no.why));
		cr_expect_eq(no.status, fine ? 0 : 3, "row %zu", i);
		cr_expect(!fine || t.loopback == (rows[i].typed == NULL), "row %zu", i);
		load_refusal_release(&no);
	}
}

Test(load_target, its_parts)
{
	struct load_target t;
	struct load_refusal no = {.status = 0};

	cr_assert(load_target_read("HTTPS://[::1]/a/b?c=d#e", &t, &no));
	cr_expect(t.tls && t.port == 443);
	expect_str(0, str_from_c(t.host), S("::1"));
	expect_str(0, str_from_c(t.path), S("/a/b"));
	expect_str(0, str_from_c(t.url), S("https://[::1]/a/b?c=d"));
	cr_expect(load_target_find(&t, NULL, NULL, &no));
	expect_str(0, str_from_c(t.address_text), S("::1"));
}
#endif

Test(load_target, names)
{
	static const struct {
		const char *path, *want;
	} rows[] = {
		{"/", "http_root"},    {"/api/cart", "http_api_cart"}, {"/API/v2/Cart.json", "http_api_v2_cart_json"},
		{"/--/", "http_root"}, {"/%7Euser/", "http_7euser"},   {"/a_b", "http_a_b"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_target t = {.port = 80};
		struct buf name = {0};

		strcpy(t.path, rows[i].path);
		load_target_name(&t, &name);
		expect_str(i, buf_str(&name), str_from_c(rows[i].want));
		buf_release(&name);
	}
}
