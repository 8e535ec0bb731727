/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_target.c - libcurl reads the URL, so that what is looked at here is what will be asked. */
#include "bench/load_target.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BAD_INPUT = 2, MISUSED = 3, NOT_THERE = 4 };

void load_refusal_release(struct load_refusal *r)
{
	buf_release(&r->why);
	buf_release(&r->hint);
}

/* ---- addresses ---- */

bool load_is_loopback(const struct sockaddr *a)
{
	const struct sockaddr_in *v4 = (const void *)a;
	const struct sockaddr_in6 *v6 = (const void *)a;

	if (a->sa_family == AF_UNIX)
		return true;
	if (a->sa_family == AF_INET)
		return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
	if (a->sa_family != AF_INET6)
		return false;
	if (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr))
		return v6->sin6_addr.s6_addr[12] == 127;
	return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

bool load_same_address(const struct load_target *t, const struct sockaddr *a)
{
	const struct sockaddr_in *x4 = (const void *)&t->address, *y4 = (const void *)a;
	const struct sockaddr_in6 *x6 = (const void *)&t->address, *y6 = (const void *)a;

	if (a->sa_family != t->address.ss_family)
		return false;
	if (a->sa_family == AF_INET)
		return x4->sin_addr.s_addr == y4->sin_addr.s_addr && x4->sin_port == y4->sin_port;
	if (a->sa_family == AF_INET6)
		return IN6_ARE_ADDR_EQUAL(&x6->sin6_addr, &y6->sin6_addr) && x6->sin6_port == y6->sin6_port;
	return a->sa_family == AF_UNIX;
}

static void keep_address(struct load_target *t, const struct addrinfo *a)
{
	memcpy(&t->address, a->ai_addr, a->ai_addrlen);
	getnameinfo(a->ai_addr, a->ai_addrlen, t->address_text, sizeof(t->address_text), NULL, 0, NI_NUMERICHOST);
}

static struct addrinfo *load_target_look_up(const struct load_target *t, int flags, int *error)
{
	struct addrinfo want = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = flags | AI_NUMERICSERV},
					*found = NULL;
	char port[16];

	snprintf(port, sizeof(port), "%u", t->port);
	*error = getaddrinfo(t->host, port, &want, &found);
	return *error ? NULL : found;
}

static bool all_loopback(const struct addrinfo *a)
{
	for (; a; a = a->ai_next)
		if (!load_is_loopback(a->ai_addr))
			return false;
	return true;
}

/* In digits, or localhost; NULL for what would have to be looked up, or is elsewhere. */
static struct addrinfo *load_target_loopback(const struct load_target *t)
{
	bool local = strcasecmp(t->host, "localhost") == 0;
	int error;
	struct addrinfo *found = load_target_look_up(t, local ? 0 : AI_NUMERICHOST, &error);

	if (found && !all_loopback(found)) {
		freeaddrinfo(found);
		return NULL;
	}
	return found;
}

static bool not_this_machine(const struct load_target *t, const char *typed, struct load_refusal *no)
{
	no->status = MISUSED;
	if (typed) {
		buf_printf(&no->why, "--yes-this-host says '%s', and the URL '%s'", typed, t->host);
		buf_add_c(&no->hint, "the host of the URL, typed once more, says that you mean it");
	} else {
		buf_printf(&no->why, "'%s' is not this machine", t->host);
		buf_printf(&no->hint, "'--yes-this-host %s' if it is yours and may be loaded", t->host);
	}
	return false;
}

static bool load_target_take(struct load_target *t, struct addrinfo *found)
{
	keep_address(t, found);
	t->loopback = load_is_loopback(found->ai_addr);
	freeaddrinfo(found);
	return true;
}

bool load_target_find(struct load_target *t, const char *typed, const char *unix_path, struct load_refusal *no)
{
	struct addrinfo *found;
	int error;

	if (unix_path) {
		t->address.ss_family = AF_UNIX;
		snprintf(t->address_text, sizeof(t->address_text), "a socket");
		return t->loopback = true;
	}
	found = load_target_loopback(t);
	if (found)
		return load_target_take(t, found);
	if (!typed || strcasecmp(typed, t->host) != 0)
		return not_this_machine(t, typed, no);
	found = load_target_look_up(t, AI_ADDRCONFIG, &error);
	if (found)
		return load_target_take(t, found);
	no->status = NOT_THERE;
	buf_printf(&no->why, "'%s' has no address: %s", t->host, gai_strerror(error));
	return false;
}

