/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sha256.h - a fingerprint of a text, the one that sha256sum prints. */
#ifndef BOTE_SHA256_H
#define BOTE_SHA256_H

#include "base/str.h"

/* 64 hexadecimal digits and a NUL. */
void sha256_hex(struct str text, char out[65]);

#endif
