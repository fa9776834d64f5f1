/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotsplice.vmtest.Rig;

/** Both stages over all cases; what an earlier run found out is not done again. */
final class Evaluation {
    private final Tool tool;
    private final int jobs;
    private final Consumer<String> progress;

    Evaluation(Tool tool, int jobs, Consumer<String> progress) {
        this.tool = tool;
        this.jobs = jobs;
        this.progress = progress;
    }

    /** Creates the update of each case, several at once. */
    List<Outcome> create(List<PatchCase> cases) throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            var futures = new ArrayList<Future<Creation>>();
            for (PatchCase patchCase : cases) {
                futures.add(workers.submit(() -> tool.create(patchCase)));
            }
            var outcomes = new ArrayList<Outcome>();
            for (int i = 0; i < futures.size(); i++) {
                Outcome outcome = Outcome.ofCreation(cases.get(i), get(futures.get(i)));
                outcomes.add(outcome);
                progress.accept(line(i + 1, cases.size(), outcome));
            }
            return outcomes;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Creation get(Future<Creation> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("creating an update failed", e.getCause());
        }
    }

    /** Takes what was created through guests; the outcomes come back in the order of the cases. */
    List<Outcome> judge(List<Outcome> created, Supplier<Rig> rig, GuestTools tools)
            throws IOException, InterruptedException {
        Map<String, Outcome> results = new LinkedHashMap<>();
        var open = new ArrayList<Outcome>();
        for (Outcome outcome : created) {
            Outcome known = outcome.verdict() == Verdict.CREATED ? recall(outcome, tools) : outcome;
            results.put(outcome.patchCase().name(), known);
            if (known.verdict() == Verdict.CREATED) {
                open.add(outcome);
            }
        }
        if (!open.isEmpty()) {
            int[] count = {0};
            new GuestStage(rig.get(), tools, outcome -> {
                        results.put(outcome.patchCase().name(), outcome);
                        remember(outcome, tools);
                        count[0]++;
                        progress.accept(line(count[0], open.size(), outcome));
                    })
                    .run(open);
        }
        return List.copyOf(results.values());
    }

    private Outcome recall(Outcome created, GuestTools tools) throws IOException {
        Path file = memory(created, tools);
        return Files.exists(file) ? OutcomeJson.recall(file, created) : created;
    }

    /** Only a good outcome is remembered: a bad one is worth another look. */
    private void remember(Outcome outcome, GuestTools tools) {
        if (outcome.verdict().good()) {
            try {
                OutcomeJson.remember(memory(outcome, tools), outcome);
            } catch (IOException e) {
                progress.accept("cannot remember the outcome: " + e.getMessage());
            }
        }
    }

    private Path memory(Outcome outcome, GuestTools tools) throws IOException {
        return tool.folder(outcome.patchCase())
                .resolve("verdict-" + GuestStage.key(tools, outcome.patchCase()) + ".json");
    }

    private static String line(int number, int all, Outcome outcome) {
        String reason = outcome.code().isEmpty() ? "" : " (" + outcome.code() + ")";
        return "[" + number + "/" + all + "] " + outcome.patchCase().name() + ": "
                + outcome.verdict().word() + reason;
    }
}
