/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that guests are started from. {@link #obtain} is the entry of this package.
 *
 * @param image the Debian root and its kernel
 * @param kernelFile what is booted, as QEMU takes it
 * @param initramfs that boots it
 * @param accelerator that was seen working
 * @param logs the folder for consoles and sessions
 * @param progress takes a line for a person before anything that takes long
 */
public record Rig(
        RootImage image,
        Path kernelFile,
        Path initramfs,
        Accelerator accelerator,
        Path logs,
        Consumer<String> progress) {

    /** What a guest is brought to before it is saved. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Vm vm) throws IOException, InterruptedException;
    }

    /** {@return the rig for the preferred kernel; what is not in the cache is built now} */
    public static Rig obtain(Path logs, Consumer<String> progress) throws IOException, InterruptedException {
        return obtain(GuestKernel.resolve(), logs, progress);
    }

    /** {@return the rig for this kernel; what is not in the cache is built now} */
    public static Rig obtain(GuestKernel kernel, Path logs, Consumer<String> progress)
            throws IOException, InterruptedException {
        RootImage image = RootImage.obtain(kernel, progress);
        Path initramfs = Initramfs.obtain(image);
        Rig rig = new Rig(image, image.vmlinuz(), initramfs, Accelerator.TCG, logs, progress);
        return new Rig(image, image.vmlinuz(), initramfs, AcceleratorProbe.choose(rig), logs, progress);
    }

    /**
     * {@return a rig that boots another file of the same kernel, with other copies of the modules that reach the disk}
     *
     * @param modules a folder as {@link RootImage#bootModules} describes it
     * @param work for the initramfs
     */
    public Rig withKernel(Path file, Path modules, Path work) throws IOException, InterruptedException {
        return new Rig(image, file, Initramfs.build(work, modules), accelerator, logs, progress);
    }

    public GuestKernel kernel() {
        return image.kernel();
    }

    /** Boots a guest; its logs go to files that begin with the name. */
    public Vm boot(String name, VmConfig config) throws IOException, InterruptedException {
        return Vm.start(this, name, config, null);
    }

    /**
     * Starts a guest from a state that an earlier run saved, or brings one to that state and saves it.
     *
     * @param content names everything that the preparation puts into the guest; equal content gives the same state
     */
    public Vm prepared(String name, VmConfig config, List<String> content, Preparation preparation)
            throws IOException, InterruptedException {
        String key = CacheRoot.key(List.of(
                image.key() + (kernelFile.equals(image.vmlinuz()) ? "" : CacheRoot.digest(kernelFile)),
                CacheRoot.digest(initramfs),
                accelerator.option(config.parallel()),
                config.toString(),
                config.commandLine(),
                Command.of("qemu-system-x86_64", "--version").mustRun(),
                String.join("\n", content)));
        SavedState saved = new SavedState(CacheRoot.folder("states").resolve(key));
        BuildLock.complete(saved.folder(), () -> {
            progress.accept("booting a guest and saving it for later scenarios");
            try (Vm vm = boot(name + "-prepare", config)) {
                preparation.prepare(vm);
                vm.saveTo(saved);
            }
        });
        return restore(name, config, saved, preparation);
    }

    private Vm restore(String name, VmConfig config, SavedState saved, Preparation preparation)
            throws IOException, InterruptedException {
        try {
            return Vm.start(this, name, config, saved);
        } catch (IOException e) {
            progress.accept("the saved guest does not wake up (" + e.getMessage() + "); booting one instead");
            BuildLock.discard(saved.folder());
            Vm vm = boot(name, config);
            try {
                preparation.prepare(vm);
                return vm;
            } catch (IOException | InterruptedException failure) {
                vm.close();
                throw failure;
            }
        }
    }
}
