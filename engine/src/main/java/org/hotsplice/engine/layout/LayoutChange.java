/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

/**
 * A type whose objects look different with the patch.
 *
 * @param type with its kind: "struct sock"
 * @param what what differs, with both values
 * @param matters whether running objects can be affected; else a reviewer should know
 */
public record LayoutChange(String type, String what, boolean matters) {}
