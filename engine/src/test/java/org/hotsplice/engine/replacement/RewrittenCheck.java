/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Reference;
import org.hotsplice.engine.diff.TableEntries;
import org.hotsplice.engine.diff.TableEntry;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Symbol;

/** Reads a new object back and says where it means something else than post. */
final class RewrittenCheck {
    private final ReplacementPlan plan;
    private final ObjectMap post;
    private final ObjectMap written;
    private final Map<Piece, Piece> inNew = new HashMap<>();

    private RewrittenCheck(ReplacementPlan plan, byte[] object) throws ElfFormatException {
        this.plan = plan;
        this.post = plan.diff().post();
        this.written = new ObjectMap(ElfObject.read("new", object));
        Map<String, Piece> byName = new HashMap<>();
        for (Piece piece : written.pieces()) {
            for (Symbol symbol : piece.symbols()) {
                byName.put(symbol.name() + piece.role().isFunctions(), piece);
            }
        }
        for (Piece piece : plan.pieces()) {
            Piece found = byName.get(piece.name() + piece.role().isFunctions());
            if (found != null) {
                inNew.put(piece, found);
            }
        }
    }

    static List<String> differences(ReplacementPlan plan, byte[] object) throws ElfFormatException {
        return new RewrittenCheck(plan, object).run();
    }

    private List<String> run() {
        List<String> found = new ArrayList<>();
        TableEntries before = new TableEntries(post);
        TableEntries after = new TableEntries(written);
        for (Piece piece : plan.pieces()) {
            Piece now = inNew.get(piece);
            if (now == null) {
                if (piece.isNamed()) {
                    found.add(piece + " is missing");
                }
                continue;
            }
            compare(piece + "", post.references(piece), written.references(now), found);
            List<TableEntry> old = before.of(piece);
            List<TableEntry> entries = after.of(now);
            if (old.size() != entries.size()) {
                found.add(piece + " has " + entries.size() + " entries in tables, not " + old.size());
                continue;
            }
            for (int i = 0; i < old.size(); i++) {
                compare(
                        piece + " in " + old.get(i).table(),
                        references(post, old.get(i)),
                        references(written, entries.get(i)),
                        found);
            }
        }
        return found;
    }

    private static List<Reference> references(ObjectMap map, TableEntry entry) {
        List<Reference> references = new ArrayList<>();
        NewEntry.fields(map, entry).forEach(field -> references.add(field.reference()));
        return references;
    }

    private void compare(String place, List<Reference> before, List<Reference> after, List<String> found) {
        if (before.size() != after.size()) {
            found.add(place + " has " + after.size() + " references, not " + before.size());
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            String old = text(
                    before.get(i).target(),
                    piece -> plan.diff().correlation().pre(piece).orElse(piece));
            String now = text(after.get(i).target(), piece -> piece);
            if (before.get(i).offset() != after.get(i).offset() || !old.equals(now)) {
                found.add(place + String.format(" at 0x%x: ", before.get(i).offset()) + old + " became " + now);
            }
        }
    }

    private static String text(Target target, java.util.function.UnaryOperator<Piece> toPre) {
        if (target instanceof Target.Inside inside) {
            Piece piece = inside.piece();
            if (!piece.isNamed() || piece.isCopied()) {
                return "copy " + (piece.isNamed() ? piece.content() : "");
            }
            long symbolOffset = Binder.symbolOffset(piece);
            return ownName(toPre.apply(piece)) + "+" + (inside.offset() - symbolOffset);
        }
        if (target instanceof Target.Outside outside) {
            return outside.name() + "+" + outside.offset();
        }
        if (target instanceof Target.Literal literal) {
            return "literal " + literal.content();
        }
        return target.toString();
    }

    /** The entry symbol of a redirect stands beside the function's own. */
    private static String ownName(Piece piece) {
        return piece.symbols().stream()
                .map(Symbol::name)
                .filter(name -> !name.startsWith("hotsplice_"))
                .findFirst()
                .orElse(piece.name());
    }
}
