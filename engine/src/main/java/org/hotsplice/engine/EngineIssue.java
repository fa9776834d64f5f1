/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/** What the engine refuses. Grouped by stage; docs/errors.md explains each. */
public enum EngineIssue implements IssueCode {
    // The diff.
    PATCH_MALFORMED(
            "not a unified diff at line %s: %s",
            "Make the diff again with 'git diff' or 'diff -urpN' and pass it whole."),
    PATCH_DOES_NOT_APPLY(
            "hunk %s (line %s of the file) does not apply: %s",
            "Make the diff against exactly this kernel's source; lines that only nearly fit are never accepted."),
    PATCH_OUTSIDE_TREE(
            "the path leads out of the kernel tree: '%s'", "Name files relative to the top of the kernel source."),

    // The kernel and its tools.
    KERNEL_NOT_FOUND(
            "no package of this kernel's %s is offered: '%s'",
            "Run 'apt-get update', or give --source, --config, --image, --modules and --symvers."),
    KERNEL_INPUT_MISSING("the kernel's %s is missing: '%s'", "Give the file that belongs to this kernel."),
    KERNEL_INPUT_UNREADABLE("the kernel's %s cannot be used: %s", "Give the file that belongs to this kernel."),
    DOWNLOAD_FAILED("'%s' failed: %s", "Look at the log, repair the package sources or the network, and run it again."),
    CONFIG_DRIFT(
            "the source makes %s of an option that the kernel has as %s",
            "Install what the option needs, or give the source and configuration that this kernel was built from."),
    TOOLCHAIN_MISMATCH(
            "the kernel was built by '%s' but the compiler here is '%s'; the package that has it: %s",
            "Install exactly that compiler."),
    TOOLS_MISSING(
            "needed to build this kernel and not installed; run: apt-get install %s", "Install them and run it again."),
    PREPARE_FAILED("'%s' failed: %s", "Look at the log in the folder named before the colon."),

    // Units and their compilation.
    NOTHING_BUILT(
            "no file of the patch is built in this kernel's configuration: %s",
            "Nothing needs to be done for this kernel, or give the configuration of the kernel that is meant."),
    AREA_UNSUPPORTED("'%s' is not code that can be replaced at run time: %s", "Boot a fixed kernel for this change."),
    COMMAND_NOT_UNDERSTOOD(
            "the saved build command cannot be replayed: %s",
            "Report this kernel version; its kbuild writes a form not known."),
    COMPILE_FAILED(
            "the %s unit does not compile: %s (command and output: %s)",
            "Correct the patch; the command in the log can be run by hand."),
    NO_OBJECT_CHANGE(
            "the patch changes nothing in the object code of %s", "Nothing needs to be done for this kernel.") {
        @Override
        public ExitStatus exitStatus() {
            return ExitStatus.NO_CHANGE;
        }
    },
    OUTPUT_EXISTS("the folder exists already: '%s'", "Remove it or choose another --output or --id.");

    private final String template;
    private final String wayOut;

    EngineIssue(String template, String wayOut) {
        this.template = template;
        this.wayOut = wayOut;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String wayOut() {
        return wayOut;
    }

    @Override
    public ExitStatus exitStatus() {
        return ExitStatus.REFUSED;
    }
}
