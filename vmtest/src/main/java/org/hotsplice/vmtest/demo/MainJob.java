/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;

/** The main job, told step by step; any step that does not come out as it must ends it with an exception. */
public final class MainJob {
    private static final String FUNCTION = "ip_options_get";

    private final Rig rig;
    private final Workshop workshop;
    private final Publisher publisher;
    private final Story story;

    public MainJob(Rig rig, Workshop workshop, Story story) {
        this.rig = rig;
        this.workshop = workshop;
        this.publisher = new Publisher(workshop);
        this.story = story;
    }

    public void run() throws IOException, InterruptedException {
        Trees.delete(workshop.folder());
        Files.createDirectories(workshop.folder());
        story.step("Taking a fix that Debian shipped later, as the difference of two kernel sources");
        Fix fix = Fix.make(rig.kernel(), workshop.folder());
        story.say("kernel " + rig.kernel().describe());
        story.say(fix.cve() + ": " + fix.description());
        story.say(Files.readString(fix.patch()));
        create(fix);
        Path update = sign(fix);
        List<Path> client = buildClient();
        story.step("Booting the stock kernel with a Debian root, with no network and nothing prepared");
        VmConfig config = VmConfig.of(VmConfig.Start.SYSTEMD);
        try (Vm vm = rig.boot("main-job", config)) {
            onMachine(new Machine(vm), client, update, fix);
        }
    }

    private void create(Fix fix) throws IOException, InterruptedException {
        story.step("Making the update: hotsplice-create");
        CommandResult created = workshop.create(
                fix.patch(), fix.id(), "--cve", fix.cve(), "--description", fix.cve() + ": " + fix.description());
        require(created.ok(), "hotsplice-create ended with status " + created.status() + ":\n" + created.tail(20));
        story.say(created.output());
    }

    private Path sign(Fix fix) throws IOException, InterruptedException {
        story.step("Making a key, signing, packing, and publishing a signed apt repository: hotsplice-sign");
        story.say(publisher.generateKeys());
        story.say(publisher.sign(workshop.bundle(fix.id())));
        Path update = publisher.buildPackage(workshop.bundle(fix.id()));
        story.say("package " + update.getFileName());
        story.say(publisher.publish(update));
        return update;
    }

    private List<Path> buildClient() throws IOException, InterruptedException {
        story.step("Building the client's packages, with the kernel module for this kernel");
        List<Path> client = workshop.clientPackages();
        client.forEach(file -> story.say(String.valueOf(file.getFileName())));
        return client;
    }

    private void onMachine(Machine machine, List<Path> client, Path update, Fix fix)
            throws IOException, InterruptedException {
        story.say(machine.vm()
                .mustRun("uname -rv; . /etc/os-release; echo $PRETTY_NAME")
                .trim());
        machine.enroll(client, publisher);
        story.say("the client is installed from its own packages");
        String bootId = machine.bootId();
        double uptime = machine.uptime();
        String before = machine.text(FUNCTION);
        String answer = machine.startProgram();
        story.say("a program of an ordinary user asks for a source route: " + answer);
        require(answer.endsWith("allowed"), "the program shows '" + answer + "' before the fix");

        story.step("apt brings the update to the running machine");
        String name = update.getFileName().toString().replaceFirst("_.*", "");
        bring(machine, name, fix);
        answer = machine.program();
        story.say("the same program, still running: " + answer);
        require(answer.endsWith("refused"), "the program shows '" + answer + "' with the fix in force");
        require(!machine.text(FUNCTION).equals(before), "no byte of " + FUNCTION + " has changed");

        story.step("apt takes it away again");
        takeAway(machine, name);
        answer = machine.program();
        story.say("the same program, still running: " + answer);
        require(answer.endsWith("allowed"), "the program shows '" + answer + "' after the reversal");
        conclude(machine, bootId, uptime, before);
    }

    private void bring(Machine machine, String name, Fix fix) throws IOException {
        CommandResult installed = machine.apt("install " + name);
        story.say(installed.tail(8));
        require(installed.ok(), "apt ended with status " + installed.status());
        String status = machine.status();
        story.say(status);
        require(
                status.toLowerCase(Locale.ROOT).contains(fix.id()),
                "hotsplice status does not name " + fix.id() + ":\n" + status);
    }

    private void takeAway(Machine machine, String name) throws IOException {
        CommandResult removed = machine.apt("remove " + name);
        story.say(removed.tail(6));
        require(removed.ok(), "apt ended with status " + removed.status());
    }

    private void conclude(Machine machine, String bootId, double uptime, String before) throws IOException {
        require(machine.text(FUNCTION).equals(before), "the bytes of " + FUNCTION + " are not those from before");
        story.say("the text bytes of " + FUNCTION + " are those from before: " + before);
        require(machine.bootId().equals(bootId), "the machine was rebooted");
        story.say(String.format(
                Locale.ROOT,
                "no reboot: the same boot id, up for %.0f s then and %.0f s now",
                uptime,
                machine.uptime()));
        List<String> problems = machine.kernelLog().problems();
        require(problems.isEmpty(), "the kernel log is not clean:\n" + String.join("\n", problems));
        story.say("the kernel log is clean");
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
