/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labs.h - the rows; each is at the end of its file lab_NAME.c. */
#ifndef BOTE_LABS_H
#define BOTE_LABS_H

#include "lab/lab.h"

extern const struct lab lab_autoscale, lab_batch, lab_cache, lab_cap, lab_cdn, lab_chain, lab_clocks, lab_election,
	lab_events, lab_failover, lab_gossip, lab_heal, lab_index, lab_lb, lab_mapreduce, lab_proxy, lab_pubsub,
	lab_replicas, lab_queue, lab_quorum, lab_raft, lab_ring, lab_shards, lab_stream_row;

#endif
