/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

/**
 * A task that was found inside a function to be replaced.
 *
 * @param pid its process id
 * @param command its command name
 * @param place function and offset
 */
public record BusyTask(int pid, String command, String place) {
    static BusyTask parse(String line) {
        String[] words = line.strip().split(" +", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("not 'pid comm function+0xoffset': '" + line + "'");
        }
        return new BusyTask(Integer.parseInt(words[0]), words[1], words[2]);
    }

    @Override
    public String toString() {
        return command + "[" + pid + "] in " + place;
    }
}
