/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The highest sequence number that is applied, for all kernels or for one.
 *
 * @param release the kernel that it is for; empty for all
 * @param sequence the number
 */
public record Pin(Optional<String> release, long sequence) {
    private static final Pattern FORM = Pattern.compile("(?:([0-9][A-Za-z0-9._~-]*)[+]hotsplice[.])?([0-9]{1,18})");

    /** {@return the pin of a sequence number or of an effective version, as 'hotsplice uname' prints it; else empty} */
    static Optional<Pin> parse(String value) {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches()
                ? Optional.of(new Pin(Optional.ofNullable(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** {@return whether this update of this kernel is not above it} */
    public boolean allows(String kernel, long number) {
        return number <= sequence
                || release.filter(name -> !name.equals(kernel)).isPresent();
    }

    @Override
    public String toString() {
        return release.map(name -> name + "+hotsplice.").orElse("") + sequence;
    }
}
