/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load_http.c - libcurl's multi interface by epoll, with one timer for all waits. Nothing but the one address of the
 * target is ever connected to: it is pinned, and the function that opens sockets looks again.
 */
#include "bench/load_http.h"

#ifdef HAVE_LIBCURL
#include <curl/curl.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "bench/bench.h"

/*
 * An idle CPU takes so long to wake up; HTTP/2 connections carry so many streams; room for the connections that
 * close.
 */
#define AWAKE 100e-6
enum { STREAMS = 100, SPARE = 8, EVENTS = 64 };

struct load_http {
	struct load_transport transport;
	const struct load_target *target;
	const struct load_request *request;
	const struct load_cpu *cpu;
	CURLM *multi;
	CURL **easy; /* one for each slot */
	double *bytes;
	struct curl_slist *headers, *connect_to;
	double *ranks; /* of the URLs: share of those up to each */
	struct random random;
	int epoll, timer;
	double alarm; /* when libcurl wants to be called; INFINITY: not */
	bool spin;
	long protocol;
	char error[CURL_ERROR_SIZE + 64];
};

static double load_http_now(void *ctx)
{
	(void)ctx;
	return clock_now();
}

/* ---- what libcurl asks for ---- */

static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
	struct load_http *h = ctx;
	struct epoll_event e = {.data.fd = fd};

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		epoll_ctl(h->epoll, EPOLL_CTL_DEL, fd, NULL);
		return 0;
	}
	e.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
	if (epoll_ctl(h->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &e) != 0)
		epoll_ctl(h->epoll, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &e);
	curl_multi_assign(h->multi, fd, h);
	return 0;
}

static int set_alarm(CURLM *multi, long milliseconds, void *ctx)
{
	struct load_http *h = ctx;

	(void)multi;
	h->alarm = milliseconds < 0 ? INFINITY : clock_now() + (double)milliseconds * 1e-3;
	return 0;
}

/* Whatever made it so: another address is not connected to. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a)
{
	const struct load_http *h = ctx;

	if (purpose != CURLSOCKTYPE_IPCXN || !load_same_address(h->target, &a->addr))
		return CURL_SOCKET_BAD;
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static size_t count_body(char *data, size_t size, size_t n, void *ctx)
{
	(void)data;
	*(double *)ctx += (double)(size * n);
	return size * n;
}

/* ---- one request ---- */

static void set_protocol(CURL *e, const struct load_http *h)
{
	long version = CURL_HTTP_VERSION_1_1;

	if (h->target->tls && h->request->http != 11)
		version = CURL_HTTP_VERSION_2TLS;
	else if (h->request->http == 2)
		version = CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
	curl_easy_setopt(e, CURLOPT_HTTP_VERSION, version);
	curl_easy_setopt(e, CURLOPT_PIPEWAIT, version == CURL_HTTP_VERSION_1_1 ? 0L : 1L);
}

static void set_method(CURL *e, const struct load_request *q)
{
	if (q->body) {
		curl_easy_setopt(e, CURLOPT_POSTFIELDS, q->body);
		curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)q->body_len);
	}
	if (strcmp(q->method, "HEAD") == 0)
		curl_easy_setopt(e, CURLOPT_NOBODY, 1L);
	else if (q->body ? strcmp(q->method, "POST") != 0 : strcmp(q->method, "GET") != 0)
		curl_easy_setopt(e, CURLOPT_CUSTOMREQUEST, q->method);
}

static void set_connection(CURL *e, struct load_http *h)
{
	const struct load_request *q = h->request;

	curl_easy_setopt(e, CURLOPT_PROXY, "");
	curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, h);
	curl_easy_setopt(e, CURLOPT_TCP_NODELAY, 1L);
	if (q->unix_path)
		curl_easy_setopt(e, CURLOPT_UNIX_SOCKET_PATH, q->unix_path);
	else
		curl_easy_setopt(e, CURLOPT_CONNECT_TO, h->connect_to);
	if (q->fresh) {
		curl_easy_setopt(e, CURLOPT_FRESH_CONNECT, 1L);
		curl_easy_setopt(e, CURLOPT_FORBID_REUSE, 1L);
	}
	if (q->cacert)
		curl_easy_setopt(e, CURLOPT_CAINFO, q->cacert);
	if (q->insecure) {
		curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 0L);
	}
}

static void load_http_set_up(struct load_http *h, unsigned slot)
{
	CURL *e = h->easy[slot];

	curl_easy_setopt(e, CURLOPT_URL, h->target->url);
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(e, CURLOPT_USERAGENT, "bote-bench/" PACKAGE_VERSION);
	curl_easy_setopt(e, CURLOPT_HTTPHEADER, h->headers);
	curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)(1000 * h->request->timeout));
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, count_body);
	curl_easy_setopt(e, CURLOPT_WRITEDATA, &h->bytes[slot]);
	curl_easy_setopt(e, CURLOPT_PRIVATE, (char *)(uintptr_t)slot);
	set_connection(e, h);
	set_method(e, h->request);
	set_protocol(e, h);
}

