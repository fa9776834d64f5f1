/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.DebianSource;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Diffs from which no update can come; hotsplice-create on the host, no guest. */
@SuppressWarnings("NullAway.Init")
class CreateRefusalsIT {
    private static final String UPTIME = "fs/proc/uptime.c";
    private static final String CGROUP = "kernel/cgroup/cgroup-internal.h";
    private static final String CHIP = "drivers/net/ethernet/8390/8390.c";
    private static final String CHIP_HEADER = "drivers/net/ethernet/8390/8390.h";

    private static Workshop workshop;
    private static Fix fix;

    @BeforeAll
    static void prepare() throws Exception {
        GuestKernel kernel = GuestKernel.resolve();
        Path folder = Path.of("target", "create-refusals").toAbsolutePath();
        Trees.delete(folder);
        Files.createDirectories(folder);
        workshop = new Workshop(Checkout.root().toAbsolutePath(), folder, kernel);
        fix = Fix.make(kernel, folder);
    }

    private static CommandResult create(String id, String diff) throws Exception {
        Path patch = Files.writeString(workshop.folder().resolve(id + ".patch"), diff);
        CommandResult result = workshop.create(patch, id);
        assertFalse(Files.exists(workshop.bundle(id).resolve("manifest.json")), "a bundle was left");
        return result;
    }

    @Test
    void diffThatDoesNotApply_isRefusedWithItsPlace() throws Exception {
        String diff = Files.readString(fix.patch());
        String other = diff.replaceFirst("(?m)^ .*kfree.*$", " 	no_such_line_stands_here();");
        CommandResult result = create("does-not-apply", other);
        assertEquals(4, result.status(), result::output);
        assertTrue(result.output().contains("ip_options.c"), result::output);
    }

    @Test
    void diffOfACommentAlone_isNoChangeWithItsOwnStatus() throws Exception {
        String diff = Files.readString(fix.patch());
        String comment = diff.replaceFirst("(?m)^\\+.*srr.*$", "+	/* a */")
                .replaceFirst("(?m)^\\+.*kfree.*$", "+	/* b */")
                .replaceFirst("(?m)^\\+.*return.*$", "+	/* c */")
                .replaceFirst("(?m)^\\+	}.*$", "+	/* d */");
        CommandResult result = create("comment", comment);
        assertEquals(3, result.status(), result::output);
    }

    @Test
    void functionThatNothingCalls_isRefused() throws Exception {
        CommandResult result = create(
                "alone",
                """
                --- a/fs/proc/uptime.c
                +++ b/fs/proc/uptime.c
                @@ -9,6 +9,12 @@
                 #include <linux/kernel_stat.h>
                 #include "internal.h"
                \s
                +int example_alone(void);
                +int example_alone(void)
                +{
                +	return 1;
                +}
                +
                 static int uptime_proc_show(struct seq_file *m, void *v)
                 {
                 	struct timespec64 uptime;
                """);
        assertRefused(result, "ADDED_ALONE", "example_alone");
    }

    @Test
    void entryOfATableThatTheBuildGathers_isRefused() throws Exception {
        CommandResult result = create(
                "entry",
                """
                --- a/fs/proc/uptime.c
                +++ b/fs/proc/uptime.c
                @@ -7,17 +7,21 @@
                 #include <linux/time.h>
                 #include <linux/time_namespace.h>
                 #include <linux/kernel_stat.h>
                +#include <linux/moduleparam.h>
                 #include "internal.h"
                \s
                +static int example_more;
                +module_param(example_more, int, 0444);
                +
                 static int uptime_proc_show(struct seq_file *m, void *v)
                 {
                 	struct timespec64 uptime;
                 	struct timespec64 idle;
                 	u64 idle_nsec;
                 	u32 rem;
                 	int i;
                \s
                -	idle_nsec = 0;
                +	idle_nsec = example_more;
                 	for_each_possible_cpu(i) {
                 		struct kernel_cpustat kcs;
                \s
                """);
        assertRefused(result, "TABLE_ENTRY_CHANGED", "__param_example_more");
    }

    @Test
    @Tag("wide")
    void codeThatRanAtTheStart_isRefused() throws Exception {
        assertRefused(
                "init",
                "INIT_CODE_CHANGED",
                "proc_uptime_init",
                Map.of(UPTIME, text -> text.replace("\"uptime\", 0,", "\"uptime\", 0400,")));
    }

    @Test
    @Tag("wide")
    void structThatAHeaderMakesLarger_isRefusedWhereItsInstancesLive() throws Exception {
        assertRefused(
                "layout",
                "STRUCT_LAYOUT_CHANGED",
                "struct cgroup_file_ctx",
                Map.of(
                        CGROUP,
                        text -> text.replace(
                                "struct cgroup_file_ctx {\n", "struct cgroup_file_ctx {\n\tint example;\n")));
    }

    @Test
    @Tag("wide")
    void exportedFunctionThatTakesAnotherType_isRefused() throws Exception {
        UnaryOperator<String> wider = text -> text.replace(
                "NS8390_init(struct net_device *dev, int startp)", "NS8390_init(struct net_device *dev, long startp)");
        assertRefused("export", "EXPORT_CRC", "NS8390_init", Map.of(CHIP, wider, CHIP_HEADER, wider));
    }

    private static void assertRefused(CommandResult result, String code, String what) {
        assertEquals(4, result.status(), result::output);
        assertTrue(result.output().contains(code), result::output);
        assertTrue(result.output().contains(what), result::output);
    }

    private static void assertRefused(String id, String code, String what, Map<String, UnaryOperator<String>> changes)
            throws Exception {
        StringBuilder diff = new StringBuilder();
        DebianSource source = DebianSource.of(workshop.kernel(), List.copyOf(changes.keySet()));
        for (Map.Entry<String, UnaryOperator<String>> change : changes.entrySet()) {
            Path before = source.folder().resolve(change.getKey());
            Path after = workshop.folder().resolve(id + ".after");
            Files.writeString(after, change.getValue().apply(Files.readString(before)));
            String part = Fix.difference(change.getKey(), before, after);
            assertFalse(part.isEmpty(), () -> change.getKey() + " has nothing of the kind any more");
            diff.append(part);
        }
        CommandResult result = create(id, diff.toString());
        assertRefused(result, code, what);
    }

    @Test
    void textThatIsNoDiff_isRefused() throws Exception {
        CommandResult result = create("no-diff", "this is no diff\n");
        assertEquals(4, result.status(), result::output);
    }
}
