/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a machine from crashing again and again on an update. Before an update is applied its name is written down with
 * the boot's id; it is crossed out when the machine has run well for a while afterwards or is shut down in order. Names
 * of an earlier boot that are still there at the next one are suspects: they are held back until {@code hotsplice
 * reconcile --retry}.
 */
public final class CrashGuard {
    /** So long the machine must run after an application before the update counts as harmless. */
    public static final long PROBATION_SECONDS = 600;

    private final Path attempts;
    private final Path suspects;

    public CrashGuard(Path folder) {
        attempts = folder.resolve("attempts");
        suspects = folder.resolve("suspects");
    }

    /** Writes down that this update is about to be applied. Must be on the disk before the kernel is asked. */
    public void begin(String id, String boot, long uptime) throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>(Blocks.read(attempts));
        blocks.removeIf(block -> block.getOrDefault("id", "").equals(id));
        Map<String, String> block = new LinkedHashMap<>();
        block.put("id", id);
        block.put("boot", boot);
        block.put("uptime", Long.toString(uptime));
        blocks.add(block);
        Blocks.write(attempts, blocks);
    }

    /** Crosses out one update: its application was refused and so cannot be what crashes the machine later. */
    public void cancel(String id) throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>(Blocks.read(attempts));
        if (blocks.removeIf(block -> block.getOrDefault("id", "").equals(id))) {
            Blocks.write(attempts, blocks);
        }
    }

    /** Crosses out what has run well for long enough, and makes what an earlier boot left behind a suspect. */
    public void settle(String boot, long uptime) throws IOException {
        List<Map<String, String>> left = new ArrayList<>();
        Set<String> suspected = new LinkedHashSet<>(suspects());
        List<Map<String, String>> blocks = Blocks.read(attempts);
        for (Map<String, String> block : blocks) {
            if (!block.getOrDefault("boot", "").equals(boot)) {
                suspected.add(block.getOrDefault("id", ""));
            } else if (uptime - Long.parseLong(block.getOrDefault("uptime", "0")) < PROBATION_SECONDS) {
                left.add(block);
            }
        }
        if (left.size() != blocks.size()) {
            writeSuspects(suspected);
            Blocks.write(attempts, left);
        }
    }

    /** {@return the updates that are held back} */
    public Set<String> suspects() throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (Map<String, String> block : Blocks.read(suspects)) {
            ids.add(block.getOrDefault("id", ""));
        }
        return ids;
    }

    /** Forgets all suspicions. */
    public void forgive() throws IOException {
        Files.deleteIfExists(suspects);
    }

    private void writeSuspects(Set<String> ids) throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>();
        ids.forEach(id -> blocks.add(Map.of("id", id)));
        Blocks.write(suspects, blocks);
    }
}
