/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prepare.c - which instructions of a program are needed, and which are uncertain. */
#include <string.h>

#include "eval/program.h"

enum mark { MARK_LIVE = 1, MARK_UNCERTAIN = 2, MARK_LOOP = 4 };

struct marks {
	struct program *p;
	uint8_t *reg;
	unsigned loops; /* that are around what is marked */
};

/* Call `visit` for each register that an instruction reads; returns the union of their marks. */
static uint8_t inputs(struct marks *m, const struct instr *in, uint8_t set)
{
	uint8_t found = 0;

	if (in->args) {
		for (uint32_t i = 0; i < in->count; i++) {
			m->reg[in->args[i]] |= set;
			found |= m->reg[in->args[i]];
		}
	}
	switch (in->code) {
	case CODE_CONST:
	case CODE_LOAD:
	case CODE_UNKNOWN:
	case CODE_DRAW:
	case CODE_COLUMN:
	case CODE_LIST:
	case CODE_SELECT:
	case CODE_CALL:
	case CODE_LISTFN: return found;
	case CODE_SMALLEST: m->reg[in->u.body.result] |= set; return found | m->reg[in->u.body.result];
	case CODE_SCALE:
	case CODE_NEGATE:
	case CODE_NOT:
	case CODE_FOLD: m->reg[in->a] |= set; return found | m->reg[in->a];
	default:
		m->reg[in->a] |= set;
		m->reg[in->b] |= set;
		return found | m->reg[in->a] | m->reg[in->b];
	}
}

/* From the end on, so that who reads a register first is the last to read it. A loop reads what is in it again. */
static void mark_last(const struct marks *m, struct instr *in)
{
	bool pair = in->code >= CODE_ADD && in->code <= CODE_GE && !m->p->loops;

	in->last_a = pair && !(m->reg[in->a] & MARK_LIVE);
	in->last_b = pair && !(m->reg[in->b] & MARK_LIVE);
}

static void mark_live(struct marks *m, uint32_t first, uint32_t last)
{
	for (uint32_t i = last; i > first; i--) {
		struct instr *in = &m->p->code[i - 1];
		if (!(m->reg[in->dst] & MARK_LIVE))
			continue;
		in->live = true;
		mark_last(m, in);
		inputs(m, in, MARK_LIVE);
		if (in->code == CODE_SMALLEST) /* its body comes after it */
			mark_live(m, in->u.body.first, in->u.body.last);
	}
}

static bool is_slow(const struct instr *in)
{
	return (in->code == CODE_CALL || in->code == CODE_STEP) && in->u.fn->slow;
}

static void mark_uncertain(struct marks *m, uint32_t first, uint32_t last);

/* Marks the body of a loop. Does the loop's own result depend on the counter of one around it? */
static bool mark_body(struct marks *m, const struct instr *in)
{
	bool open = m->reg[in->a] & MARK_LOOP; /* its body is still being compiled */
	bool depends = false;

	if (m->loops && !open) { /* first without its own counter, on which the result always depends */
		mark_uncertain(m, in->u.body.first, in->u.body.last);
		depends = m->reg[in->u.body.result] & MARK_LOOP;
	}
	m->loops++;
	m->reg[in->a] |= MARK_LOOP;
	mark_uncertain(m, in->u.body.first, in->u.body.last);
	if (!open)
		m->reg[in->a] &= (uint8_t)~MARK_LOOP;
	m->loops--;
	return depends;
}

static void mark_uncertain(struct marks *m, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		struct instr *in = &m->p->code[i];
		bool loop = in->code == CODE_SMALLEST && mark_body(m, in);
		uint8_t found = inputs(m, in, 0);

		in->uncertain = in->code == CODE_DRAW || in->code == CODE_COLUMN || in->code == CODE_UNKNOWN ||
		                (found & MARK_UNCERTAIN) != 0;
		in->loop = in->code == CODE_SMALLEST ? loop : (found & MARK_LOOP) != 0;
		m->reg[in->dst] |= (uint8_t)((in->uncertain ? MARK_UNCERTAIN : 0) | (in->loop ? MARK_LOOP : 0));
		m->p->slow = m->p->slow || (in->live && in->uncertain && (is_slow(in) || in->code == CODE_SMALLEST));
		if (in->code == CODE_SMALLEST)
			i = in->u.body.last - 1;
	}
}

bool program_prepare(struct program *p, struct arena *scratch, const uint32_t *roots, uint32_t count)
{
	bool uncertain = false;

	p->in_loop = false;
	if (!p->draws &&
	    !p->counter_count) { /* nearly always: all is certain, and running what nothing needs does no harm */
		for (uint32_t i = 0; i < p->count; i++)
			p->code[i].live = true;
		return false;
	}
	struct marks m = {p, arena_array(scratch, uint8_t, p->registers), p->counter_count};

	p->slow = false;
	for (uint32_t i = 0; i < p->count; i++)
		p->code[i].live = false;
	for (uint32_t i = 0; i < count; i++)
		m.reg[roots[i]] |= MARK_LIVE;
	mark_live(&m, 0, p->count);
	for (uint32_t i = 0; i < p->counter_count; i++)
		m.reg[p->counters[i]] |= MARK_LOOP;
	mark_uncertain(&m, 0, p->count);
	for (uint32_t i = 0; i < count; i++) {
		uncertain = uncertain || (m.reg[roots[i]] & MARK_UNCERTAIN);
		p->in_loop = p->in_loop || (m.reg[roots[i]] & MARK_LOOP);
	}
	return uncertain;
}
