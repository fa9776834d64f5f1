/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.InstalledUpdates;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.trust.MachineTrust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class UpdatePackageTest {
    private static final String BUNDLE = "./usr/lib/hotsplice/updates/6.1.0-47-amd64/cve-a/";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A tar archive in the making. */
    private static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Tar file(String name, String content) {
            header(name, '0', content.length());
            byte[] padded = new byte[(content.length() + 511) / 512 * 512];
            byte[] text = content.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, padded, 0, text.length);
            bytes.writeBytes(padded);
            return this;
        }

        Tar folder(String name) {
            return header(name, '5', 0);
        }

        Tar header(String name, char type, long size) {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 124, String.format("%011o", size));
            put(header, 156, String.valueOf(type));
            put(header, 257, "ustar");
            put(header, 148, "        ");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format("%06o\0 ", sum));
            bytes.writeBytes(header);
            return this;
        }

        private static void put(byte[] header, int at, String text) {
            byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(ascii, 0, header, at, ascii.length);
        }

        byte[] end() {
            bytes.writeBytes(new byte[1024]);
            return bytes.toByteArray();
        }
    }

    /** A verifier that trusts nobody: it is asked about bundles all the same. */
    private InstalledUpdates verifier() throws IOException {
        Path none = folder.resolve("none");
        return new InstalledUpdates(
                none,
                MachineTrust.read(none, none, new MachineTrust.RevokedFolders(none, none), 1, Clock.systemUTC())
                        .verifier());
    }

    private List<Installed> verify(byte[] archive) throws IOException, RefusedException {
        return UpdatePackage.verify("x.deb", new ByteArrayInputStream(archive), work(), verifier());
    }

    private Path work() {
        return folder.resolve("work");
    }

    private void assertRefused(String code, Executable action) throws IOException {
        RefusedException refused = assertThrows(RefusedException.class, action);
        assertEquals(code, refused.issue().code().name(), refused.issue().message());
        assertEquals(ExitStatus.NOT_TRUSTED, refused.issue().code().exitStatus());
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(work())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void bundles_areVerified_whatElseUpdatePackagesHoldIsPassedOver_andNothingIsLeft() throws Exception {
        byte[] archive = new Tar()
                .folder("./")
                .folder("./usr/")
                .folder("./usr/lib/hotsplice/updates/6.1.0-47-amd64/cve-a")
                .file("./usr/share/doc/x/copyright", "free")
                .file("./usr/lib/hotsplice/revoked.d/6.1.0-47-amd64.json", "{}")
                .file("usr/lib/hotsplice/keys.d/next.asc", "key")
                .file(BUNDLE + "manifest.json", "{}")
                .file(BUNDLE + "manifest.json.sig", "")
                .end();
        List<Installed> bundles = verify(archive);
        assertEquals(List.of("cve-a"), bundles.stream().map(Installed::name).toList());
        assertTrue(bundles.get(0).issue().isPresent());
        assertNothingIsLeft();
    }

    @Test
    void packageThatHoldsOtherFiles_isRefused() throws Exception {
        for (String name : List.of(
                "./etc/cron.d/x",
                "./usr/lib/hotsplice/module-coming",
                "./usr/lib/hotsplice/updates/x",
                "./usr/lib/hotsplice/updates/../../../../etc/cron.d/x",
                BUNDLE + "../../x",
                BUNDLE + "deeper/x",
                "./usr/share/doc/../../../etc/passwd",
                "./usr/share/document/x")) {
            byte[] archive = new Tar().file(name, "x").end();
            assertRefused("PACKAGE_CONTENT", () -> verify(archive));
        }
        for (char type : new char[] {'1', '2', '3', '6'}) {
            byte[] archive = new Tar().header(BUNDLE + "manifest.json", type, 0).end();
            assertRefused("PACKAGE_CONTENT", () -> verify(archive));
        }
        byte[] strangeFolder = new Tar().folder("./etc/").end();
        assertRefused("PACKAGE_CONTENT", () -> verify(strangeFolder));
    }

    @Test
    void packageWithoutABundle_isRefused() throws Exception {
        byte[] archive = new Tar().file("./usr/share/doc/x/copyright", "free").end();
        assertRefused("PACKAGE_EMPTY", () -> verify(archive));
    }

    @Test
    void moreThanTheBounds_isThePackagesFault() throws Exception {
        for (long size : List.of((256L << 20) + 1, (1L << 30) + 1)) {
            byte[] archive = new Tar().header(BUNDLE + "a.ko", '0', size).end();
            ArchiveException broken = assertThrows(ArchiveException.class, () -> verify(archive));
            assertTrue(broken.toString().contains("more than " + (size - 1)), broken.toString());
            assertNothingIsLeft();
        }
        Tar folders = new Tar();
        for (int i = 0; i <= 16384; i++) {
            folders.folder("./usr/");
        }
        assertThrows(ArchiveException.class, () -> verify(folders.end()));
        assertNothingIsLeft();
    }

    @Test
    void machineThatCannotHoldTheFiles_isNotThePackagesFault() throws Exception {
        Files.writeString(work(), "a file where a folder has to be");
        byte[] archive = new Tar().file(BUNDLE + "manifest.json", "{}").end();
        IOException failure = assertThrows(IOException.class, () -> verify(archive));
        assertFalse(failure instanceof ArchiveException, failure.toString());
    }

    @Test
    void brokenPackageFile_isUnreadable_andAMachineThatCannotHoldItsFilesIsNot() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "skipped: 'dpkg-deb' is not installed");
        Path broken = Files.writeString(folder.resolve("broken.deb"), "no package");
        PackageVerifier verifier = new PackageVerifier(verifier(), work());
        assertRefused("PACKAGE_UNREADABLE", () -> verifier.bundles(broken));

        Path good = pack();
        assertEquals(
                List.of("cve-a"),
                verifier.bundles(good).stream().map(Installed::name).toList());
        Files.write(broken, java.util.Arrays.copyOf(Files.readAllBytes(good), (int) Files.size(good) - 40));
        assertRefused("PACKAGE_UNREADABLE", () -> verifier.bundles(broken));

        Path file = Files.writeString(folder.resolve("file"), "");
        PackageVerifier elsewhere = new PackageVerifier(verifier(), file);
        assertInstanceOf(IOException.class, assertThrows(Exception.class, () -> elsewhere.issues(good)));
    }

    private Path pack() throws IOException, InterruptedException {
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(
                tree.resolve("DEBIAN/control"),
                "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: T <t@example.org>\nDescription: d\n");
        Files.createDirectories(tree.resolve(BUNDLE));
        Files.writeString(tree.resolve(BUNDLE + "manifest.json"), "{}");
        Path file = folder.resolve("good.deb");
        Process build = new ProcessBuilder("dpkg-deb", "--build", tree.toString(), file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, build.waitFor());
        return file;
    }
}
