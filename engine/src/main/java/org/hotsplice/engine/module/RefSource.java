/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.util.List;
import java.util.Map;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.match.Field;
import org.hotsplice.engine.match.FieldKind;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.match.Site;
import org.hotsplice.engine.match.SymbolKey;
import org.hotsplice.engine.match.TableSymbol;
import org.hotsplice.engine.match.Variant;
import org.jspecify.annotations.Nullable;

/** The C source of a ref module: the tables of update.h, the dynamic exports, and the registration. */
final class RefSource {
    private static final Map<FieldKind, String> FIELD_KINDS = Map.of(
            FieldKind.PC32, "HOTSPLICE_REL_PC32",
            FieldKind.SIGNED_32, "HOTSPLICE_REL_32S",
            FieldKind.UNSIGNED_32, "HOTSPLICE_REL_32",
            FieldKind.WHOLE_64, "HOTSPLICE_REL_64");
    private static final int BUILD_ID = 20;
    private static final String NO_SYMBOL = "HOTSPLICE_NO_SYMBOL";

    private final PartPlan plan;
    private final StringBuilder out = new StringBuilder(1 << 16);
    private int number;

    private RefSource(PartPlan plan) {
        this.plan = plan;
    }

    /** {@return the source of the plan's ref module} */
    static String of(PartPlan plan) {
        return new RefSource(plan).write();
    }

    private String write() {
        out.append("// SPDX-License-Identifier: GPL-2.0-only\n")
                .append("/* Written by hotsplice-create: match tables and dynamic exports of one part. */\n")
                .append("#include <linux/init.h>\n#include <linux/module.h>\n#include <hotsplice/update.h>\n\n");
        for (PartPlan.Export export : plan.exports()) {
            out.append("HOTSPLICE_EXPORT(").append(export.name()).append(")\n");
        }
        out.append("#ifndef __GENKSYMS__\n");
        symbols();
        functions();
        exports();
        ref();
        out.append("#endif\n");
        return out.toString();
    }

    private void symbols() {
        out.append("\nstatic const struct hotsplice_symbol symbols[] = {\n");
        for (TableSymbol symbol : plan.symbols()) {
            out.append("\t{ .name = ").append(CText.string(symbol.name()));
            if (symbol.scope() != null) {
                out.append(", .scope = ").append(CText.string(symbol.scope()));
            }
            out.append(", .anchor = ")
                    .append(symbol.anchor() < 0 ? NO_SYMBOL : Integer.toString(symbol.anchor()))
                    .append(", .kind = HOTSPLICE_SYM_")
                    .append(symbol.source().name());
            if (symbol.listed()) {
                out.append(", .listed = 1");
            }
            if (symbol.delta() != 0) {
                out.append(", .delta = ").append(symbol.delta()).append("LL");
            }
            out.append(" },\n");
        }
        out.append("};\n");
    }

    private void functions() {
        StringBuilder table = new StringBuilder("\nstatic const struct hotsplice_function functions[] = {\n");
        for (PartPlan.MatchedFunction matched : plan.functions()) {
            String fields = fields(matched.fields());
            String sites = sites(matched.sites());
            table.append("\t{ .name = ")
                    .append(CText.string(matched.function().name()))
                    .append(", .symbol = ")
                    .append(matched.symbol())
                    .append(", .size = ")
                    .append(matched.function().size())
                    .append(",\n\t  .bytes = ")
                    .append(bytes(matched.function().bytes()))
                    .append(", .relocs = ")
                    .append(fields)
                    .append(", .sites = ")
                    .append(sites)
                    .append(", .n_relocs = ")
                    .append(matched.fields().size())
                    .append(", .n_sites = ")
                    .append(matched.sites().size())
                    .append(" },\n");
        }
        out.append(table).append("};\n");
    }

    private String bytes(Bytes bytes) {
        String name = "bytes_" + number++;
        out.append("static const u8 ")
                .append(name)
                .append("[] = ")
                .append(CText.bytes(bytes))
                .append(";\n");
        return name;
    }

    private String fields(List<Field> fields) {
        if (fields.isEmpty()) {
            return "NULL";
        }
        StringBuilder table = new StringBuilder();
        String name = "relocs_" + number++;
        table.append("static const struct hotsplice_reloc ").append(name).append("[] = {\n");
        for (Field field : fields) {
            table.append("\t{ .offset = ")
                    .append(field.offset())
                    .append(", .symbol = ")
                    .append(index(field.symbol()))
                    .append(", .kind = ")
                    .append(FIELD_KINDS.get(field.kind()));
            if (field.symbol() != null) {
                table.append(", .addend = ").append(field.addend()).append("LL");
            } else {
                table.append(", .anonymous = 1");
            }
            if (field.content().size() > 0) {
                table.append(",\n\t  .content = ")
                        .append(bytes(field.content()))
                        .append(", .content_length = ")
                        .append(field.content().size())
                        .append(", .content_bias = ")
                        .append(field.contentBias());
            }
            table.append(" },\n");
        }
        out.append(table).append("};\n");
        return name;
    }

