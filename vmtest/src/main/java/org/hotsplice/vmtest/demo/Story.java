/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

/** Takes what the main job tells while it runs. */
public interface Story {
    /** A new step begins. */
    void step(String title);

    /** Something that a person wants to see; may have several lines. */
    void say(String text);
}
