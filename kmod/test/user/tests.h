/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _TESTS_H
#define _TESTS_H

#include <stdio.h>
#include <stdlib.h>

#define EXPECT(found, expected)						\
	do {								\
		long long f_ = (long long)(found);			\
		long long e_ = (long long)(expected);			\
									\
		if (f_ != e_) {						\
			printf("%s:%d: %s is %lld (%#llx), not %lld (%#llx)\n", \
			       __FILE__, __LINE__, #found, f_, f_, e_, e_); \
			exit(1);					\
		}							\
	} while (0)

void match_tests(void);
void site_tests(void);
void resolve_tests(void);
void table_tests(void);
void jump_tests(void);

#define RUN(test)							\
	do {								\
		test();							\
		printf("ok: %s\n", #test);				\
	} while (0)

#endif /* _TESTS_H */
