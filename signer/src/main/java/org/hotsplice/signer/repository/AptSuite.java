/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

/**
 * Which part of an apt repository: what stands in a sources entry after the address.
 *
 * @param name the suite, as {@code stable}
 * @param component as {@code main}
 * @param architecture as {@code amd64}
 */
public record AptSuite(String name, String component, String architecture) {
    public AptSuite {
        require(name);
        require(component);
        require(architecture);
    }

    private static void require(String word) {
        if (!word.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a word of small letters, digits and '-': '" + word + "'");
        }
    }

    String indexFolder() {
        return component + "/binary-" + architecture;
    }
}
