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
    ADDED_ALONE(
            "no function that runs changes, so nothing would call what the patch adds: %s",
            "Make one patch of it and of the code that uses it."),

    // Differences that new code alone cannot bring right.
    DATA_CHANGED(
            "initial value of '%s' changes: %s",
            "Change code only, or add hooks that bring the running data into the new state."),
    DATA_SIZE_CHANGED(
            "size of '%s' changes from %s to %s bytes",
            "Keep the object as it is and put what is new into a new one or into shadow fields."),
    TABLE_ENTRY_CHANGED(
            "the table in '%s', which is gathered when the kernel or module is built, changes: %s",
            "Drop this part of the patch, or add hooks that do what the kernel would do with the entry."),
    INIT_CODE_CHANGED(
            "'%s' has run already and is gone: %s",
            "Drop this part of the patch, or add hooks that do what the new code would have done."),
    EXIT_CODE_CHANGED(
            "'%s' runs on removal of a module only and is not in the kernel",
            "Nothing needs to be done for this kernel."),
    STRUCT_LAYOUT_CHANGED(
            "layout of '%s' changes: %s",
            "Objects with the old layout exist: use shadow fields, or add hooks that deal with them."),
    LAYOUT_UNKNOWN(
            "the debug information cannot be read, so that changed layouts would go unseen: %s",
            "Report this compiler; its debug information has a form that is not known."),
    NOINSTR_CHANGED(
            "'%s' must not be patched at run time: it runs where no trap may be taken",
            "Boot a fixed kernel for this change."),
    EXPORT_CRC(
            "the interface of the exported '%s' changes: '%s' -> '%s'",
            "Modules built before call it in the old way: keep the exported function as it is and add a new one."),
    INIT_REFERENCE(
            "new code in '%s' refers to '%s', which is freed after start",
            "Correct the patch; modpost warns of this too."),
    DATA_UNNAMED(
            "new code in '%s' refers to data that has no name: %s", "Give the data a name, or keep the code as it is."),
    STATIC_LOCAL_AMBIGUOUS(
            "cannot tell which of the running static variables '%s' the new code means: %s",
            "Give the variables different names."),
    FOREIGN_HOOK(
            "'%s' in section '%s' speaks to another tool for live updates, and would have no effect here",
            "Say the same with the macros of hotsplice-patch.h."),
    EARLIER_UPDATE(
            "'%s' came with an earlier update: %s",
            "Make one update of all the patches together, and let it take the place of the earlier ones by --replaces."),
    TABLE_UNKNOWN(
            "section '%s' does not have the form that is known of it",
            "Report this kernel version; its objects have a table that is not known."),
    CODE_SHAPE("code of '%s' cannot be moved: %s", "Report the function; its assembly has a form that is not known."),

    // Output.

    // Matching and the update's modules.
    SOURCE_MISMATCH(
            "the source does not give the kernel's own code: %s; expected %s, found %s",
            "Give the source, the configuration and the compiler that this kernel was built with."),
    FUNCTION_UNMATCHABLE(
            "the function cannot be compared with run code: %s",
            "Change the patch so that it leaves the function alone."),
    FUNCTION_NOT_REDIRECTABLE(
            "the function cannot be redirected: %s",
            "Change the patch so that it changes a caller of the function instead."),
    SYMBOL_UNRESOLVABLE("no address for '%s': %s", "Change the patch so that it does not refer to it."),
    MODULE_BUILD_FAILED("the update's modules do not build: %s (log: %s)", "Look at the log."),
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