/* One of the URLs, by its share. */
static const char *load_http_draw(struct load_http *h)
{
	double x = random_unit(&h->random);
	unsigned low = 0, high = h->request->url_count - 1;

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (h->ranks[middle] > x)
			high = middle;
		else
			low = middle + 1;
	}
	return h->request->urls[low];
}

static void load_http_begin(void *ctx, unsigned slot)
{
	struct load_http *h = ctx;

	h->bytes[slot] = 0;
	if (h->request->url_count)
		curl_easy_setopt(h->easy[slot], CURLOPT_URL, load_http_draw(h));
	curl_multi_add_handle(h->multi, h->easy[slot]);
}

/* ---- answers ---- */

static enum load_fate fate_of(CURLcode code, long status)
{
	switch (code) {
	case CURLE_OK: return status >= 400 ? LOAD_STATUS : LOAD_ANSWERED;
	case CURLE_OPERATION_TIMEDOUT: return LOAD_TIMEOUT;
	case CURLE_COULDNT_CONNECT: return LOAD_REFUSED;
	case CURLE_PARTIAL_FILE: return LOAD_SHORT;
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM: return LOAD_RESET;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CIPHER: return LOAD_TLS;
	default: return LOAD_OTHER;
	}
}

static void load_http_take(struct load_http *h, CURL *e, CURLcode code, struct load_answer *a)
{
	char *slot = NULL;
	long status = 0;
	curl_off_t after = 0;

	curl_easy_getinfo(e, CURLINFO_PRIVATE, &slot);
	curl_easy_getinfo(e, CURLINFO_RESPONSE_CODE, &status);
	a->slot = (unsigned)(uintptr_t)slot;
	a->fate = fate_of(code, status);
	a->status = (unsigned)status;
	a->bytes = h->bytes[a->slot];
	a->wait = false;
	if (status == 429 || status == 503)
		a->wait = curl_easy_getinfo(e, CURLINFO_RETRY_AFTER, &after) == CURLE_OK && after > 0;
	if (code == CURLE_OK)
		curl_easy_getinfo(e, CURLINFO_HTTP_VERSION, &h->protocol);
	else
		snprintf(h->error, sizeof(h->error), "%s", curl_easy_strerror(code));
	curl_multi_remove_handle(h->multi, e);
}

static unsigned load_http_collect(struct load_http *h, struct load_answer *answers)
{
	unsigned n = 0;
	int left;
	CURLMsg *m;

	while (n < LOAD_BATCH && (m = curl_multi_info_read(h->multi, &left)) != NULL)
		if (m->msg == CURLMSG_DONE) {
			answers[n].at = clock_now();
			load_http_take(h, m->easy_handle, m->data.result, &answers[n]);
			n++;
		}
	return n;
}

/* ---- waiting ---- */

static void load_http_set_timer(const struct load_http *h, double when)
{
	struct itimerspec t = {.it_value = {(time_t)when, (long)((when - floor(when)) * 1e9)}};

	if (!isfinite(when))
		t.it_value = (struct timespec){0, 0};
	timerfd_settime(h->timer, TFD_TIMER_ABSTIME, &t, NULL);
}

