/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

/** When a function of the patch's author is called; the constants of enum hotsplice_hook_kind, in its order. */
public enum HookKind {
    PRE_APPLY,
    CHECK_APPLY,
    APPLY,
    POST_APPLY,
    FAIL_APPLY,
    PRE_REVERSE,
    CHECK_REVERSE,
    REVERSE,
    POST_REVERSE,
    FAIL_REVERSE
}
