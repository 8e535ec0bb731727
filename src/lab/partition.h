/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partition.h - how a network falls apart: "B", the nodes that are cut off, or "3-2", how many nodes each part has. */
#ifndef BOTE_PARTITION_H
#define BOTE_PARTITION_H

#include <stdbool.h>
#include <stdint.h>

enum { PARTS_NODES = 52 };

/*
 * The part of each node, A to Z and a to z, from 0 on. The number of parts; 0 when it is not a cut of so many nodes
 * (PARTS_NODES at most).
 */
uint32_t parts_read(const char *text, uint64_t nodes, uint8_t part[PARTS_NODES]);
/* The number of a node's letter; PARTS_NODES for what is none. And back. */
uint32_t parts_node(char letter);
char parts_letter(uint32_t node);
/* The letter as a text, which lives as long as the block it is written in. */
#define PARTS_NAME(node) ((char[2]){parts_letter(node), 0})

#endif