/* ---- the URL ---- */

#ifdef HAVE_LIBCURL
#include <curl/curl.h>

static bool bad_url(struct load_refusal *no, const char *why, const char *url)
{
	no->status = MISUSED;
	buf_printf(&no->why, "%s: '%s'", why, url);
	return false;
}

/* A part of it; false when it is not there, or too long. */
static bool load_target_part(CURLU *u, CURLUPart which, unsigned flags, char *out, size_t size)
{
	char *text = NULL;
	bool fine = curl_url_get(u, which, &text, flags) == CURLUE_OK && strlen(text) < size;

	if (fine)
		strcpy(out, text);
	curl_free(text);
	return fine;
}

static bool load_target_has(CURLU *u, CURLUPart which)
{
	char *text = NULL;
	bool there = curl_url_get(u, which, &text, 0) == CURLUE_OK && *text;

	curl_free(text);
	return there;
}

/* "[::1]" is "::1" to those who look it up. */
static void strip_brackets(char *host)
{
	size_t n = strlen(host);

	if (n > 2 && host[0] == '[' && host[n - 1] == ']') {
		memmove(host, host + 1, n - 2);
		host[n - 2] = 0;
	}
}

static bool take_parts(CURLU *u, struct load_target *t, struct load_refusal *no)
{
	char scheme[16] = "", port[16] = "";

	if (!load_target_part(u, CURLUPART_SCHEME, 0, scheme, sizeof(scheme)) ||
	    (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
		return bad_url(no, "only http and https can be asked", t->url);
	if (load_target_has(u, CURLUPART_USER) || load_target_has(u, CURLUPART_PASSWORD)) {
		no->status = MISUSED;
		buf_add_c(&no->why, "a URL with a user or a password: every other program can read it here");
		buf_add_c(&no->hint, "--header @FILE takes an Authorization line from a file");
		return false;
	}
	if (!load_target_part(u, CURLUPART_HOST, 0, t->host, sizeof(t->host)) ||
	    !load_target_part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT, port, sizeof(port)))
		return bad_url(no, "no host in this URL", t->url);
	if (!load_target_part(u, CURLUPART_PATH, 0, t->path, sizeof(t->path)))
		return bad_url(no, "the path of this URL is too long", t->url);
	strip_brackets(t->host);
	t->port = (unsigned)strtoul(port, NULL, 10);
	t->tls = strcmp(scheme, "https") == 0;
	if (!t->port)
		return bad_url(no, "no port to connect to", t->url);
	curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
	return load_target_part(u, CURLUPART_URL, 0, t->url, sizeof(t->url)) || bad_url(no, "this URL is too long", "...");
}

bool load_target_read(const char *url, struct load_target *t, struct load_refusal *no)
{
	CURLU *u = curl_url();
	CURLUcode code;
	bool fine;

	memset(t, 0, sizeof(*t));
	snprintf(t->url, sizeof(t->url), "%s", url);
	code = strlen(url) < sizeof(t->url) ? curl_url_set(u, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME)
	                                    : CURLUE_MALFORMED_INPUT;
	fine = code == CURLUE_OK ? take_parts(u, t, no) : bad_url(no, "this is not a URL", t->url);
	if (code != CURLUE_OK)
		buf_printf(&no->hint, "libcurl says: %s", curl_url_strerror(code));
	curl_url_cleanup(u);
	return fine;
}
#else
bool load_target_read(const char *url, struct load_target *t, struct load_refusal *no)
{
	(void)url;
	(void)t;
	no->status = NOT_THERE;
	buf_add_c(&no->why, "load tests are not built (needs libcurl)");
	return false;
}
#endif

/* ---- its name ---- */

enum { NAME_MOST = 40 };

void load_target_name(const struct load_target *t, struct buf *out)
{
	size_t from = out->len;

	buf_add_c(out, "http");
	buf_name(out, str_from_c(t->path), from + NAME_MOST);
	if (out->len - from == 4)
		buf_add_c(out, "_root");
}
