/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interrupt.h - Ctrl-C, as long work looks for it. */
#ifndef BOTE_INTERRUPT_H
#define BOTE_INTERRUPT_H

/* Looked at by long loops, and while a pipe is waited for: set, they give up. Whoever begins new work clears it. */
extern volatile int interrupt_came;
/* For the handler of Ctrl-C: sets it, at once or at the end of what must not be left half done. */
void interrupt_tell(void);
/* From here to interrupt_release() nothing is interrupted: a sheet that is put back is to be as it was. */
void interrupt_hold(void);
void interrupt_release(void);

#endif
