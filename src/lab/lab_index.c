/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_index.c - one row of a table is looked up: by reading on, by halving, in a B-tree, in a hash table; steps and
 * pages are counted.
 */
#include <stdlib.h>

#include "lab/lab.h"

enum { LEVELS = 40, SCAN_STEPS = 4000000, INSERT_STEPS = 30 }; /* of halving, and of moving half a page */

struct index_lab {
	uint64_t rows, look_ups, partitions;
	double page, entry, key, pointer, fill;
	int way, load;
};

enum { SCAN, BINARY, BTREE, HASH };
enum { SORTED, IN_ORDER, AT_RANDOM };
static const char *const ways[] = {"scan", "binary", "btree", "hash", NULL};
static const char *const loads[] = {"sorted", "ascending", "random", NULL};
enum { STEPS, MOST, PAGES, HEIGHT, FILLED };

#define FIELD(name) offsetof(struct index_lab, name)
static const struct lab_in in[] = {
	{"rows", LAB_COUNT, FIELD(rows), NULL},
	{"way", LAB_CHOICE, FIELD(way), ways},
	{"page", LAB_NUMBER, FIELD(page), NULL},
	{"entry", LAB_NUMBER, FIELD(entry), NULL},
	{"key", LAB_NUMBER, FIELD(key), NULL},
	{"pointer", LAB_NUMBER, FIELD(pointer), NULL},
	{"fill", LAB_NUMBER, FIELD(fill), NULL},
	{"load", LAB_CHOICE, FIELD(load), loads},
	{"partitions", LAB_COUNT, FIELD(partitions), NULL},
	{"look_ups", LAB_COUNT, FIELD(look_ups), NULL},
	{0},
};

static const struct lab_out out[] = {
	[STEPS] = {"steps", LAB_MEAN, 0, 0},   [MOST] = {"most", LAB_MOST, 0, 0},     [PAGES] = {"pages", LAB_MEAN, 0, 0},
	[HEIGHT] = {"height", LAB_MOST, 0, 0}, [FILLED] = {"filled", LAB_MEAN, 0, 0}, {0},
};

/* ---- sizes ---- */

static uint32_t index_whole(double x)
{
	return x >= 1e9 ? 1000000000 : (uint32_t)(x + 1e-9);
}

static uint32_t leaf_room(const struct index_lab *p)
{
	return index_whole(p->page * p->fill / p->entry);
}

static uint32_t inner_room(const struct index_lab *p)
{
	return index_whole(p->page * p->fill / (p->key + p->pointer));
}

/* The rows that a look-up has to do with: those of the largest partition. */
static uint32_t part_rows(const struct index_lab *p)
{
	return (uint32_t)((p->rows + p->partitions - 1) / p->partitions);
}

/* Each row once, where there are so few; else rows at random. */
static bool each_once(const struct index_lab *p)
{
	return part_rows(p) <= p->look_ups / LAB_RUNS &&
	       (p->way != SCAN || (double)part_rows(p) * part_rows(p) / 2 <= SCAN_STEPS);
}

static bool index_exact(const void *params)
{
	const struct index_lab *p = params;

	return p->way != HASH && each_once(p) && !(p->way == BTREE && p->load == AT_RANDOM);
}

/* ---- a B-tree: pages of each level, the leaves first ---- */

struct storey {
	uint32_t room, pages, cap;
	uint32_t *count, *key, *child; /* key[page * room + i]: the least below child i */
	/*
	 * Of rows that were loaded in order, when nothing is stored: entries of all pages, the i-th of which leads to the
	 * i-th page below, or to row i, and begins with row i * stride.
	 */
	uint32_t entries, stride;
};

static uint32_t count_in(const struct storey *l, uint32_t page)
{
	uint32_t left = l->entries - page * l->room;

	return !l->entries ? l->count[page] : left < l->room ? left : l->room;
}

static uint32_t key_in(const struct storey *l, uint32_t page, uint32_t i)
{
	return l->entries ? (page * l->room + i) * l->stride : l->key[(size_t)page * l->room + i];
}

