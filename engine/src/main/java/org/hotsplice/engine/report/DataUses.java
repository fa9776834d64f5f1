/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hotsplice.engine.diff.Names;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Reference;
import org.hotsplice.engine.diff.Replacement;
import org.hotsplice.engine.diff.TableEntries;
import org.hotsplice.engine.diff.TableEntry;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.special.CodeTable;

/** Finds the data that functions of an object use. Strings and constants of the code's own are left out. */
final class DataUses {
    /** struct jump_entry: the key is the last field, of 8 bytes. */
    private static final int KEY_SIZE = 8;

    /** What the kernel keeps for each static call: a call, not data. */
    private static final String STATIC_CALL = "__SC";

    private final ObjectMap map;
    private final TableEntries entries;
    private final Function<Piece, Optional<Piece>> inPre;
    private final Surroundings surroundings;

    /**
     * Data by what it is in both objects.
     *
     * @param name its name, that in pre where both have it
     * @param alone whether only this object has it
     */
    record Datum(String name, boolean alone) {
        static final Comparator<Datum> ORDER = Comparator.comparing(Datum::name).thenComparing(Datum::alone);
    }

    /**
     * The uses in one object.
     *
     * @param map pre or post
     * @param inPre what a piece of it is in pre, if both have it
     * @param surroundings tell what other units define
     */
    DataUses(ObjectMap map, Function<Piece, Optional<Piece>> inPre, Surroundings surroundings) {
        this.map = map;
        this.entries = new TableEntries(map);
        this.inPre = inPre;
        this.surroundings = surroundings;
    }

    /** {@return the data that the function uses, by name} */
    Map<Datum, DataKind> of(Piece function) {
        Map<Datum, DataKind> found = new TreeMap<>(Datum.ORDER);
        for (Reference reference : map.references(function)) {
            add(found, reference);
        }
        for (TableEntry entry : entries.of(function)) {
            if (entry.table() == CodeTable.JUMP_LABELS) {
                long key = entry.offset() + entry.size() - KEY_SIZE;
                map.references(entry.section(), key, key + 1).forEach(reference -> addKey(found, reference));
            } else if (entry.table() == CodeTable.ALTERNATIVES) {
                Replacement.of(map, entry)
                        .ifPresent(code -> map.references(code.section(), code.offset(), code.offset() + code.length())
                                .forEach(reference -> add(found, reference)));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private void add(Map<Datum, DataKind> found, Reference reference) {
        if (reference.branch()) {
            return;
        }
        if (reference.target() instanceof Target.Inside inside) {
            kind(inside.piece()).ifPresent(kind -> found.putIfAbsent(datum(inside.piece()), kind));
        } else if (reference.target() instanceof Target.Outside outside
                && !outside.name().startsWith(STATIC_CALL)) {
            surroundings
                    .data(outside.name())
                    .ifPresent(kind -> found.putIfAbsent(new Datum(outside.name(), false), kind));
        }
    }

    private void addKey(Map<Datum, DataKind> found, Reference reference) {
        if (reference.target() instanceof Target.Inside inside) {
            found.put(datum(inside.piece()), DataKind.STATIC_KEY);
        } else if (reference.target() instanceof Target.Outside outside) {
            found.put(new Datum(outside.name(), false), DataKind.STATIC_KEY);
        }
    }

    private Datum datum(Piece piece) {
        Optional<Piece> same = inPre.apply(piece);
        return new Datum(same.orElse(piece).name(), same.isEmpty());
    }

    private static Optional<DataKind> kind(Piece piece) {
        boolean ofTheCode = piece.isCopied() || !piece.isNamed() || Names.isMarker(piece.name());
        return ofTheCode
                ? Optional.empty()
                : switch (piece.role()) {
                    case DATA -> Optional.of(DataKind.VARIABLE);
                    case CONST -> Optional.of(DataKind.CONSTANT);
                    case PERCPU -> Optional.of(DataKind.PER_CPU);
                    case INIT_DATA -> Optional.of(DataKind.START_UP);
                    case CODE,
                            NOINSTR_CODE,
                            INIT_CODE,
                            EXIT_CODE,
                            TRAMPOLINES,
                            CODE_FRAGMENTS,
                            REPLACEMENTS,
                            LITERALS,
                            DEBUG_DESCRIPTORS,
                            TABLE,
                            UNWIND,
                            EXPORTS,
                            METADATA,
                            IGNORED -> Optional.empty();
                };
    }
}
