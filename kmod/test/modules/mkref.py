#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Writes the C file of a ref module from a unit's object, for the tests.

hotsplice-create has the real generator. This one knows what the units of the
tests need (fentry, returns, jump labels, static calls, lock prefixes) and
refuses the rest, so that the kernel module can be tested on its own.

usage: mkref.py OBJECT --id ID --part N --target T --build-id HEX
                --match FUNCTION... [--export SYMBOL...]
"""
import argparse
import struct

R_64, R_PC32, R_PLT32, R_32, R_32S = 1, 2, 4, 10, 11
KINDS = {R_64: "64", R_PC32: "PC32", R_PLT32: "PC32", R_32: "32", R_32S: "32S"}
LENGTH = {R_64: 8}
NOPS = (b"", b"\x90", b"\x66\x90", b"\x0f\x1f\0", b"\x0f\x1f\x40\0")
REFUSED = (".altinstructions", ".parainstructions")


class Object:
    """The parts of an ELF relocatable that tables are made from."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        at, = struct.unpack_from("<Q", self.data, 40)
        size, count, names = struct.unpack_from("<HHH", self.data, 58)
        raw = [struct.unpack_from("<IIQQQQIIQQ", self.data, at + i * size)
               for i in range(count)]
        strings = self._content(raw[names])
        self.sections = [(self._name(strings, s[0]), s) for s in raw]
        self.by_name = {name: i for i, (name, _) in enumerate(self.sections)}
        self._read_symbols()

    def _content(self, header):
        return b"" if header[1] == 8 else self.data[header[4]:header[4] + header[5]]

    @staticmethod
    def _name(strings, at):
        return strings[at:strings.index(b"\0", at)].decode()

    def content(self, index):
        return self._content(self.sections[index][1])

    def _read_symbols(self):
        table = next(h for _, h in self.sections if h[1] == 2)
        strings = self.content(table[6])
        data = self._content(table)
        self.symbols = []
        for at in range(0, len(data), 24):
            name, info, _, section, value, size = struct.unpack_from("<IBBHQQ", data, at)
            self.symbols.append((self._name(strings, name), info & 15, section, value, size))

    def relocations(self, index):
        result = []
        for _, header in self.sections:
            if header[1] == 4 and header[7] == index:
                data = self._content(header)
                for at in range(0, len(data), 24):
                    offset, info, addend = struct.unpack_from("<QQq", data, at)
                    result.append((offset, info & 0xffffffff, self.symbols[info >> 32], addend))
        return sorted(result)

    def targets(self, name):
        """Places that the relocations of a table point at: (entry offset, section, offset)."""
        if name not in self.by_name:
            return []
        return [(offset, symbol[2], symbol[3] + addend)
                for offset, _, symbol, addend in self.relocations(self.by_name[name])]


