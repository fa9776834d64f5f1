/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hotsplice.engine.SelfCheck;
import org.hotsplice.engine.WholeUnitRefs;
import org.hotsplice.engine.kbuild.UnitCompiler;
import org.hotsplice.engine.kbuild.UnitIndex;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.json.StrictJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hotsplice-create selfcheck}: shows on a sample of units that this machine can make updates of a kernel. */
@Command(
        name = "selfcheck",
        description =
                "Compile a random sample of a kernel's units and compare each with the shipped kernel and with itself.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It ends with status 4 if anything differs.",
            "",
            "  hotsplice-create selfcheck --kernel 6.1.0-47-amd64"
        })
final class SelfCheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KernelOptions kernel = new KernelOptions();

    @Option(names = "--units", paramLabel = "N", description = "So many units (default: ${DEFAULT-VALUE}).")
    private int units = 100;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed takes the same units (default: 1).")
    private long seed = 1;

    @Option(
            names = "--ref-modules",
            paramLabel = "DIR",
            description = {
                "Take units of the kernel itself only, and write into DIR a module for each that matches, and index.tsv.",
                "Where hotsplice.ko is loaded, such a module loads if the running kernel's code is the unit's."
            })
    private @Nullable Path refModules;

    @Option(names = "--json", description = "Print the result as JSON; progress goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException, RefusedException {
        if (spec == null) {
            throw new IllegalStateException("called before the command line was read");
        }
        if (units < 1) {
            throw new ParameterException(spec.commandLine(), "--units must be at least 1, not " + units);
        }
        PrintWriter out = spec.commandLine().getOut();
        ConsoleProgress progress = new ConsoleProgress(json ? spec.commandLine().getErr() : out);
        PreparedKernel prepared = kernel.open(progress);
        UnitIndex index = UnitIndex.of(prepared, kernel.jobs(), progress);
        ProcessRunner runner =
                new ProcessRunner(prepared.folder().resolve("logs").resolve("selfcheck.log"));
        UnitCompiler compiler = new UnitCompiler(prepared, index, runner, kernel.jobs());
        Optional<WholeUnitRefs> refs = refModules == null
                ? Optional.empty()
                : Optional.of(new WholeUnitRefs(prepared, refModules.toAbsolutePath(), runner));
        SelfCheck.Result result = new SelfCheck(prepared, compiler, index, refs, progress).run(units, seed);
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("kernel", prepared.identity());
            all.put("seed", seed);
            all.put("units", result.units());
            all.put("matching", result.matching());
            all.put("functions", result.functions());
            all.put("findings", result.findings());
            out.print(new String(StrictJson.write(all), StandardCharsets.UTF_8));
        } else {
            result.findings()
                    .forEach(finding -> out.println(
                            "differs: " + finding.unit() + " in " + finding.target() + ": " + finding.what()));
            out.println(result.matching() + " of " + result.units() + " units with " + result.functions()
                    + " functions are the shipped kernel's");
        }
        out.flush();
        return (result.findings().isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED).code();
    }
}
