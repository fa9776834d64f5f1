/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.elf.Bytes;

/**
 * What is on disk of a thing that an update can change: vmlinux or a module. Addresses are those of the link; a running
 * kernel adds one displacement to all of them (or, for a module, one for each section).
 */
public interface TargetImage {
    /** {@return {@code vmlinux} or the module's name} */
    String target();

    /** {@return the places that the target itself defines under this name} */
    List<ImageSymbol> symbols(String name);

    /** {@return whether the running kernel's kallsyms will list the name at this address} */
    boolean lists(String name, long address);

    /** {@return whether the running kernel's kallsyms will list the name anywhere} */
    boolean knows(String name);

    /** {@return the last symbol at or before the address} */
    Optional<ImageSymbol> nearest(long address);

    /** {@return the bytes at the address as the linker left them, if the image has them} */
    Optional<Bytes> read(long address, int length);

    /** {@return what is loaded of it; data that starts as zero is left out} */
    List<Stretch> stretches();
}
