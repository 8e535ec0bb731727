/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kernel_best.c - which of the compiled kernels this processor can run, and the fastest of them. */
#include "sampling/kernel.h"

#include <stdlib.h>
#include <string.h>

#if defined(HAVE_X86_KERNELS)
static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void)
{
	return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
	       __builtin_cpu_supports("avx512vl");
}
#endif

const struct kernel *const *kernel_all(void)
{
	static const struct kernel *found[4];
	unsigned n = 0;

	if (found[0])
		return found;
#if defined(HAVE_X86_KERNELS)
	if (has_avx512())
		found[n++] = &kernel_avx512;
	if (has_avx2())
		found[n++] = &kernel_avx2;
#endif
	found[n] = &kernel_generic;
	return found;
}

const struct kernel *kernel_best(void)
{
	const char *wanted = getenv("BOTE_ISA");
	const struct kernel *const *all = kernel_all();

	for (unsigned i = 0; wanted && all[i]; i++)
		if (strcmp(all[i]->name, wanted) == 0)
			return all[i];
	return all[0];
}