static uint32_t child_in(const struct storey *l, uint32_t page, uint32_t i)
{
	return l->entries ? page * l->room + i : l->child[(size_t)page * l->room + i];
}

struct tree {
	struct storey level[LEVELS];
	uint32_t levels, leaf, inner;
};

static void add_page(struct storey *l, uint32_t room)
{
	l->room = room;
	if (l->pages == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 4;
		l->count = xrealloc(l->count, l->cap * sizeof *l->count);
		l->key = xrealloc(l->key, (size_t)l->cap * room * sizeof *l->key);
		l->child = xrealloc(l->child, (size_t)l->cap * room * sizeof *l->child);
	}
	l->count[l->pages++] = 0;
}

/* Sorted rows fill page after page, and level after level. */
static void load_sorted(struct tree *t, uint32_t rows)
{
	uint64_t entries = rows, stride = 1, room = t->leaf;

	do {
		uint64_t pages = (entries - 1) / room + 1;

		t->level[t->levels++] = (struct storey){
			.room = (uint32_t)room, .pages = (uint32_t)pages, .entries = (uint32_t)entries, .stride = (uint32_t)stride};
		entries = pages;
		stride *= room;
		room = t->inner;
	} while (entries > 1);
}

/* The last entry whose key is not above, by halving; the first where all are. */
static uint32_t index_find_in(const struct storey *l, uint32_t page, uint32_t key, uint64_t *steps)
{
	uint32_t low = 0, high = count_in(l, page);

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		++*steps;
		if (key_in(l, page, middle) > key)
			high = middle;
		else
			low = middle;
	}
	return low;
}

static void insert_at(struct storey *l, uint32_t page, uint32_t at, uint32_t key, uint32_t child)
{
	uint32_t *keys = &l->key[(size_t)page * l->room], *children = &l->child[(size_t)page * l->room],
			 after = l->count[page] - at;

	memmove(&keys[at + 1], &keys[at], after * sizeof *keys);
	memmove(&children[at + 1], &children[at], after * sizeof *children);
	keys[at] = key;
	children[at] = child;
	l->count[page]++;
}

/* The upper half of a page goes to a new one, the last of its level. */
static uint32_t index_split(struct storey *l, uint32_t page)
{
	uint32_t keep = (l->count[page] + 1) / 2, other = l->pages, move = l->count[page] - keep;

	add_page(l, l->room);
	memcpy(&l->key[(size_t)other * l->room], &l->key[(size_t)page * l->room + keep], move * sizeof *l->key);
	memcpy(&l->child[(size_t)other * l->room], &l->child[(size_t)page * l->room + keep], move * sizeof *l->child);
	l->count[other] = move;
	l->count[page] = keep;
	return other;
}

static void insert(struct tree *t, uint32_t key, uint64_t *steps)
{
	uint32_t path[LEVELS], page = 0, child = key, at;

	for (uint32_t k = t->levels; k-- > 1;) {
		path[k] = page;
		page = t->level[k].child[(size_t)page * t->level[k].room + index_find_in(&t->level[k], page, key, steps)];
	}
	path[0] = page;
	for (uint32_t k = 0; k < LEVELS - 1; k++) {
		struct storey *l = &t->level[k];
		uint32_t other = UINT32_MAX, into = path[k];

		if (l->count[into] == l->room) {
			other = index_split(l, into);
			if (key >= l->key[(size_t)other * l->room])
				into = other;
		}
		at = l->count[into] ? index_find_in(l, into, key, steps) : 0;
		at += l->count[into] && l->key[(size_t)into * l->room + at] <= key;
		insert_at(l, into, at, key, child);
		if (other == UINT32_MAX)
			return;
		key = l->key[(size_t)other * l->room];
		child = other;
		if (k + 1 < t->levels)
			continue;
		add_page(&t->level[k + 1],
		         t->inner); /* the root is split: a new one over both; page 0 stays the first of its level */
		insert_at(&t->level[k + 1], 0, 0, 0, 0);
		insert_at(&t->level[k + 1], 0, 1, key, child);
		t->levels++;
		return;
	}
}

