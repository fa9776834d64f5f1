/* SPDX-License-Identifier: GPL-2.0-only */
extern int printk(const char *format, ...);
int shared = 3;
static int counter;
static const char *const names[] = { "one", "two" };

int add(int x)
{
	static int calls;

	if (__builtin_expect(x < 0, 0))
		printk("%s: negative\n", __func__);
	calls++;
	return x + shared + counter++ + (int)names[x & 1][0];
}
