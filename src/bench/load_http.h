/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_http.h - requests over HTTP, carried by libcurl in one thread: the transport of a real load test. */
#ifndef BOTE_LOAD_HTTP_H
#define BOTE_LOAD_HTTP_H

#include "bench/host.h"
#include "bench/load_cpu.h"
#include "bench/load_run.h"
#include "bench/load_target.h"

struct load_request {
	const char *method;         /* "GET" */
	const char *const *headers; /* "Name: value" */
	unsigned header_count;
	const char *body; /* or NULL */
	size_t body_len;
	const char *const *urls; /* drawn at random, or none: the target's own */
	unsigned url_count;
	double zipf;                    /* by rank, with this exponent; 0: each as likely as another */
	const char *unix_path, *cacert; /* or NULL */
	unsigned http;                  /* 11, 2; 0: 1.1, and with TLS what both know */
	bool insecure, fresh;
	double timeout;
	unsigned connections;
	uint64_t seed;
	const struct host *host; /* whose CPUs are looked at; NULL: none */
};

struct load_http;

/* `target`, `request` and `cpu` must outlive it. NULL with the reason in `why`. */
struct load_http *load_http_new(const struct load_target *target, const struct load_request *request,
                                const struct load_cpu *cpu, struct buf *why);
void load_http_free(struct load_http *h);
/* Its functions; good as long as it is. */
const struct load_transport *load_http_transport(const struct load_http *h);
/* Stay awake before requests are due: less late, for one CPU. */
void load_http_spin(struct load_http *h, bool spin);
/* "HTTP/1.1" or "HTTP/2": of the last answer; "" before it. */
const char *load_http_protocol(const struct load_http *h);
/* What libcurl said of the last request that failed; "" when none did. */
const char *load_http_error(const struct load_http *h);

#endif
