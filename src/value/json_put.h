/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_put.h - numbers and values as JSON. */
#ifndef BOTE_JSON_PUT_H
#define BOTE_JSON_PUT_H

#include "base/json_write.h"
#include "value/value.h"

/* The shortest digits that read back the same; null for what JSON has no number for. */
void json_number(struct json_put *j, double x);
void json_number_at(struct json_put *j, const char *key, double x);
/* "value" and "unit": numbers in base units or those asked for, as format_raw writes them. */
void json_value(struct json_put *j, const struct value *v, const struct texts *texts);

#endif
