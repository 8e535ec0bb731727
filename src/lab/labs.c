/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labs.c - which labs there are, by what they are about. */
#include "lab/labs.h"

const struct lab_group lab_groups[] = {
	{"Latency, throughput, scaling, queues", {&lab_queue, &lab_lb, &lab_autoscale, &lab_chain}},
	{"Caches and copies near the user", {&lab_cache, &lab_cdn}},
	{"Data on many machines",
     {&lab_index, &lab_shards, &lab_ring, &lab_replicas, &lab_quorum, &lab_cap, &lab_clocks, &lab_failover}},
	{"Brokers and events", {&lab_stream_row, &lab_batch, &lab_pubsub, &lab_events}},
	{"Machines that agree, and that fail",
     {&lab_election, &lab_raft, &lab_gossip, &lab_heal, &lab_mapreduce, &lab_proxy}},
	{NULL, {NULL}},
};

const struct lab *lab_find(struct str name)
{
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			if (str_eq(str_from_c(g->labs[i]->name), name))
				return g->labs[i];
	return NULL;
}
