/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.hotsplice.update.testing.TestUpdates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest has one form, and everything else is refused with the place. */
final class ManifestJsonTest {
    @TempDir
    Path folder;

    private String text = "";

    @BeforeEach
    void writeABundle() throws Exception {
        text = Files.readString(TestUpdates.unsigned(folder, "u").resolve("manifest.json"));
    }

    private static RefusedException refusal(String text) {
        RefusedException e = assertThrows(
                RefusedException.class, () -> ManifestJson.read(text.getBytes(StandardCharsets.UTF_8)), text);
        assertEquals(UpdateIssue.MANIFEST_INVALID, e.issue().code());
        return e;
    }

    @Test
    void writtenAndReadAndWritten_isTheSame() throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Manifest manifest = ManifestJson.read(bytes);
        assertArrayEquals(bytes, ManifestJson.write(manifest));
        assertTrue(text.endsWith("}\n"), text);
        assertTrue(text.startsWith("{\n  \"schema\": 1,\n  \"id\": \"u\",\n"), text);
    }

    @Test
    void published_changesOnlyWhatSigningSets() throws Exception {
        Manifest manifest = ManifestJson.read(text.getBytes(StandardCharsets.UTF_8));
        Instant signed = Instant.parse("2026-02-03T04:05:06Z");
        String published = new String(ManifestJson.write(manifest.published(9, signed, null)), StandardCharsets.UTF_8);
        String due = text.replace("\"sequence\": 0", "\"sequence\": 9")
                .replace("1970-01-01T00:00:00Z", "2026-02-03T04:05:06Z");
        assertEquals(due, published);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"schema\": 1|\"schema\": 2|schema",
                "\"schema\": 1|\"schema\": 1.0|",
                "\"schema\": 1|\"schema\": \"1\"|",
                "\"schema\": 1|\"schema\": 1, \"schema\": 1|Duplicate",
                "\"schema\": 1|\"schema\": 1, \"color\": 1|color",
                "\"sequence\": 0|\"sequence\": -1|sequence",
                "\"sequence\": 0|\"sequence\": 9223372036854775808|",
                "\"sequence\": 0|\"sequence\": null|",
                "\"id\": \"u\"|\"id\": \"../u\"|",
                "\"id\": \"u\"|\"id\": null|",
                "\"id\": \"u\"|\"id\": 7|",
                "CVE-2026-12345|CVE-2026-1|cves",
                "CVE-2026-12345|GHSA-1|cves",
                "1970-01-01T00:00:00Z|1970-01-01T00:00:00.500Z|created",
                "1970-01-01T00:00:00Z|1970-01-01T01:00:00+01:00|",
                "1970-01-01T00:00:00Z|yesterday|",
                "\"expires\": null|\"expires\": \"1969-01-01T00:00:00Z\"|expires",
                "\"expires\": null|\"expired\": null|",
                "\"name\": \"vmlinux\"|\"name\": \"../x\"|targets",
                "net/core/sock.c|/net/core/sock.c|functions",
                "net/core/sock.c|net/../sock.c|functions",
                "net/core/sock.c|../sock.c|functions",
                "net/core/sock.c|net/core/so\\u0000ck.c|functions",
                "sock_do_ioctl|sock do ioctl|functions",
                "\"CHANGED\"|0|",
                "\"CHANGED\"|\"BROKEN\"|",
                "u-0-ref.ko|u-0-xyz.ko|files",
                "u-0-ref.ko|../u-0-ref.ko|files",
                "u-0-ref.ko|u-1-ref.ko|files",
                "\"REF\"|\"NEW\"|files",
                "\"requires\": []|\"requires\": [\"u\"]|canonical",
                "\"requires\": []|\"requires\": [null]|",
                "\"requires\": []|\"requires\": null|",
                "\"requires\": []|\"requires\": {}|",
                "x86_64|i686|architecture",
                "6.1.0-47-amd64|../../x|release",
                "net: sock: check the length|line one\\nline two|description",
                "net: sock: check the length|net: sock: check the leng\\u0074h|canonical",
            })
    void alteredManifest_isRefused(String old, String replacement, String mentions) {
        assertTrue(text.contains(old), old);
        String altered = text.replaceFirst(
                java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(replacement));
        RefusedException e = refusal(altered);
        String wanted = mentions == null ? "" : mentions;
        String message = e.issue().message();
        assertTrue(message.contains(wanted), message);
    }

    @Test
    void otherWhitespace_isRefused() {
        refusal(text.replace("\n  ", "\n    "));
        refusal(text + "\n");
        refusal(text.stripTrailing());
        refusal(text.replace("\n", "\r\n"));
        refusal("\uFEFF" + text);
    }

    @Test
    void trailingValueOrComment_isRefused() {
        refusal(text + "{}");
        refusal("// note\n" + text);
        refusal(text.replaceFirst("\\{", "{ /* note */"));
    }

    @Test
    void cutAnywhere_isRefused() {
        for (int length = 0; length < text.length(); length += 7) {
            refusal(text.substring(0, length));
        }
    }

    @Test
    void deepNestingAndLongStrings_areRefused() {
        refusal("[".repeat(100_000));
        refusal("{\"a\":".repeat(100_000));
        refusal(text.replace("net: sock: check the length", "x".repeat(5000)));
        refusal("1".repeat(5000));
    }

    @Test
    void invalidUtf8_isRefused() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[text.indexOf("sock: check")] = (byte) 0xc0;
        assertThrows(RefusedException.class, () -> ManifestJson.read(bytes));
    }

    @Test
    void oversized_isRefused() {
        assertThrows(RefusedException.class, () -> ManifestJson.read(new byte[ManifestJson.LARGEST + 1]));
    }

    @Test
    void unsortedOrDoubledCves_areRefused() {
        refusal(text.replace("\"CVE-2026-12345\"", "\"CVE-2026-12345\",\n    \"CVE-2026-12345\""));
        refusal(text.replace("\"CVE-2026-12345\"", "\"CVE-2026-12345\",\n    \"CVE-2025-12345\""));
    }

    @Test
    void nonAsciiDescription_roundTrips() throws Exception {
        Manifest manifest = ManifestJson.read(text.replace("length", "länge 🐧").getBytes(StandardCharsets.UTF_8));
        assertEquals("net: sock: check the länge 🐧", manifest.description());
    }
}
