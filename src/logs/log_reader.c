/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_reader.c - blocks of a file cut into lines; what is left of one goes to the front of the next. */
#include "logs/log_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "logs/crew.h"
#include "logs/unpack.h"

enum {
	BLOCK = CREW_BLOCK,
	LONGEST = CREW_LONGEST,
	TRIED = 1000,
	SNIFFED = 20,
	ENDLESS = 64 << 20 /* bytes in a line */
};

struct source {
	int fd;
	char *block;
	size_t have; /* bytes in the block */
	struct log_format *f;
	struct log_profile *p;
	struct log_reading *r;
	uint64_t lines, good, bad; /* of this file */
	uint64_t early;            /* bad ones among its first thousand */
	bool skipping;             /* the rest of a line that is too long */
	uint64_t skipped;          /* of it, so far */
	struct crew *crew;         /* NULL: this thread does it all */
};

/* ---- lines ---- */

static void note_bad(struct source *s, enum log_bad why, struct str line)
{
	struct log_reading *r = s->r;

	if (why == LOG_COMMENT)
		return;
	s->bad++;
	s->early += s->lines <= TRIED;
	r->bad[why]++;
	r->bad_total++;
	if (!r->first_bad) {
		r->first_bad = s->lines;
		r->first_why = why;
	}
	if (r->show_bad)
		r->show_bad(r->ctx, s->lines, why, line);
}

/* The form is found by the first lines. */
static bool know_form(struct source *s, struct str line)
{
	if (!s->f->form)
		s->f->form = log_form_find(s->f, line);
	return s->f->form != NULL;
}

static bool reader_is_header(const struct source *s, struct str line)
{
	return s->f->form == &log_form_csv && s->f->form->fits(s->f, line);
}

static void reader_take_line(struct source *s, struct str line)
{
	struct log_entry e;
	enum log_bad bad;

	s->lines++;
	if (!line.len || (line.len == 1 && *line.p == '\r'))
		return;
	if (s->lines == 1 && s->f->form == &log_form_csv && reader_is_header(s, line))
		return;
	if (!s->f->form) {
		if (!know_form(s, line)) /* "#Version: 1.0" stands before "#Fields:" */
			note_bad(s, *line.p == '#' ? LOG_COMMENT : LOG_NO_MATCH, line);
		if (!s->f->form || s->f->form == &log_form_csv)
			return;
	}
	bad = log_read(s->f, line, &e);
	if (bad) {
		note_bad(s, bad, line);
		return;
	}
	s->good++;
	log_profile_add(s->p, &e);
}

/* The whole lines of the block; where the first that is not whole begins. */
static size_t reader_take_lines(struct source *s)
{
	const char *p = s->block, *end = s->block + s->have;

	for (;;) {
		const char *q = memchr(p, '\n', (size_t)(end - p));

		if (!q)
			return (size_t)(p - s->block);
		if (s->skipping)
			s->skipping = false;
		else if (q - p > LONGEST) {
			s->lines++;
			note_bad(s, LOG_TOO_LONG, S(""));
		} else
			reader_take_line(s, (struct str){p, (size_t)(q - p)});
		p = q + 1;
	}
}

/* ---- lines that others take apart ---- */

static void count_block(struct source *s)
{
	const struct crew_block *b = crew_collect(s->crew);
	uint64_t before = s->lines;

	for (size_t i = 0; i < b->count; i++) {
		const struct crew_line *x = &b->lines[i];

		s->lines = before + x->number;
		if (x->bad)
			note_bad(s, x->bad, x->text);
		else {
			s->good++;
			log_profile_count(s->p, &x->mark);
		}
	}
	s->lines = before + b->all;
}

static void collect_all(struct source *s)
{
	while (s->crew && !crew_idle(s->crew))
		count_block(s);
}

/* Once the form is known, its header read, and where no pattern is to be matched, which is for one thread. */
static bool can_hand(struct source *s)
{
	if (!s->f->form || s->f->re || s->r->threads < 2 || s->skipping)
		return false;
	if (s->f->form == &log_form_w3c && (*s->block == '#' || memmem(s->block, s->have, "\n#", 2)))
		return false; /* columns may change */
	if (!s->crew)
		s->crew = crew_new(s->r->threads - 1, s->p);
	return s->crew != NULL;
}

/* The same as reader_take_lines(), by the crew: where the first line that is not whole begins, in the new block. */
static size_t hand_lines(struct source *s)
{
	const char *last = memrchr(s->block, '\n', s->have);
	size_t whole = last ? (size_t)(last - s->block) + 1 : 0;
	char *old = s->block;

	if (!whole)
		return 0;
	if (crew_full(s->crew))
		count_block(s);
	crew_hand(s->crew, s->f, &s->block, whole);
	memcpy(s->block, old + whole, s->have - whole); /* the old block is only read from now on */
	s->have -= whole;
	return 0;
}

static size_t reader_take_block(struct source *s)
{
	if (can_hand(s))
		return hand_lines(s);
	collect_all(s);
	return reader_take_lines(s);
}

static void keep_rest(struct source *s, size_t from)
{
	size_t left = s->have - from;

	if (left > LONGEST) { /* it is too long already: forget it up to its end */
		collect_all(s);
		if (!s->skipping) {
			s->lines++;
			note_bad(s, LOG_TOO_LONG, S(""));
		}
		s->skipped = s->skipping ? s->skipped + left : left;
		s->skipping = true;
		left = 0;
	}
	memmove(s->block, s->block + from, left);
	s->have = left;
}

