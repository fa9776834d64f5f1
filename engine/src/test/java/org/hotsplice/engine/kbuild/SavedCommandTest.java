/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Test;

final class SavedCommandTest {
    private static final List<String> SAVED = List.of(
            "cmd_fs/x.o := gcc-12 -Wp,-MMD,fs/.x.o.d -I./include -DMODULE -DKBUILD_MODNAME='\"x\"' -c -o fs/x.o fs/x.c"
                    + "   ; ./tools/objtool/objtool --orc   --module fs/x.o",
            "",
            "source_fs/x.o := fs/x.c",
            "",
            "deps_fs/x.o := \\",
            "    $(wildcard include/config/FOO) \\",
            "  include/linux/compiler-version.h \\",
            "  fs/gen.h \\",
            "",
            "fs/x.o: $(deps_fs/x.o)");

    @Test
    void compileAndObjtool_areReplayedWithAnotherOutput() throws RefusedException {
        SavedCommand command = SavedCommand.parse("x", SAVED);
        assertEquals(
                List.of(
                        List.of(
                                "gcc-12",
                                "-Wp,-MMD,/t/o.d",
                                "-I./include",
                                "-DMODULE",
                                "-DKBUILD_MODNAME=\"x\"",
                                "-ffunction-sections",
                                "-c",
                                "-o",
                                "/t/o",
                                "fs/x.c"),
                        List.of("./tools/objtool/objtool", "--orc", "--module", "/t/o")),
                command.replayed("x", Path.of("/t/o"), List.of("-ffunction-sections")));
    }

    @Test
    void dependencies_areTheFilesThatTheCompilerRead() throws RefusedException {
        assertEquals(
                List.of("include/linux/compiler-version.h", "fs/gen.h"),
                SavedCommand.parse("x", SAVED).dependencies());
    }

    @Test
    void preprocessing_dropsOutputAndDependencies() throws RefusedException {
        assertEquals(
                List.of("gcc-12", "-E", "-P", "-I./include", "-DMODULE", "-DKBUILD_MODNAME=\"x\"", "fs/x.c"),
                SavedCommand.parse("x", SAVED).preprocessing("x", List.of("-P")));
    }

    @Test
    void makeEscapes_areUndone() throws RefusedException {
        SavedCommand command =
                SavedCommand.parse("x", List.of("savedcmd_x.o := gcc '-DA=$(pound)' '-DB=$$x' -c -o x.o x.c"));
        assertEquals(
                List.of("gcc", "-DA=#", "-DB=$x", "-c", "-o", "x.o", "x.c"),
                command.steps().get(0));
    }

    @Test
    void pipe_isNotUnderstood() {
        assertNotUnderstood("cmd_x.o := gcc -E x.c | sed s/a/b/ > x.o");
    }

    @Test
    void expansion_isNotUnderstood() {
        assertNotUnderstood("cmd_x.o := gcc \"$$(date)\" -c -o x.o x.c");
    }

    @Test
    void openQuote_isNotUnderstood() {
        assertNotUnderstood("cmd_x.o := gcc '-DA -c -o x.o x.c");
    }

    @Test
    void otherText_isNotUnderstood() {
        assertNotUnderstood("x.o: x.c");
    }

    @Test
    void unknownProgram_isNotReplayed() throws RefusedException {
        SavedCommand command = SavedCommand.parse("x", List.of("cmd_x.o := gcc -c -o x.o x.c ; recordmcount x.o"));
        RefusedException refused =
                assertThrows(RefusedException.class, () -> command.replayed("x", Path.of("/t/o"), List.of()));
        assertEquals(EngineIssue.COMMAND_NOT_UNDERSTOOD, refused.issue().code());
    }

    private static void assertNotUnderstood(String line) {
        RefusedException refused = assertThrows(RefusedException.class, () -> SavedCommand.parse("x", List.of(line)));
        assertEquals(EngineIssue.COMMAND_NOT_UNDERSTOOD, refused.issue().code());
    }
}
