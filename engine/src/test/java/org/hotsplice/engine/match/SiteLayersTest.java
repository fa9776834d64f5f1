/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.hotsplice.engine.elf.Bytes;
import org.junit.jupiter.api.Test;

/** What 6.1 may leave at the places that it patches; expected bytes are from its sources and from live kernels. */
class SiteLayersTest {
    private static final SymbolKey TEXT = SymbolKey.section("unit.c", ".text", 1);

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static SiteLayers over(String code, Field... fields) {
        return new SiteLayers(new RefFunction("unit.c", "f", false, TEXT, 0x100, hex(code), List.of(fields)));
    }

    private static List<String> variants(SiteLayers layers) throws UnmatchableException {
        List<Site> sites = layers.sites();
        assertEquals(1, sites.size());
        return sites.get(0).variants().stream()
                .map(variant -> variant.bytes().hex())
                .toList();
    }

    @Test
    void jumpLabelInItsSection_isNopOrJump() throws UnmatchableException {
        SiteLayers layers = over("0f1f440000 c3");
        layers.jumpLabel(0, TEXT, 0x180);
        assertEquals(List.of("0f1f440000", "e97b000000"), variants(layers));
    }

    @Test
    void shortJumpLabel_isTwoBytes() throws UnmatchableException {
        SiteLayers layers = over("90 6690 c3");
        layers.jumpLabel(1, TEXT, 0x110);
        assertEquals(List.of("6690", "eb0d"), variants(layers));
    }

    @Test
    void jumpLabelIntoAnotherSection_hasAField() throws UnmatchableException {
        SymbolKey cold = SymbolKey.section("unit.c", ".text.unlikely", 2);
        SiteLayers layers = over("0f1f440000");
        layers.jumpLabel(0, cold, 0x20);
        Variant jump = layers.sites().get(0).variants().get(1);
        assertEquals(hex("e900000000"), jump.bytes());
        assertEquals(List.of(Field.of(1, FieldKind.PC32, cold, 0x1c)), jump.fields());
    }

    @Test
    void alternative_isOldOrNewWithLongNops() throws UnmatchableException {
        SiteLayers layers = over("90 90 90");
        layers.alternative(0, 3, Variant.of(hex("0f01cb")), PatchStyle.OF_6_1);
        assertEquals(List.of("0f1f00", "0f01cb"), variants(layers));
    }

    @Test
    void alternativesOfOnePlace_areLaidInTableOrder() throws UnmatchableException {
        SiteLayers layers = over("e900000000", Field.of(1, FieldKind.PC32, SymbolKey.shared("aux"), -4));
        layers.alternative(
                0,
                5,
                new Variant(hex("e900000000"), List.of(Field.of(1, FieldKind.PC32, TEXT, 0x13c)), 0),
                PatchStyle.OF_6_1);
        layers.alternative(0, 5, Variant.of(Bytes.EMPTY), PatchStyle.OF_6_1);
        assertEquals(List.of("e900000000", "0f1f440000", "eb3e0f1f00"), variants(layers));
    }

    @Test
    void alternativeThatCalls_isRebasedAsAField() throws UnmatchableException {
        Field call = Field.of(1, FieldKind.PC32, SymbolKey.shared("clear_page_erms"), -4);
        SiteLayers layers = over("e800000000", Field.of(1, FieldKind.PC32, SymbolKey.shared("clear_page_orig"), -4));
        layers.alternative(0, 5, new Variant(hex("e800000000"), List.of(call), 0), PatchStyle.OF_6_1);
        assertEquals(List.of(call), layers.sites().get(0).variants().get(1).fields());
    }

    @Test
    void alternativeWithAnotherRelativeAddress_isUnmatchable() {
        Variant replacement =
                new Variant(hex("488b0500000000"), List.of(Field.of(3, FieldKind.PC32, SymbolKey.shared("x"), -4)), 0);
        assertThrows(UnmatchableException.class, () -> over("90909090909090")
                .alternative(0, 7, replacement, PatchStyle.OF_6_1));
    }

    @Test
    void paravirtUnderAlternative_isCallOrNative() throws UnmatchableException {
        SiteLayers layers = over("ff142500000000", Field.of(3, FieldKind.SIGNED_32, SymbolKey.shared("pv_ops"), 0x80));
        layers.paravirt(0, 7, 16);
        layers.alternative(0, 7, Variant.of(hex("fb")), PatchStyle.OF_6_1);
        List<Variant> variants = layers.sites().get(0).variants();
        assertEquals(17, variants.get(0).paravirt());
        assertEquals(hex("fb660f1f440000"), variants.get(1).bytes());
        assertEquals(2, variants.size());
    }

    @Test
    void laterKernelsDirectCall_isCallOrNative() throws UnmatchableException {
        SiteLayers layers = over("ff1500000000", Field.of(2, FieldKind.PC32, SymbolKey.shared("pv_ops"), 0x7c));
        layers.directCall(0, 6);
        layers.alternative(0, 6, Variant.of(hex("9c58")), PatchStyle.OF_6_12);
        List<Variant> variants = layers.sites().get(0).variants();
        assertEquals(17, variants.get(0).paravirt());
        assertEquals(hex("9c580f1f4000"), variants.get(1).bytes());
        assertEquals(2, variants.size());
    }

