/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * docs/errors.md has one heading for each code that a user can meet, with the text that the command prints. It is made
 * anew with {@code -Dgolden.update=true}. The rooms are read as built, not depended on: the scenarios run in this room
 * alone.
 */
final class ErrorsDocumentTest {
    private static final Map<String, String> COMMANDS = Map.of(
            "engine", "hotsplice-create",
            "signer", "hotsplice-sign",
            "update", "Bundles, signatures and trust, in all commands",
            "hook", "hotsplice");

    @Test
    void errorsDocument_isWhatTheCodesSay() throws IOException, ReflectiveOperationException {
        Path document = Checkout.root().resolve("docs/errors.md");
        String expected = document();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(document, expected);
        }
        assertEquals(expected, Checkout.read(document), "docs/errors.md is out of date; run with -Dgolden.update=true");
    }

    /** One code as users see it. */
    private record Entry(String name, String template, String wayOut, int status) {
        static Entry of(Object code) throws ReflectiveOperationException {
            Object exit = call(code, "exitStatus");
            return new Entry(
                    (String) call(code, "name"),
                    (String) call(code, "template"),
                    (String) call(code, "wayOut"),
                    (Integer) call(exit, "code"));
        }

        private static Object call(Object on, String method) throws ReflectiveOperationException {
            Class<?> type = on instanceof Enum<?> constant ? constant.getDeclaringClass() : on.getClass();
            return type.getMethod(method).invoke(on);
        }

        String text() {
            return "\n### " + name + "\n\n"
                    + "*" + template.replace("%s", "…").replace("%%", "%") + "*\n\n"
                    + wayOut.replaceFirst("\\.?$", ".") + " (status " + status + ")\n";
        }
    }

    private static String document() throws IOException, ReflectiveOperationException {
        StringBuilder text = new StringBuilder(
                """
                <!-- SPDX-License-Identifier: Apache-2.0 -->
                # What the commands refuse, and the way out

                Each refusal has a stable code. A message begins with the place; `…` stands for a value. Made from the sources by `ErrorsDocumentTest`.

                Exit statuses: 0 done; 1 internal or I/O; 2 usage; 3 no change in object code; 4 refused; 5 not trusted; 6 the kernel refused or is busy.
                """);
        Map<String, Map<String, Entry>> rooms = codes();
        assertFalse(rooms.isEmpty(), "no codes found: the pattern no longer fits the sources");
        for (Map.Entry<String, Map<String, Entry>> room : rooms.entrySet()) {
            text.append("\n## ").append(COMMANDS.get(room.getKey())).append('\n');
            room.getValue().values().forEach(entry -> text.append(entry.text()));
        }
        return text.toString();
    }

    /** Room to name to code; the same name in one room means the same and is listed once. */
    private static Map<String, Map<String, Entry>> codes() throws IOException, ReflectiveOperationException {
        Map<String, Map<String, Entry>> rooms = new TreeMap<>();
        List<Path> sources = Checkout.files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> Checkout.read(file).contains(" implements IssueCode {"))
                .toList();
        try (URLClassLoader loader = builtRooms()) {
            for (Path source : sources) {
                String relative = Checkout.root().relativize(source).toString();
                String room = relative.substring(0, relative.indexOf('/'));
                String name = relative.replaceFirst(".*/src/main/java/", "")
                        .replace(".java", "")
                        .replace('/', '.');
                for (Object code : loader.loadClass(name).getEnumConstants()) {
                    Entry entry = Entry.of(code);
                    if (!entry.name().equals("NONE")) {
                        rooms.computeIfAbsent(room, key -> new TreeMap<>()).put(entry.name(), entry);
                    }
                }
            }
        }
        return rooms;
    }

    private static URLClassLoader builtRooms() throws IOException {
        List<URL> folders = new ArrayList<>();
        for (String room : COMMANDS.keySet()) {
            folders.add(Checkout.root()
                    .resolve(room)
                    .resolve("target/classes")
                    .toUri()
                    .toURL());
        }
        return new URLClassLoader(folders.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
