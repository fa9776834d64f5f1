/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.hotsplice.update.KernelIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page that a publish leaves in a repository. */
final class WebPageTest {
    private static final Command COMMAND = Command.at(Instant.parse("2026-03-01T12:00:00Z"));
    private static final String HOSTILE = "</td><script>alert('1')</script> & \"quoted\"";

    @TempDir
    Path folder;

    private Path keys = Path.of("");

    @BeforeEach
    void makeAKey() {
        keys = folder.resolve("keys");
        COMMAND.ok("keygen", "--output", keys);
    }

    private String published() throws Exception {
        Path packages = folder.resolve("packages");
        pack(packages, "6.1.0-47-amd64", "1", "cve-2026-1001");
        pack(packages, "6.1.0-47-amd64", "2", "cve-2026-1001", "cve-2026-1002");
        pack(packages, "6.12.3-1-amd64", "1", "cve-2026-1003");
        COMMAND.ok("meta", "--deb", "--rpm", "--key", keys, "--output", packages, "6.12.3-1-amd64");
        List<Object> publish = new ArrayList<>(List.of("publish", "--key", keys));
        publish.addAll(List.of("--apt", folder.resolve("apt"), "--dnf", folder.resolve("dnf")));
        publish.addAll(FileTree.files(packages, ".deb"));
        publish.addAll(FileTree.files(packages, ".rpm"));
        COMMAND.ok(publish.toArray());
        return Files.readString(folder.resolve("apt/index.html"));
    }

    private void pack(Path packages, String release, String version, String... ids) throws Exception {
        KernelIdentity kernel =
                new KernelIdentity(release, "#1 SMP", "x86_64", "0123456789abcdef0123456789abcdef01234567");
        List<Object> pack = new ArrayList<>(List.of("package", "--deb", "--rpm", "--key", keys));
        pack.addAll(List.of("--package-version", version, "--unfixed", "CVE-2026-9", "--output", packages));
        for (String id : ids) {
            pack.add(signed(id, kernel));
        }
        COMMAND.ok(pack.toArray());
    }

    private Path signed(String id, KernelIdentity kernel) throws Exception {
        Path bundle = folder.resolve("bundles").resolve(id);
        if (!Files.exists(bundle)) {
            Samples.bundle(folder.resolve("bundles"), id, kernel, List.of(), List.of());
            Path manifest = bundle.resolve("manifest.json");
            String quoted = HOSTILE.replace("\"", "\\\"");
            Files.writeString(manifest, Files.readString(manifest).replace("check the length", quoted));
            COMMAND.ok("sign", "--key", keys, bundle);
        }
        return bundle;
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document page, String element) {
        NodeList found = page.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    @Test
    void newestUpdatesOfEachKernel_areListedWithWhatTheyFix() throws Exception {
        Document page = parsed(published());
        assertEquals(
                List.of("6.12.3-1-amd64", "6.1.0-47-amd64", "Other packages", "Use this repository"),
                texts(page, "h2"));
        List<String> cells = texts(page, "td");
        assertTrue(cells.containsAll(List.of("cve-2026-1001", "cve-2026-1002", "cve-2026-1003")), cells::toString);
        List<String> links = texts(page, "a");
        assertTrue(
                links.containsAll(List.of("CVE-2026-1001", "CVE-2026-9", "hotsplice-latest-amd64")), links::toString);
        assertEquals(
                parsed(Files.readString(folder.resolve("dnf/index.html")))
                        .getElementsByTagName("tr")
                        .getLength(),
                page.getElementsByTagName("tr").getLength());
    }

    @Test
    void everyLinkInTheRepository_leadsToAFile() throws Exception {
        published();
        for (String kind : List.of("apt", "dnf")) {
            Path repository = folder.resolve(kind);
            NodeList links =
                    parsed(Files.readString(repository.resolve("index.html"))).getElementsByTagName("a");
            for (int i = 0; i < links.getLength(); i++) {
                String address = ((Element) links.item(i)).getAttribute("href");
                assertTrue(
                        address.startsWith("https://www.cve.org/") || Files.isRegularFile(repository.resolve(address)),
                        address);
            }
        }
    }

    @Test
    void textOfAnUpdate_staysText() throws Exception {
        String page = published();
        assertFalse(page.contains("<script"), page);
        assertTrue(texts(parsed(page), "td").stream().anyMatch(cell -> cell.contains(HOSTILE)), page);
    }

    @Test
    void page_loadsNothing() throws Exception {
        String page = published();
        for (String word : List.of(" src=", "url(", "@import", "<link", "<img", "<iframe")) {
            assertFalse(page.contains(word), word);
        }
    }

    @Test
    void page_isValidHtml() throws Exception {
        Tools.require("tidy");
        published();
        for (String kind : List.of("apt", "dnf")) {
            Outcome outcome = Tools.run(
                    "tidy",
                    "-e",
                    "-q",
                    folder.resolve(kind).resolve("index.html").toString());
            assertEquals(0, outcome.status(), outcome.errors());
        }
    }

    @Test
    void browser_showsTheTableAndDrawsIt() throws Exception {
        Tools.require("chromium");
        published();
        String page = folder.resolve("apt/index.html").toUri().toString();
        Outcome dumped = chromium("--dump-dom", page);
        for (String text :
                List.of("<td>cve-2026-1001</td>", "CVE-2026-1002", "6.12.3-1-amd64", "&lt;script&gt;alert")) {
            assertTrue(dumped.text().contains(text), dumped.text());
        }
        Path picture = folder.resolve("page.png");
        chromium("--screenshot=" + picture, "--window-size=1000,1400", page);
        assertTrue(colours(ImageIO.read(picture.toFile())) > 4, "the picture is blank");
    }

    /** A profile of its own: a browser that a person has open must not answer. */
    private Outcome chromium(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + folder.resolve("b")));
        command.addAll(List.of(arguments));
        Outcome outcome = Tools.run(command.toArray(String[]::new));
        assertEquals(0, outcome.status(), outcome.errors());
        return outcome;
    }

    private static long colours(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .count();
    }

    @Test
    void pageOfTheRepositorysOwner_isLeftAlone() throws Exception {
        Path own = Files.createDirectories(folder.resolve("apt")).resolve("index.html");
        Files.writeString(own, "mine");
        published();
        assertEquals("mine", Files.readString(own));
    }
}
