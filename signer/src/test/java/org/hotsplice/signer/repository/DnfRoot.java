/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;

/** A real dnf with a root and an rpm database of its own, in which the client is a package without files. */
final class DnfRoot {
    private final Path folder;
    private final Path root;

    DnfRoot(Path folder, Path repository, Path key) throws IOException {
        this.folder = folder;
        this.root = folder.resolve("root");
        for (String name : List.of("root/var/lib/rpm", "repos", "cache", "log", "persist", "home")) {
            Files.createDirectories(folder.resolve(name));
        }
        // Debian's rpm keeps its database elsewhere by default than dnf looks for it.
        Files.writeString(folder.resolve("home/.rpmmacros"), "%_dbpath /var/lib/rpm\n");
        Files.writeString(
                folder.resolve("repos/hotsplice.repo"),
                """
                [hotsplice]
                name=hotsplice
                baseurl=file://%s
                enabled=1
                gpgcheck=1
                repo_gpgcheck=1
                skip_if_unavailable=0
                metadata_expire=0
                gpgkey=file://%s
                """
                        .formatted(repository, key));
    }

    void installClient() throws IOException {
        Path spec = folder.resolve("client.spec");
        Files.writeString(
                spec,
                """
                Name: hotsplice
                Version: 0.1.0
                Release: 1
                Summary: t
                License: t
                BuildArch: noarch
                %description
                t
                %files
                """);
        Outcome built = Tools.run("rpmbuild", "-bb", "--define", "_topdir " + folder.resolve("rb"), spec.toString());
        assertEquals(0, built.status(), built.errors());
        succeeds(
                "--nogpgcheck",
                "--disablerepo=*",
                "install",
                folder.resolve("rb/RPMS/noarch/hotsplice-0.1.0-1.noarch.rpm").toString());
    }

    Outcome dnf(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "dnf",
                "-y",
                "--installroot=" + root,
                "--releasever=1",
                "--setopt=reposdir=" + folder.resolve("repos"),
                "--setopt=cachedir=" + folder.resolve("cache"),
                "--setopt=logdir=" + folder.resolve("log"),
                "--setopt=persistdir=" + folder.resolve("persist")));
        command.addAll(List.of(arguments));
        return Tools.run(Map.of("HOME", folder.resolve("home").toString()), command.toArray(new String[0]));
    }

    String succeeds(String... arguments) throws IOException {
        Outcome outcome = dnf(arguments);
        assertEquals(0, outcome.status(), outcome.text() + outcome.errors());
        return outcome.text();
    }

    Path updates() {
        return root.resolve("usr/lib/hotsplice/updates/6.1.0-47-amd64");
    }
}
