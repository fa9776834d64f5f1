/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import org.hotsplice.engine.elf.Bytes;

/**
 * The first difference between a ref object and the shipped image.
 *
 * @param unit the unit's source file
 * @param function the function that differs
 * @param offset of the first difference in it
 * @param expected the bytes of the ref object from there on, relocated fields zero
 * @param found the bytes of the image from there on; empty if there are none
 * @param reason what differs, as the end of a sentence
 */
public record Mismatch(String unit, String function, long offset, Bytes expected, Bytes found, String reason) {}
