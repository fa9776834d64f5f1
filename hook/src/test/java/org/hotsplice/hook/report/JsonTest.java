/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the small writer against a real reader. */
final class JsonTest {
    @Test
    void whatIsWritten_isReadAsTheSame() throws IOException {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "quote \" backslash \\ line\n tab\t bell\u0007 del\u007f umlaut \u00e4 \ud83d\ude00");
        value.put("number", 17);
        value.put("yes", true);
        value.put("none", List.of());
        value.put("empty", Map.of());
        value.put("list", List.of("a", Map.of("b", List.of(1, 2))));
        assertEquals(value, new ObjectMapper().readValue(Json.write(value), Map.class));
    }
}
