/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The kernel and its modules as the distribution ships them: unpacking a boot image, the tables of its names, and the
 * bytes at each address.
 *
 * <p>Start at {@link org.hotsplice.engine.image.KernelImage} for vmlinux and
 * {@link org.hotsplice.engine.image.ModuleImage} for a module; {@link org.hotsplice.engine.image.TargetImage} is what
 * matching needs of both. Depends on the ELF model only.
 */
@NullMarked
package org.hotsplice.engine.image;

import org.jspecify.annotations.NullMarked;
