/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.hotsplice.engine.elf.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that may stand in one function, built up in the order in which the kernel patches: each layer turns every
 * state that a place may be in into the states that this patching can leave. Places that overlap are joined.
 */
final class SiteLayers {
    private static final int BRANCH = 5;
    private static final int MOST_VARIANTS = 255;
    private static final int POINTER = 8;
    private static final Bytes ENDBR = Bytes.of(0xf3, 0x0f, 0x1e, 0xfa);
    /** 6.12 gen_endbr_poison(). */
    private static final Bytes SEALED_ENDBR = Bytes.of(0x66, 0x0f, 0x1f, 0x00);

    /** A place with its states so far; the kinds other than VARIANTS cannot be joined with anything. */
    private record Region(int length, SiteKind kind, int argument, @Nullable SymbolKey symbol, Set<Variant> states) {}

    private final RefFunction function;
    private final TreeMap<Integer, Region> regions = new TreeMap<>();

    SiteLayers(RefFunction function) {
        this.function = function;
    }

    /** 6.1 apply_paravirt(): a call of what pv_ops holds, or nops. */
    void paravirt(int offset, int length, int type) throws UnmatchableException {
        layer(offset, length, state -> List.of(new Variant(Bytes.zero(length), List.of(), 1 + type)));
    }

    /** 6.1 patch_retpoline(): left alone, or an indirect branch, with or without lfence before it. */
    void retpoline(int offset) throws UnmatchableException {
        int prefix = function.bytes().at(offset) == 0x2e ? 1 : 0;
        boolean conditional = function.bytes().at(offset + prefix) == 0x0f;
        int length = prefix + (conditional ? 6 : BRANCH);
        Variant built = built(offset, length);
        int register = Retpoline.register(built);
        layer(offset, length, state -> Retpoline.variants(built, prefix, register));
        special(offset, length, SiteKind.RETPOLINE, register, null);
    }

    /** 6.1 apply_returns(): the core knows what may stand there. */
    void returns(int offset) throws UnmatchableException {
        layer(offset, BRANCH, List::of);
        special(offset, BRANCH, SiteKind.RETURN, 0, null);
    }

    /** apply_alternatives() with one entry: what was there, or the replacement; nops made long in both. */
    void alternative(int offset, int length, Variant replacement, PatchStyle style) throws UnmatchableException {
        Variant placed = Alternatives.place(replacement, length, function.section(), function.offset() + offset, style);
        Variant optimized = Nops.optimized(placed, style);
        layer(offset, length, state -> List.of(Nops.optimized(state, style), optimized));
    }

    /** 6.12 alt_replace_call(): the indirect call of a member of pv_ops becomes a direct one. */
    void directCall(int offset, int length) throws UnmatchableException {
        for (Field field : function.fields()) {
            SymbolKey symbol = field.symbol();
            boolean isDisplacement = field.offset() == offset + 2 && field.kind() == FieldKind.PC32;
            if (isDisplacement && symbol != null && symbol.name().equals("pv_ops")) {
                // It counts from the end of the instruction, four bytes on.
                paravirt(offset, length, (int) ((field.addend() + 4) / POINTER));
                return;
            }
        }
        throw new UnmatchableException("direct call of something other than pv_ops");
    }

    /** 6.12 poison_endbr(): whether an ENDBR is sealed is known only when the whole kernel or module is linked. */
    void seal() throws UnmatchableException {
        if (function.size() >= ENDBR.size()
                && function.bytes().slice(0, ENDBR.size()).equals(ENDBR)) {
            layer(0, ENDBR.size(), state -> List.of(state, Variant.of(SEALED_ENDBR)));
        }
    }

    /** 6.1 __jump_label_patch(): a jump or a nop of the same length. */
    void jumpLabel(int offset, SymbolKey target, long addend) throws UnmatchableException {
        int opcode = function.bytes().at(offset);
        boolean isShort = opcode == 0xeb || opcode == 0x66;
        int length = isShort ? 2 : BRANCH;
        Variant jump;
        if (target.equals(function.section())) {
            long distance = addend - (function.offset() + offset + length);
            jump = Variant.of(
                    isShort
                            ? Bytes.of(0xeb, (int) distance)
                            : Bytes.of(0xe9, (int) distance, (int) (distance >> 8), (int) (distance >> 16), (int)
                                    (distance >> 24)));
        } else if (isShort) {
            throw new UnmatchableException("short jump label into another section");
        } else {
            // The field counts from itself, the jump from its end.
            Field field = Field.of(1, FieldKind.PC32, target, addend - 4);
            jump = new Variant(Bytes.of(0xe9, 0, 0, 0, 0), List.of(field), 0);
        }
        layer(offset, length, state -> List.of(Variant.of(Nops.of(length, PatchStyle.OF_6_1)), jump));
    }

    /** 6.1 __static_call_transform(): the core follows the key. */
    void staticCall(int offset, String key, boolean tail) throws UnmatchableException {
        int length = function.bytes().at(offset) == 0x0f ? 6 : BRANCH;
        layer(offset, length, List::of);
        special(offset, length, SiteKind.STATIC_CALL, tail ? 1 : 0, SymbolKey.shared(key));
    }