/* Sleep until a socket is ready or the time is up; what is ready is for libcurl. */
static void sleep_until(struct load_http *h, double until)
{
	struct epoll_event events[EVENTS];
	double wake = h->spin ? until - AWAKE : until, at = clock_now();
	bool doze = wake > at;
	int n, running;

	if (doze)
		load_http_set_timer(h, wake);
	n = epoll_wait(h->epoll, events, EVENTS, doze ? -1 : 0);
	for (int i = 0; i < n; i++) {
		int what = (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
		           (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
		           (events[i].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);

		if (events[i].data.fd == h->timer)
			load_http_set_timer(h, INFINITY);
		else
			curl_multi_socket_action(h->multi, events[i].data.fd, what, &running);
	}
}

static unsigned load_http_wait_for(void *ctx, double until, struct load_answer *answers)
{
	struct load_http *h = ctx;
	int running;

	for (;;) {
		unsigned n;

		if (h->alarm <= clock_now()) {
			h->alarm = INFINITY;
			curl_multi_socket_action(h->multi, CURL_SOCKET_TIMEOUT, 0, &running);
		}
		n = load_http_collect(h, answers);
		if (n || bench_stop || clock_now() >= until)
			return n;
		sleep_until(h, fmin(until, h->alarm));
	}
}

/* ---- costs ---- */

static double delayed(void)
{
	FILE *f = fopen("/proc/thread-self/schedstat", "re");
	unsigned long long run, wait = 0;

	if (f && fscanf(f, "%llu %llu", &run, &wait) != 2)
		wait = 0;
	if (f)
		fclose(f);
	return (double)wait * 1e-9;
}

static void effort(void *ctx, struct load_effort *e)
{
	const struct load_http *h = ctx;
	const struct host *host = h->request->host;
	struct host_load load = host ? host_load(host, host->cpus) : (struct host_load){0, 0, 0, 0};

	e->cpu = clock_thread();
	e->delayed = delayed();
	e->busy = load.busy;
	e->all = load.total;
}

static double server_cpu(void *ctx)
{
	const struct load_http *h = ctx;

	return load_cpu_spent(h->cpu, "");
}

/* ---- life ---- */

/* All connections, whatever the URL says, go to this address. */
static void pin(struct load_http *h)
{
	const struct load_target *t = h->target;
	bool six = t->address.ss_family == AF_INET6;
	char text[160];

	snprintf(text, sizeof(text), "::%s%s%s:%u", six ? "[" : "", t->address_text, six ? "]" : "", t->port);
	h->connect_to = curl_slist_append(NULL, text);
}

static void load_http_rank(struct load_http *h)
{
	const struct load_request *q = h->request;
	double sum = 0;

	h->ranks = xcalloc(q->url_count + 1, sizeof(*h->ranks));
	for (unsigned i = 0; i < q->url_count; i++)
		h->ranks[i] = sum += pow(i + 1, -q->zipf);
	for (unsigned i = 0; i < q->url_count; i++)
		h->ranks[i] /= sum;
}

static bool make_handles(struct load_http *h)
{
	const struct load_request *q = h->request;

	h->multi = curl_multi_init();
	h->easy = xcalloc(q->connections, sizeof(CURL *));
	h->bytes = xcalloc(q->connections, sizeof(*h->bytes));
	if (!h->multi)
		return false;
	curl_multi_setopt(h->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
	curl_multi_setopt(h->multi, CURLMOPT_SOCKETDATA, h);
	curl_multi_setopt(h->multi, CURLMOPT_TIMERFUNCTION, set_alarm);
	curl_multi_setopt(h->multi, CURLMOPT_TIMERDATA, h);
	curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS, (long)(q->connections + SPARE));
	curl_multi_setopt(h->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)q->connections);
	curl_multi_setopt(h->multi, CURLMOPT_MAX_CONCURRENT_STREAMS, (long)STREAMS);
	for (unsigned i = 0; i < q->connections; i++) {
		h->easy[i] = curl_easy_init();
		if (!h->easy[i])
			return false;
		load_http_set_up(h, i);
	}
	return true;
}

static bool make_events(struct load_http *h)
{
	struct epoll_event e = {.events = EPOLLIN};

	h->epoll = epoll_create1(EPOLL_CLOEXEC);
	h->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	e.data.fd = h->timer;
	return h->epoll >= 0 && h->timer >= 0 && epoll_ctl(h->epoll, EPOLL_CTL_ADD, h->timer, &e) == 0;
}

struct load_http *load_http_new(const struct load_target *target, const struct load_request *request,
                                const struct load_cpu *cpu, struct buf *why)
{
	struct load_http *h = xcalloc(1, sizeof(*h));

	*h = (struct load_http){.target = target,
	                        .request = request,
	                        .cpu = cpu,
	                        .alarm = INFINITY,
	                        .random = {request->seed},
	                        .transport = {h, load_http_now, load_http_begin, load_http_wait_for, effort, server_cpu},
	                        .epoll = -1,
	                        .timer = -1};
	curl_global_init(CURL_GLOBAL_DEFAULT);
	for (unsigned i = 0; i < request->header_count; i++)
		h->headers = curl_slist_append(h->headers, request->headers[i]);
	pin(h);
	load_http_rank(h);
	if (make_events(h) && make_handles(h))
		return h;
	buf_printf(why, "libcurl cannot begin: %s", strerror(errno));
	load_http_free(h);
	return NULL;
}

void load_http_free(struct load_http *h)
{
	for (unsigned i = 0; h->easy && i < h->request->connections; i++)
		if (h->easy[i]) {
			curl_multi_remove_handle(h->multi, h->easy[i]);
			curl_easy_cleanup(h->easy[i]);
		}
	curl_multi_cleanup(h->multi);
	curl_slist_free_all(h->headers);
	curl_slist_free_all(h->connect_to);
	if (h->epoll >= 0)
		close(h->epoll);
	if (h->timer >= 0)
		close(h->timer);
	free(h->easy);
	free(h->bytes);
	free(h->ranks);
	free(h);
	curl_global_cleanup();
}

const struct load_transport *load_http_transport(const struct load_http *h)
{
	return &h->transport;
}

void load_http_spin(struct load_http *h, bool spin)
{
	h->spin = spin;
}

const char *load_http_protocol(const struct load_http *h)
{
	switch (h->protocol) {
	case 0: return "";
	case CURL_HTTP_VERSION_1_0: return "HTTP/1.0";
	case CURL_HTTP_VERSION_2_0: return "HTTP/2";
	default: return "HTTP/1.1";
	}
}

const char *load_http_error(const struct load_http *h)
{
	return h->error;
}
#endif
