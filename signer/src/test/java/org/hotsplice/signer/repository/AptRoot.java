/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;

/** A real apt and dpkg with a root of their own, in which the client is a package without files. */
final class AptRoot {
    private final Path root;
    private final Path configuration;

    AptRoot(Path root, Path repository, Path key) throws IOException {
        this(root, "file:" + repository, key);
    }

    AptRoot(Path root, String address, Path key) throws IOException {
        this.root = root;
        this.configuration = root.resolve("apt.conf");
        for (String folder : List.of(
                "etc/apt/sources.list.d",
                "etc/apt/preferences.d",
                "etc/apt/apt.conf.d",
                "etc/apt/trusted.gpg.d",
                "var/lib/apt/lists/partial",
                "var/lib/dpkg/info",
                "var/lib/dpkg/updates",
                "var/lib/dpkg/triggers",
                "var/cache/apt/archives/partial",
                "var/log/apt")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        Files.createFile(root.resolve("var/lib/dpkg/available"));
        Files.writeString(
                root.resolve("etc/apt/sources.list.d/hotsplice.sources"),
                "Types: deb\nURIs: " + address + "\nSuites: stable\nComponents: main\nSigned-By: " + key + "\n");
        Files.writeString(
                configuration,
                """
                Dir "@";
                Dir::State::status "@/var/lib/dpkg/status";
                Dir::Bin::dpkg "/usr/bin/dpkg";
                APT::Architecture "amd64";
                APT::Architectures "amd64";
                APT::Install-Recommends "false";
                APT::Update::Error-Mode "any";
                Acquire::Languages "none";
                Acquire::http::Proxy "DIRECT";
                Acquire::Retries "0";
                APT::Sandbox::User "root";
                DPkg::Options { "--root=@"; "--force-not-root"; };
                """
                        .replace("@", root.toString()));
    }

    void installClient(Path scratch) throws IOException {
        Path control = scratch.resolve("client/DEBIAN/control");
        Files.createDirectories(control.getParent());
        Files.writeString(
                control,
                "Package: hotsplice\nVersion: 0.1.0\nArchitecture: all\nMaintainer: T <t@example.org>\nDescription: t\n");
        Path deb = scratch.resolve("hotsplice.deb");
        Outcome built = Tools.run("dpkg-deb", "-b", scratch.resolve("client").toString(), deb.toString());
        assertEquals(0, built.status(), built.errors());
        Outcome installed = Tools.run("dpkg", "--root=" + root, "--force-not-root", "-i", deb.toString());
        assertEquals(0, installed.status(), installed.errors());
    }

    Outcome apt(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 2];
        command[0] = "apt-get";
        command[1] = "-y";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Tools.run(Map.of("APT_CONFIG", configuration.toString(), "DEBIAN_FRONTEND", "noninteractive"), command);
    }

    void aptSucceeds(String... arguments) throws IOException {
        Outcome outcome = apt(arguments);
        assertEquals(0, outcome.status(), outcome.text() + outcome.errors());
    }

    Path updates() {
        return root.resolve("usr/lib/hotsplice/updates/6.1.0-47-amd64");
    }

    Path lists() {
        return root.resolve("var/lib/apt/lists");
    }
}
