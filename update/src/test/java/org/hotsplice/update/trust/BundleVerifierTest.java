/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.testing.TestKey;
import org.hotsplice.update.testing.TestUpdates;
import org.hotsplice.update.trust.VerificationResult.Rejected;
import org.hotsplice.update.trust.VerificationResult.Trusted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a bundle can be other than what a trusted key signed. */
final class BundleVerifierTest {
    private static final TestKey KEY = TestKey.ed25519("Publisher <publisher@example.org>");
    private static final TestKey OTHER = TestKey.ed25519("Second <second@example.org>");
    private static final TestKey STRANGER = TestKey.ed25519("Stranger <stranger@example.org>");
    private static final Instant NOW = TestKey.CREATED.plus(Duration.ofDays(30));

    @TempDir
    Path folder;

    private static BundleVerifier verifier(int threshold, TestKey... keys) {
        return verifier(threshold, Revocations.none(), keys);
    }

    private static BundleVerifier verifier(int threshold, Revocations revocations, TestKey... keys) {
        TrustStore store =
                TrustStore.of(Arrays.stream(keys).map(TestKey::certificate).toList());
        return new BundleVerifier(store, revocations, threshold, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static UpdateIssue code(VerificationResult result) {
        Rejected rejected = assertInstanceOf(Rejected.class, result);
        assertFalse(rejected.issue().message().contains("%s"), rejected.issue().message());
        return (UpdateIssue) rejected.issue().code();
    }

    private Path signed() throws IOException, RefusedException {
        return TestUpdates.signed(folder, "cve-2026-12345", 7, null, KEY);
    }

    @Test
    void signedByTrustedKey_isTrustedWithTheBytesThatWereChecked() throws Exception {
        Path bundle = signed();
        Trusted trusted = assertInstanceOf(Trusted.class, verifier(1, KEY).verify(bundle));
        assertEquals(7, trusted.manifest().sequence());
        assertEquals(
                List.of(KEY.fingerprint()),
                trusted.signers().stream().map(c -> c.fingerprint()).toList());
        BundleFile file = trusted.manifest().files().get(0);
        Files.writeString(bundle.resolve(file.name()), "changed after the check");
        ByteBuffer content = trusted.content(file);
        assertTrue(content.isReadOnly());
        assertEquals(
                "replacement code of cve-2026-12345",
                StandardCharsets.UTF_8.decode(content).toString());
    }

    @Test
    void rsaKey_isTrusted() throws Exception {
        TestKey rsa = TestKey.rsa("RSA", 3072);
        Path bundle = TestUpdates.signed(folder, "u", 1, null, rsa);
        assertInstanceOf(Trusted.class, verifier(1, rsa).verify(bundle));
    }

    @Test
    void unsigned_isRejected() throws Exception {
        assertEquals(UpdateIssue.NOT_SIGNED, code(verifier(1, KEY).verify(TestUpdates.unsigned(folder, "u"))));
    }

    @Test
    void emptySignatureFile_isRejected() throws Exception {
        Path bundle = signed();
        Files.write(bundle.resolve(BundleNames.SIGNATURES), new byte[0]);
        assertEquals(UpdateIssue.BAD_SIGNATURE, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void signedByStranger_isRejected() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, null, STRANGER);
        assertEquals(UpdateIssue.UNKNOWN_KEY, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void noTrustedKeys_isRejected() throws Exception {
        assertEquals(UpdateIssue.NO_TRUSTED_KEY, code(verifier(1).verify(signed())));
    }

    @Test
    void strangerBesideTrustedKey_isTrusted() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, null, STRANGER, KEY);
        assertInstanceOf(Trusted.class, verifier(1, KEY).verify(bundle));
    }

    @Test
    void badSignatureOfTrustedKeyBesideGoodOne_isRejected() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, null, KEY);
        Path file = bundle.resolve(BundleNames.SIGNATURES);
        byte[] other = OTHER.sign("something else".getBytes(StandardCharsets.UTF_8));
        byte[] good = Files.readAllBytes(file);
        byte[] both = Arrays.copyOf(good, good.length + other.length);
        System.arraycopy(other, 0, both, good.length, other.length);
        Files.write(file, both);
        assertEquals(UpdateIssue.BAD_SIGNATURE, code(verifier(1, KEY, OTHER).verify(bundle)));
    }

