/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_list.c - price lists as they come: each is read or refused with one error at a place; what was read can be
 * chosen from.
 */
#include "outcome.h"

#include "fleet/fleet_advice.h"
#include "session/machines.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool is_known(double x)
{
	return !isnan(x);
}

static void check_machine(const struct fleet_machine *m)
{
	assert(m->name.len && is_known(m->has[FLEET_CPU]) && is_known(m->has[FLEET_MEMORY]));
	check_plain(m->name);
	check_plain(m->tags);
	for (int r = 0; r < FLEET_RESOURCES; r++)
		assert(!is_known(m->has[r]) || m->has[r] >= 0);
	for (int p = 0; p < FLEET_PAYS; p++)
		assert(!is_known(m->price[p].mean) || m->price[p].mean > 0);
}

/* The cheapest that holds a load, with all that would change it. */
static void choose(const struct fleet_lists *l, bool disks, struct arena *a)
{
	static const double cores = 10, memory = 1e11, disk = 1e13, iops = 2e4;
	struct fleet_ask ask = {.demand = {&cores, &memory},
	                        .certain = {true, true},
	                        .samples = 1,
	                        .least = 1,
	                        .zones = 1,
	                        .copies = 1,
	                        .max_cpu = 0.7,
	                        .max_io = 0.7,
	                        .max_memory = 0.8,
	                        .max_disk = 0.8,
	                        .store = S("any"),
	                        .sure = 0.95};
	struct fleet_choice choice;
	struct fleet_advice advice;

	if (disks) {
		ask.demand[FLEET_DISK] = &disk;
		ask.demand[FLEET_IOPS] = &iops;
		ask.certain[FLEET_DISK] = ask.certain[FLEET_IOPS] = true;
	}
	fleet_choose(l, &ask, false, 5, a, &choice);
	for (uint32_t i = 0; i < choice.count; i++)
		assert(isfinite(choice.best[i].bill) && choice.best[i].bill > 0 &&
		       (!i || choice.best[i].bill >= choice.best[i - 1].bill));
	if (choice.count)
		fleet_advise(l, &ask, &choice, a, &advice);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct source src = {.name = S("list"), .text = {(const char *)data, size}, .first_line = 1};
	struct session *s = session_new(S(""));
	struct fleet_book book;
	struct buf found = {0};
	struct arena a;
	struct diag d;

	be_quick(s);
	arena_init(&a);
	diag_init(&d, &a, &src);
	fleet_book_init(&book);
	bool ok = fleet_book_read(&book, &src, &machines_fleet(session_machines(s))->reader, &d);
	assert(ok == !d.error);
	assert(ok || (d.error->text.len && d.error->at.start <= size));
	for (uint32_t i = 0; i < book.lists.machine_count; i++)
		check_machine(&book.lists.machines[i]);
	if (book.lists.machine_count <= 64) {
		fleet_list_check(&book.lists, 20000, &found);
		choose(&book.lists, false, &a);
		choose(&book.lists, true, &a);
	}
	buf_release(&found);
	fleet_book_release(&book);
	arena_release(&a);
	session_free(s);
	return 0;
}