static void index_build(struct tree *t, const struct index_lab *p, struct stream *order, struct lab_run *r)
{
	uint32_t rows = part_rows(p), *key;
	uint64_t ignored = 0;

	*t = (struct tree){.leaf = leaf_room(p), .inner = inner_room(p)};
	if (p->load == SORTED) {
		load_sorted(t, rows);
		return;
	}
	key = xmalloc((rows + (size_t)1) * sizeof *key);
	if (p->load == AT_RANDOM)
		lab_order(r, order, key, rows);
	add_page(&t->level[0], t->leaf);
	t->levels = 1;
	for (uint32_t i = 0; i < rows && !r->stopped && lab_ticks(r, INSERT_STEPS); i++)
		insert(t, p->load == AT_RANDOM ? key[i] : i, &ignored);
	free(key);
}

static void tree_release(struct tree *t)
{
	for (uint32_t k = 0; k < LEVELS; k++) {
		free(t->level[k].count);
		free(t->level[k].key);
		free(t->level[k].child);
	}
}

/* ---- looking up ---- */

struct found {
	uint64_t steps, pages;
};

struct table {
	const struct index_lab *p;
	uint32_t rows, leaf;
	uint32_t *head, *next; /* HASH: as many lists as rows */
	uint64_t salt;
	struct tree tree;
};

/* SCAN, BINARY: the rows are there in order, the i-th is the i-th. */
static uint32_t index_row_at(const struct table *t, uint32_t i)
{
	(void)t;
	return i;
}

static struct found index_scan(const struct table *t, uint32_t key)
{
	uint32_t i = 0;

	while (index_row_at(t, i) != key)
		i++;
	return (struct found){(uint64_t)i + 1, i / t->leaf + (uint64_t)1};
}

static struct found binary(const struct table *t, uint32_t key)
{
	struct found f = {0};
	uint32_t low = 0, high = t->rows, page = UINT32_MAX;

	while (low < high) {
		uint32_t middle = low + (high - low - 1) / 2;

		f.steps++;
		f.pages += middle / t->leaf != page;
		page = middle / t->leaf;
		if (index_row_at(t, middle) == key)
			break;
		if (index_row_at(t, middle) < key)
			low = middle + 1;
		else
			high = middle;
	}
	return f;
}

static struct found btree(const struct table *t, uint32_t key)
{
	struct found f = {0};
	uint32_t page = 0;

	for (uint32_t k = t->tree.levels; k-- > 0;) {
		const struct storey *l = &t->tree.level[k];

		f.pages++;
		page = child_in(l, page, index_find_in(l, page, key, &f.steps));
	}
	f.steps++; /* is it the row itself? */
	return f;
}

static uint32_t list_of(const struct table *t, uint32_t key)
{
	return (uint32_t)((stream_mix(key + t->salt) >> 32) * t->rows >> 32);
}

static struct found index_hashed(const struct table *t, uint32_t key)
{
	struct found f = {0};

	for (uint32_t i = t->head[list_of(t, key)]; i; i = t->next[i]) {
		f.steps++;
		if (i - 1 == key)
			break;
	}
	return f;
}

static struct found index_look_up(const struct table *t, uint32_t key)
{
	return t->p->way == SCAN     ? index_scan(t, key)
	       : t->p->way == BINARY ? binary(t, key)
	       : t->p->way == BTREE  ? btree(t, key)
	                             : index_hashed(t, key);
}

static void fill_lists(struct table *t, struct lab_run *r)
{
	t->head = xcalloc(t->rows, sizeof *t->head);
	t->next = xcalloc((size_t)t->rows + 1, sizeof *t->next);
	for (uint32_t key = 0; key < t->rows && lab_tick(r); key++) {
		uint32_t *head = &t->head[list_of(t, key)];

		t->next[key + 1] = *head;
		*head = key + 1;
	}
}

static void index_table_init(struct table *t, const struct index_lab *p, struct lab_run *r)
{
	struct stream order = lab_stream(r, ORDER);

	*t = (struct table){.p = p, .rows = part_rows(p), .leaf = leaf_room(p), .salt = stream_next(&order)};
	if (p->way == BTREE) {
		index_build(&t->tree, p, &order, r);
	} else if (p->way == HASH) {
		fill_lists(t, r);
	}
}

