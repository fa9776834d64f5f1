/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.testing.TestKey;
import org.hotsplice.update.testing.TestUpdates;
import org.hotsplice.update.trust.VerificationResult.Rejected;
import org.hotsplice.update.trust.VerificationResult.Trusted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a machine trusts after keys were replaced and revoked. */
final class MachineTrustTest {
    private static final TestKey FIRST = TestKey.ed25519("First");
    private static final TestKey SECOND = TestKey.ed25519("Second");
    private static final TestKey THIRD = TestKey.ed25519("Third");
    private static final Clock CLOCK = Clock.fixed(TestKey.CREATED.plus(Duration.ofDays(30)), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @BeforeEach
    void trustTheFirstKey() throws IOException {
        for (String name : List.of("trusted", "successors", "revoked")) {
            Files.createDirectory(folder.resolve(name));
        }
        Files.write(folder.resolve("trusted/first.asc"), FIRST.armored());
    }

    private MachineTrust trust() throws IOException {
        return MachineTrust.read(
                folder.resolve("trusted"), folder.resolve("successors"), folder.resolve("revoked"), 1, CLOCK);
    }

    private void successor(String name, TestKey key, TestKey by) throws IOException {
        byte[] bytes = key.armored();
        Files.write(folder.resolve("successors").resolve(name + ".asc"), bytes);
        Files.write(folder.resolve("successors").resolve(name + ".asc.sig"), by.sign(bytes));
    }

    private void revoke(TestKey key, TestKey by) throws IOException {
        RevocationList list = new RevocationList(
                1,
                1,
                TestKey.CREATED,
                List.of(new RevocationList.RevokedKey(key.fingerprint(), "it leaked")),
                List.of());
        Files.write(folder.resolve("revoked/list.json"), list.toBytes());
        Files.write(folder.resolve("revoked/list.json.sig"), by.sign(list.toBytes()));
    }

    private VerificationResult verify(TestKey signer) throws Exception {
        Path bundle = TestUpdates.signed(Files.createTempDirectory(folder, "b"), "u", 1, null, signer);
        return trust().verifier().verify(bundle);
    }

    private void rejected(UpdateIssue code, TestKey signer) throws Exception {
        assertEquals(
                code, assertInstanceOf(Rejected.class, verify(signer)).issue().code());
    }

    @Test
    void successorSignedByTrustedKey_isTrusted() throws Exception {
        rejected(UpdateIssue.UNKNOWN_KEY, SECOND);
        successor("second", SECOND, FIRST);
        assertInstanceOf(Trusted.class, verify(SECOND));
        assertInstanceOf(Trusted.class, verify(FIRST));
    }

    @Test
    void chainOfSuccessors_isFollowedInAnyOrder() throws Exception {
        successor("a-third", THIRD, SECOND);
        successor("b-second", SECOND, FIRST);
        assertInstanceOf(Trusted.class, verify(THIRD));
        assertEquals(List.of(), trust().issues());
    }

    @Test
    void successorThatNamesItself_isNotTrusted() throws Exception {
        successor("second", SECOND, SECOND);
        rejected(UpdateIssue.UNKNOWN_KEY, SECOND);
        assertEquals(UpdateIssue.UNKNOWN_KEY, trust().issues().get(0).code());
    }

    @Test
    void twoThatVouchForEachOther_areNotTrusted() throws Exception {
        successor("second", SECOND, THIRD);
        successor("third", THIRD, SECOND);
        rejected(UpdateIssue.UNKNOWN_KEY, SECOND);
        rejected(UpdateIssue.UNKNOWN_KEY, THIRD);
    }

    @Test
    void exchangedSuccessor_isNotTrusted() throws Exception {
        successor("second", SECOND, FIRST);
        Files.write(folder.resolve("successors/second.asc"), THIRD.armored());
        rejected(UpdateIssue.UNKNOWN_KEY, THIRD);
        assertEquals(UpdateIssue.BAD_SIGNATURE, trust().issues().get(0).code());
    }

    @Test
    void successorWithoutSignature_isNotTrusted() throws Exception {
        Files.write(folder.resolve("successors/second.asc"), SECOND.armored());
        rejected(UpdateIssue.UNKNOWN_KEY, SECOND);
        assertEquals(UpdateIssue.NOT_SIGNED, trust().issues().get(0).code());
    }

    @Test
    void revokedKey_vouchesForNobody() throws Exception {
        Files.write(folder.resolve("trusted/third.asc"), THIRD.armored());
        successor("second", SECOND, FIRST);
        revoke(FIRST, THIRD);
        rejected(UpdateIssue.REVOKED, FIRST);
        rejected(UpdateIssue.UNKNOWN_KEY, SECOND);
    }

    @Test
    void successor_canRevokeTheOldKey() throws Exception {
        successor("second", SECOND, FIRST);
        revoke(FIRST, SECOND);
        rejected(UpdateIssue.REVOKED, FIRST);
        assertInstanceOf(Trusted.class, verify(SECOND));
    }

    @Test
    void brokenKeyFileBesideAGoodOne_isToldAndPassedOver() throws Exception {
        Files.write(folder.resolve("trusted/broken.asc"), "nonsense".getBytes(StandardCharsets.US_ASCII));
        Files.createSymbolicLink(folder.resolve("trusted/dangling.asc"), Path.of("nowhere"));
        assertInstanceOf(Trusted.class, verify(FIRST));
        assertEquals(2, trust().issues().size());
        assertTrue(trust().issues().stream().allMatch(i -> i.code() == UpdateIssue.KEY_FILE_INVALID));
    }

    @Test
    void revocationListOfAStranger_isToldAndNotHeeded() throws Exception {
        revoke(FIRST, SECOND);
        assertInstanceOf(Trusted.class, verify(FIRST));
        assertEquals(UpdateIssue.UNKNOWN_KEY, trust().issues().get(0).code());
    }

    @Test
    void absentFolders_meanNobodyIsTrusted() throws Exception {
        Path none = folder.resolve("none");
        MachineTrust trust = MachineTrust.read(none, none, none, 1, CLOCK);
        assertEquals(List.of(), trust.store().certificates());
        assertEquals(List.of(), trust.issues());
    }
}
