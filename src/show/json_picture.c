/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_picture.c - the picture of a system as JSON: what it shows, for programs, and its shapes, for who draws. */
#include "show/json_picture.h"

#include "show/json_drawing.h"
#include "show/shape.h"

static void json_picture_put_number(struct json_put *j, const struct doc_value *v, const struct texts *texts)
{
	if (!v->raw)
		return;
	json_field(j, "text", v->text);
	json_truth_at(j, "exact", v->exact);
	json_value(j, v->raw, texts);
}

static void json_picture_put_box(struct json_put *j, const struct picture_box *b, const struct texts *texts)
{
	json_open(j, '{');
	json_field(j, "name", b->name);
	json_field(j, "label", b->label);
	json_picture_put_number(j, &b->value, texts);
	json_optional(j, "share", b->share);
	json_close(j, '}');
}

static void json_picture_put_flow(struct json_put *j, const struct picture *p, const struct picture_flow *f,
                                  const struct texts *texts)
{
	json_open(j, '{');
	json_field(j, "from", p->boxes[f->from].name);
	json_field(j, "to", p->boxes[f->to].name);
	json_optional(j, "label", f->label);
	json_picture_put_number(j, &f->value, texts);
	json_close(j, '}');
}

void json_picture_parts(struct json_put *j, const struct picture *p, struct arena *a, const struct texts *texts)
{
	json_field(j, "description", picture_describe(p, a));
	json_open_at(j, "boxes", '[');
	for (uint32_t i = 0; i < p->box_count; i++)
		json_picture_put_box(j, &p->boxes[i], texts);
	json_close(j, ']');
	json_open_at(j, "flows", '[');
	for (uint32_t i = 0; i < p->flow_count; i++)
		json_picture_put_flow(j, p, &p->flows[i], texts);
	json_close(j, ']');
}

void json_picture(struct json_put *j, const struct picture *p, struct arena *a, const struct texts *texts)
{
	struct drawing *d = picture_shapes(p, a, PICTURE_WIDTH);

	json_picture_parts(j, p, a, texts);
	json_shapes(j, d);
}
