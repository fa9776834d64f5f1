/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.regex.Pattern;

/** The parts of the names that a compiler makes up. */
public final class Names {
    private static final Pattern NUMBER = Pattern.compile("\\.[0-9]+(?=\\.|$)");
    private static final Pattern UNIQUE = Pattern.compile("^(__UNIQUE_ID_.*?|__PASTE.*?|__BTF_ID__.*?__)[0-9]+$");
    private static final Pattern COUNTED = Pattern.compile("^(__initcall__.*?__)[0-9]+_[0-9]+(_.*)$");
    private static final Pattern CLONE =
            Pattern.compile("\\.(cold|part|isra|constprop|localalias|lto_priv)(\\.[0-9]+)?(?=\\.|$)");

    private Names() {}

    /** {@return the name without the numbers that depend on what else is in the unit} */
    public static String base(String name) {
        String base = NUMBER.matcher(name).replaceAll("");
        base = UNIQUE.matcher(base).replaceFirst("$1");
        return COUNTED.matcher(base).replaceFirst("$1$2");
    }

    /** {@return whether the name has such numbers} */
    public static boolean isNumbered(String name) {
        return !base(name).equals(name);
    }

    /** {@return the name in the source of the function that this one was made of} */
    public static String source(String function) {
        return base(CLONE.matcher(function).replaceAll(""));
    }

    /** {@return whether it is the unlikely part of a function, which is entered by jumps from that one only} */
    public static boolean isCold(String function) {
        return function.endsWith(".cold") || base(function).endsWith(".cold");
    }

    /** {@return the function whose unlikely part this one is} */
    public static String hot(String function) {
        int at = function.lastIndexOf(".cold");
        return at < 0 ? function : function.substring(0, at);
    }

    /** Clang puts the function before the name of a static variable in it: "foo.__key.14". */
    private static String local(String data) {
        String base = base(data);
        return base.substring(base.lastIndexOf('.') + 1);
    }

    /**
     * {@return whether this object belongs to one place in code and has nothing that must stay the same at run time}
     */
    public static boolean isCopied(String data) {
        return switch (local(data)) {
            case "__func__",
                    "__FUNCTION__",
                    "__PRETTY_FUNCTION__",
                    "CSWTCH",
                    "C",
                    "__key",
                    "__UNIQUE_ID_ddebug",
                    "descriptor",
                    "___tp_str",
                    "trace_printk_fmt",
                    "_entry",
                    "_entry_ptr" -> isNumbered(data) || data.indexOf('.') > 0;
            default -> false;
        };
    }

    /** {@return whether this object only remembers that something was said once, or how often} */
    public static boolean isOnce(String data) {
        return switch (local(data)) {
            case "__already_done", "__warned", "warned", "_rs", "__print_once", "__ret_warn_once", "once" -> true;
            default -> false;
        };
    }

    /** {@return whether this object only keeps the compiler from dropping another one} */
    public static boolean isMarker(String data) {
        return data.startsWith("__UNIQUE_ID___addressable_") || data.startsWith("__addressable_");
    }

    /** {@return whether this object is the text that tells tools how to print a trace event} */
    public static boolean isDescription(String data) {
        return data.startsWith("print_fmt_");
    }
}
