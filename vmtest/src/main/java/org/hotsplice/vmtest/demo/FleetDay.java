/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.DebianPackages;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;

/**
 * A day of one machine of a fleet: five reissues of the package of updates, a function in use, a package that nobody
 * should have signed, a newer kernel, a reboot into it, and the removal. Any step that does not come out as it must
 * ends the day with an exception.
 */
public final class FleetDay {
    private static final VmConfig SYSTEMD = VmConfig.of(VmConfig.Start.SYSTEMD);
    private static final Duration LONG = Duration.ofMinutes(20);

    private final Rig rig;
    private final Rig nextRig;
    private final Workshop workshop;
    private final Workshop nextWorkshop;
    private final Publisher publisher;
    private final Story story;
    private final List<Path> issued = new ArrayList<>();

    /**
     * @param rig of the kernel that the day begins with
     * @param nextRig of the kernel that it ends with
     * @param workshop for the first kernel
     * @param story what is told
     */
    public FleetDay(Rig rig, Rig nextRig, Workshop workshop, Story story) {
        this.rig = rig;
        this.nextRig = nextRig;
        this.workshop = workshop;
        this.nextWorkshop =
                new Workshop(workshop.checkout(), workshop.folder().resolve("next-kernel"), nextRig.kernel());
        this.publisher = new Publisher(workshop);
        this.story = story;
    }

    public void run() throws IOException, InterruptedException {
        Trees.delete(workshop.folder());
        Files.createDirectories(nextWorkshop.folder());
        story.step("The publisher makes five updates for one kernel and one for the next");
        Fix fix = Fix.make(rig.kernel(), workshop.folder());
        CommandResult created = workshop.create(fix.patch(), fix.id(), "--cve", fix.cve());
        require(created.ok(), "hotsplice-create ended with status " + created.status() + ":\n" + created.tail(20));
        List<Path> updates = new ArrayList<>(List.of(workshop.bundle(fix.id())));
        for (SmallChange change :
                List.of(SmallChange.NANOSLEEP, SmallChange.DUMMY, SmallChange.VERSION, SmallChange.LOADAVG)) {
            updates.add(change.create(workshop));
        }
        Path nextUpdate = SmallChange.VERSION.create(nextWorkshop);
        publisher.generateKeys();
        // At once, so that each has a number of its own.
        publisher.sign(updates.toArray(Path[]::new));
        updates.forEach(update -> story.say(
                "signed " + update.getFileName() + " for " + rig.kernel().release()));
        publisher.sign(nextUpdate);
        story.say("signed " + nextUpdate.getFileName() + " for "
                + nextRig.kernel().release());
        try (Vm vm = rig.boot("fleet-day", SYSTEMD)) {
            Machine machine = new Machine(vm);
            reissues(machine, updates);
            badPackage(machine, updates);
            newerKernel(machine, nextUpdate);
            reboot(vm);
        }
    }

    private void reissues(Machine machine, List<Path> updates) throws IOException, InterruptedException {
        story.step("08:00 The machine is enrolled and gets the first package");
        issue(updates.subList(0, 1));
        machine.enroll(workshop.clientPackages(), publisher);
        tell(machine.apt("install " + updatesPackage()));
        requireApplied(machine, updates.subList(0, 1));

        story.step("10:00 The second package; a task sleeps in the function that it changes");
        machine.vm().mustRun("setsid sleep 100000 </dev/null >/dev/null 2>&1 & sleep 1");
        issue(updates.subList(0, 2));
        upgrade(machine);
        require(!machine.status().contains("2 in force"), "the second update is in force although a task is inside");
        story.say("the task ends, and the timer's service tries again");
        machine.vm().mustRun("pkill -x sleep; systemctl start hotsplice-reconcile.service");
        requireApplied(machine, updates.subList(0, 2));

        story.step("12:00 The third package, for a module that is not loaded, comes by unattended-upgrades");
        issue(updates.subList(0, 3));
        machine.mirror(publisher);
        machine.vm()
                .mustRun("echo 'Unattended-Upgrade::Origins-Pattern { \"origin=Hotsplice\"; };'"
                        + " >/etc/apt/apt.conf.d/52unattended-upgrades-local");
        tell(machine.vm().run("unattended-upgrade -v", LONG));
        story.say(machine.status());
        // Told, since systemd's own settings have it make no interface.
        machine.vm().mustRun("modprobe dummy numdummies=1 && [ \"$(cat /sys/class/net/dummy0/mtu)\" = 1234 ]");
        story.say("the module is loaded, and its init ran the new code");
        requireApplied(machine, updates.subList(0, 3));

        story.step("14:00 The fourth and the fifth package");
        for (int count = 4; count <= updates.size(); count++) {
            issue(updates.subList(0, count));
            upgrade(machine);
            requireApplied(machine, updates.subList(0, count));
        }
        story.say(machine.vm().mustRun("cat /proc/version"));
    }