    @Test
    void laterKernelsDirectCallOfSomethingElse_isUnmatchable() {
        SiteLayers layers = over("ff1500000000", Field.of(2, FieldKind.PC32, SymbolKey.shared("other"), 0x7c));
        assertThrows(UnmatchableException.class, () -> layers.directCall(0, 6));
    }

    @Test
    void laterKernelsNops_areLongerOrJumpedOver() throws UnmatchableException {
        SiteLayers nops = over("9090 0f1f00 90 6690 909090");
        nops.alternative(0, 11, Variant.of(hex("0f01ca")), PatchStyle.OF_6_12);
        assertEquals(List.of("66662e0f1f840000000000", "0f01ca0f1f840000000000"), variants(nops));
        SiteLayers jump = over("90".repeat(14));
        jump.alternative(0, 14, Variant.of(hex("fb")), PatchStyle.OF_6_12);
        assertEquals(List.of("eb0c" + "cc".repeat(12), "fbeb0b" + "cc".repeat(11)), variants(jump));
    }

    @Test
    void laterKernelsNopThatEndsThePlace_staysAsItIs() throws UnmatchableException {
        SiteLayers layers = over("e800000000 90", Field.of(1, FieldKind.PC32, SymbolKey.shared("f"), -4));
        layers.alternative(0, 6, Variant.of(hex("fb 6666 0f1f00")), PatchStyle.OF_6_12);
        assertEquals(List.of("e80000000090", "fb66660f1f00"), variants(layers));
    }

    @Test
    void laterKernelsJump_isShortWithTrapsBehind() throws UnmatchableException {
        SiteLayers layers = over("9090909090");
        layers.alternative(
                0,
                5,
                new Variant(hex("e900000000"), List.of(Field.of(1, FieldKind.PC32, TEXT, 0x13c)), 0),
                PatchStyle.OF_6_12);
        assertEquals(List.of("0f1f440000", "eb3ecccccc"), variants(layers));
    }

    @Test
    void laterKernelsRelativeAddress_isMovedWithItsField() throws UnmatchableException {
        Field field = Field.of(3, FieldKind.PC32, SymbolKey.shared("x"), -4);
        SiteLayers layers = over("90909090909090");
        layers.alternative(0, 7, new Variant(hex("488b0500000000"), List.of(field), 0), PatchStyle.OF_6_12);
        assertEquals(List.of(field), layers.sites().get(0).variants().get(1).fields());
    }

    @Test
    void endbrAtTheEntry_mayBeSealed() throws UnmatchableException {
        SiteLayers layers = over("f30f1efa c3");
        layers.seal();
        assertEquals(List.of("f30f1efa", "660f1f00"), variants(layers));
        SiteLayers plain = over("0f1f440000 c3");
        plain.seal();
        assertEquals(List.of(), plain.sites());
    }

    @Test
    void retpolineOfHighRegister_isInlinedWithAndWithoutFence() throws UnmatchableException {
        SiteLayers layers =
                over("2ee800000000", Field.of(2, FieldKind.PC32, SymbolKey.shared("__x86_indirect_thunk_r11"), -4));
        layers.retpoline(0);
        assertEquals(List.of("2ee800000000", "41ffd30f1f00", "0faee841ffd3"), variants(layers));
        assertEquals(11, layers.sites().get(0).argument());
    }

    @Test
    void conditionalRetpoline_jumpsOverTheBranch() throws UnmatchableException {
        SiteLayers layers =
                over("0f8400000000", Field.of(2, FieldKind.PC32, SymbolKey.shared("__x86_indirect_thunk_rax"), -4));
        layers.retpoline(0);
        assertEquals(List.of("0f8400000000", "7504ffe0cc90"), variants(layers));
    }

    @Test
    void lockPrefix_mayBecomeAnIdlePrefix() throws UnmatchableException {
        SiteLayers layers = over("f0ff00");
        layers.smpLock(0);
        assertEquals(List.of("f0", "3e"), variants(layers));
    }

    @Test
    void siteOverFentry_isUnmatchable() throws UnmatchableException {
        SiteLayers layers = over("e800000000");
        layers.fentry(0);
        assertThrows(
                UnmatchableException.class, () -> layers.alternative(0, 5, Variant.of(hex("c3")), PatchStyle.OF_6_1));
    }

    @Test
    void siteBeyondTheFunction_isUnmatchable() {
        assertThrows(UnmatchableException.class, () -> over("e800").fentry(0));
    }

    @Test
    void nops_areWrittenAsTheKernelWritesThem() {
        assertEquals(hex("0f1f840000000000 90"), Nops.of(9, PatchStyle.OF_6_1));
        assertEquals(
                hex("0f01cb 0f1f00"),
                Nops.optimized(Variant.of(hex("0f01cb909090")), PatchStyle.OF_6_1)
                        .bytes());
        // 90 within an instruction is no nop.
        assertEquals(
                hex("b890909090"),
                Nops.optimized(Variant.of(hex("b890909090")), PatchStyle.OF_6_1).bytes());
    }
}
