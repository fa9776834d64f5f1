// SPDX-License-Identifier: GPL-2.0-only
/* The tests; a name states input and verdict. */
#include "tests.h"

int main(void)
{
	match_tests();
	site_tests();
	resolve_tests();
	table_tests();
	jump_tests();
	printf("all tests passed\n");
	return 0;
}
