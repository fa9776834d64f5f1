/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hotsplice.update.RefusedException;

/** Does several things at the same time. */
public final class Workers {
    private Workers() {}

    /**
     * Does all tasks, at most so many at a time. The first failure, in the tasks' order, ends it; tasks not yet begun
     * are then left out.
     *
     * @return the results in the order of the tasks
     */
    public static <T> List<T> all(List<Callable<T>> tasks, int atOnce) throws IOException, RefusedException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(atOnce, tasks.size())));
        try {
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(workers.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        } finally {
            workers.shutdownNow();
        }
    }

    /**
     * Does something that is needed in any case while the main task runs.
     *
     * @param main what can fail for the user's reasons; its failure is told first
     * @param beside what is read or made for later
     * @return what {@code beside} made
     */
    public static <T> T beside(Task main, Callable<T> beside) throws IOException, RefusedException {
        List<Callable<Optional<T>>> tasks = List.of(
                () -> {
                    main.run();
                    return Optional.empty();
                },
                () -> Optional.of(beside.call()));
        return all(tasks, tasks.size()).get(1).orElseThrow();
    }

    /** Something to do. */
    public interface Task {
        /** Does it. */
        void run() throws IOException, RefusedException;
    }

    private static <T> T result(Future<T> future) throws IOException, RefusedException {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof IOException reading) {
                throw reading;
            }
            if (cause instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("a task failed by a defect of this program", cause);
        }
    }
}
