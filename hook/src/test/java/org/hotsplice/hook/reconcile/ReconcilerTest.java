/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import static org.hotsplice.hook.reconcile.Fixtures.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.hook.kernel.FakeKernel;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.policy.Pin;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.records.Choices;
import org.hotsplice.hook.records.Event;
import org.hotsplice.hook.records.Records;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.trust.SignedManifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReconcilerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final List<Installed> installed = new ArrayList<>();

    /** What would be said now to manifests that were trusted before, by their sequence. */
    private final Map<Long, Issue> objections = new HashMap<>();

    private Policy policy = Policy.DEFAULT;
    private Instant now = Fixtures.SIGNED.plusSeconds(60);

    @SuppressWarnings("NullAway.Init") // set before each test
    private FakeKernel fake;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Records records;

    @BeforeEach
    void machine() {
        fake = new FakeKernel(folder.resolve("machine"));
        records = new Records(folder.resolve("state"));
    }

    private Result reconcile() throws IOException {
        return reconcile(fake.kernel());
    }

    private Result reconcile(Kernel kernel) throws IOException {
        return reconciler(kernel).run("test").result();
    }

    private Reconciler reconciler(Kernel kernel) {
        UpdateSource source = new UpdateSource() {
            @Override
            public List<Installed> installed(String release) {
                return List.copyOf(installed);
            }

            @Override
            public Optional<Issue> objectionTo(SignedManifest signed, String where) {
                try {
                    long sequence = ManifestJson.read(signed.manifestBytes()).sequence();
                    return Optional.ofNullable(objections.get(sequence));
                } catch (RefusedException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public Map<String, List<String>> forOtherKernels(String release) {
                return Map.of("6.1.0-48-amd64", List.of("cve-other"));
            }
        };
        return new Reconciler(kernel, source, policy, records, Clock.fixed(now, ZoneOffset.UTC), duration -> {});
    }

    private List<String> applied() throws IOException {
        return fake.kernel().updates().stream()
                .filter(KernelUpdate::isApplied)
                .map(known -> known.id().value())
                .toList();
    }

    private static UpdateRecord of(Result result, String id) {
        return result.update(id).orElseThrow();
    }

    private void install(Fixtures... updates) {
        for (Fixtures update : updates) {
            installed.add(update.trusted());
        }
    }

    private void remove(String id) {
        installed.removeIf(candidate -> candidate.name().equals(id));
    }

    @Test
    void installedUpdates_areAppliedInTheOrderOfTheirSequence_andAgainIsNothing() throws IOException {
        install(update("cve-b", 1), update("cve-a", 2));
        Result result = reconcile();
        assertEquals(List.of("cve-a", "cve-b"), applied());
        assertTrue(fake.calls().indexOf("apply cve-b") < fake.calls().indexOf("apply cve-a"));
        assertEquals(Standing.APPLIED, of(result, "cve-a").standing());
        int calls = fake.calls().size();
        reconcile();
        assertEquals(calls, fake.calls().size());
        assertEquals(
                List.of("apply cve-b", "apply cve-a"),
                records.history().stream().map(e -> e.action() + " " + e.id()).toList());
    }

    @Test
    void removedUpdates_areReversedNewestFirst_andUnloaded() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        installed.clear();
        Result result = reconcile();
        assertEquals(List.of(), applied());
        assertEquals(List.of(), fake.modules());
        assertTrue(fake.calls().indexOf("reverse cve-b") < fake.calls().indexOf("reverse cve-a"));
        assertTrue(result.update("cve-a").isEmpty());
    }

    @Test
    void reversalOrderThatIsUnknown_isFoundFromTheKernelsRefusals() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        fake.stack("cve-a", "cve-b");
        records.keep(Result.NEVER);
        installed.clear();
        reconcile();
        assertEquals(List.of(), applied());
    }

    @Test
    void busyFunction_isTriedAgain_thenLeftPendingWithTasks_andNothingStaysLoaded() throws IOException {
        install(update("cve-a", 1));
        fake.busy("cve-a", 4);
        Result result = reconcile();
        assertEquals(Standing.PENDING, of(result, "cve-a").standing());
        assertEquals("BUSY", of(result, "cve-a").code());
        assertTrue(of(result, "cve-a").message().contains("my_sleep[128] in do_nanosleep+0x7b"));
        assertEquals(List.of(), fake.modules());
        fake.busy("cve-a", 2);
        assertEquals(Standing.APPLIED, of(reconcile(), "cve-a").standing());
    }

    @Test
    void busyReversal_staysInForce_andIsDoneLater() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        installed.clear();
        fake.busy("cve-a", 100);
        Result result = reconcile();
        assertEquals(Standing.REVERSING, of(result, "cve-a").standing());
        assertEquals(List.of("CVE-2026-1001"), of(result, "cve-a").cves());
        assertEquals(List.of("cve-a"), applied());
        fake.busy("cve-a", 0);
        reconcile();
        assertEquals(List.of(), applied());
    }

    @Test
    void mismatchInTheSecondPart_leavesNothingLoaded() throws IOException {
        fake.loadTarget("nf_tables");
        install(update("cve-a", 1).changes("vmlinux", "f").changes("nf_tables", "g"));
        fake.refuse(
                "hotsplice_cve_a_1_ref", "id=cve-a\ncode=NO_MATCH\nfunction=g\noffset=0x1\nexpected=90\nfound=cc\n");
        Result result = reconcile();
        assertEquals(Standing.REFUSED, of(result, "cve-a").standing());
        assertEquals("NO_MATCH", of(result, "cve-a").code());
        assertEquals(List.of(), fake.modules());
    }

    @Test
    void partOfAnAbsentModule_waits_andIsAddedWhenItArrives() throws IOException {
        install(update("cve-a", 1).changes("vmlinux", "f").changes("nf_tables", "g"));
        Result result = reconcile();
        assertEquals(List.of("nf_tables"), of(result, "cve-a").waiting());
        assertEquals(Standing.APPLIED, of(result, "cve-a").standing());
        fake.loadTarget("nf_tables");
        result = reconcile();
        assertEquals(List.of(), of(result, "cve-a").waiting());
        assertTrue(fake.kernel().update(new UpdateId("cve-a")).orElseThrow().isApplied(1));
    }

    @Test
    void absentModules_areAwaitedAsLongAsUpdatesNeedThem() throws IOException {
        install(
                update("cve-a", 1).changes("vmlinux", "f").changes("nf_tables", "g"),
                update("cve-b", 2).changes("tcp_cubic", "h"));
        reconcile();
        assertEquals("nf_tables tcp_cubic", fake.awaited());
        fake.loadTarget("nf_tables");
        remove("cve-b");
        reconcile();
        assertEquals("", fake.awaited());
    }

    @Test
    void moduleThatIsComing_isPresentToItsOwnHelperOnly() throws IOException {
        install(update("cve-a", 1).changes("nf_tables", "g"), update("cve-b", 2).changes("tcp_cubic", "h"));
        fake.beginTarget("nf_tables");
        fake.beginTarget("tcp_cubic");
        reconcile();
        assertEquals(List.of(), applied());
        Result result = reconcile(fake.kernel().withComing("nf_tables"));
        assertEquals(List.of("cve-a"), applied());
        assertEquals("NO_TARGET", of(result, "cve-b").code());
    }

    @Test
    void moduleThatArrivesDuringTheRun_getsItsPart() throws IOException {
        install(update("cve-a", 1).changes("nf_tables", "g"), update("cve-b", 2));
        fake.afterCall("apply cve-b", () -> fake.loadTarget("nf_tables"));
        reconcile();
        assertEquals(List.of("cve-a", "cve-b"), applied());
    }

    @Test
    void moduleWhoseInitFails_isForgotten_andGetsItsPartWhenItComesAgain() throws IOException {
        install(update("cve-a", 1).changes("vmlinux", "f").changes("nf_tables", "g"));
        fake.loadTarget("nf_tables");
        reconcile();
        fake.loseTarget("nf_tables", "cve-a", 1);
        Result result = reconcile();
        assertEquals(List.of("nf_tables"), of(result, "cve-a").waiting());
        assertEquals(2, fake.modules().size(), fake.modules().toString());
        fake.loadTarget("nf_tables");
        reconcile();
        assertTrue(fake.kernel().update(new UpdateId("cve-a")).orElseThrow().isApplied(1));
    }

    @Test
    void updateWhoseOnlyModuleIsAbsent_isPendingWithoutTrouble() throws IOException {
        install(update("cve-a", 1).changes("nf_tables", "g"));
        assertEquals("NO_TARGET", of(reconcile(), "cve-a").code());
    }

    @Test
    void check_matchesAndLeavesNothingLoaded_orSaysThatThereIsNothingToMatch() throws IOException {
        Installed update = update("cve-a", 1).changes("nf_tables", "g").trusted();
        assertEquals("NO_TARGET", checked(update));
        assertEquals(List.of(), fake.calls());
        fake.loadTarget("nf_tables");
        assertEquals("", checked(update));
        assertTrue(
                fake.calls().contains("load hotsplice_cve_a_0_ref"),
                fake.calls().toString());
        fake.refuse("hotsplice_cve_a_0_ref", "id=cve-a\ncode=NO_MATCH\nfunction=g\n");
        assertEquals("NO_MATCH", checked(update));
        assertEquals(List.of(), fake.modules());
    }

    private String checked(Installed update) throws IOException {
        return reconciler(fake.kernel())
                .check(update)
                .map(issue -> issue.code().name())
                .orElse("");
    }

    @Test
    void kernelOfTheSameNameWithAnotherBuildId_isRefusedWithBothValues() throws IOException {
        KernelIdentity other = new KernelIdentity(
                FakeKernel.IDENTITY.release(), FakeKernel.IDENTITY.version(), "x86_64", "00".repeat(20));
        install(update("cve-a", 1).of(other));
        UpdateRecord record = of(reconcile(), "cve-a");
        assertEquals(Standing.OTHER_KERNEL, record.standing());
        assertTrue(record.message().contains(FakeKernel.IDENTITY.buildId()), record.message());
        assertTrue(record.message().contains("00".repeat(20)), record.message());
        assertEquals(List.of(), fake.calls());
    }

    @Test
    void updatesForOtherKernels_areToldAndNotApplied() throws IOException {
        UpdateRecord record = of(reconcile(), "cve-other");
        assertEquals(Standing.OTHER_KERNEL, record.standing());
        assertEquals("6.1.0-48-amd64", record.release());
    }

    @Test
    void untrustedBundle_isNotLoaded_andOthersAreApplied() throws IOException {
        install(update("cve-a", 1));
        installed.add(Installed.refused("cve-bad", Issue.of(UpdateIssue.BAD_SIGNATURE, "cve-bad", "no")));
        Result result = reconcile();
        assertEquals(Standing.UNTRUSTED, of(result, "cve-bad").standing());
        assertEquals(List.of("cve-a"), applied());
    }

    private static Issue unknownKey(String id) {
        return Issue.of(UpdateIssue.UNKNOWN_KEY, id, "a", "b");
    }

    private static Issue revoked(String id) {
        return Issue.of(UpdateIssue.REVOKED, id, "update " + id, "it is wrong");
    }

    /** What is installed is now this alone, signed by nobody who is trusted, as by a package of a stranger. */
    private void replacedByAStranger(String id) {
        installed.clear();
        installed.add(Installed.refused(id, unknownKey(id)));
    }

    @Test
    void filesDamagedAfterTheApplication_leaveItInForce_aKeyTakenAwayDoesNot() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        installed.clear();
        installed.add(Installed.refused("cve-a", Issue.of(UpdateIssue.DIGEST_MISMATCH, "cve-a", "a", "b", "c")));
        assertEquals(Standing.UNTRUSTED, of(reconcile(), "cve-a").standing());
        assertEquals(List.of("cve-a"), applied());
        objections.put(1L, unknownKey("cve-a"));
        reconcile();
        assertEquals(List.of(), applied());
    }

    @Test
    void strangersPackageInThePlaceOfAGoodOne_takesNothingOutOfForce() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        replacedByAStranger("cve-a");
        Result result = reconcile();
        assertEquals(List.of("cve-a", "cve-b"), applied());
        assertEquals(Standing.UNTRUSTED, of(result, "cve-a").standing());
        assertEquals("UNKNOWN_KEY", of(result, "cve-a").code());
        assertEquals(Standing.APPLIED, of(result, "cve-b").standing());
        assertEquals("KEPT", of(result, "cve-b").code());
        assertEquals(List.of("CVE-2026-1002"), of(result, "cve-b").cves());
        installed.clear();
        reconcile();
        assertEquals(List.of(), applied());
    }

    @Test
    void keyOrUpdateTakenBack_goesOutOfForce_alsoWhereAStrangersPackageLies() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        replacedByAStranger("cve-a");
        objections.put(2L, revoked("cve-b"));
        reconcile();
        assertEquals(List.of("cve-a"), applied());
        objections.put(1L, unknownKey("cve-a"));
        reconcile();
        assertEquals(List.of(), applied());
    }

    @Test
    void timeThatIsOver_isNoReasonToOpenTheHoleAgain() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        replacedByAStranger("cve-a");
        objections.put(1L, Issue.of(UpdateIssue.EXPIRED, "cve-a", "then", "now"));
        reconcile();
        assertEquals(List.of("cve-a"), applied());
    }

    @Test
    void keptUpdate_goesWhenTheAdministratorSaysSo() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        replacedByAStranger("cve-c");
        reconcile();
        assertEquals(List.of("cve-a", "cve-b"), applied());
        new Choices(records.folder()).choose("cve-a", Choices.Choice.REVERSE);
        policy = policy.withExclude(Set.of(new UpdateId("cve-b")));
        reconcile();
        assertEquals(List.of(), applied());
    }

    @Test
    void olderUpdatesBesideAStrangers_takeNoKeptOnesPlace() throws IOException {
        install(update("cve-ab", 2).replaces("cve-a"), update("cve-d", 4).changes("vmlinux", "f"));
        reconcile();
        replacedByAStranger("cve-x");
        install(update("cve-a", 1), update("cve-c", 3).changes("vmlinux", "f"));
        Result result = reconcile();
        assertEquals(List.of("cve-ab", "cve-d"), applied());
        assertEquals("REPLACED", of(result, "cve-a").code());
        assertEquals("STACK_ORDER", of(result, "cve-c").code());
    }

    @Test
    void newerUpdateBesideAStrangers_replacesTheKeptOne() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        replacedByAStranger("cve-x");
        install(update("cve-ab", 2).replaces("cve-a"));
        reconcile();
        assertEquals(List.of("cve-ab"), applied());
    }

    @Test
    void editionThatWasRevoked_isExchangedForTheNewOneOfItsName() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        installed.clear();
        install(update("cve-a", 2).rebuilt());
        reconcile();
        assertFalse(fake.calls().contains("reverse cve-a"));
        objections.put(1L, revoked("cve-a"));
        reconcile();
        assertEquals(List.of("cve-a"), applied());
        assertTrue(fake.calls().contains("reverse cve-a"), fake.calls().toString());
        int calls = fake.calls().size();
        reconcile();
        assertEquals(calls, fake.calls().size());
    }

    @Test
    void updateThatIsOnlySignedAnew_isJudgedByItsNewSignature() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        installed.clear();
        install(update("cve-a", 2));
        reconcile();
        objections.put(1L, unknownKey("cve-a"));
        replacedByAStranger("cve-x");
        reconcile();
        assertEquals(List.of("cve-a"), applied());
    }

    @Test
    void updateOfAnEarlierClient_isJudgedByTheFilesThatAreInstalled() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        Files.delete(records.folder().resolve("in-force"));
        installed.clear();
        installed.add(Installed.refused("cve-a", Issue.of(UpdateIssue.DIGEST_MISMATCH, "cve-a", "a", "b", "c")));
        installed.add(Installed.refused("cve-b", unknownKey("cve-b")));
        reconcile();
        assertEquals(List.of("cve-a"), applied());
    }

    @Test
    void cumulativeUpdate_replacesInOneFreeze() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        installed.clear();
        install(update("cve-ab", 2).replaces("cve-a"));
        reconcile();
        assertEquals(List.of("cve-ab"), applied());
        assertTrue(fake.calls().contains("apply replace=cve-a cve-ab"));
        assertFalse(fake.calls().contains("reverse cve-a"));
    }

    @Test
    void cumulativeUpdateThatIsBusy_leavesTheOldOneInForce() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        installed.clear();
        install(update("cve-ab", 2).replaces("cve-a"));
        fake.busy("cve-ab", 100);
        Result result = reconcile();
        assertEquals(List.of("cve-a"), applied());
        assertEquals(Standing.PENDING, of(result, "cve-ab").standing());
    }

    @Test
    void replacementThatIsRefused_isMadeUpForByTheOldUpdate() throws IOException {
        install(update("cve-a", 1), update("cve-ab", 2).replaces("cve-a"));
        fake.refuse("hotsplice_cve_ab_0_ref", "id=cve-ab\ncode=SITE_CONFLICT\nfunction=f\n");
        Result result = reconcile();
        assertEquals(List.of("cve-a"), applied());
        assertEquals(Standing.REFUSED, of(result, "cve-ab").standing());
    }

    @Test
    void missingRequirement_isNamed_andTheOthersAreApplied() throws IOException {
        install(update("cve-b", 2).requires("cve-a"), update("cve-c", 3));
        Result result = reconcile();
        assertEquals("REQUIREMENT_MISSING", of(result, "cve-b").code());
        assertEquals(List.of("cve-c"), applied());
    }

    @Test
    void updateOfTheSameFunction_waitsForTheOneBefore() throws IOException {
        install(update("cve-a", 1).changes("vmlinux", "f"), update("cve-b", 2).changes("vmlinux", "f"));
        fake.busy("cve-a", 100);
        assertEquals("WAITS_FOR", of(reconcile(), "cve-b").code());
        assertEquals(List.of(), applied());
    }

    @Test
    void olderUpdateOfTheSameFunction_isNotPutOverTheNewer() throws IOException {
        install(update("cve-b", 2).changes("vmlinux", "f"));
        reconcile();
        install(update("cve-a", 1).changes("vmlinux", "f"));
        assertEquals("STACK_ORDER", of(reconcile(), "cve-a").code());
        assertEquals(List.of("cve-b"), applied());
    }

    @Test
    void policy_excludesPinsAndDelays() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2), update("cve-c", 3));
        policy = Policy.DEFAULT
                .withPin(new Pin(Optional.of("6.1.0-47-amd64"), 2))
                .withExclude(Set.of(new UpdateId("cve-a")));
        Result result = reconcile();
        assertEquals("EXCLUDED", of(result, "cve-a").code());
        assertEquals("PINNED", of(result, "cve-c").code());
        assertEquals(List.of("cve-b"), applied());
        remove("cve-b");
        install(update("cve-d", 4));
        policy = Policy.DEFAULT.withDelay(Duration.ofHours(1)).withPin(new Pin(Optional.of("6.1.0-1-amd64"), 0));
        assertEquals("DELAYED", of(reconcile(), "cve-d").code());
        now = now.plusSeconds(3600);
        assertEquals(Standing.APPLIED, of(reconcile(), "cve-d").standing());
    }

    @Test
    void setThatIsOlderThanWhatWasSeen_changesNothing_alsoAfterARemoval() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        reconcile();
        installed.clear();
        install(update("cve-a", 1), update("cve-old", 1));
        Result result = reconcile();
        assertEquals("ROLLED_BACK", of(result, "cve-old").code());
        assertEquals(List.of("cve-a", "cve-b"), applied());
        installed.clear();
        reconcile();
        assertEquals(List.of(), applied());
        install(update("cve-a", 1));
        assertEquals("ROLLED_BACK", of(reconcile(), "cve-a").code());
        assertEquals(List.of(), applied());
        install(update("cve-b", 2));
        reconcile();
        assertEquals(List.of("cve-a", "cve-b"), applied());
    }

    @Test
    void machineThatSawANumberFarAhead_isFreedByForgettingIt() throws IOException {
        install(update("cve-far", Long.MAX_VALUE));
        reconcile();
        installed.clear();
        install(update("cve-a", 1));
        assertEquals("ROLLED_BACK", of(reconcile(), "cve-a").code());
        Files.delete(records.folder().resolve("sequences"));
        reconcile();
        assertEquals(List.of("cve-a"), applied());
    }

    @Test
    void manualMode_appliesWhatWasChosen_andChoicesOutliveReconciliation() throws IOException {
        install(update("cve-a", 1), update("cve-b", 2));
        policy = Policy.DEFAULT.withMode(Policy.Mode.MANUAL);
        new Choices(records.folder()).choose("cve-a", Choices.Choice.APPLY);
        assertEquals("MANUAL", of(reconcile(), "cve-b").code());
        assertEquals(List.of("cve-a"), applied());
        policy = Policy.DEFAULT;
        new Choices(records.folder()).choose("cve-a", Choices.Choice.REVERSE);
        assertEquals("REVERSED_BY_HAND", of(reconcile(), "cve-a").code());
        assertEquals(List.of("cve-b"), applied());
    }

    @Test
    void crashSoonAfterTheApplication_holdsTheUpdateBack_untilItIsForgiven() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        fake.reboot("boot-2", 20);
        Result result = reconcile();
        assertEquals("SUSPECT", of(result, "cve-a").code());
        assertEquals(List.of(), applied());
        new org.hotsplice.hook.records.CrashGuard(records.folder()).forgive();
        assertEquals(Standing.APPLIED, of(reconcile(), "cve-a").standing());
    }

    @Test
    void crashLongAfterTheApplication_holdsNothingBack() throws IOException {
        install(update("cve-a", 1));
        reconcile();
        fake.uptime(100 + 601);
        reconcile();
        fake.reboot("boot-2", 20);
        assertEquals(Standing.APPLIED, of(reconcile(), "cve-a").standing());
    }

    @Test
    void sameRefusalAgain_isOneEntryOfTheHistory() throws IOException {
        install(update("cve-a", 1));
        fake.busy("cve-a", 1000);
        reconcile();
        reconcile();
        assertEquals(
                List.of("refuse"), records.history().stream().map(Event::action).toList());
    }

    @Test
    void clientKilledAtAnyChange_isPutRightByTheNextRun() throws IOException {
        fake.loadTarget("nf_tables");
        Fixtures one = update("cve-a", 1).changes("vmlinux", "f").changes("nf_tables", "g");
        install(one, update("cve-b", 2));
        reconcile();
        int changes = fake.calls().size();
        assertTrue(changes >= 8, fake.calls().toString());
        for (boolean before : new boolean[] {true, false}) {
            for (int at = 0; at < changes; at++) {
                for (boolean removing : new boolean[] {false, true}) {
                    killedThenRight(at, before, removing);
                }
            }
        }
    }

    private void killedThenRight(int at, boolean before, boolean removing) throws IOException {
        String run = at + (before ? "-before" : "-after") + (removing ? "-removing" : "-installing");
        fake = new FakeKernel(folder.resolve("machine-" + run));
        fake.loadTarget("nf_tables");
        records = new Records(folder.resolve("state-" + run));
        List<Installed> wanted = List.copyOf(installed);
        if (removing) {
            reconcile();
            installed.clear();
        }
        if (before) {
            fake.killBefore(fake.calls().size() + at);
        } else {
            fake.killAfter(fake.calls().size() + at);
        }
        assertThrows(FakeKernel.Killed.class, this::reconcile, run);
        fake.killBefore(Integer.MAX_VALUE);
        fake.killAfter(Integer.MAX_VALUE);
        reconcile();
        assertEquals(removing ? List.of() : List.of("cve-a", "cve-b"), applied(), run);
        assertEquals(removing ? 0 : 6, fake.modules().size(), run);
        installed.clear();
        installed.addAll(wanted);
    }
}
