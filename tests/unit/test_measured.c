/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store of results: reading, cells, what is out of date, writing. */
#include "store/measured.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "rows.h"

#define MACHINE "\"machine\":{\"id\":\"m1\",\"cpu\":\"A CPU family 1\",\"cores\":2,\"virt\":\"kvm\",\"kernel\":\"6.1\"}"

static const char lru[] =
	"{\"op\":\"lru_get\",\"group\":\"cache\",\"rev\":2,\"value\":54.1e-9,\"unit\":\"s\",\"low\":52e-9,\"high\":59e-9,"
	"\"best\":53e-9,"
	"\"spread\":0.03,\"verdict\":\"good\",\"extra\":{\"hit_ratio\":0.766,\"bytes_entry\":104},\"lib\":\"uthash 2.3.0\","
	"\"bote\":\"0.3.0\",\"when\":\"2026-11-23T18:27:05Z\"," MACHINE "}\n";
static const char hash[] =
	"{\"op\":\"xxh3_bulk\",\"value\":2e-6,\"unit\":\"s\",\"low\":1.9e-6,\"high\":2.1e-6,\"bytes\":65536,"
	"\"all\":{\"value\":1e6,\"low\":9e5,\"high\":1.1e6,\"threads\":2,\"scaling\":1},\"p50\":{\"value\":2e-6,\"low\":2e-"
	"6,\"high\":3e-6},"
	"\"when\":\"2026-11-23T18:27:05Z\"," MACHINE "}\n";

static struct measured *both(void)
{
	struct buf text = {0};
	struct measured *m;

	buf_add_c(&text, lru);
	buf_add_c(&text, hash);
	m = measured_parse(buf_str(&text));
	buf_release(&text);
	return m;
}

Test(measured, cells)
{
	static const struct {
		const char *cell;
		double value;
		enum measured_unit unit;
	} rows[] = {
		{"lru_get", 54.1e-9, MEASURED_TIME},
		{"lru_get_rate", 1 / 54.1e-9, MEASURED_RATE},
		{"lru_get_hit_ratio", 0.766, MEASURED_NUMBER},
		{"lru_get_bytes_entry", 104, MEASURED_DATA},
		{"xxh3_bulk_bw", 65536 / 2e-6, MEASURED_BANDWIDTH},
		{"xxh3_bulk_all", 1e6, MEASURED_RATE},
		{"xxh3_bulk_all_bw", 65536e6, MEASURED_BANDWIDTH},
		{"xxh3_bulk_p50", 2e-6, MEASURED_TIME},
	};
	struct measured *m = both();
	struct measured_cell c;

	for (size_t i = 0; i < COUNT(rows); i++) {
		cr_assert(measured_find(m, str_from_c(rows[i].cell), &c), "row %zu", i);
		cr_expect(close_to(c.range.value / rows[i].value, 1, 1e-9), "row %zu: %g", i, c.range.value);
		cr_expect(c.range.low <= c.range.value && c.range.value <= c.range.high, "row %zu", i);
		cr_expect_eq(c.unit, rows[i].unit, "row %zu", i);
		cr_expect(str_ends(str_from_c(rows[i].cell), c.ending) && c.ending.len + c.of->op.len == strlen(rows[i].cell),
		          "row %zu", i);
	}
	cr_expect(!measured_find(m, S("lru_get_bw"), &c), "it moves no bytes");
	cr_expect(!measured_find(m, S("lru_get_p99"), &c));
	cr_expect(!measured_find(m, S("nothing"), &c));
	measured_free(m);
}

/* Two operations, one of which begins as the other does. */
static const void *of_two(void *ctx, struct str op)
{
	(void)ctx;
	return str_eq(op, S("lru")) ? "lru" : str_eq(op, S("lru_all")) ? "lru_all" : NULL;
}

