/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import org.hotsplice.hook.kernel.Kernel;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "hotsplice " + (version == null ? "(not packaged)" : version) + ", kernel ABI " + Kernel.ABI
        };
    }
}
