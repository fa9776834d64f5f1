/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands share. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class BaseCommand implements Callable<Integer> {
    private final HotspliceCommand root;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BaseCommand(HotspliceCommand root) {
        this.root = root;
    }

    Hotsplice hotsplice() {
        return root.hotsplice();
    }

    boolean json() {
        return root.json();
    }

    boolean colours() {
        return terminal().colours();
    }

    Terminal terminal() {
        return new Terminal(out(), err(), json());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    void print(String text) {
        out().print(text);
        out().flush();
    }

    void printJson(Object value) {
        print(Json.write(value));
    }
}
