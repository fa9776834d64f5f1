/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AptPackagesTest {
    private static List<AptPackages.PackageFile> parse(String text) throws IOException {
        return AptPackages.updates(new BufferedReader(new StringReader(text)));
    }

    @Test
    void updatesToBeUnpacked_areFound_andConfiguringRemovingAndOthersAreNot() throws IOException {
        String text =
                """
                VERSION 3
                APT::Architecture=amd64
                Dir::Cache=/var/cache/apt

                bash 5.1 amd64 foreign < 5.2 amd64 foreign /var/cache/apt/archives/bash_5.2_amd64.deb
                hotsplice-updates-6.1.0-47-amd64 - - none < 7 amd64 none /a b/x_7_amd64.deb
                hotsplice-updates-6.1.0-47-amd64 - - none < 7 amd64 none **CONFIGURE**
                hotsplice-updates-6.1.0-46-amd64 3 amd64 none > - - none **REMOVE**
                """;
        assertEquals(
                List.of(new AptPackages.PackageFile(
                        "hotsplice-updates-6.1.0-47-amd64", "7", Path.of("/a b/x_7_amd64.deb"))),
                parse(text));
    }

    @Test
    void otherProtocol_andCutLine_areRefused() {
        assertThrows(IOException.class, () -> parse("VERSION 2\n\n"));
        assertThrows(IOException.class, () -> parse(""));
        assertThrows(IOException.class, () -> parse("VERSION 3\n\nhotsplice-updates-x 1 2\n"));
    }
}
