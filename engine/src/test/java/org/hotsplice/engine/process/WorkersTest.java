/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Test;

final class WorkersTest {
    @Test
    void beside_runsWhileTheMainTaskRuns() throws Exception {
        CountDownLatch made = new CountDownLatch(1);

        String result = Workers.beside(() -> await(made), () -> {
            made.countDown();
            return "made";
        });

        assertEquals("made", result);
    }

    @Test
    void failureOfTheMainTask_isToldBeforeTheOther() {
        RefusedException refused =
                new RefusedException(Issue.of(EngineIssue.NO_OBJECT_CHANGE, "update", "net/ipv4/ip_options.c"));

        RefusedException told = assertThrows(
                RefusedException.class,
                () -> Workers.beside(
                        () -> {
                            throw refused;
                        },
                        () -> {
                            throw new IOException("no image");
                        }));

        assertEquals(refused, told);
    }

    @Test
    void failureBesideTheMainTask_isTold() {
        IOException told = assertThrows(
                IOException.class,
                () -> Workers.beside(() -> {}, () -> {
                    throw new IOException("no image");
                }));

        assertEquals("no image", told.getMessage());
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }
}
