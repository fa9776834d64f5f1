/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;
import java.util.Optional;

/** What is known of a target beyond the unit that changes. */
public interface Surroundings {
    /**
     * Who uses a function of the shipped target.
     *
     * @param callers functions outside its unit that call or jump to it
     * @param holders code and data of the whole target that has its address
     * @param exported whether modules can call it
     */
    record Users(List<String> callers, List<String> holders, boolean exported) {
        public Users {
            callers = List.copyOf(callers);
            holders = List.copyOf(holders);
        }
    }

    /** {@return the users of this function of the unit; empty where it has no place of its own in the target} */
    Optional<Users> users(String function);

    /** {@return what kind of data another unit defines under this name; empty if that is a function} */
    Optional<DataKind> data(String name);
}
