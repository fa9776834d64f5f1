/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * System calls through JNA.
 *
 * <p>Modules go to finit_module(2) through a sealed memory file: the kernel reads the very bytes whose digest was
 * checked, and nobody can change them in between. init_module(2) would do that too, but IMA cannot appraise a buffer
 * and refuses it where module signatures are demanded by policy alone (Linux 6.1 ima_load_data()).
 */
public final class JnaSystemCalls implements SystemCalls {
    // x86_64 only, as KernelIdentity; glibc has no wrappers for these two.
    private static final long SYS_FINIT_MODULE = 313;
    private static final long SYS_DELETE_MODULE = 176;

    private static final int O_WRONLY = 1;
    private static final int O_NONBLOCK = 04000;
    private static final int O_CLOEXEC = 02000000;
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_SEAL_ALL = 0x1 | 0x2 | 0x4 | 0x8;

    /** The C library; JNA binds the native methods when the class is first used. */
    private static final class C {
        static {
            Native.register(C.class, "c");
        }

        private C() {}

        static native int memfd_create(String name, int flags) throws LastErrorException;

        static native int fcntl(int descriptor, int command, int argument) throws LastErrorException;

        static native int open(String path, int flags) throws LastErrorException;

        static native long write(int descriptor, byte[] buffer, long count) throws LastErrorException;

        static native int close(int descriptor) throws LastErrorException;

        static native long syscall(long number, long descriptor, String parameters, long flags)
                throws LastErrorException;

        static native long syscall(long number, String name, long flags) throws LastErrorException;
    }

    @Override
    public void loadModule(String name, byte[] image) throws SystemCallException {
        try {
            int descriptor = C.memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
            try {
                writeAll(descriptor, image);
                C.fcntl(descriptor, F_ADD_SEALS, F_SEAL_ALL);
                C.syscall(SYS_FINIT_MODULE, descriptor, "", 0);
            } finally {
                C.close(descriptor);
            }
        } catch (LastErrorException e) {
            throw failed("load module " + name, e);
        }
    }

    @Override
    public void unloadModule(String name) throws SystemCallException {
        try {
            C.syscall(SYS_DELETE_MODULE, name, O_NONBLOCK);
        } catch (LastErrorException e) {
            throw failed("unload module " + name, e);
        }
    }

    @Override
    public void write(Path file, String text) throws SystemCallException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try {
            int descriptor = C.open(file.toString(), O_WRONLY | O_CLOEXEC);
            try {
                C.write(descriptor, bytes, bytes.length);
            } finally {
                C.close(descriptor);
            }
        } catch (LastErrorException e) {
            throw failed("write '" + text.strip() + "' to " + file, e);
        }
    }

    private static void writeAll(int descriptor, byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            byte[] rest = done == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, done, bytes.length);
            done += (int) C.write(descriptor, rest, rest.length);
        }
    }

    private static SystemCallException failed(String what, LastErrorException cause) {
        SystemCallException exception = new SystemCallException(what, cause.getErrorCode());
        exception.initCause(cause);
        return exception;
    }
}
