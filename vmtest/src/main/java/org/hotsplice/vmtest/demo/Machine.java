/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestPrograms;
import org.hotsplice.vmtest.KernelLog;
import org.hotsplice.vmtest.Vm;

/** One machine of the fleet: a guest with Debian, on which apt and the client do what they do everywhere. */
public record Machine(Vm vm) {
    private static final Duration APT = Duration.ofMinutes(15);

    /** Installs the client's packages, trusts the publisher's key and reads its repository. */
    public void enroll(List<Path> clientPackages, Publisher publisher) throws IOException, InterruptedException {
        vm.push("/root/client", clientPackages.toArray(Path[]::new));
        vm.push("/root/tools", GuestPrograms.textsum(), GuestPrograms.compiled("source-route"));
        vm.mustRun("apt-get -q -y --no-install-recommends install /root/client/*.deb", APT);
        vm.push("/etc/hotsplice/trusted.d", publisher.publicKey());
        vm.mustRun("printf '%s\\n' 'Types: deb' 'URIs: file:/srv/repository' 'Suites: stable' 'Components: main'"
                + " 'Signed-By: /etc/hotsplice/trusted.d/"
                + publisher.publicKey().getFileName()
                + "' >/etc/apt/sources.list.d/hotsplice.sources");
        mirror(publisher);
    }

    /** Brings the repository's present state to the machine and refreshes apt's lists. */
    public void mirror(Publisher publisher) throws IOException, InterruptedException {
        vm.run("rm -rf /srv/repository");
        vm.push("/srv", publisher.repository());
        vm.mustRun("chmod -R a+rX /srv/repository");
        vm.mustRun("apt-get -q update", APT);
    }

    public CommandResult apt(String words) throws IOException {
        CommandResult result = vm.run("apt-get -q -y " + words, APT);
        return new CommandResult(result.status(), Noise.without(result.output()));
    }

    public String status() throws IOException {
        return Noise.without(vm.run("hotsplice status").output());
    }

    /** Starts the program that asks for a source route again and again, and returns its first answer. */
    public String startProgram() throws IOException {
        vm.mustRun("setsid /root/tools/source-route /run/answer </dev/null >/dev/null 2>&1 & sleep 1");
        return program();
    }

    /** {@return the newest answer of the program that has been running all the time} */
    public String program() throws IOException {
        return vm.mustRun("sleep 1; cat /run/answer").trim();
    }

    /** {@return a digest of the bytes of a function of the kernel} */
    public String text(String function) throws IOException {
        return vm.mustRun("/root/tools/textsum vmlinux:" + function).trim();
    }

    /** {@return the states of all updates that the kernel has, a line each} */
    public String states() throws IOException {
        return vm.run("cat /sys/kernel/hotsplice/updates/*/state 2>/dev/null")
                .output()
                .trim();
    }

    public String bootId() throws IOException {
        return vm.mustRun("cat /proc/sys/kernel/random/boot_id").trim();
    }

    public double uptime() throws IOException {
        return Double.parseDouble(vm.mustRun("cut -d' ' -f1 /proc/uptime").trim());
    }

    public KernelLog kernelLog() throws IOException {
        return vm.kernelLog();
    }
}
