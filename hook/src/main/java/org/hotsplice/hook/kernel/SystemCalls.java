/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.nio.file.Path;

/** The system calls that change the kernel. {@link JnaSystemCalls} makes them. */
public interface SystemCalls {
    /**
     * Loads a kernel module from exactly these bytes.
     *
     * @param name for messages
     * @param image the file, whose digest the caller checked
     */
    void loadModule(String name, byte[] image) throws SystemCallException;

    /** Unloads a module; fails with EAGAIN or EBUSY while it is in use. */
    void unloadModule(String name) throws SystemCallException;

    /** Writes to a file of sysfs in one call, so that the error is that of the action. */
    void write(Path file, String text) throws SystemCallException;
}