/* ---- what the first lines say ---- */

static bool hopeless(const struct source *s)
{
	if (s->skipping && s->skipped > ENDLESS)
		return true;
	uint64_t tried = s->lines < TRIED ? s->lines : TRIED;

	if (!s->f->form)
		return s->bad >= SNIFFED || s->lines >= TRIED;
	return tried >= 100 && s->early * 5 > tried;
}

static const char *unlike(struct source *s, struct arena *a)
{
	if (s->skipping && s->skipped > ENDLESS)
		return "a line has more than 64 MB, and does not end: this is no log";
	if (s->f->re)
		return arena_printf(a, "%llu of its first %llu lines are not like the pattern", (unsigned long long)s->early,
		                    (unsigned long long)(s->lines < TRIED ? s->lines : TRIED))
		    .p;
	if (s->f->form)
		return arena_printf(a, "it begins as %s, but %llu of its first %llu lines are not; line %llu: %s",
		                    s->f->form->name, (unsigned long long)s->early,
		                    (unsigned long long)(s->lines < TRIED ? s->lines : TRIED),
		                    (unsigned long long)s->r->first_bad, log_bad_words[s->r->first_why])
		    .p;
	return "it looks like none of " LOG_FORMS "; --regex 'PATTERN' reads other forms";
}

static const char *reader_finish(struct source *s, struct arena *a)
{
	if (s->have && !s->skipping)
		reader_take_line(s, (struct str){s->block, s->have});
	if (!s->lines)
		return "it is empty";
	if (!s->f->form || s->early * 5 > (s->lines < TRIED ? s->lines : TRIED))
		return unlike(s, a);
	return s->good || s->r->lines ? NULL : "it has no request";
}

/* ---- files ---- */

static ssize_t reader_fill(struct source *s)
{
	ssize_t n = fs_read_some(s->fd, s->block + s->have, BLOCK - s->have);

	s->r->stopped = s->r->stopped || (n < 0 && errno == EINTR);
	if (n > 0) {
		s->have += (size_t)n;
		s->r->bytes += (uint64_t)n;
	}
	return n;
}

static const char *reader_read_all(struct source *s, struct arena *a)
{
	const char *wrong = NULL;
	uint64_t before = s->r->lines;
	ssize_t n = 1;

	while (!wrong && !s->r->stopped && n > 0) {
		if (s->have)
			keep_rest(s, reader_take_block(s));
		s->r->lines = before + s->lines;
		if (hopeless(s))
			wrong = unlike(s, a);
		s->r->stopped = s->r->progress && !s->r->progress(s->r->ctx, s->r);
		n = reader_fill(s);
	}
	if (n < 0 && !s->r->stopped)
		wrong = strerror(errno);
	collect_all(s);
	crew_free(s->crew);
	s->crew = NULL;
	s->r->lines = before;
	if (!wrong && !s->r->stopped)
		wrong = reader_finish(s, a);
	s->r->lines = before + s->lines;
	return wrong;
}

static size_t read_first(int fd, char *out, size_t n)
{
	size_t have = 0;
	ssize_t did;

	while (have < n && (did = fs_read_some(fd, out + have, n - have)) > 0)
		have += (size_t)did;
	return have;
}

size_t log_peek(const char *path, char *out, size_t n)
{
	int fd = strcmp(path, "-") ? fs_open(path) : -1;
	size_t have = fd >= 0 ? read_first(fd, out, n) : 0;

	if (fd >= 0)
		close(fd);
	return have;
}

/* From the packed file, or from what unpacks it. */
static const char *read_packed(struct source *s, const char *unpacker, struct arena *a)
{
	const char *wrong, *ended;
	pid_t child;
	int packed = s->fd;

	if (!unpacker)
		return "it is packed, and this build lacks bote-unpack";
	s->fd = unpack_start(unpacker, packed, s->block, s->have, &child);
	if (s->fd < 0)
		return strerror(errno);
	s->have = 0;
	wrong = reader_read_all(s, a);
	close(s->fd);
	s->fd = packed;
	ended = unpack_end(child, s->r->stopped || (wrong && s->lines));
	return ended ? ended : wrong;
}

const char *log_read_file(const char *path, const char *unpacker, struct log_format *f, struct log_profile *p,
                          struct log_reading *r, struct arena *a)
{
	bool input = !strcmp(path, "-");
	struct source s = {.fd = input ? STDIN_FILENO : fs_open(path), .f = f, .p = p, .r = r};
	const char *wrong;

	if (s.fd < 0)
		return strerror(errno);
	s.block = xmalloc(BLOCK);
	s.have = read_first(s.fd, s.block, UNPACK_MAGIC);
	r->bytes += s.have;
	errno = 0;
	wrong = unpack_is_packed(s.block, s.have) ? read_packed(&s, unpacker, a) : reader_read_all(&s, a);
	free(s.block);
	if (!input)
		close(s.fd);
	return wrong;
}

const char *log_read_text(struct str text, struct log_format *f, struct log_profile *p, struct log_reading *r,
                          struct arena *a)
{
	struct source s = {.fd = -1, .block = (char *)text.p, .have = text.len, .f = f, .p = p, .r = r};
	size_t from = reader_take_lines(&s);
	const char *wrong;

	s.block += from;
	s.have -= from;
	r->bytes += text.len;
	wrong = s.have > LONGEST ? "a line is too long" : reader_finish(&s, a);
	r->lines += s.lines;
	return wrong;
}
