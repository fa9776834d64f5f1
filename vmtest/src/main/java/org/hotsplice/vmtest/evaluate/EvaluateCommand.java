/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Rig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./evaluate}: takes a folder of real fixes through the tool and the kernel, and prints a table. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Creates an update from each case of DIR, applies and reverses it on the stock kernel in a virtual machine,"
                    + " and prints a table.",
            "DIR has index.tsv, patches/CASE.patch and perhaps triggers/trig.c. A run that was interrupted goes on"
                    + " where it was. Exit status 0: no case failed or was wrongly refused, and each trigger"
                    + " showed the old behaviour, the new one and the old one again, or said that it cannot tell here."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the folder of cases")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--only", paramLabel = "CASE", description = "evaluate this case alone; can be given several times")
    private List<String> only = List.of();

    @Option(names = "--jobs", paramLabel = "N", description = "create this many updates at once (all processors)")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", paramLabel = "FILE", description = "write the outcomes to this file as well")
    private @Nullable Path json;

    @Option(
            names = "--kernel",
            paramLabel = "RELEASE",
            description = "the Debian kernel, or the next one that the archive offers (" + GuestKernel.PREFERRED + ")")
    private @Nullable String release;

    @Option(names = "--create-only", description = "create and match offline, start no virtual machine")
    private boolean createOnly;

    @Option(names = "--limit", paramLabel = "MINUTES", description = "longest time for creating one update (30)")
    private int minutes = 30;

    @Option(names = "--checkout", hidden = true)
    private Path checkout = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EvaluateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<PatchCase> cases = chosen();
        GuestKernel kernel = release == null ? GuestKernel.resolve() : GuestKernel.resolve(release);
        System.out.println("kernel " + kernel.describe() + ", " + cases.size() + " cases");
        endChildrenWithThisRun();
        int atOnce = Math.max(1, Math.min(jobs, cases.size()));
        int compilers = Math.max(1, Runtime.getRuntime().availableProcessors() / atOnce);
        Path root = checkout.toAbsolutePath();
        Evaluation evaluation = new Evaluation(
                Tool.of(root, kernel, Duration.ofMinutes(minutes), compilers), atOnce, System.out::println);
        System.out.println("creating updates, " + atOnce + " at once");
        List<Outcome> outcomes = evaluation.create(cases);
        if (!createOnly) {
            System.out.println("applying and reversing them on the stock kernel");
            outcomes = evaluation.judge(
                    outcomes, () -> rig(kernel, root), GuestTools.of(root, kernel, new CaseFolder(folder)));
        }
        return report(kernel, outcomes);
    }

    /** A case that goes on after its run was stopped would meet the same case in the next run. */
    private static void endChildrenWithThisRun() {
        Thread end = new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy));
        Runtime.getRuntime().addShutdownHook(end);
    }

    private List<PatchCase> chosen() throws IOException {
        if (!Files.isRegularFile(folder.resolve("index.tsv"))) {
            throw new IOException(folder + " has no index.tsv; it is no folder of cases");
        }
        List<PatchCase> cases = new CaseFolder(folder).cases();
        for (String name : only) {
            if (cases.stream().noneMatch(patchCase -> patchCase.name().equals(name))) {
                throw new IOException("index.tsv has no case '" + name + "'");
            }
        }
        return cases.stream()
                .filter(patchCase -> only.isEmpty() || only.contains(patchCase.name()))
                .toList();
    }

    private static Rig rig(GuestKernel kernel, Path root) {
        try {
            return Rig.obtain(kernel, root.resolve("vmtest/target/vm"), System.out::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the rig was built", e);
        }
    }

    private int report(GuestKernel kernel, List<Outcome> outcomes) throws IOException {
        System.out.println();
        System.out.print(Table.of(outcomes));
        System.out.println();
        System.out.println(Table.sum(outcomes));
        if (json != null) {
            OutcomeJson.write(json, kernel.release(), outcomes);
        }
        List<String> bad = outcomes.stream()
                .filter(outcome -> !outcome.verdict().good())
                .map(outcome -> outcome.patchCase().name())
                .toList();
        if (!bad.isEmpty()) {
            System.out.println("failed, not shown or wrongly refused: " + String.join(" ", bad));
        }
        return bad.isEmpty() ? 0 : 1;
    }
}