    private String index(@Nullable SymbolKey symbol) {
        if (symbol == null) {
            return NO_SYMBOL;
        }
        Integer row = plan.indexes().get(symbol);
        if (row == null) {
            throw new IllegalStateException("no row for " + symbol);
        }
        return row.toString();
    }

    private String sites(List<Site> sites) {
        if (sites.isEmpty()) {
            return "NULL";
        }
        StringBuilder table = new StringBuilder();
        String name = "sites_" + number++;
        table.append("static const struct hotsplice_site ").append(name).append("[] = {\n");
        for (Site site : sites) {
            table.append("\t{ .offset = ")
                    .append(site.offset())
                    .append(", .symbol = ")
                    .append(index(site.symbol()))
                    .append(", .length = ")
                    .append(site.length())
                    .append(", .kind = HOTSPLICE_SITE_")
                    .append(site.kind().name())
                    .append(", .argument = ")
                    .append(site.argument());
            if (!site.variants().isEmpty()) {
                table.append(", .n_variants = ")
                        .append(site.variants().size())
                        .append(", .variants = ")
                        .append(variants(site.variants()));
            }
            table.append(" },\n");
        }
        out.append(table).append("};\n");
        return name;
    }

    private String variants(List<Variant> variants) {
        StringBuilder table = new StringBuilder();
        String name = "variants_" + number++;
        table.append("static const struct hotsplice_variant ").append(name).append("[] = {\n");
        for (Variant variant : variants) {
            if (variant.paravirt() != 0) {
                table.append("\t{ .paravirt = ").append(variant.paravirt()).append(" },\n");
                continue;
            }
            table.append("\t{ .bytes = ").append(bytes(variant.bytes()));
            if (!variant.fields().isEmpty()) {
                table.append(", .relocs = ")
                        .append(fields(variant.fields()))
                        .append(", .n_relocs = ")
                        .append(variant.fields().size());
            }
            table.append(" },\n");
        }
        out.append(table).append("};\n");
        return name;
    }

    private void exports() {
        if (plan.exports().isEmpty()) {
            return;
        }
        out.append("\nstatic const struct hotsplice_export exports[] = {\n");
        for (PartPlan.Export export : plan.exports()) {
            out.append("\t{ .name = ")
                    .append(CText.string(export.name()))
                    .append(", .symbol = ")
                    .append(export.symbol())
                    .append(export.staticKey() ? ", .static_key = 1" : "")
                    .append(" },\n");
        }
        out.append("};\n");
    }

    private void ref() {
        if (plan.buildId().length() != 2 * BUILD_ID) {
            throw new IllegalArgumentException("build-id of another length than 20 bytes: " + plan.buildId());
        }
        StringBuilder buildId = new StringBuilder();
        for (int i = 0; i < plan.buildId().length(); i += 2) {
            buildId.append("0x").append(plan.buildId(), i, i + 2).append(", ");
        }
        boolean exports = !plan.exports().isEmpty();
        out.append("\nstatic const struct hotsplice_ref ref = {\n\t.abi = HOTSPLICE_ABI,\n\t.part = ")
                .append(plan.part())
                .append(",\n\t.id = ")
                .append(CText.string(plan.id().value()))
                .append(",\n\t.mod = THIS_MODULE,\n\t.target = ")
                .append(CText.string(plan.target()))
                .append(",\n\t.build_id = { ")
                .append(buildId)
                .append("},\n\t.symbols = symbols,\n\t.functions = functions,\n")
                .append(exports ? "\t.exports = exports,\n" : "")
                .append("\t.n_symbols = ARRAY_SIZE(symbols),\n\t.n_functions = ARRAY_SIZE(functions),\n")
                .append(exports ? "\t.n_exports = ARRAY_SIZE(exports),\n" : "")
                .append("};\n\nstatic int __init ref_init(void)\n{\n\treturn hotsplice_ref_register(&ref);\n}\n\n")
                .append("static void __exit ref_exit(void)\n{\n\thotsplice_ref_unregister(&ref);\n}\n\n")
                .append("module_init(ref_init);\nmodule_exit(ref_exit);\n")
                .append(ModuleTail.of(plan));
    }
}