    @Test
    void oneKeySignedTwice_doesNotReachThresholdOfTwo() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, null, KEY, KEY);
        assertEquals(
                UpdateIssue.TOO_FEW_SIGNATURES, code(verifier(2, KEY, OTHER).verify(bundle)));
    }

    @Test
    void twoKeysSigned_reachThresholdOfTwo() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, null, KEY, OTHER);
        assertInstanceOf(Trusted.class, verifier(2, KEY, OTHER).verify(bundle));
    }

    @Test
    void trustedKeyAndStranger_doNotReachThresholdOfTwo() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, null, KEY, STRANGER);
        assertEquals(
                UpdateIssue.TOO_FEW_SIGNATURES, code(verifier(2, KEY, OTHER).verify(bundle)));
    }

    @Test
    void expiredKey_isRejected() throws Exception {
        TestKey expiring = TestKey.expiring("Old", Duration.ofDays(29).toSeconds());
        Path bundle = TestUpdates.signed(folder, "u", 1, null, expiring);
        assertEquals(UpdateIssue.KEY_EXPIRED, code(verifier(1, expiring).verify(bundle)));
    }

    @Test
    void keyThatExpiresTomorrow_isTrusted() throws Exception {
        TestKey expiring = TestKey.expiring("Old", Duration.ofDays(31).toSeconds());
        Path bundle = TestUpdates.signed(folder, "u", 1, null, expiring);
        assertInstanceOf(Trusted.class, verifier(1, expiring).verify(bundle));
    }

    @Test
    void revokedKey_isRejected() throws Exception {
        TestKey revoked = TestKey.ed25519("Lost").revoked();
        Path bundle = TestUpdates.signed(folder, "u", 1, null, revoked);
        assertEquals(UpdateIssue.REVOKED, code(verifier(1, revoked).verify(bundle)));
    }

    @Test
    void expiredSignature_isRejected() throws Exception {
        Path bundle = signed();
        byte[] manifest = Files.readAllBytes(bundle.resolve(BundleNames.MANIFEST));
        Files.write(bundle.resolve(BundleNames.SIGNATURES), KEY.sign(manifest, HashAlgorithmTags.SHA512, 3600));
        assertEquals(UpdateIssue.SIGNATURE_EXPIRED, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void sha1Signature_isRejected() throws Exception {
        Path bundle = signed();
        byte[] manifest = Files.readAllBytes(bundle.resolve(BundleNames.MANIFEST));
        Files.write(bundle.resolve(BundleNames.SIGNATURES), KEY.sign(manifest, HashAlgorithmTags.SHA1, 0));
        assertEquals(UpdateIssue.WEAK_SIGNATURE, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void rsaKeyOf1024Bits_isRejected() throws Exception {
        TestKey weak = TestKey.rsa("Weak", 1024);
        Path bundle = TestUpdates.signed(folder, "u", 1, null, weak);
        assertEquals(UpdateIssue.WEAK_SIGNATURE, code(verifier(1, weak).verify(bundle)));
    }

    @Test
    void expiredUpdate_isRejected() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 1, NOW, KEY);
        assertEquals(UpdateIssue.EXPIRED, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void sequenceZeroThoughSigned_isRejected() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 0, null, KEY);
        assertEquals(UpdateIssue.MANIFEST_INVALID, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void everyFlippedBitOfTheManifest_isRejected() throws Exception {
        Path bundle = signed();
        BundleVerifier verifier = verifier(1, KEY);
        Path file = bundle.resolve(BundleNames.MANIFEST);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (1 << (i % 8));
            Files.write(file, bytes);
            assertEquals(UpdateIssue.BAD_SIGNATURE, code(verifier.verify(bundle)), "byte " + i);
            bytes[i] ^= (byte) (1 << (i % 8));
        }
    }

    @Test
    void everyFlippedBitOfTheSignature_isRejected() throws Exception {
        Path bundle = signed();
        BundleVerifier verifier = verifier(1, KEY);
        Path file = bundle.resolve(BundleNames.SIGNATURES);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, bytes);
            assertInstanceOf(Rejected.class, verifier.verify(bundle), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Test
    void signatureCutAnywhere_isRejected() throws Exception {
        Path bundle = signed();
        Path file = bundle.resolve(BundleNames.SIGNATURES);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertEquals(UpdateIssue.BAD_SIGNATURE, code(verifier(1, KEY).verify(bundle)), "length " + length);
        }
    }

    @Test
    void everyFlippedByteOfEachModule_isRejected() throws Exception {
        Path bundle = signed();
        BundleVerifier verifier = verifier(1, KEY);
        for (String name : List.of("cve-2026-12345-0-ref.ko", "cve-2026-12345-0-new.ko", "report.txt")) {
            Path file = bundle.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 0x10;
                Files.write(file, bytes);
                assertEquals(UpdateIssue.DIGEST_MISMATCH, code(verifier.verify(bundle)), name + " byte " + i);
                bytes[i] ^= 0x10;
            }
            Files.write(file, bytes);
        }
        assertInstanceOf(Trusted.class, verifier.verify(bundle));
    }

    @Test
    void shorterModule_isRejected() throws Exception {
        Path bundle = signed();
        Path file = bundle.resolve("cve-2026-12345-0-new.ko");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3));
        assertEquals(UpdateIssue.DIGEST_MISMATCH, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void longerModule_isRejectedBeforeItIsReadToTheEnd() throws Exception {
        Path bundle = signed();
        Files.writeString(bundle.resolve("cve-2026-12345-0-new.ko"), "x".repeat(1 << 20));
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void missingModule_isRejected() throws Exception {
        Path bundle = signed();
        Files.delete(bundle.resolve("cve-2026-12345-0-new.ko"));
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void fileThatTheManifestDoesNotName_isRejected() throws Exception {
        Path bundle = signed();
        Files.writeString(bundle.resolve("extra.ko"), "x");
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void symbolicLinkInTheBundle_isRejected() throws Exception {
        Path bundle = signed();
        Path file = bundle.resolve("report.txt");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void folderInTheBundle_isRejected() throws Exception {
        Path bundle = signed();
        Files.createDirectory(bundle.resolve("more"));
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void linkToTheBundle_isRejected() throws Exception {
        Path bundle = signed();
        Path link = Files.createSymbolicLink(folder.resolve("link"), bundle);
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(link)));
    }

    @Test
    void bundleInAFolderOfAnotherName_isRejected() throws Exception {
        Path moved = Files.move(signed(), folder.resolve("another"));
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(moved)));
    }

    @Test
    void tooManyFiles_areRejected() throws Exception {
        Path bundle = signed();
        for (int i = 0; i < 300; i++) {
            Files.writeString(bundle.resolve("f" + i), "x");
        }
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void oversizedManifestAndSignature_areRejected() throws Exception {
        Path bundle = signed();
        Files.write(bundle.resolve(BundleNames.SIGNATURES), new byte[(64 << 10) + 1]);
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
        Files.write(bundle.resolve(BundleNames.MANIFEST), new byte[ManifestJson.LARGEST + 1]);
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void signedNonsense_isRejectedAfterTheSignature() throws Exception {
        Path bundle = signed();
        TestUpdates.rewrite(bundle, "not a manifest".getBytes(StandardCharsets.UTF_8), KEY);
        assertEquals(UpdateIssue.MANIFEST_INVALID, code(verifier(1, KEY).verify(bundle)));
        TestUpdates.rewrite(bundle, "not a manifest".getBytes(StandardCharsets.UTF_8), STRANGER);
        assertEquals(UpdateIssue.UNKNOWN_KEY, code(verifier(1, KEY).verify(bundle)));
    }

    @Test
    void revokedUpdate_isRejectedUpToItsSequence() throws Exception {
        Path bundle = signed();
        String release = TestUpdates.KERNEL.release();
        UpdateId id = new UpdateId("cve-2026-12345");
        assertEquals(
                UpdateIssue.REVOKED,
                code(verifier(1, revoking(release, id, 7), KEY).verify(bundle)));
        assertInstanceOf(
                Trusted.class, verifier(1, revoking(release, id, 6), KEY).verify(bundle));
        assertInstanceOf(
                Trusted.class, verifier(1, revoking("6.12.1", id, 7), KEY).verify(bundle));
    }

    private static Revocations revoking(String release, UpdateId id, long upTo) {
        return Revocations.of(List.of(new RevocationList(
                1,
                1,
                TestKey.CREATED,
                List.of(),
                List.of(new RevocationList.RevokedUpdate(release, id, upTo, "it was wrong")))));
    }

    @Test
    void keyOnTheRevocationList_isRejected() throws Exception {
        Revocations revocations = Revocations.of(List.of(new RevocationList(
                1,
                1,
                TestKey.CREATED,
                List.of(new RevocationList.RevokedKey(KEY.fingerprint(), "it leaked")),
                List.of())));
        assertEquals(
                UpdateIssue.REVOKED, code(verifier(1, revocations, KEY, OTHER).verify(signed())));
    }

    @Test
    void otherKernel_isNamedWithBothValues() throws Exception {
        Trusted trusted = assertInstanceOf(Trusted.class, verifier(1, KEY).verify(signed()));
        KernelIdentity kernel = TestUpdates.KERNEL;
        assertTrue(trusted.objectionTo(kernel).isEmpty());
        KernelIdentity other =
                new KernelIdentity(kernel.release(), kernel.version(), kernel.architecture(), "ff".repeat(20));
        String message = trusted.objectionTo(other).orElseThrow().message();
        assertTrue(message.contains("ff".repeat(20)) && message.contains(kernel.buildId()), message);
    }

    @Test
    void olderSetThanSeen_isARollback() throws Exception {
        Manifest manifest = assertInstanceOf(Trusted.class, verifier(1, KEY).verify(signed()))
                .manifest();
        assertTrue(SequenceRule.check("here", List.of(manifest), 7).isEmpty());
        assertTrue(SequenceRule.check("here", List.of(), 8).isEmpty());
        assertEquals(
                UpdateIssue.ROLLED_BACK,
                SequenceRule.check("here", List.of(manifest), 8).orElseThrow().code());
    }

    @Test
    void filesOfTwoSignedUpdates_cannotBeMixed() throws Exception {
        Path one = signed();
        Path other = TestUpdates.signed(folder.resolve("."), "cve-2026-54321", 8, null, KEY);
        Path module = one.resolve("cve-2026-12345-0-new.ko");
        byte[] own = Files.readAllBytes(module);
        Files.copy(other.resolve("cve-2026-54321-0-new.ko"), module, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(UpdateIssue.DIGEST_MISMATCH, code(verifier(1, KEY).verify(one)));
        Files.write(module, own);
        for (String name : List.of(BundleNames.MANIFEST, BundleNames.SIGNATURES)) {
            Files.copy(other.resolve(name), one.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(UpdateIssue.BUNDLE_LAYOUT, code(verifier(1, KEY).verify(one)));
    }

    @Test
    void contentOfAFileThatIsNotOfTheUpdate_isADefect() throws Exception {
        Trusted trusted = assertInstanceOf(Trusted.class, verifier(1, KEY).verify(signed()));
        BundleFile foreign = new BundleFile("../../etc/passwd", Manifest.Role.REPORT, 0, 1, "00".repeat(32));
        assertThrows(IllegalArgumentException.class, () -> trusted.content(foreign));
    }

    @Test
    void signedManifest_isJudgedAgainByTheKeysOfTheDay() throws Exception {
        Path bundle = TestUpdates.signed(folder, "u", 7, NOW.plus(Duration.ofDays(1)), KEY);
        SignedManifest signed =
                assertInstanceOf(Trusted.class, verifier(1, KEY).verify(bundle)).signed();
        assertEquals(Optional.empty(), verifier(1, KEY).objectionTo(signed, "u"));
        assertEquals(UpdateIssue.UNKNOWN_KEY, objection(verifier(1, OTHER), signed));
        assertEquals(UpdateIssue.TOO_FEW_SIGNATURES, objection(verifier(2, KEY), signed));
        BundleVerifier later = new BundleVerifier(
                TrustStore.of(List.of(KEY.certificate())),
                Revocations.none(),
                1,
                Clock.fixed(NOW.plus(Duration.ofDays(2)), ZoneOffset.UTC));
        assertEquals(UpdateIssue.EXPIRED, objection(later, signed));
        byte[] changed = signed.manifestBytes();
        changed[changed.length / 2] ^= 1;
        SignedManifest damaged = new SignedManifest(ByteBuffer.wrap(changed), signed.signatures());
        assertEquals(UpdateIssue.BAD_SIGNATURE, objection(verifier(1, KEY), damaged));
    }

    private static UpdateIssue objection(BundleVerifier verifier, SignedManifest signed) {
        return (UpdateIssue) verifier.objectionTo(signed, "u").orElseThrow().code();
    }
}
