/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel-like.h"

/* Code that functions share, and that only a label of the assembler names. */
asm(".pushsection .text\n"
    ".globl clear\n"
    ".type clear, @function\n"
    "clear:\n"
    "	xorl %eax, %eax\n"
#ifdef PATCHED
    "	xorl %edx, %edx\n"
#endif
    "	call .Lfinish\n"
    "	ret\n"
    ".size clear, . - clear\n"
    ".globl fill\n"
    ".type fill, @function\n"
    "fill:\n"
    "	movl $-1, %eax\n"
    "	call .Lfinish\n"
    "	ret\n"
    ".size fill, . - fill\n"
    ".Lfinish:\n"
    "	movl %eax, (%rdi)\n"
    "	movl %eax, 4(%rdi)\n"
    "	movl %eax, 8(%rdi)\n"
    "	movl %eax, 12(%rdi)\n"
    "	movl %eax, 16(%rdi)\n"
    "	movl %eax, 20(%rdi)\n"
    "	ret\n"
    ".popsection\n");
