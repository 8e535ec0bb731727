/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typing.c - keys as a hand types them. */
#include "typing.h"

#include <string.h>
#include <time.h>

static int pause_least, pause_most;
static unsigned draw = 1;

void typing_pace(int least, int most)
{
	pause_least = least;
	pause_most = most < least ? least : most;
}

void typing_seed(unsigned seed)
{
	draw = seed * 2654435761u + 1;
}

int typing_least(void)
{
	return pause_least;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What the program writes meanwhile is taken in: it must not wait for us. */
static void pause_hand(struct terminal *t)
{
	long end;

	draw = draw * 1664525u + 1013904223u;
	end = now_ms() + pause_least + (long)(draw >> 16) % (pause_most - pause_least + 1);
	for (long left; (left = end - now_ms()) > 0;)
		if (!terminal_take(t, (int)left) && t->ended)
			return;
}

static size_t past(const char *text, size_t len, const char *mark)
{
	const char *at = memmem(text, len, mark, strlen(mark));

	return at ? (size_t)(at - text) + strlen(mark) : len;
}

/* Bytes of the key that `text` begins with. ESC and a letter are two keys: who has no Meta key types them so. */
static size_t key_length(const char *text, size_t len)
{
	size_t n = 1;

	if (len > 5 && memcmp(text, "\033[200~", 6) == 0)
		return past(text, len, "\033[201~");
	if (len > 2 && text[0] == '\033' && (text[1] == '[' || text[1] == 'O'))
		for (n = 2; n < len && (unsigned char)text[n] < '@';)
			n++;
	if (n > 1)
		return n < len ? n + 1 : len;
	while (n < len && ((unsigned char)text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

bool typing_text(struct terminal *t, const char *text, size_t len)
{
	terminal_forget(t);
	if (pause_most == 0)
		return terminal_type(t, text, len);
	while (len > 0) {
		size_t n = key_length(text, len);

		pause_hand(t);
		if (!terminal_type(t, text, n))
			return false;
		text += n;
		len -= n;
	}
	return true;
}

bool typing_key(struct terminal *t, const char *name, bool *sent)
{
	static const struct {
		const char *name, *bytes;
	} keys[] = {{"Enter", "\r"},    {"Tab", "\t"},         {"Esc", "\033"},      {"Up", "\033[A"},
	            {"Down", "\033[B"}, {"Right", "\033[C"},   {"Left", "\033[D"},   {"Home", "\033[H"},
	            {"End", "\033[F"},  {"Delete", "\033[3~"}, {"Backspace", "\177"}};
	char control;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i].name, name) == 0) {
			*sent = typing_text(t, keys[i].bytes, strlen(keys[i].bytes));
			return true;
		}
	if (strncmp(name, "C-", 2) != 0 || !name[2] || name[3])
		return false;
	control = (char)(name[2] & 0x1f);
	*sent = typing_text(t, &control, 1);
	return true;
}
