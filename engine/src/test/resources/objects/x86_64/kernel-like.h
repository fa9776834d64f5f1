/* SPDX-License-Identifier: GPL-2.0-only */
/* What of the kernel's headers shows in objects, in a few lines. */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

#define __section(name) __attribute__((__section__(name)))
#define __init __section(".init.text") __attribute__((__cold__)) __attribute__((__no_instrument_function__))
#define __exit __section(".exit.text") __attribute__((__cold__)) __attribute__((__no_instrument_function__))
#define __read_mostly __section(".data..read_mostly")
#define __percpu_data __section(".data..percpu")
#define noinline __attribute__((__noinline__))
#define __used __attribute__((__used__))
#define unlikely(x) __builtin_expect(!!(x), 0)

extern int printk(const char *format, ...);
extern void might_sleep_at(const char *file, int line);
extern void use(const void *p);
extern int work(int x);

#define might_sleep() might_sleep_at(__FILE__, __LINE__)

/* 6.1 arch/x86/include/asm/bug.h */
#define WARN_ON(condition) do {						\
	if (unlikely(condition))					\
		asm volatile("1: .byte 0x0f, 0x0b\n"			\
			     ".pushsection __bug_table,\"aw\"\n"	\
			     "2: .long 1b - .\n"			\
			     ".long %c0 - .\n"				\
			     ".word %c1\n"				\
			     ".word %c2\n"				\
			     ".org 2b+12\n"				\
			     ".popsection"				\
			     : : "i" (__FILE__), "i" (__LINE__), "i" (0x901)); \
} while (0)

struct static_key {
	int enabled;
	void *entries;
};

/* 6.1 arch/x86/include/asm/jump_label.h */
static inline __attribute__((__always_inline__)) int
static_branch(struct static_key *const key)
{
	asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n"
		 ".pushsection __jump_table, \"aw\"\n"
		 ".balign 8\n"
		 ".long 1b - .\n"
		 ".long %l[yes] - .\n"
		 ".quad %c0 + 0 - .\n"
		 ".popsection\n" : : "i" (key) : : yes);
	return 0;
yes:
	return 1;
}

/* 6.1 arch/x86/include/asm/alternative.h */
#define ALTERNATIVE_PAUSE()						\
	asm volatile("661: nop; nop\n662:\n"				\
		     ".pushsection .altinstructions,\"a\"\n"		\
		     ".long 661b - .\n"					\
		     ".long 663f - .\n"					\
		     ".word 7\n"					\
		     ".byte 662b-661b\n"				\
		     ".byte 664f-663f\n"				\
		     ".popsection\n"					\
		     ".pushsection .altinstr_replacement, \"ax\"\n"	\
		     "663: pause\n664:\n"				\
		     ".popsection\n")

/* 6.1 arch/x86/include/asm/asm.h */
#define LOAD_OR(value, p, fallback)					\
	asm volatile("1: movl (%1), %0\n"				\
		     "2:\n"						\
		     ".pushsection __ex_table,\"a\"\n"			\
		     ".balign 4\n"					\
		     ".long 1b - .\n"					\
		     ".long 2b - .\n"					\
		     ".long 3\n"					\
		     ".popsection\n"					\
		     : "=r" (value) : "r" (p), "0" (fallback))

#define HOOK(kind, function)						\
	static void *const __used hook_##function			\
	__section(".hotsplice.hook." #kind) = function

/* 6.1 arch/x86/include/asm/static_call.h */
#define STATIC_CALL(name)						\
	struct { void *func; u64 type; } __SCK__##name = { work };	\
	asm(".pushsection .static_call.text, \"ax\"\n"			\
	    ".align 4\n"						\
	    ".globl __SCT__" #name "\n"					\
	    "__SCT__" #name ":\n"					\
	    ".byte 0xe9\n"						\
	    ".long work - (. + 4)\n"					\
	    ".byte 0x0f, 0xb9, 0xcc\n"					\
	    ".type __SCT__" #name ", @function\n"			\
	    ".size __SCT__" #name ", . - __SCT__" #name "\n"		\
	    ".popsection\n")
/* The table is objtool's work. */
#define CALL_STATIC(name)						\
	asm volatile("1: call __SCT__" #name "\n"			\
		     ".pushsection .static_call_sites, \"aw\"\n"	\
		     ".balign 4\n"					\
		     ".long 1b - .\n"					\
		     ".long __SCK__" #name " - .\n"			\
		     ".popsection\n" : : : "memory", "rax", "rcx", "rdx",	\
		     "rsi", "rdi", "r8", "r9", "r10", "r11")

/* 6.1 include/linux/dynamic_debug.h */
struct _ddebug {
	const char *modname, *function, *filename, *format;
	unsigned int lineno:18, class_id:6, flags:8;
	struct static_key key;
} __attribute__((__aligned__(8)));
#define PASTE2(a, b) a##b
#define PASTE(a, b) PASTE2(a, b)
#define DDEBUG(id, text, ...) do {					\
	static struct _ddebug __section("__dyndbg") id = {		\
		"unit", __func__, __FILE__, text, __LINE__, 63, 0 };	\
	if (static_branch(&id.key))					\
		printk(text, ##__VA_ARGS__);				\
} while (0)
#define pr_debug(text, ...)						\
	DDEBUG(PASTE(__UNIQUE_ID_ddebug, __COUNTER__), text, ##__VA_ARGS__)

/* 6.1 include/linux/printk.h */
struct pi_entry { const char *fmt, *func, *file; unsigned int line; };
#define printk_indexed(text, ...) do {					\
	static const struct pi_entry _entry = { text, __func__, __FILE__, __LINE__ }; \
	static const struct pi_entry *_entry_ptr __used			\
	__section(".printk_index") = &_entry;				\
	printk(text, ##__VA_ARGS__);					\
} while (0)

/* 6.1 include/linux/once_lite.h */
#define DO_ONCE(statement) do {						\
	static _Bool __section(".data.once") __already_done;		\
	if (unlikely(!__already_done)) {				\
		__already_done = 1;					\
		statement;						\
	}								\
} while (0)
