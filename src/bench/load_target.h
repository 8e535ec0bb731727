/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_target.h - whom a load test asks, and whether it may: this machine, or one whose name was typed twice. */
#ifndef BOTE_LOAD_TARGET_H
#define BOTE_LOAD_TARGET_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/buf.h"

/* Texts are as in the URL, an IPv6 address without brackets. */
struct load_target {
	char url[2048];
	char host[256];
	char path[256]; /* without query */
	unsigned port;
	bool tls, loopback;
	struct sockaddr_storage address; /* the one and only that is asked */
	char address_text[64];           /* of it, without port or brackets */
};

/* Words for a person about a URL that will not do. */
struct load_refusal {
	struct buf why, hint;
	int status; /* of the program: 2 bad input, 3 misuse, 4 not there */
};
void load_refusal_release(struct load_refusal *r);

/* Take the URL apart; asks nobody. False with the refusal filled. */
bool load_target_read(const char *url, struct load_target *t, struct load_refusal *no);
/*
 * Find its address. Without `typed`, the host typed once more, it must be a loopback address in digits, or
 * `localhost` with only such addresses: any other name is refused without being looked up. `unix_path`: a socket is
 * asked instead.
 */
bool load_target_find(struct load_target *t, const char *typed, const char *unix_path, struct load_refusal *no);
/* Is the address one of this machine's loopback? */
bool load_is_loopback(const struct sockaddr *a);
/* Same address and port. */
bool load_same_address(const struct load_target *t, const struct sockaddr *a);
/* "http_api_cart" for "/api/cart", "http_root" for "/". */
void load_target_name(const struct load_target *t, struct buf *out);

#endif
