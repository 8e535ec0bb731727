/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * genlog.c - genlog FORM SEED REQUESTS DAYS OBJECTS ALPHA GROWTH: an access log whose truth is known, from a seed.
 * Arrivals are random about a daily curve that grows by GROWTH a day; objects are asked for by Zipf's law; sizes and
 * times are lognormal with means of 12,000 bytes an object and 30 ms; 92 % reads, 0.5 % of 503, 2 % of 404. FORM:
 * combined, timed, json, alb, w3c, iis, csv.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state;

static double uniform(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

static double normal(void)
{
	return sqrt(-2 * log(1 - uniform())) * cos(2 * M_PI * uniform());
}

/* Rank by the table of sums. */
static size_t draw(const double *sums, size_t n)
{
	double x = uniform() * sums[n - 1];
	size_t low = 0, high = n - 1;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (sums[middle] < x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Mean 1 over a day. */
static double curve(double second)
{
	return 1 + 0.7 * sin((second / 86400 - 0.3) * 2 * M_PI);
}

struct line {
	double time;
	unsigned client;
	size_t object;
	const char *method;
	int status;
	long bytes;
	double seconds;
};

static void put(const char *form, const struct line *l)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t t = (time_t)l->time;
	char client[32], path[64], iso[32];
	struct tm tm;

	gmtime_r(&t, &tm);
	snprintf(client, sizeof(client), "10.%u.%u.%u", l->client >> 16 & 255, l->client >> 8 & 255, l->client & 255);
	snprintf(path, sizeof(path), "/shop/item-%zu/page.html", l->object);
	strftime(iso, sizeof(iso), "%Y-%m-%dT%H:%M:%S", &tm);
	if (!strcmp(form, "json"))
		printf("{\"level\":\"info\",\"ts\":%.6f,\"logger\":\"http.log.access\",\"msg\":\"handled "
		       "request\",\"request\":{\"remote_ip\":\"%s\",\"remote_port\":\"5000\","
		       "\"proto\":\"HTTP/"
		       "2.0\",\"method\":\"%s\",\"host\":\"example.org\",\"uri\":\"%s?q=%u\",\"headers\":{\"User-Agent\":["
		       "\"Mozilla/5.0\"]}},"
		       "\"duration\":%.9f,\"size\":%ld,\"status\":%d,\"resp_headers\":{\"Server\":[\"Caddy\"]}}\n",
		       l->time, client, l->method, path, l->client, l->seconds, l->bytes, l->status);
	else if (!strcmp(form, "alb"))
		printf("https %s.%06dZ app/my-loadbalancer/50dc6c495c0c9188 %s:2817 10.0.0.1:80 0.000 %.3f 0.000 %d %d 34 %ld "
		       "\"%s https://www.example.com:443%s HTTP/1.1\" \"curl/7.46.0\" "
		       "ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 "
		       "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "
		       "\"Root=1-58337262-36d228ad5d99923122bbe354\" "
		       "\"-\" \"-\" 0 %s.000000Z \"forward\" \"-\" \"-\" \"10.0.0.1:80\" \"200\" \"-\" \"-\"\n",
		       iso, (int)((l->time - (double)t) * 1e6), client, l->seconds, l->status, l->status, l->bytes, l->method,
		       path, iso);
	else if (!strcmp(form, "w3c"))
		printf(
			"%.10s\t%s\tLHR62-C2\t%ld\t%s\t%s\td111111abcdef8.cloudfront.net\t%s\t%d\t-\tMozilla/"
			"5.0%%20(Windows%%20NT%%2010.0)\t-\t-\tHit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\t"
			"d111111abcdef8.cloudfront.net\thttps\t23\t%.3f\t-\tTLSv1.2\tECDHE-RSA-AES128-GCM-SHA256\tHit\tHTTP/2.0\n",
			iso, iso + 11, l->bytes, client, l->method, path, l->status, l->seconds);
	else if (!strcmp(form, "iis"))
		printf("%.10s %s 10.0.0.1 %s %s - 443 - %s Mozilla/5.0 - %d 0 0 %ld 300 %.0f\n", iso, iso + 11, l->method, path,
		       client, l->status, l->bytes, l->seconds * 1000);
	else if (!strcmp(form, "csv"))
		printf("%.3f,%s,%ld,%.6f,%s,%s,%d\n", l->time, path, l->bytes, l->seconds, l->method, client, l->status);
	else {
		printf("%s - - [%02d/%s/%d:%s +0000] \"%s %s HTTP/1.1\" %d %ld \"https://example.org/start\" \"Mozilla/5.0 "
		       "(X11; Linux x86_64) AppleWebKit/537.36 Safari/537.36\"",
		       client, tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, iso + 11, l->method, path, l->status,
		       l->bytes);
		printf(!strcmp(form, "timed") ? " %.3f\n" : "\n", l->seconds);
	}
}

static void header(const char *form)
{
	if (!strcmp(form, "w3c"))
		puts("#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status "
		     "cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type "
		     "x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher "
		     "x-edge-response-result-type cs-protocol-version");
	else if (!strcmp(form, "iis"))
		puts("#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method cs-uri-stem "
		     "cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status "
		     "sc-substatus sc-win32-status sc-bytes cs-bytes time-taken");
	else if (!strcmp(form, "csv"))
		puts("time,key,size,duration,op,client,status");
}

int main(int argc, char **argv)
{
	if (argc < 8)
		return 3;
	const char *form = argv[1];
	double requests = strtod(argv[3], NULL), days = strtod(argv[4], NULL), alpha = strtod(argv[6], NULL),
		   growth = strtod(argv[7], NULL);
	double start = 1793664000, all = 0, span = days * 86400, mean_level; /* 2026-11-03 */
	size_t objects = strtoul(argv[5], NULL, 10);
	double *sums = malloc(objects * sizeof(*sums));
	long *sizes = malloc(objects * sizeof(*sizes));

	state = strtoull(argv[2], NULL, 10) * 1000003;
	for (size_t i = 0; i < objects; i++) {
		sums[i] = all += pow((double)i + 1, -alpha);
		sizes[i] = (long)(12000 * exp(0.8 * normal() - 0.32)) + 1;
	}
	mean_level = growth != 0 ? (exp(growth * days) - 1) / (growth * days) : 1;
	header(form);
	for (double t = 0, most = requests / span * 1.7 * fmax(1, exp(growth * days)) / mean_level;;) {
		struct line l;

		t -= log(1 - uniform()) / most;
		if (t >= span)
			break;
		if (uniform() * most > requests / span / mean_level * curve(fmod(t, 86400)) * exp(growth * t / 86400))
			continue;
		l.time = start + t;
		l.client = (unsigned)(uniform() * uniform() * 50000);
		l.object = draw(sums, objects);
		double x = uniform();

		l.method = uniform() < 0.92 ? "GET" : "POST";
		l.status = x < 0.005 ? 503 : x < 0.025 ? 404 : x < 0.1 ? 304 : 200;
		l.bytes = l.status == 200 ? sizes[l.object] : l.status == 304 ? 0 : 153;
		l.seconds = 0.030 * exp(normal() - 0.5);
		put(form, &l);
	}
	free(sums);
	free(sizes);
	return 0;
}
