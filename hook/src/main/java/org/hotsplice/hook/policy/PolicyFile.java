/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/** Reads the policy. A file with a mistake is refused as a whole, so that a typing error never widens what is done. */
public final class PolicyFile {
    private static final List<String> KEYS =
            List.of("delay", "exclude", "mode", "pin", "retries", "threshold", "trust");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd]?)");

    private final Path file;
    private final Map<String, Integer> seen = new HashMap<>();
    private Policy policy = Policy.DEFAULT;

    private PolicyFile(Path file) {
        this.file = file;
    }

    /** {@return the policy in this file; the default if there is none} */
    public static Policy read(Path file) throws RefusedException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Policy.DEFAULT;
        } catch (IOException e) {
            throw new RefusedException(
                    Issue.of(PolicyIssue.POLICY_UNREADABLE, file.toString(), String.valueOf(e.getMessage())), e);
        }
        PolicyFile reader = new PolicyFile(file);
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i).strip());
        }
        return reader.policy;
    }

    private void line(int number, String line) throws RefusedException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw refused(PolicyIssue.POLICY_SYNTAX, number, line);
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (!KEYS.contains(key)) {
            throw refused(PolicyIssue.POLICY_UNKNOWN_KEY, number, key, String.join(", ", KEYS));
        }
        Integer earlier = seen.put(key, number);
        if (earlier != null) {
            throw refused(PolicyIssue.POLICY_DUPLICATE, number, key, earlier);
        }
        policy = with(number, key, value);
    }

    private Policy with(int line, String key, String value) throws RefusedException {
        return switch (key) {
            case "mode" -> policy.withMode(mode(line, value));
            case "trust" -> policy.withTrust(folder(line, value));
            case "threshold" -> policy.withThreshold(number(line, key, value, 1, 16));
            case "delay" -> policy.withDelay(delay(line, value));
            case "pin" -> value.equals("none") ? policy : policy.withPin(pin(line, value));
            case "exclude" -> policy.withExclude(exclude(line, value));
            default -> policy.withRetries(number(line, key, value, 0, 100));
        };
    }

    private Policy.Mode mode(int line, String value) throws RefusedException {
        return switch (value) {
            case "automatic" -> Policy.Mode.AUTOMATIC;
            case "manual" -> Policy.Mode.MANUAL;
            default -> throw refused(PolicyIssue.POLICY_VALUE, line, value, "mode", "automatic or manual");
        };
    }

    private int number(int line, String key, String value, int least, int most) throws RefusedException {
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw refused(PolicyIssue.POLICY_VALUE, line, value, key, "a number from " + least + " to " + most);
    }

    private Duration delay(int line, String value) throws RefusedException {
        Matcher matcher = DURATION.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw refused(
                    PolicyIssue.POLICY_VALUE, line, value, "delay", "a number with s, m, h or d, for example 36h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private Path folder(int line, String value) throws RefusedException {
        if (value.startsWith("/") && value.indexOf('\0') < 0) {
            return Path.of(value).normalize();
        }
        throw refused(PolicyIssue.POLICY_VALUE, line, value, "trust", "the absolute path of a folder");
    }

    private Pin pin(int line, String value) throws RefusedException {
        return Pin.parse(value)
                .orElseThrow(() -> refused(
                        PolicyIssue.POLICY_VALUE,
                        line,
                        value,
                        "pin",
                        "a sequence number, an effective version as 'hotsplice uname' prints it, or none"));
    }

    private Set<UpdateId> exclude(int line, String value) throws RefusedException {
        Set<UpdateId> ids = new TreeSet<>();
        for (String word : value.split("[\\s,]+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            try {
                ids.add(new UpdateId(word));
            } catch (IllegalArgumentException e) {
                throw refused(PolicyIssue.POLICY_VALUE, line, word, "exclude", "a list of update ids");
            }
        }
        return ids;
    }

    private RefusedException refused(PolicyIssue code, int line, Object... parameters) {
        return new RefusedException(Issue.of(code, file + ":" + line, parameters));
    }
}
