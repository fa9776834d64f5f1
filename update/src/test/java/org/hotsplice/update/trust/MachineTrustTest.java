/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.hotsplice.update.Issue;
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
        for (String name : List.of("trusted", "successors", "shipped")) {
            Files.createDirectory(folder.resolve(name));
        }
        Files.write(folder.resolve("trusted/first.asc"), FIRST.armored());
    }

    private MachineTrust trust() throws IOException {
        return MachineTrust.read(folder.resolve("trusted"), folder.resolve("successors"), revoked(), 1, CLOCK);
    }

    private void successor(String name, TestKey key, TestKey by) throws IOException {
        byte[] bytes = key.armored();
        Files.write(folder.resolve("successors").resolve(name + ".asc"), bytes);
        Files.write(folder.resolve("successors").resolve(name + ".asc.sig"), by.sign(bytes));
    }

    private MachineTrust.RevokedFolders revoked() {
        return new MachineTrust.RevokedFolders(folder.resolve("state/revoked"), folder.resolve("shipped"));
    }

    private void revoke(TestKey key, TestKey by) throws IOException {
        revoke("list", 1, List.of(key), by);
    }

    private void revoke(String name, long sequence, List<TestKey> keys, TestKey by) throws IOException {
        List<RevocationList.RevokedKey> leaked = keys.stream()
                .map(key -> new RevocationList.RevokedKey(key.fingerprint(), "it leaked"))
                .toList();
        byte[] list = new RevocationList(1, sequence, TestKey.CREATED, leaked, List.of()).toBytes();
        Files.write(revoked().shipped().resolve(name + ".json"), list);
        Files.write(revoked().shipped().resolve(name + ".json.sig"), by.sign(list));
    }

    /** As when the package that shipped the list is removed, or a newer one of it ships none. */
    private void takeAway(String name) throws IOException {
        Files.delete(revoked().shipped().resolve(name + ".json"));
        Files.delete(revoked().shipped().resolve(name + ".json.sig"));
    }

    private List<Path> kept() throws IOException {
        try (var files = Files.list(revoked().kept())) {
            return files.sorted().toList();
        }
    }

    private void trustAll() throws IOException {
        Files.write(folder.resolve("trusted/second.asc"), SECOND.armored());
        Files.write(folder.resolve("trusted/third.asc"), THIRD.armored());
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
    void keptList_outlivesThePackageThatBroughtIt() throws Exception {
        trustAll();
        revoke(FIRST, SECOND);
        trust().keepRevocations();
        takeAway("list");
        rejected(UpdateIssue.REVOKED, FIRST);
        assertEquals(List.of(), trust().issues());
    }

    @Test
    void keptListOfASuccessor_stillRevokesTheOldKey() throws Exception {
        successor("second", SECOND, FIRST);
        revoke(FIRST, SECOND);
        trust().keepRevocations();
        takeAway("list");
        rejected(UpdateIssue.REVOKED, FIRST);
        assertInstanceOf(Trusted.class, verify(SECOND));
    }

    @Test
    void listThatIsNotHeeded_isNotKept() throws Exception {
        revoke(FIRST, SECOND);
        trust().keepRevocations();
        trustAll();
        takeAway("list");
        assertInstanceOf(Trusted.class, verify(FIRST));
    }

    @Test
    void olderEdition_takesNothingBack() throws Exception {
        trustAll();
        revoke("list", 2, List.of(FIRST, THIRD), SECOND);
        trust().keepRevocations();
        revoke("list", 1, List.of(THIRD), SECOND);
        trust().keepRevocations();
        takeAway("list");
        rejected(UpdateIssue.REVOKED, FIRST);
        rejected(UpdateIssue.REVOKED, THIRD);
        assertEquals(2, kept().size(), "one list with its signatures: " + kept());
    }

    @Test
    void newerEditionOfTheSameSigner_takesThePlaceOfTheKeptOne() throws Exception {
        trustAll();
        revoke("list", 1, List.of(THIRD), SECOND);
        trust().keepRevocations();
        List<Path> before = kept();
        revoke("list", 2, List.of(FIRST, THIRD), SECOND);
        trust().keepRevocations();
        takeAway("list");
        rejected(UpdateIssue.REVOKED, FIRST);
        assertEquals(2, kept().size(), "one list with its signatures: " + kept());
        assertNotEquals(before, kept());
    }

    @Test
    void newerEditionThatLeavesAKeyOut_doesNotGiveItBack() throws Exception {
        trustAll();
        revoke("list", 1, List.of(FIRST), SECOND);
        trust().keepRevocations();
        revoke("list", 2, List.of(THIRD), SECOND);
        trust().keepRevocations();
        rejected(UpdateIssue.REVOKED, FIRST);
        rejected(UpdateIssue.REVOKED, THIRD);
    }

    @Test
    void revokedKey_revokesNoOther() throws Exception {
        trustAll();
        revoke("good", 1, List.of(FIRST), SECOND);
        trust().keepRevocations();
        revoke("bad", 9, List.of(SECOND), FIRST);
        assertInstanceOf(Trusted.class, verify(SECOND));
        rejected(UpdateIssue.REVOKED, FIRST);
        assertEquals(
                List.of(UpdateIssue.REVOKED),
                trust().issues().stream().map(Issue::code).toList());
        trust().keepRevocations();
        takeAway("good");
        assertInstanceOf(Trusted.class, verify(SECOND));
    }

    @Test
    void keysThatRevokeEachOtherAtOnce_areBothRevoked() throws Exception {
        trustAll();
        revoke("a", 1, List.of(FIRST), SECOND);
        revoke("b", 1, List.of(SECOND), FIRST);
        rejected(UpdateIssue.REVOKED, FIRST);
        rejected(UpdateIssue.REVOKED, SECOND);
        assertInstanceOf(Trusted.class, verify(THIRD));
    }

    @Test
    void keptListOfAKeyThatIsNoLongerTrusted_countsNoMoreAndIsNoFault() throws Exception {
        trustAll();
        revoke(FIRST, SECOND);
        trust().keepRevocations();
        takeAway("list");
        Files.delete(folder.resolve("trusted/second.asc"));
        assertInstanceOf(Trusted.class, verify(FIRST));
        assertEquals(List.of(), trust().issues());
    }

    @Test
    void keptListThatWasAltered_isTold() throws Exception {
        trustAll();
        revoke(FIRST, SECOND);
        trust().keepRevocations();
        takeAway("list");
        Files.writeString(kept().get(0), "nonsense");
        assertEquals(UpdateIssue.BAD_SIGNATURE, trust().issues().get(0).code());
    }

    @Test
    void absentFolders_meanNobodyIsTrusted() throws Exception {
        Path none = folder.resolve("none");
        MachineTrust trust = MachineTrust.read(none, none, new MachineTrust.RevokedFolders(none, none), 1, CLOCK);
        assertEquals(List.of(), trust.store().certificates());
        assertEquals(List.of(), trust.issues());
    }
}
