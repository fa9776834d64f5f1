/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.GuestDiedException;
import org.hotsplice.vmtest.KernelLog;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.TimedOutException;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;

/** Applies and reverses updates on the stock kernel: many in one boot, and a new boot after each that hurt it. */
final class GuestStage {
    /** Modules that stay loaded add up, so a guest is renewed after this many cases. */
    private static final int CASES_A_BOOT = 25;

    /** Another number for another way to judge what a guest said: then what was remembered does not count. */
    private static final int JUDGEMENT = 2;

    private static final Duration CASE_LIMIT = Duration.ofMinutes(6);
    private static final VmConfig CONFIG =
            VmConfig.of(VmConfig.Start.BARE).withMemory(1536).withKernelArguments("audit=1");

    private final Rig rig;
    private final GuestTools tools;
    private final Consumer<Outcome> finished;
    private Optional<Vm> guest = Optional.empty();
    private List<PatchCase> livedThrough = new ArrayList<>();
    private int boots;

    GuestStage(Rig rig, GuestTools tools, Consumer<Outcome> finished) {
        this.rig = rig;
        this.tools = tools;
        this.finished = finished;
    }

    /** Takes each case that was created through a guest. */
    void run(List<Outcome> created) throws IOException, InterruptedException {
        try {
            for (Outcome outcome : created) {
                finished.accept(judge(outcome));
            }
        } finally {
            end();
        }
    }

    private Outcome judge(Outcome created) throws IOException, InterruptedException {
        Outcome outcome = attempt(created);
        boolean broken = outcome.verdict() == Verdict.CRASHED || outcome.verdict() == Verdict.HUNG;
        if (!broken || livedThrough.isEmpty()) {
            return outcome;
        }
        // Others ran before it in this boot: the case is to blame only if it does it alone as well.
        List<PatchCase> before = List.copyOf(livedThrough);
        Outcome alone = attempt(created);
        if (!alone.verdict().good()) {
            return alone;
        }
        String names = before.stream().map(PatchCase::name).collect(Collectors.joining(", "));
        return outcome.with(
                outcome.verdict(), "NOT_ALONE", "works in a fresh guest; the one that died had run " + names);
    }

    private Outcome attempt(Outcome created) throws IOException, InterruptedException {
        List<PatchCase> before = livedThrough;
        try {
            Vm vm = vm();
            before = List.copyOf(livedThrough);
            vm.push("/root/hs/bundles", created.creation().bundle(), functions(created));
            KernelLog earlier = vm.kernelLog();
            Outcome outcome =
                    CaseTranscript.parse(vm.run(command(created), CASE_LIMIT).output(), created);
            List<String> problems = vm.kernelLog().since(earlier).problems();
            if (!problems.isEmpty()) {
                end();
                return outcome.with(Verdict.KERNEL_LOG, "KERNEL_LOG", problems.get(0));
            }
            after(created, outcome);
            return outcome;
        } catch (GuestDiedException e) {
            end();
            livedThrough = new ArrayList<>(before);
            return created.with(Verdict.CRASHED, "CRASHED", Consoles.firstTrouble(e.console()));
        } catch (TimedOutException e) {
            end();
            livedThrough = new ArrayList<>(before);
            return created.with(Verdict.HUNG, "HUNG", "no answer in " + CASE_LIMIT.toSeconds() + " s");
        }
    }

    private void after(Outcome created, Outcome outcome) throws IOException {
        livedThrough.add(created.patchCase());
        boolean leftBehind = outcome.verdict() == Verdict.NOT_REVERSED;
        if (leftBehind || livedThrough.size() >= CASES_A_BOOT) {
            end();
        }
    }

    private static String command(Outcome created) {
        PatchCase patchCase = created.patchCase();
        var modules = new ArrayList<String>(patchCase.modules());
        for (Creation.Part part : created.creation().parts()) {
            String dashed = part.target().replace('_', '-');
            boolean known = modules.stream().anyMatch(m -> m.replace('_', '-').equals(dashed));
            if (!part.target().equals("vmlinux") && !known) {
                modules.add(part.target());
            }
        }
        return "sh /root/hs/evaluate-case.sh " + created.creation().id() + " " + patchCase.number() + " "
                + String.join(" ", modules);
    }

    private static Path functions(Outcome created) throws IOException {
        Path file =
                created.creation().bundle().resolveSibling(created.creation().id() + ".functions");
        var lines = new ArrayList<String>();
        for (Creation.Part part : created.creation().parts()) {
            for (String function : part.functions()) {
                lines.add(part.target().replace('-', '_') + ":" + function);
            }
        }
        return Files.write(file, lines);
    }

    private Vm vm() throws IOException, InterruptedException {
        if (guest.isEmpty()) {
            livedThrough = new ArrayList<>();
            boots++;
            guest = Optional.of(rig.prepared("evaluate-" + boots, CONFIG, tools.content(), tools::install));
        }
        return guest.get();
    }

    private void end() throws IOException {
        if (guest.isPresent()) {
            guest.get().close();
            guest = Optional.empty();
        }
    }

    /** {@return a name of all that decides a guest's verdict besides the bundle} */
    static String key(GuestTools tools, PatchCase patchCase) {
        var content = new ArrayList<>(tools.content());
        content.add("judged by " + JUDGEMENT + ", observable " + patchCase.observable());
        return CacheRoot.key(content);
    }
}
