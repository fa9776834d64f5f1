/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.hotsplice.update.RefusedException;

/** The environment that kbuild gives to the makefile of each folder, found by going down to it as kbuild does. */
final class FolderEnvironments {
    private static final KbuildFolder.Descent TOP = new KbuildFolder.Descent(".", true, true);

    private final UnitIndex index;
    private final KbuildQuery query;
    private final BuildEnvironment top;
    private final Map<String, BuildEnvironment> below = new ConcurrentHashMap<>();

    /** How to run the makefile of a folder. */
    record Entry(KbuildFolder.Descent descent, BuildEnvironment environment) {}

    FolderEnvironments(UnitIndex index, KbuildQuery query, BuildEnvironment top) {
        this.index = index;
        this.query = query;
        this.top = top;
    }

    Entry of(String folder) throws IOException, RefusedException {
        KbuildFolder.Descent descent = TOP;
        BuildEnvironment environment = top;
        List<KbuildFolder.Descent> way = index.way(folder);
        for (KbuildFolder.Descent next : way) {
            environment = below(descent, environment);
            descent = next;
        }
        return new Entry(descent, environment);
    }

    private BuildEnvironment below(KbuildFolder.Descent descent, BuildEnvironment environment)
            throws IOException, RefusedException {
        BuildEnvironment known = below.get(descent.path());
        if (known == null) {
            known = query.ask(descent, environment).below();
            below.put(descent.path(), known);
        }
        return known;
    }
}
