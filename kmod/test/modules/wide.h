/* SPDX-License-Identifier: GPL-2.0-only */
/* The functions of the module "wide", by their numbers from 10 to 59. */
#ifndef _TEST_WIDE_H
#define _TEST_WIDE_H

#define WIDE_TEN(X, d)						\
	X(d##0) X(d##1) X(d##2) X(d##3) X(d##4)			\
	X(d##5) X(d##6) X(d##7) X(d##8) X(d##9)

#define WIDE_FIFTY(X)						\
	WIDE_TEN(X, 1) WIDE_TEN(X, 2) WIDE_TEN(X, 3)		\
	WIDE_TEN(X, 4) WIDE_TEN(X, 5)

#define WIDE_FIRST 10

#endif /* _TEST_WIDE_H */