Test(measured, operation_of_a_cell)
{
	static const struct {
		const char *cell, *op;
	} rows[] = {
		{"lru", "lru"},
		{"lru_all", "lru_all"},
		{"lru_all_all", "lru_all"},
		{"lru_all_bw", "lru"},
		{"lru_rate", "lru"},
		{"lru_p50", "lru"},
		{"lru_p99", "lru"},
		{"lru_hit_ratio", "lru"},
		{"lru_all_bytes_entry", "lru_all"},
		{"lru_server_cpu", "lru"},
		{"lru_ratio", "lru"},
		{"lru_", NULL},
		{"lru_p98", NULL},
		{"_p99", NULL},
		{"", NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *op = measured_cell_operation(str_from_c(rows[i].cell), of_two, NULL);

		cr_expect(op == rows[i].op || (op && rows[i].op && strcmp(op, rows[i].op) == 0), "%s: %s", rows[i].cell,
		          op ? op : "none");
	}
}

struct names {
	const struct measured *m;
	struct buf all;
};

static void add_name(void *ctx, struct str cell)
{
	struct names *n = ctx;
	struct measured_cell c;

	cr_expect(measured_find(n->m, cell, &c), "%.*s", STR(cell));
	buf_printf(&n->all, "%.*s ", STR(cell));
}

Test(measured, each_cell)
{
	struct measured *m = both();
	struct names n = {.m = m};

	measured_each(m, add_name, &n);
	cr_expect_str_eq(buf_c(&n.all),
	                 "lru_get lru_get_rate lru_get_hit_ratio lru_get_bytes_entry xxh3_bulk xxh3_bulk_p50 "
	                 "xxh3_bulk_bw xxh3_bulk_all xxh3_bulk_rate xxh3_bulk_all_bw ");
	buf_release(&n.all);
	measured_free(m);
}

Test(measured, damaged_lines)
{
	static const char *const bad[] = {
		"{\"op\":\"lru_get\",\"value\":54e-9",
		"nonsense",
		"[1,2]",
		"{}",
		"{\"op\":\"x\",\"value\":1,\"unit\":\"s\"}",
		"{\"op\":\"x\",\"value\":-1,\"unit\":\"s\",\"low\":-2,\"high\":3,\"when\":\"2026-11-23T18:27:05Z\"}",
		"{\"op\":\"x\",\"value\":1,\"unit\":\"s\",\"low\":2,\"high\":3,\"when\":\"2026-11-23T18:27:05Z\"}",
		"{\"op\":\"x\",\"value\":2,\"unit\":\"s\",\"low\":2,\"high\":3,\"when\":\"yesterday\"}",
		"{\"op\":\"x\",\"value\":2,\"unit\":\"B\",\"low\":2,\"high\":3,\"when\":\"2026-11-23T18:27:05Z\"}",
		"\xff\xfe",
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct buf text = {0};
		struct measured *m;

		buf_printf(&text, "%s%s\n%s", lru, bad[i], hash);
		m = measured_parse(buf_str(&text));
		cr_expect(measured_operation(m, S("lru_get")) && measured_operation(m, S("xxh3_bulk")), "row %zu", i);
		cr_expect(!measured_operation(m, S("x")), "row %zu", i);
		expect_str(i, measured_warning(m), S("results:2: this line is damaged and left out"));
		measured_free(m);
		buf_release(&text);
	}
}

Test(measured, newest_counts)
{
	struct buf text = {0};
	struct measured *m;

	buf_add_c(&text, lru);
	buf_add_c(&text, lru);
	memcpy(strstr(text.p + sizeof(lru), "54.1e-9"), "57.0e-9", 7);
	m = measured_parse(buf_str(&text));
	cr_expect(close_to(measured_operation(m, S("lru_get"))->each.value, 57e-9, 1e-15));
	cr_expect_eq(measured_warning(m).len, 0u);
	measured_free(m);
	buf_release(&text);
}

Test(measured, staleness)
{
	struct machine now = {.kernel = "6.1"}, other = {.kernel = "6.2"};
	struct measured *m = both();
	const struct measurement *r = measured_operation(m, S("lru_get"));
	struct buf why = {0};
	int64_t day = 86400;

	cr_expect_eq(r->time, 1795458425, "%lld", (long long)r->time);
	cr_expect(!measured_stale(r, &now, r->time + 89 * day, 2, S("uthash 2.3.0"), &why));
	cr_expect(measured_stale(r, &now, r->time + 92 * day, 2, S(""), &why), "old");
	cr_expect(measured_stale(r, &other, r->time, 2, S(""), &why), "another kernel");
	cr_expect(measured_stale(r, &now, r->time, 3, S(""), &why), "another revision");
	cr_expect(measured_stale(r, &now, r->time, 2, S("uthash 2.4.0"), &why), "another library");
	cr_expect(strstr(buf_c(&why), "92 days old") && strstr(buf_c(&why), "6.2"), "%s", buf_c(&why));
	buf_reset(&why);
	measured_provenance(r, &why);
	cr_expect_str_eq(buf_c(&why), "measured 2026-11-23 on A CPU family 1, 2 CPUs, kvm, bote 0.3.0, good");
	buf_release(&why);
	measured_free(m);
}

/* A folder for a test; removed by the caller. */
static void folder(char out[64])
{
	strcpy(out, "/tmp/bote-measured.XXXXXX");
	cr_assert(mkdtemp(out) != NULL);
}

static void clear(const char *dir, const char *path)
{
	unlink(path);
	rmdir(dir);
}

Test(measured, append_and_load)
{
	char dir[64], path[96];
	struct measured *m;
	FILE *f;

	folder(dir);
	snprintf(path, sizeof(path), "%s/m1.jsonl", dir);
	cr_expect_eq(measured_try(dir, "m1"), 0);
	cr_expect(!fs_is_file(path), "trying leaves nothing");
	cr_expect_eq(measured_append(dir, "m1", str_from_c(lru)), 0);
	f = fopen(path, "a");
	fputs("{\"op\":\"half", f); /* someone was interrupted */
	fclose(f);
	cr_expect_eq(measured_append(dir, "m1", str_from_c(hash)), 0);
	m = measured_load(path, "m1");
	cr_expect(measured_operation(m, S("lru_get")) && measured_operation(m, S("xxh3_bulk")));
	cr_expect(measured_warning(m).len > 0);
	measured_free(m);
	m = measured_load(path, "m2");
	cr_expect(!measured_operation(m, S("lru_get")), "of another machine");
	cr_expect(measured_warning(m).len > 0);
	measured_free(m);
	m = measured_load("/nowhere/at/all", "m1");
	cr_expect_eq(measured_error(m), 0, "not there is empty");
	measured_free(m);
	clear(dir, path);
}

Test(measured, large_files_are_made_small)
{
	char dir[64], path[96];
	struct buf many = {0}, text = {0};
	struct measured *m;

	folder(dir);
	snprintf(path, sizeof(path), "%s/m1.jsonl", dir);
	buf_add_c(&many, hash);
	while (many.len < (5 << 20))
		buf_add_c(&many, lru);
	cr_expect_eq(measured_append(dir, "m1", buf_str(&many)), 0);
	cr_expect_eq(measured_append(dir, "m1", str_from_c(lru)), 0);
	cr_expect_eq(fs_read(path, 1 << 20, &text), 0, "small again");
	m = measured_load(path, "m1");
	cr_expect(measured_operation(m, S("lru_get")) && measured_operation(m, S("xxh3_bulk")));
	measured_free(m);
	buf_release(&text);
	buf_release(&many);
	clear(dir, path);
}
