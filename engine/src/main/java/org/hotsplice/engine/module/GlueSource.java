/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.util.List;
import java.util.Locale;
import org.hotsplice.engine.match.PartPlan;

/** The C source that tells the core what a new module brings. */
final class GlueSource {
    private final PartPlan plan;
    private final NewCode code;
    private final StringBuilder out = new StringBuilder();
    private int number;

    private GlueSource(PartPlan plan, NewCode code) {
        this.plan = plan;
        this.code = code;
    }

    /** {@return the source that registers this code} */
    static String of(PartPlan plan, NewCode code) {
        return new GlueSource(plan, code).write();
    }

    private String write() {
        out.append("// SPDX-License-Identifier: GPL-2.0-only\n")
                .append("/* Written by hotsplice-create: registration of one part's new code. */\n")
                .append("#include <linux/init.h>\n#include <linux/module.h>\n#include <hotsplice/update.h>\n\n");
        StringBuilder redirects = redirects();
        StringBuilder hooks = hooks();
        boolean any = !plan.redirects().isEmpty();
        if (any) {
            out.append("\nstatic const struct hotsplice_redirect redirects[] = {\n")
                    .append(redirects)
                    .append("};\n");
        }
        out.append("\nstatic const struct hotsplice_update update = {\n\t.abi = HOTSPLICE_ABI,\n\t.part = ")
                .append(plan.part())
                .append(",\n\t.id = ")
                .append(CText.string(plan.id().value()))
                .append(",\n\t.mod = THIS_MODULE,\n")
                .append(any ? "\t.redirects = redirects,\n\t.n_redirects = ARRAY_SIZE(redirects),\n" : "")
                .append(code.keep() ? "\t.keep = 1,\n" : "")
                .append(hooks)
                .append("};\n\nstatic int __init update_init(void)\n{\n")
                .append("\treturn hotsplice_update_register(&update);\n}\n\n")
                .append("static void __exit update_exit(void)\n{\n\thotsplice_update_unregister(&update);\n}\n\n")
                .append("module_init(update_init);\nmodule_exit(update_exit);\n")
                .append(ModuleTail.of(plan));
        code.shared().forEach(symbol -> out.append(export(symbol)));
        plan.namespaces().forEach(namespace -> out.append("MODULE_INFO(import_ns, ")
                .append(CText.string(namespace))
                .append(");\n"));
        if (code.keep()) {
            // For whoever wonders why the module cannot be unloaded.
            out.append("MODULE_INFO(hotsplice_keep, \"Y\");\n");
        }
        return out.toString();
    }

    /** {@return a declaration and the export of a symbol; the checksum is of these words} */
    static String export(String symbol) {
        return "extern char " + symbol + "[];\nEXPORT_SYMBOL_GPL(" + symbol + ");\n";
    }

    private StringBuilder redirects() {
        StringBuilder rows = new StringBuilder();
        for (PartPlan.Redirect redirect : plan.redirects()) {
            rows.append("\t{ .symbol = ").append(redirect.symbol());
            if (redirect.replaced()) {
                NewCode.Replaced replaced = new NewCode.Replaced(redirect.unit(), redirect.function());
                String entry = code.entries().get(replaced);
                if (entry == null) {
                    throw new IllegalStateException("no new code for " + replaced);
                }
                rows.append(", .replacement = ").append(declare(entry));
            }
            rows.append(" },\n");
        }
        return rows;
    }

    private StringBuilder hooks() {
        StringBuilder rows = new StringBuilder();
        for (HookKind kind : HookKind.values()) {
            List<String> functions = code.hooks().getOrDefault(kind, List.of());
            if (functions.isEmpty()) {
                continue;
            }
            List<String> names = functions.stream().map(this::declare).toList();
            String table = "hooks_" + kind.name().toLowerCase(Locale.ROOT);
            out.append("static void *const ")
                    .append(table)
                    .append("[] = { ")
                    .append(String.join(", ", names))
                    .append(" };\n");
            rows.append("\t.hooks[HOTSPLICE_")
                    .append(kind.name())
                    .append("] = { .functions = ")
                    .append(table)
                    .append(", .n = ")
                    .append(functions.size())
                    .append(" },\n");
        }
        return rows;
    }

    /** Names of clones have dots, so C knows each by a name of its own. */
    private String declare(String symbol) {
        String name = "new_" + number++;
        out.append("extern char ")
                .append(name)
                .append("[] asm(")
                .append(CText.string(symbol))
                .append(");\n");
        return name;
    }
}