static void index_table_release(struct table *t)
{
	free(t->head);
	free(t->next);
	tree_release(&t->tree);
}

/* A scan of many rows takes long: a few of them say as much. */
static uint64_t index_times(const struct index_lab *p)
{
	uint64_t part = p->look_ups / LAB_RUNS, most = p->way == SCAN ? SCAN_STEPS / part_rows(p) + 1 : part;

	if (each_once(p))
		return part_rows(p);
	return part < most ? part : most;
}

static void index_run(const void *params, struct lab_run *r)
{
	const struct index_lab *p = params;
	struct stream choice = lab_stream(r, CHOICE);
	uint64_t steps = 0, pages = 0, most = 0, done = 0, all = index_times(p);
	struct table t;

	index_table_init(&t, p, r);
	while (done < all && !r->stopped && lab_tick(r)) {
		uint32_t key = each_once(p) ? (uint32_t)done : stream_below(&choice, t.rows);
		struct found f = index_look_up(&t, key);

		lab_ticks(r, f.steps);
		done++;
		steps += f.steps;
		pages += f.pages;
		most = f.steps > most ? f.steps : most;
		if (r->trace)
			lab_line(r, LAB_NEVER, "", p->way == HASH ? "row %u: %llu steps" : "row %u: %llu steps, %llu pages",
			         key + 1, (unsigned long long)f.steps, (unsigned long long)f.pages);
	}
	lab_put(r, STEPS, (double)steps / (double)done);
	lab_put(r, MOST, (double)most);
	if (p->way != HASH)
		lab_put(r, PAGES, (double)pages / (double)done);
	if (p->way == BTREE) {
		lab_put(r, HEIGHT, t.tree.levels);
		lab_put(r, FILLED, (double)t.rows / ((double)t.tree.level[0].pages * t.tree.leaf));
	}
	index_table_release(&t);
}

static bool index_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct index_lab *p = params;
	double rows = (double)p->rows / (double)p->partitions, leaf = p->page * p->fill / p->entry,
		   inner = p->page * p->fill / (p->key + p->pointer), each = 0, bytes = 0;
	bool one_by_one = p->way == BTREE && p->load != SORTED;

	if (rows > 4e9)
		return lab_refuse(c, "rows", d, DIAG_LIMIT, "lab index: at most 4 billion rows in a partition");
	if (p->partitions > p->rows)
		return lab_refuse(c, "partitions rows", d, DIAG_ARGUMENT, "lab index: more partitions than rows");
	if (leaf < 1 || (p->way == BTREE && leaf < 2) || inner < 2)
		return lab_refuse(c, "page entry key pointer fill load", d, DIAG_ARGUMENT,
		                  "lab index: a page of %g B is too small for two entries of %g and %g B", p->page, p->entry,
		                  p->key + p->pointer);
	if (one_by_one && inner < 3)
		return lab_refuse(c, "page entry key pointer fill load", d, DIAG_ARGUMENT,
		                  "lab index: a page of %g B that is split in half is too small for three keys of %g B",
		                  p->page, p->key + p->pointer);
	if (one_by_one) {
		each = INSERT_STEPS;
		bytes = 72;
	} else if (p->way == HASH) {
		each = 2;
		bytes = 32;
	} else if (p->way == SCAN) {
		each = (double)index_times(p) / 2;
	}
	*c = (struct lab_cost){
		.param = "rows", .bytes = rows * bytes, .steps = LAB_RUNS * rows * each + (double)p->look_ups * 20};
	return true;
}

static void index_told(const void *params, struct buf *text)
{
	const struct index_lab *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s%s", LAB_RUNS, figure_count(&a, (double)index_times(p), "look-up").p,
	           each_once(p) ? ", one of each row" : "");
	arena_release(&a);
}

const struct lab lab_index = {
	"index", sizeof(struct index_lab), in, out, index_exact, index_cost, index_run, NULL, index_told, NULL};
