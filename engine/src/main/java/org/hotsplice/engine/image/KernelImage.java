/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.update.KernelIdentity;

/** The kernel's own image: its identity, its names and the bytes at each address. */
public final class KernelImage implements TargetImage {
    private static final Pattern BANNER =
            Pattern.compile("Linux version (\\S+) \\(([^\\n]*?)\\) \\((.*)\\) (#[^\\n]*)\\n", Pattern.DOTALL);
    /** Its addresses count from zero, until Linux 6.15. */
    private static final String PER_CPU = ".data..percpu";

    private static final int LONGEST_BANNER = 512;
    private static final int BUILD_ID_NOTE = 3;

    private final String name;
    private final List<Section> loaded;
    private final Optional<Section> perCpu;
    private final Kallsyms kallsyms;
    private final KernelIdentity identity;
    private final String compiler;

    private KernelImage(
            String name,
            List<Section> loaded,
            Optional<Section> perCpu,
            Kallsyms kallsyms,
            KernelIdentity identity,
            String compiler) {
        this.name = name;
        this.loaded = loaded;
        this.perCpu = perCpu;
        this.kallsyms = kallsyms;
        this.identity = identity;
        this.compiler = compiler;
    }

    /** {@return the kernel in this file: vmlinuz, or vmlinux itself} */
    public static KernelImage read(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4);
        }
        if (!BootImage.isElf(start)) {
            return read(file.toString(), Files.readAllBytes(file));
        }
        try {
            return read(file.toString(), ElfObject.read(file));
        } catch (ElfFormatException e) {
            throw new ImageFormatException(file.toString(), "is damaged", e);
        }
    }

    /**
     * {@return the kernel in these bytes}
     *
     * @param name of the file, for messages
     */
    public static KernelImage read(String name, byte[] image) throws ImageFormatException {
        try {
            return read(name, ElfObject.read(name, BootImage.vmlinux(name, image)));
        } catch (ElfFormatException e) {
            throw new ImageFormatException(name, "vmlinux in it is damaged", e);
        }
    }

    private static KernelImage read(String name, ElfObject vmlinux) throws ImageFormatException {
        List<Section> loaded = vmlinux.sections().stream()
                .filter(section -> section.has(Section.ALLOC) && section.address() != 0 && section.size() > 0)
                .sorted(Comparator.comparing(Section::address, Long::compareUnsigned))
                .toList();
        Bytes readOnlyData = vmlinux.section(".rodata")
                .orElseThrow(() -> new ImageFormatException(name, "vmlinux has no section '.rodata'"))
                .content();
        Kallsyms kallsyms = KallsymsDecoder.decode(readOnlyData)
                .orElseThrow(() -> new ImageFormatException(
                        name, "no kallsyms tables found; the kernel needs CONFIG_KALLSYMS and CONFIG_KALLSYMS_ALL"));
        Matcher banner = banner(name, loaded, kallsyms);
        KernelIdentity identity =
                new KernelIdentity(banner.group(1), banner.group(4), "x86_64", buildId(name, vmlinux));
        return new KernelImage(name, loaded, vmlinux.section(PER_CPU), kallsyms, identity, banner.group(3));
    }

    /** Read through kallsyms: the image also holds a weak banner, without the build number. */
    private static Matcher banner(String name, List<Section> loaded, Kallsyms kallsyms) throws ImageFormatException {
        List<ImageSymbol> banners = kallsyms.named("linux_banner");
        if (banners.size() == 1) {
            for (int length = LONGEST_BANNER; length >= 64; length /= 2) {
                Optional<Bytes> text = bytesAt(loaded, banners.get(0).address(), length);
                if (text.isPresent()) {
                    Matcher matcher = BANNER.matcher(new String(text.get().toArray(), StandardCharsets.ISO_8859_1));
                    if (matcher.lookingAt()) {
                        return matcher;
                    }
                }
            }
        }
        throw new ImageFormatException(name, "no version banner ('Linux version ...') at the symbol 'linux_banner'");
    }

    private static String buildId(String name, ElfObject vmlinux) throws ImageFormatException {
        for (Section section : vmlinux.sections()) {
            if (section.type() != Section.NOTE) {
                continue;
            }
            Optional<Bytes> note = note(section.content());
            if (note.isPresent()) {
                return note.get().hex();
            }
        }
        throw new ImageFormatException(name, "vmlinux has no GNU build-id note");
    }

    private static Optional<Bytes> note(Bytes notes) {
        long at = 0;
        while (at + 12 <= notes.size()) {
            long nameSize = notes.u32(at);
            long size = notes.u32(at + 4);
            long content = at + 12 + ((nameSize + 3) & ~3L);
            if (content + size > notes.size()) {
                break;
            }
            if (notes.u32(at + 8) == BUILD_ID_NOTE && notes.has(at + 12, Bytes.of('G', 'N', 'U', 0))) {
                return Optional.of(notes.slice(content, size));
            }
            at = content + ((size + 3) & ~3L);
        }
        return Optional.empty();
    }

    /** {@return name of the file, for messages} */
    public String name() {
        return name;
    }

    /** {@return release, version and build-id} */
    public KernelIdentity identity() {
        return identity;
    }

    /** {@return the compiler that the version banner names} */
    public String compiler() {
        return compiler;
    }

    /** {@return all names} */
    public Kallsyms kallsyms() {
        return kallsyms;
    }

    /** {@return whether the address is in the code and data that the kernel gives back once it has started} */
    public boolean isFreedAfterBoot(long address) {
        return isBetween("__init_begin", "__init_end", address);
    }

    /** {@return whether the address is in the data that the kernel does not write once it has started} */
    public boolean isReadOnly(long address) {
        return isBetween("__start_rodata", "__end_rodata", address);
    }

    private boolean isBetween(String from, String to, long address) {
        List<ImageSymbol> begin = symbols(from);
        List<ImageSymbol> end = symbols(to);
        return begin.size() == 1
                && end.size() == 1
                && address >= begin.get(0).address()
                && address < end.get(0).address();
    }

    @Override
    public String target() {
        return "vmlinux";
    }

    @Override
    public List<ImageSymbol> symbols(String wanted) {
        return kallsyms.named(wanted);
    }

    @Override
    public boolean lists(String wanted, long address) {
        return kallsyms.lists(wanted, address);
    }

    @Override
    public boolean knows(String wanted) {
        return !kallsyms.named(wanted).isEmpty();
    }

    @Override
    public Optional<ImageSymbol> nearest(long address) {
        return kallsyms.nearest(address);
    }

    @Override
    public Optional<Bytes> read(long address, int length) {
        return bytesAt(loaded, address, length);
    }

    /** {@return whether this is the address of data with a copy for each processor} */
    public boolean isPerCpu(long address) {
        return perCpu.filter(section -> address >= section.address() && address < section.address() + section.size())
                .isPresent();
    }

    @Override
    public List<Stretch> stretches() {
        List<Section> all = new ArrayList<>(loaded);
        perCpu.filter(section -> !loaded.contains(section)).ifPresent(all::add);
        return all.stream()
                .filter(section -> !section.isNoBits())
                .map(section -> new Stretch(
                        section.name(),
                        section.address(),
                        section.content(),
                        section.isCode(),
                        isFreedAfterBoot(section.address())))
                .toList();
    }

    private static Optional<Bytes> bytesAt(List<Section> sections, long address, int length) {
        for (Section section : sections) {
            long offset = address - section.address();
            if (offset >= 0 && offset <= section.content().size() - length) {
                return Optional.of(section.content().slice(offset, length));
            }
        }
        return Optional.empty();
    }
}
