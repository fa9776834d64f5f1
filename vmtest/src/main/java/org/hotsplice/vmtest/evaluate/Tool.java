/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Trees;

/** bin/hotsplice-create of this checkout, with a memory of what it made of each patch. */
final class Tool {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("\\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|BUSY|AMBIGUOUS)\\b");

    private final Path program;
    private final GuestKernel kernel;
    private final String content;
    private final Duration limit;
    private final int compilers;

    private Tool(Path program, GuestKernel kernel, String content, Duration limit, int compilers) {
        this.program = program;
        this.kernel = kernel;
        this.content = content;
        this.limit = limit;
        this.compilers = compilers;
    }

    /** {@return the tool as it is built now; a later build forgets what an earlier one made} */
    static Tool of(Path checkout, GuestKernel kernel, Duration limit, int compilers) throws IOException {
        var parts = new ArrayList<String>(List.of(kernel.release(), kernel.version()));
        for (Path folder : List.of(checkout.resolve("engine/target"), checkout.resolve("update/target"))) {
            parts.addAll(digests(folder, ".jar"));
        }
        parts.addAll(digests(checkout.resolve("kmod/include"), ".h"));
        return new Tool(checkout.resolve("bin/hotsplice-create"), kernel, CacheRoot.key(parts), limit, compilers);
    }

    private static List<String> digests(Path folder, String ending) throws IOException {
        var digests = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                digests.add(file.getFileName() + " " + CacheRoot.digest(file));
            }
        }
        return digests;
    }

    /** {@return the folder of the cache that belongs to this patch and this build of the tool} */
    Path folder(PatchCase patchCase) throws IOException {
        String key = CacheRoot.key(List.of(content, patchCase.name(), CacheRoot.digest(patchCase.patch())));
        return CacheRoot.folder("evaluate").resolve(patchCase.name() + "-" + key);
    }

    /** Creates the case's update, or remembers what came of it before. */
    Creation create(PatchCase patchCase) throws IOException, InterruptedException {
        Path folder = folder(patchCase);
        Path remembered = folder.resolve("creation.json");
        if (Files.exists(remembered)) {
            return read(folder, JSON.readTree(remembered.toFile()));
        }
        Trees.delete(folder);
        Path output = Files.createDirectories(folder.resolve("bundles"));
        long start = System.nanoTime();
        CommandResult result = Command.of(arguments(patchCase, output))
                .limit(limit)
                .log(folder.resolve("create.log"))
                .run();
        double seconds = (System.nanoTime() - start) / 1e9;
        ObjectNode json = JSON.createObjectNode()
                .put("status", result.status())
                .put("code", code(result))
                .put("message", message(result))
                .put("seconds", seconds);
        if (stable(result.status())) {
            JSON.writeValue(remembered.toFile(), json);
        }
        return read(folder, json);
    }

    private List<String> arguments(PatchCase patchCase, Path output) {
        return List.of(
                program.toString(),
                "--kernel",
                kernel.release(),
                "--patch",
                patchCase.patch().toAbsolutePath().toString(),
                "--id",
                updateId(patchCase.name()),
                "--jobs",
                String.valueOf(compilers),
                "--output",
                output.toString());
    }

    /** {@return the case's name in the form that an update's id has} */
    private static String updateId(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return id.substring(0, Math.min(id.length(), 32)).replaceAll("^-|-$", "");
    }

    /** A verdict of the tool will be the same next time; a failure is worth another try. */
    private static boolean stable(int status) {
        return status == 0 || status == Creation.NO_CHANGE || status == Creation.REFUSED;
    }

    private static String code(CommandResult result) {
        if (result.ok()) {
            return "";
        }
        Matcher matcher = CODE.matcher(message(result));
        if (matcher.find()) {
            return matcher.group(1);
        }
        return result.status() == CommandResult.TIMED_OUT ? "TIMED_OUT" : "";
    }

    private static String message(CommandResult result) {
        if (result.ok()) {
            return "";
        }
        String[] lines = result.output().split("\n", -1);
        for (String line : lines) {
            if (CODE.matcher(line).find()) {
                return line.trim();
            }
        }
        return result.tail(2).replace('\n', ' ').trim();
    }

    private static Creation read(Path folder, JsonNode json) throws IOException {
        Path output = folder.resolve("bundles");
        Optional<Path> manifest = manifest(output);
        int status = json.path("status").asInt();
        if (status == 0 && manifest.isEmpty()) {
            return new Creation(
                    1,
                    "NO_BUNDLE",
                    "status 0, but no manifest.json in " + output,
                    0,
                    List.of(),
                    output,
                    json.path("seconds").asDouble(),
                    folder.resolve("create.log"));
        }
        List<Creation.Part> parts = status == 0 ? parts(manifest.orElseThrow()) : List.of();
        return new Creation(
                status,
                json.path("code").asText(),
                json.path("message").asText(),
                parts.stream().mapToInt(part -> part.functions().size()).sum(),
                parts,
                manifest.map(Path::getParent).orElse(output),
                json.path("seconds").asDouble(),
                folder.resolve("create.log"));
    }

    private static Optional<Path> manifest(Path output) throws IOException {
        if (!Files.isDirectory(output)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(output, 3)) {
            return files.filter(file -> file.endsWith("manifest.json")).findFirst();
        }
    }

    private static List<Creation.Part> parts(Path manifest) throws IOException {
        var parts = new ArrayList<Creation.Part>();
        for (JsonNode target : JSON.readTree(manifest.toFile()).path("targets")) {
            var functions = new ArrayList<String>();
            for (JsonNode function : target.path("functions")) {
                if (!function.path("change").asText().equals("ADDED")) {
                    functions.add(function.path("name").asText());
                }
            }
            parts.add(new Creation.Part(target.path("name").asText(), functions));
        }
        return parts;
    }
}
