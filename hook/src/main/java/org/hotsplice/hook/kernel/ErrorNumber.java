/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

/** Linux error numbers (asm-generic/errno-base.h and errno.h) that the client tells apart. */
public final class ErrorNumber {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ENOEXEC = 8;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int EINVAL = 22;
    public static final int EALREADY = 114;
    public static final int ENOKEY = 126;
    public static final int EKEYREJECTED = 129;

    private ErrorNumber() {}

    /** {@return the number in words, independent of the locale} */
    public static String describe(int error) {
        return switch (error) {
            case EPERM -> "not permitted (EPERM)";
            case ENOENT -> "an unknown symbol or no such entry (ENOENT)";
            case ENOEXEC -> "not a module for this kernel (ENOEXEC)";
            case EAGAIN -> "in use, try again (EAGAIN)";
            case EACCES -> "permission denied (EACCES)";
            case EBUSY -> "busy (EBUSY)";
            case EEXIST -> "exists already (EEXIST)";
            case EINVAL -> "invalid (EINVAL)";
            case EALREADY -> "in that state already (EALREADY)";
            case ENOKEY -> "the module's signature is by no key that the kernel trusts (ENOKEY)";
            case EKEYREJECTED -> "the module's signature is rejected (EKEYREJECTED)";
            default -> "error " + error;
        };
    }

    /** {@return whether a module was refused because of its own signature, under Secure Boot or lockdown} */
    public static boolean isModuleSignature(int error) {
        return error == EPERM || error == EACCES || error == ENOKEY || error == EKEYREJECTED;
    }
}
