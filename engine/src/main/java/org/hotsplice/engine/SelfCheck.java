/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.kbuild.Unit;
import org.hotsplice.engine.kbuild.UnitCompiler;
import org.hotsplice.engine.kbuild.UnitIndex;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.match.Mismatch;
import org.hotsplice.engine.match.OfflineMatcher;
import org.hotsplice.engine.match.RefObject;
import org.hotsplice.engine.match.UnitMatch;
import org.hotsplice.update.RefusedException;

/**
 * Shows on a random sample of a kernel's units that source, configuration and compiler are the kernel's own, and that
 * the differencer finds nothing where nothing changed.
 */
public final class SelfCheck {
    private static final int UNITS_AT_ONCE = 16;

    private final PreparedKernel kernel;
    private final Progress progress;
    private final UnitCompiler compiler;
    private final UnitIndex index;
    private final TargetImages images;
    private final Optional<WholeUnitRefs> refs;
    private final List<Finding> findings = new ArrayList<>();
    private int units;
    private int functions;

    /**
     * A check of one kernel.
     *
     * @param kernel the kernel
     * @param compiler compiles its units
     * @param index its units
     * @param refs gets each unit that matches; then none but the kernel's own units are looked at, without modules
     */
    public SelfCheck(
            PreparedKernel kernel,
            UnitCompiler compiler,
            UnitIndex index,
            Optional<WholeUnitRefs> refs,
            Progress progress)
            throws IOException {
        this.kernel = kernel;
        this.progress = progress;
        this.compiler = compiler;
        this.index = index;
        this.refs = refs;
        this.images = new TargetImages(kernel);
    }

    /**
     * Something that is not as it must be.
     *
     * @param unit the unit's source file
     * @param target {@code vmlinux} or the module
     * @param what a line for a person
     */
    public record Finding(String unit, String target, String what) {}

    /**
     * What was looked at and found.
     *
     * @param units so many units, counted for each target that has them
     * @param functions so many functions of these
     * @param findings in the order of the sample; none if all is well
     */
    public record Result(int units, int functions, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }

        /** {@return the number of units without a finding} */
        public long matching() {
            return units
                    - findings.stream()
                            .map(finding -> finding.unit() + " " + finding.target())
                            .distinct()
                            .count();
        }
    }

    /**
     * Looks at a sample.
     *
     * @param size so many units
     * @param seed the same seed takes the same units
     */
    public Result run(int size, long seed) throws IOException, RefusedException {
        List<Unit> sample = new ArrayList<>(index.all());
        sample.removeIf(unit ->
                !unit.isKernelCode() || !Files.isRegularFile(kernel.tree().resolve(compiler.source(unit))));
        sample.removeIf(unit -> refs.isPresent() && unit.modular());
        sample.sort(Comparator.comparing(Unit::object));
        Collections.shuffle(sample, new Random(seed));
        sample = sample.subList(0, Math.min(size, sample.size()));
        for (int from = 0; from < sample.size(); from += UNITS_AT_ONCE) {
            List<Unit> some = sample.subList(from, Math.min(sample.size(), from + UNITS_AT_ONCE));
            progress.step("units " + (from + 1) + " to " + (from + some.size()) + " of " + sample.size());
            compiler.compileUnpatched(some);
            for (Unit unit : some) {
                check(unit);
            }
            if (refs.isPresent()) {
                refs.get().build();
            }
        }
        return new Result(units, functions, findings);
    }

    private void check(Unit unit) throws IOException, RefusedException {
        String source = compiler.source(unit);
        try {
            RefObject ref = RefObject.of(source, ElfObject.read(compiler.ref(unit)));
            for (String target : unit.targets()) {
                UnitMatch match = OfflineMatcher.match(ref, images.of(target));
                for (Mismatch mismatch : match.mismatches()) {
                    findings.add(new Finding(
                            source,
                            target,
                            mismatch.function() + "+0x" + Long.toHexString(mismatch.offset()) + ": " + mismatch.reason()
                                    + ", expected " + mismatch.expected().hex() + ", found "
                                    + mismatch.found().hex()));
                }
                if (refs.isPresent()
                        && target.equals(Unit.VMLINUX)
                        && match.mismatches().isEmpty()) {
                    refs.get().add(match, images);
                }
                units++;
                functions += ref.functions().size();
            }
            ElfObject pre = ElfObject.read(compiler.pre(unit));
            UnitDiff diff = UnitDiffer.diff(source, pre, pre);
            if (!diff.isEmpty() || !diff.removed().isEmpty()) {
                findings.add(new Finding(
                        source, unit.targets().get(0), "differs from itself: " + diff.changed() + diff.issues()));
            }
        } catch (ElfFormatException unreadable) {
            findings.add(new Finding(source, unit.targets().get(0), String.valueOf(unreadable.getMessage())));
        }
    }
}