class Tables:
    def __init__(self, obj, options):
        self.obj = obj
        self.options = options
        self.symbols = {}
        self.out = []
        self.functions = []

    def symbol(self, name, kind="RUN", listed=0, scope=None):
        if name not in self.symbols:
            self.symbols[name] = (len(self.symbols), kind, listed, scope)
        return self.symbols[name][0]

    def field(self, reloc, base):
        offset, kind, symbol, addend = reloc
        name, sort, section = symbol[0], symbol[1], symbol[2]
        common = f".offset = {offset - base:#x}, .kind = HOTSPLICE_REL_{KINDS[kind]}"
        if sort == 3:
            name = self.obj.sections[section][0]
            if name.startswith(".rodata.str"):
                bias = 4 if kind in (R_PC32, R_PLT32) else 0
                start = addend + bias
                content = self.obj.content(section)[start:]
                content = content[:content.index(b"\0") + 1]
                return (f"{{ {common}, .symbol = HOTSPLICE_NO_SYMBOL, .anonymous = 1, "
                        f".content = (const u8 *){c_bytes(content)}, "
                        f".content_length = {len(content)}, .content_bias = {bias} }}")
            name = f"{self.options.unit}:{name}"
        return f"{{ {common}, .symbol = {self.symbol(name)}, .addend = {addend} }}"

    def sites(self, section, start, end):
        obj, found = self.obj, []

        def inside(table):
            return [(entry, to - start) for entry, where, to in obj.targets(table)
                    if where == section and start <= to < end]

        for table in REFUSED:
            if inside(table):
                raise SystemExit(f"{table} site in {obj.sections[section][0]}+{start:#x}")
        code = obj.content(section)[start:end]
        for _, at in inside("__mcount_loc"):
            found.append((at, 5, "FENTRY", "HOTSPLICE_NO_SYMBOL", 0, []))
        if code.startswith(b"\xf3\x0f\x1e\xfa"):
            # The kernel seals an ENDBR that no pointer needs.
            found.append((0, 4, "VARIANTS", "HOTSPLICE_NO_SYMBOL", 0,
                          [code[:4], b"\x66\x0f\x1f\0", b"\x0f\x1f\x40\xd6"]))
        for _, at in inside(".return_sites"):
            found.append((at, 5, "RETURN", "HOTSPLICE_NO_SYMBOL", 0, []))
        for _, at in inside(".smp_locks"):
            found.append((at, 1, "VARIANTS", "HOTSPLICE_NO_SYMBOL", 0, [b"\xf0", b"\x3e"]))
        found += self.retpolines(section, start, end, code)
        found += self.static_calls(section, start, end)
        found += self.jump_labels(section, start, end, code)
        return sorted(found)

    def retpolines(self, section, start, end, code):
        registers = "ax cx dx bx sp bp si di".split()
        fields = {r[0] - start: r for r in self.obj.relocations(section)}
        for _, where, to in self.obj.targets(".retpoline_sites"):
            at = to - start
            if where != section or not start <= to < end:
                continue
            if code[at] not in (0xe8, 0xe9):
                raise SystemExit(f"retpoline of another kind at {at:#x}")
            thunk = fields[at + 1][2][0]
            name = thunk.rsplit("_r", 1)[1]
            reg = int(name) if name.isdigit() else registers.index(name)
            index = self.symbol(thunk)
            variants = [(bytes([code[at]]) + bytes(4), index)]
            for fence in (b"", b"\x0f\xae\xe8"):
                v = fence + (b"\x41" if reg >= 8 else b"")
                v += bytes([0xff, (0xd0 if code[at] == 0xe8 else 0xe0) + (reg & 7)])
                if code[at] == 0xe9 and len(v) < 5:
                    v += b"\xcc"
                if len(v) <= 5:
                    variants.append((v + NOPS[5 - len(v)], None))
            yield (at, 5, "RETPOLINE", "HOTSPLICE_NO_SYMBOL", reg, variants)

    def static_calls(self, section, start, end):
        table = self.obj.by_name.get(".static_call_sites")
        relocs = self.obj.relocations(table) if table else []
        for place, key in zip(relocs[::2], relocs[1::2]):
            at = place[2][3] + place[3]
            if place[2][2] != section or not start <= at < end:
                continue
            name = key[2][0]
            index = self.symbol(name, "NAMED", 1, "vmlinux")
            yield (at - start, 5, "STATIC_CALL", index, key[3] & 1, [])

    def jump_labels(self, section, start, end, code):
        table = self.obj.by_name.get("__jump_table")
        relocs = self.obj.relocations(table) if table else []
        for i in range(0, len(relocs), 3):
            place, target = relocs[i], relocs[i + 1]
            at = place[2][3] + place[3] - start
            if place[2][2] != section or not 0 <= at < end - start:
                continue
            to = target[2][3] + target[3] - start
            if code[at] == 0xeb or code[at:at + 2] == b"\x66\x90":
                variants = [b"\x66\x90", b"\xeb" + struct.pack("b", to - at - 2)]
            else:
                variants = [b"\x0f\x1f\x44\0\0", b"\xe9" + struct.pack("<i", to - at - 5)]
            yield (at, len(variants[0]), "VARIANTS", "HOTSPLICE_NO_SYMBOL", 0, variants)

    def variants(self, name, variants):
        lines = []
        for variant in variants:
            content, index = variant if isinstance(variant, tuple) else (variant, None)
            line = f"\t{{ .bytes = (const u8 *){c_bytes(content)}"
            if index is not None:
                self.out.append(
                    f"static const struct hotsplice_reloc {name}_relocs[] = {{\n"
                    f"\t{{ .offset = 1, .kind = HOTSPLICE_REL_PC32, .symbol = {index}, "
                    f".addend = -4 }}\n}};\n")
                line += f", .relocs = {name}_relocs, .n_relocs = 1"
            lines.append(line + " },\n")
        self.out.append(f"static const struct hotsplice_variant {name}[] = {{\n"
                        + "".join(lines) + "};\n")

    def function(self, name):
        obj = self.obj
        symbol = next(s for s in obj.symbols if s[0] == name and s[1] == 2)
        _, _, section, start, size = symbol
        n = len(self.functions)
        sites = self.sites(section, start, start + size)
        covered = [(s[0] + start, s[0] + start + s[1]) for s in sites]
        code = bytearray(obj.content(section)[start:start + size])
        fields = []
        for reloc in obj.relocations(section):
            if not start <= reloc[0] < start + size:
                continue
            length = LENGTH.get(reloc[1], 4)
            code[reloc[0] - start:reloc[0] - start + length] = bytes(length)
            if not any(low <= reloc[0] < high for low, high in covered):
                fields.append(self.field(reloc, start))
        self.out.append(f"static const struct hotsplice_reloc relocs_{n}[] = {{\n\t"
                        + ",\n\t".join(fields) + "\n};\n")
        lines = []
        for i, (at, length, kind, index, argument, variants) in enumerate(sites):
            if variants:
                self.variants(f"variants_{n}_{i}", variants)
            lines.append(f"\t{{ .offset = {at:#x}, .length = {length}, .symbol = {index}, "
                         f".kind = HOTSPLICE_SITE_{kind}, .argument = {argument}, "
                         f".n_variants = {len(variants)}, "
                         f".variants = {f'variants_{n}_{i}' if variants else 'NULL'} }},\n")
        self.out.append(f"static const struct hotsplice_site sites_{n}[] = {{\n{''.join(lines)}}};\n")
        self.functions.append(
            f"\t{{ .name = \"{name}\", .symbol = {self.symbol(name, 'MATCHED', 1)}, "
            f".size = {size}, .bytes = (const u8 *){c_bytes(code)}, "
            f".relocs = relocs_{n}, .n_relocs = {len(fields)}, "
            f".sites = sites_{n}, .n_sites = {len(sites)} }},\n")

    def write(self):
        o = self.options
        # Functions first: a name that is matched must not become RUN before.
        for name in o.match:
            self.symbol(name, "MATCHED", 1)
        for name in o.match:
            self.function(name)
        exports = []
        print("// SPDX-License-Identifier: GPL-2.0-only\n#include <linux/module.h>\n"
              "#include <hotsplice/update.h>\n")
        for i, name in enumerate(o.export):
            alias = f"hsx_{o.id.replace('-', '_')}_{o.part}_{i}"
            print(f"HOTSPLICE_EXPORT({alias})")
            exports.append(f"\t{{ .name = \"{alias}\", .symbol = {self.symbol(name)} }},\n")
        print("\n".join(self.out))
        print("static const struct hotsplice_symbol symbols[] = {")
        for name, (_, kind, listed, scope) in self.symbols.items():
            scope = f'"{scope}"' if scope else "NULL"
            print(f"\t{{ .name = \"{name}\", .anchor = HOTSPLICE_NO_SYMBOL, "
                  f".kind = HOTSPLICE_SYM_{kind}, .listed = {listed}, "
                  f".scope = {scope} }},")
        print("};\nstatic const struct hotsplice_function functions[] = {\n"
              + "".join(self.functions) + "};")
        print("static const struct hotsplice_export exports[] = {\n" + "".join(exports) + "};")
        build_id = ", ".join(f"0x{o.build_id[i:i + 2]}" for i in range(0, 40, 2))
        print(f"""
static struct hotsplice_ref ref = {{
	.abi = HOTSPLICE_ABI,
	.part = {o.part},
	.id = "{o.id}",
	.mod = THIS_MODULE,
	.target = "{o.target}",
	.build_id = {{ {build_id} }},
	.symbols = symbols,
	.functions = functions,
	.exports = exports,
	.n_symbols = ARRAY_SIZE(symbols),
	.n_functions = ARRAY_SIZE(functions),
	.n_exports = ARRAY_SIZE(exports),
}};

#include "faults.h"
""", end="")


def c_bytes(data):
    return '"' + "".join(f"\\x{b:02x}" for b in data) + '"'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("object")
    parser.add_argument("--unit", default="unit.c")
    parser.add_argument("--id", required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--target", default="vmlinux")
    parser.add_argument("--build-id", required=True)
    parser.add_argument("--match", nargs="+", default=[])
    parser.add_argument("--export", nargs="+", default=[])
    options = parser.parse_args()
    Tables(Object(options.object), options).write()


main()
