/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Trees;

/**
 * An update made for one behaviour of the client, by putting a few words behind one place of the kernel's source.
 *
 * @param id of the update
 * @param file of the kernel's source
 * @param place the text in it, which occurs once
 * @param words what is put behind it
 */
public record SmallChange(String id, String file, String place, String words) {
    /** Changes a function in which a task can be kept for as long as one likes: sleep(1) waits inside it. */
    public static final SmallChange NANOSLEEP = new SmallChange(
            "nanosleep",
            "kernel/time/hrtimer.c",
            "hrtimer_set_expires_range_ns(&t.timer, rqtp, current->timer_slack_ns);",
            "\n\tif (rqtp < -1)\n\t\tret = 0;\n\telse\n\t\tpr_debug(\"sleeps\\n\");");

    /** Changes what a module's init calls: the MTU of the interface that it makes says which code was run. */
    public static final SmallChange DUMMY =
            new SmallChange("dummy-mtu", "drivers/net/dummy.c", "dev->max_mtu = 0;", "\n\tdev->mtu = 1234;");

    /** Adds a line to /proc/version. */
    public static final SmallChange VERSION = new SmallChange(
            "proc-version",
            "fs/proc/version.c",
            "utsname()->version);",
            "\n\tseq_puts(m, \"with an update in force\\n\");");

    /** Adds a line to /proc/loadavg. */
    public static final SmallChange LOADAVG = new SmallChange(
            "proc-loadavg",
            "fs/proc/loadavg.c",
            "idr_get_cursor(&task_active_pid_ns(current)->idr) - 1);",
            "\n\tseq_puts(m, \"with an update in force\\n\");");

    /** {@return the unsigned bundle for the workshop's kernel} */
    public Path create(Workshop workshop) throws IOException, InterruptedException {
        Path before = DebianSource.of(workshop.kernel(), List.of(file)).folder().resolve(file);
        String text = Files.readString(before);
        String changed = text.replace(place, place + words);
        if (changed.equals(text)) {
            throw new IOException(before + " has no '" + place + "'");
        }
        Path after = Files.writeString(workshop.folder().resolve(id + ".c"), changed);
        Path patch = Files.writeString(workshop.folder().resolve(id + ".patch"), Fix.difference(file, before, after));
        Trees.delete(workshop.bundle(id));
        CommandResult created = workshop.create(patch, id);
        if (!created.ok()) {
            throw new IOException("hotsplice-create ended with status " + created.status() + ":\n" + created.tail(20));
        }
        return workshop.bundle(id);
    }
}
