/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.TrustedUpdate;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says everything about one update. */
@Command(
        name = "info",
        description = "Show what one update changes, and the figures of its last freeze.",
        footer = {"%nExample:%n", "  hotsplice info cve-2026-52928"})
final class InfoCommand extends BaseCommand {
    @Parameters(paramLabel = "ID", description = "The update.")
    @SuppressWarnings("NullAway.Init") // picocli sets it or ends with a usage error
    private UpdateId id;

    InfoCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        Installed installed = hotsplice().installed(Set.of(id.value())).get(0);
        if (installed.issue().isPresent()) {
            throw new RefusedException(installed.issue().get());
        }
        Map<String, Object> facts = facts(installed.update().orElseThrow());
        if (json()) {
            printJson(facts);
        } else {
            facts.forEach((key, value) -> {
                if (value instanceof List<?> items) {
                    out().println(key + ":");
                    items.forEach(item -> out().println("  " + item));
                } else {
                    out().println(key + ": " + value);
                }
            });
        }
        return ExitStatus.OK.code();
    }

    private Map<String, Object> facts(TrustedUpdate update) throws IOException {
        Manifest manifest = update.manifest();
        Kernel kernel = hotsplice().kernel();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", manifest.id());
        facts.put("description", manifest.description());
        facts.put("sequence", manifest.sequence());
        facts.put("cves", manifest.cves());
        facts.put("created", manifest.created());
        if (manifest.expires() != null) {
            facts.put("expires", manifest.expires());
        }
        facts.put("tool", manifest.tool());
        facts.put(
                "kernel", manifest.kernel().release() + ", " + manifest.kernel().version());
        facts.put("buildId", manifest.kernel().buildId());
        facts.put("requires", manifest.requires());
        facts.put("replaces", manifest.replaces());
        facts.put("functions", functions(manifest));
        if (kernel.hasCore() && kernel.update(manifest.id()).isPresent()) {
            facts.put("inKernel", kernel.functions(manifest.id()));
            kernel.freeze(manifest.id()).forEach((key, value) -> facts.put("freeze_" + key, value));
        }
        Path report = hotsplice()
                .places()
                .updates(manifest.kernel().release())
                .resolve(manifest.id().value())
                .resolve("report.txt");
        facts.put("report", report.toString());
        return facts;
    }

    private static List<String> functions(Manifest manifest) {
        List<String> functions = new ArrayList<>();
        for (Manifest.Target target : manifest.targets()) {
            for (Manifest.FunctionChange change : target.functions()) {
                functions.add(target.name() + " " + change.name() + " ("
                        + change.change().name().toLowerCase(java.util.Locale.ROOT) + ", " + change.unit() + ")");
            }
        }
        return functions;
    }
}
