/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.vmtest.GuestKernel;

/**
 * A kernel that is newer than the running one to everybody who looks at packages and boot images. Nothing boots it.
 *
 * @param running the kernel that it comes after
 * @param vmlinuz its image
 * @param folder where its packages are made
 */
record NewerKernel(GuestKernel running, Path vmlinuz, Path folder) {
    static final String META = "linux-image-amd64";

    /** Where the x86 boot protocol has the offset of the version string, less 0x200. */
    private static final int KERNEL_VERSION = 0x20e;

    String release() {
        return running.release().replaceFirst("-\\d+-", "-999-");
    }

    String packageName() {
        return "linux-image-" + release();
    }

    /** {@return the package with its image; its postinst does for other packages what Debian's does} */
    Path image() throws IOException, InterruptedException {
        return new MadeUpPackage(folder, packageName(), "1")
                .with("boot/vmlinuz-" + release(), renamed())
                .script(
                        "postinst",
                        "#!/bin/sh",
                        "set -e",
                        "[ \"$1\" = configure ] || exit 0",
                        // It has no modules that an initramfs could hold.
                        "export INITRD=No",
                        "run-parts --report --exit-on-error --arg=" + release() + " --arg=/boot/vmlinuz-" + release()
                                + " /etc/kernel/postinst.d")
                .build();
    }

    /** {@return the package that brings in whatever kernel is the newest} */
    Path meta(String version, String kernelPackage) throws IOException, InterruptedException {
        return new MadeUpPackage(folder, META, version, "Depends: " + kernelPackage).build();
    }

    private byte[] renamed() throws IOException {
        byte[] image = Files.readAllBytes(vmlinuz);
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0x200 + Short.toUnsignedInt(bytes.getShort(KERNEL_VERSION));
        int end = at;
        while (image[end] != 0) {
            end++;
        }
        String version = new String(image, at, end - at, StandardCharsets.ISO_8859_1);
        if (!version.startsWith(running.release() + " ")) {
            throw new IOException(vmlinuz + " says '" + version + "' and not " + running.release());
        }
        bytes.put(
                at,
                (release() + version.substring(running.release().length()) + "\0")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return image;
    }
}
