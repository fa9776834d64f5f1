/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Vm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The client's packages on a machine that has no update. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("wide")
class ClientIT {
    /** Of 100, by systemd-analyze(1): 0 is a unit that may do nothing. Whoever loads modules cannot come near that. */
    private static final int EXPOSURE = 30;

    private static final List<String> COMMANDS = List.of(
            "status",
            "list",
            "list --all",
            "verify",
            "check",
            "uname",
            "history",
            "doctor",
            "reconcile",
            "reverse --all");

    /** Completes the words of a command line as an interactive bash does. */
    private static final String COMPLETION =
            """
            #!/bin/bash
            source /usr/share/bash-completion/completions/hotsplice || exit 1
            complete=$(complete -p hotsplice) && [[ $complete =~ -F\\ ([^\\ ]+) ]] || exit 1
            # It is for the real completion alone.
            compopt() { :; }
            completed() {
                COMP_WORDS=(hotsplice "$@") COMP_CWORD=$# COMP_LINE="hotsplice $*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
                ${BASH_REMATCH[1]} hotsplice "${@: -1}" "${COMP_WORDS[COMP_CWORD - 1]}"
                echo "${COMPREPLY[@]}"
            }
            """;

    private static Shop shop;
    private static Vm vm;

    @BeforeAll
    static void machine() throws Exception {
        shop = Shop.open("client");
        vm = shop.machine("client").vm();
    }

    @AfterAll
    static void end() throws Exception {
        if (vm != null) {
            vm.close();
        }
    }

    @Test
    @Order(1)
    void status_isWell() throws Exception {
        assertTrue(vm.run("dpkg -l hotsplice").output().contains("ii  hotsplice"));
        CommandResult status = vm.run("hotsplice status");
        assertEquals(0, status.status(), status::output);
        assertTrue(status.output().contains(shop.rig().kernel().release()), status::output);
    }

    @Test
    @Order(2)
    void everyCommandThatNeedsNoUpdate_writesJson() throws Exception {
        for (String command : COMMANDS) {
            CommandResult result = vm.run("hotsplice --json " + command + " 2>/dev/null");
            assertEquals(0, result.status(), () -> command + ": " + result.output());
            JsonNode json = new ObjectMapper().readTree(result.output());
            assertTrue(json.isObject() || json.isArray(), () -> command + ": " + result.output());
        }
    }

    @Test
    @Order(3)
    void completion_isWhatBashTakes() throws Exception {
        assertEquals(List.of("reverse", "reconcile"), completed("re"));
        assertEquals(List.of("--retry"), completed("reconcile --re"));
        assertFalse(completed("''").contains("pre-install"), "what is for programs is offered to people");
    }

    private static List<String> completed(String words) throws Exception {
        return List.of(
                vm.mustRun(COMPLETION + "completed " + words + "\n").trim().split(" ", -1));
    }

    @Test
    @Order(4)
    void units_areHardened() throws Exception {
        for (String unit : List.of("hotsplice.service", "hotsplice-shutdown.service", "hotsplice-reconcile.service")) {
            CommandResult judged = vm.run("systemd-analyze security --no-pager --threshold=" + EXPOSURE + " " + unit);
            assertTrue(judged.ok(), judged::output);
        }
        CommandResult sound = vm.run(
                "systemd-analyze verify --man=no hotsplice.service hotsplice-shutdown.service hotsplice-reconcile.timer");
        assertEquals("", sound.output());
    }

    /** Its start would cost more than all that status does. */
    @Test
    @Order(5)
    void status_startsWithoutTheLibraryOfCommandLines() throws Exception {
        String loaded = "JAVA_TOOL_OPTIONS=-Xlog:class+load:file=/tmp/loaded hotsplice %s >/dev/null 2>&1;"
                + " grep -cF 'picocli.CommandLine$Model$CommandSpec ' /tmp/loaded";
        assertEquals("0", vm.run(String.format(loaded, "status")).output().strip());
        assertNotEquals(
                "0", vm.run(String.format(loaded, "status --debug")).output().strip());
    }

    @Test
    @Order(6)
    void purge_leavesNothing() throws Exception {
        vm.mustRun("apt-get -q -y purge 'hotsplice*'");
        assertEquals("", vm.run("dpkg -l | grep hotsplice").output());
        assertEquals(Leftovers.NONE_BUT_THE_KEY, Leftovers.of(vm));
        assertEquals(List.of(), vm.kernelLog().problems());
    }
}
