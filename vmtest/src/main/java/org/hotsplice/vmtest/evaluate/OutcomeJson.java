/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Outcomes as JSON: for --json, and for the memory of what a guest has judged. */
final class OutcomeJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private OutcomeJson() {}

    static void write(Path file, String kernel, List<Outcome> outcomes) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("kernel", kernel);
        ArrayNode cases = root.putArray("cases");
        for (Outcome outcome : outcomes) {
            ObjectNode node = cases.addObject();
            node.put("case", outcome.patchCase().name());
            ArrayNode targets = node.putArray("targets");
            for (Creation.Part part : outcome.creation().parts()) {
                targets.add(part.target());
            }
            node.put("functions", outcome.creation().functions());
            node.put("refusalExpected", outcome.patchCase().refusalExpected());
            node.put("createSeconds", outcome.creation().seconds());
            node.put("log", outcome.creation().log().toString());
            node.setAll(judgement(outcome));
        }
        JSON.writeValue(file.toFile(), root);
    }

    static void remember(Path file, Outcome outcome) throws IOException {
        JSON.writeValue(file.toFile(), judgement(outcome));
    }

    static Outcome recall(Path file, Outcome created) throws IOException {
        JsonNode node = JSON.readTree(file.toFile());
        return new Outcome(
                created.patchCase(),
                created.creation(),
                Verdict.valueOf(node.path("verdict").asText()),
                node.path("code").asText(),
                node.path("detail").asText(),
                node.path("applySeconds").asDouble(),
                node.path("reverseSeconds").asDouble());
    }

    private static ObjectNode judgement(Outcome outcome) {
        return JSON.createObjectNode()
                .put("verdict", outcome.verdict().name())
                .put("good", outcome.verdict().good())
                .put("code", outcome.code())
                .put("detail", outcome.detail())
                .put("applySeconds", outcome.applySeconds())
                .put("reverseSeconds", outcome.reverseSeconds());
    }
}
