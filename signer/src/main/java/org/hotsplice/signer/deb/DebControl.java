/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** The one paragraph of a package's control file. */
public final class DebControl {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.+-]+");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9-]+");

    private final String text;
    private final Map<String, String> fields;

    private DebControl(String text, Map<String, String> fields) {
        this.text = text;
        this.fields = fields;
    }

    static DebControl parse(Path file, String text) throws RefusedException {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String field = "";
        for (String line : text.stripTrailing().split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.merge(field, line, (before, more) -> before + "\n" + more);
            } else if (colon > 0) {
                field = line.substring(0, colon);
                if (fields.put(field, line.substring(colon + 1).strip()) != null) {
                    throw invalid(file, "has the field " + field + " twice");
                }
            } else {
                throw invalid(file, "has a control file with the line '" + line + "'");
            }
        }
        DebControl control = new DebControl(text.stripTrailing() + "\n", fields);
        boolean named = NAME.matcher(control.field("Package").orElse("")).matches()
                && ARCHITECTURE
                        .matcher(control.field("Architecture").orElse(""))
                        .matches();
        if (!named) {
            throw invalid(file, "has no valid Package and Architecture");
        }
        DebVersion.of(control.field("Version").orElse(""), file.toString());
        return control;
    }

    private static RefusedException invalid(Path file, String reason) {
        return new RefusedException(Issue.of(SignerIssue.PACKAGE_INVALID, file.toString(), reason));
    }

    /** {@return the paragraph as it stands, with a line feed at its end} */
    public String text() {
        return text;
    }

    /** {@return a field's value} */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** {@return the package's name} */
    public String name() {
        return field("Package").orElseThrow();
    }

    /** {@return its version} */
    public DebVersion version() {
        return new DebVersion(field("Version").orElseThrow());
    }

    /** {@return its architecture} */
    public String architecture() {
        return field("Architecture").orElseThrow();
    }
}