    /** ftrace: the core asks ftrace_location(). */
    void fentry(int offset) throws UnmatchableException {
        layer(offset, BRANCH, List::of);
        special(offset, BRANCH, SiteKind.FENTRY, 0, null);
    }

    /** 6.1 alternatives_smp_lock() and its twin: a lock prefix, or a prefix that does nothing. */
    void smpLock(int offset) throws UnmatchableException {
        layer(offset, 1, state -> {
            int prefix = state.bytes().at(0);
            return prefix == 0xf0 || prefix == 0x3e
                    ? List.of(Variant.of(Bytes.of(0xf0)), Variant.of(Bytes.of(0x3e)))
                    : List.of(state);
        });
    }

    private void layer(int offset, int length, Function<Variant, List<Variant>> step) throws UnmatchableException {
        if (length == 0 || offset + length > function.size()) {
            throw new UnmatchableException("site at 0x" + Integer.toHexString(offset) + " leaves the function");
        }
        Map.Entry<Integer, Region> joined = join(offset, length);
        int start = joined.getKey();
        Region region = joined.getValue();
        int inside = offset - start;
        Set<Variant> states = new LinkedHashSet<>();
        for (Variant state : region.states()) {
            if (state.paravirt() != 0 && (inside != 0 || length != region.length())) {
                throw new UnmatchableException("paravirt call that is patched in parts");
            }
            for (Variant result : step.apply(state.slice(inside, length))) {
                if (result.paravirt() != 0 && (inside != 0 || length != region.length())) {
                    throw new UnmatchableException("paravirt call within a longer site");
                }
                states.add(state.with(inside, result));
            }
        }
        if (states.size() > MOST_VARIANTS) {
            throw new UnmatchableException(states.size() + " variants at 0x" + Integer.toHexString(start));
        }
        regions.put(start, new Region(region.length(), region.kind(), region.argument(), region.symbol(), states));
    }

    /** Makes one region of all that overlap the place; {@return it with where it starts} */
    private Map.Entry<Integer, Region> join(int offset, int length) throws UnmatchableException {
        int start = offset;
        int end = offset + length;
        TreeMap<Integer, Region> overlapping = new TreeMap<>();
        for (Map.Entry<Integer, Region> entry : regions.entrySet()) {
            int regionEnd = entry.getKey() + entry.getValue().length();
            if (entry.getKey() < end && regionEnd > offset) {
                overlapping.put(entry.getKey(), entry.getValue());
                if (entry.getValue().kind() != SiteKind.VARIANTS) {
                    throw new UnmatchableException("overlapping sites at 0x" + Integer.toHexString(offset));
                }
            }
        }
        for (Map.Entry<Integer, Region> entry : overlapping.entrySet()) {
            start = Math.min(start, entry.getKey());
            end = Math.max(end, entry.getKey() + entry.getValue().length());
        }
        Map.Entry<Integer, Region> only = overlapping.firstEntry();
        if (only != null && only.getKey() == start && only.getValue().length() == end - start) {
            return only;
        }
        Set<Variant> states = Set.of(built(start, end - start));
        for (Map.Entry<Integer, Region> entry : overlapping.entrySet()) {
            regions.remove(entry.getKey());
            Set<Variant> combined = new LinkedHashSet<>();
            for (Variant state : states) {
                for (Variant inner : entry.getValue().states()) {
                    if (inner.paravirt() != 0) {
                        throw new UnmatchableException("paravirt call within a longer site");
                    }
                    combined.add(state.with(entry.getKey() - start, inner));
                }
            }
            states = combined;
        }
        return Map.entry(start, new Region(end - start, SiteKind.VARIANTS, 0, null, states));
    }

    private void special(int offset, int length, SiteKind kind, int argument, @Nullable SymbolKey symbol)
            throws UnmatchableException {
        Region region = regions.get(offset);
        if (region == null || region.length() != length) {
            throw new UnmatchableException("overlapping sites at 0x" + Integer.toHexString(offset));
        }
        Set<Variant> states = kind == SiteKind.RETPOLINE ? region.states() : Set.of();
        regions.put(offset, new Region(length, kind, argument, symbol, states));
    }

    private Variant built(int offset, int length) {
        return new Variant(function.bytes(), function.fields(), 0).slice(offset, length);
    }

    /** {@return the sites, sorted by offset} */
    List<Site> sites() throws UnmatchableException {
        List<Site> sites = new ArrayList<>();
        for (Map.Entry<Integer, Region> entry : regions.entrySet()) {
            Region region = entry.getValue();
            int end = entry.getKey() + region.length();
            for (Field field : function.fields()) {
                if (field.offset() < end
                        && field.end() > entry.getKey()
                        && (field.offset() < entry.getKey() || field.end() > end)) {
                    throw new UnmatchableException("relocation across a site at 0x" + Integer.toHexString(end));
                }
            }
            sites.add(new Site(
                    entry.getKey(),
                    region.length(),
                    region.kind(),
                    region.argument(),
                    region.symbol(),
                    List.copyOf(region.states())));
        }
        return sites;
    }
}
