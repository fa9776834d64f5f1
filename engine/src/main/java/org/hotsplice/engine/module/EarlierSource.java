/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.util.Set;

/**
 * The C source of a module that stands for the new modules of an earlier update while later ones are built. It is never
 * loaded: modpost takes the checksums of what the earlier update exports from it, which {@link GlueSource} declares in
 * the same words.
 */
final class EarlierSource {
    private EarlierSource() {}

    /** {@return the source of a module that exports these symbols} */
    static String of(Set<String> symbols) {
        StringBuilder out = new StringBuilder(
                """
                // SPDX-License-Identifier: GPL-2.0-only
                /* Written by hotsplice-create: what an earlier update exports. */
                #include <linux/module.h>

                MODULE_LICENSE("GPL");
                MODULE_DESCRIPTION("Hotsplice update");
                """);
        for (String symbol : symbols) {
            out.append("\n#ifndef __GENKSYMS__\nasm(\".pushsection .data\\n.globl ")
                    .append(symbol)
                    .append("\\n")
                    .append(symbol)
                    .append(": .byte 0\\n.popsection\");\n#endif\n")
                    .append(GlueSource.export(symbol));
        }
        return out.toString();
    }
}