    private void badPackage(Machine machine, List<Path> updates) throws IOException, InterruptedException {
        story.step("15:00 A package that a stranger signed is in the repository");
        Workshop elsewhere = new Workshop(workshop.checkout(), workshop.folder().resolve("stranger"), rig.kernel());
        Publisher stranger = new Publisher(elsewhere);
        stranger.generateKeys();
        Path bundle = elsewhere.bundle(String.valueOf(updates.get(0).getFileName()));
        Trees.copy(updates.get(0), bundle);
        Files.delete(bundle.resolve("manifest.json.sig"));
        stranger.sign(bundle);
        publisher.publish(stranger.buildPackage(bundle));
        machine.mirror(publisher);
        CommandResult upgrade = machine.apt("upgrade");
        story.say(upgrade.tail(8));
        require(!upgrade.ok() && upgrade.output().contains("UNKNOWN_KEY"), "apt did not refuse the package");
        requireApplied(machine, updates);
    }

    private void newerKernel(Machine machine, Path nextUpdate) throws IOException, InterruptedException {
        String release = nextRig.kernel().release();
        story.step("16:00 Kernel " + release + " is installed, with its updates; another kernel is running");
        machine.vm()
                .push(
                        "/root/kernel",
                        DebianPackages.obtain("linux-image-" + release).toArray(Path[]::new));
        machine.vm().push("/root/kernel", nextWorkshop.kernelModulePackage());
        machine.vm().mustRun("INITRD=No dpkg -i /root/kernel/*.deb && rm -r /root/kernel", LONG);
        publisher.publish(publisher.buildPackage(nextUpdate));
        machine.mirror(publisher);
        tell(machine.apt("install hotsplice-updates-" + release));
        story.say(machine.status());
        require(machine.status().contains("other-kernel"), "the other kernel's update is not told");
        require(
                !machine.vm().run("test -e /run/reboot-required").ok(),
                "a reboot is asked for, although the running kernel is covered");
        story.say("no reboot is asked for: every update for the running kernel is in force");
    }

    private void reboot(Vm vm) throws IOException, InterruptedException {
        story.step("18:00 The machine reboots into it");
        vm.mustRun("sync; systemctl --no-block reboot");
        try (Vm next = vm.bootAgain(nextRig, "fleet-day-next-kernel", SYSTEMD)) {
            Machine machine = new Machine(next);
            next.run("systemctl is-system-running --wait");
            story.say(next.mustRun("uname -r; cat /proc/version"));
            require(
                    next.mustRun("uname -r").trim().equals(nextRig.kernel().release()),
                    "the machine runs another kernel than it should");
            story.say(machine.status());
            require(machine.status().contains("1 in force of 1"), "the boot unit applied nothing");
            removal(machine);
        }
    }

    private void removal(Machine machine) throws IOException {
        story.step("20:00 All packages of updates are removed");
        tell(machine.apt("remove 'hotsplice-updates-*'"));
        story.say(machine.vm().mustRun("cat /proc/version"));
        require(
                machine.vm()
                        .run("cat /sys/kernel/hotsplice/updates/*/state")
                        .output()
                        .contains("No such file"),
                "something is left in the kernel");
        require(!machine.vm().mustRun("cat /proc/version").contains("update in force"), "the new code still runs");
        List<String> problems = machine.kernelLog().problems();
        require(problems.isEmpty(), "the kernel log is not clean:\n" + String.join("\n", problems));
        story.say("nothing is left, and the kernel log is clean");
        story.say(machine.vm().mustRun("hotsplice history"));
    }

    private String updatesPackage() {
        return "hotsplice-updates-" + rig.kernel().release();
    }

    private void issue(List<Path> updates) throws IOException, InterruptedException {
        Path built = publisher.buildPackage(updates.toArray(Path[]::new));
        publisher.publish(built);
        issued.add(built);
        story.say("issue " + issued.size() + ": " + built.getFileName() + " with " + updates.size() + " updates");
    }

    private void upgrade(Machine machine) throws IOException, InterruptedException {
        machine.mirror(publisher);
        tell(machine.apt("upgrade"));
    }

    private void tell(CommandResult result) throws IOException {
        story.say(new CommandResult(result.status(), Noise.without(result.output())).tail(8));
        require(result.ok(), "it ended with status " + result.status());
    }

    private void requireApplied(Machine machine, List<Path> updates) throws IOException {
        String status = machine.status();
        story.say(status);
        String count = updates.size() + " in force of " + updates.size();
        require(status.contains(count), "not '" + count + "'");
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
