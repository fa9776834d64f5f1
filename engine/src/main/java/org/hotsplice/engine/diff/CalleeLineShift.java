/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.x86.Instruction;

/**
 * Takes a number in code for a line by the function that it is handed to, where objects have no debug information: it
 * is moved into a register for an argument, and the next call after that is of a function that is known to take a line.
 * Names as in kpatch's create-diff-object.
 */
final class CalleeLineShift implements LineShift {
    private static final Set<String> TAKE_A_LINE = Set.of(
            "___might_sleep",
            "__might_sleep",
            "__might_resched",
            "__might_fault",
            "__warn_printk",
            "printk",
            "_printk",
            "warn_slowpath_fmt",
            "warn_slowpath_null",
            "__cant_sleep",
            "__cant_migrate",
            "lockdep_rcu_suspicious",
            "lockdep_init_map",
            "__btrfs_abort_transaction",
            "__btrfs_handle_fs_error",
            "__btrfs_panic",
            "__ext4_error",
            "__ext4_error_inode",
            "__ext4_std_error",
            "__ext4_warning",
            "__ext4_journal_start_sb",
            "__ext4_journal_stop",
            "__ext4_handle_dirty_metadata",
            "__ext4_journal_get_write_access",
            "xfs_error_report",
            "xfs_corruption_error",
            "dump_stack");
    /** Opcodes that move an immediate into edx or esi, where the second and third argument are. */
    private static final Set<Integer> ARGUMENT_MOVES = Set.of(0xba, 0xbe);

    private final ObjectMap pre;
    private final ObjectMap post;

    CalleeLineShift(ObjectMap pre, ObjectMap post) {
        this.pre = pre;
        this.post = post;
    }

    @Override
    public int lengthAt(Piece from, Piece to, int at) {
        for (int field = at; field > at - 4 && field >= 0; field--) {
            Optional<Instruction> old = pre.instruction(from.section(), from.start() + field);
            if (old.isPresent() && old.get().immediateOffset() == from.start() + field) {
                boolean isLine = ARGUMENT_MOVES.contains(old.get().opcode())
                        && callsLineTaker(pre.references(from), field)
                        && callsLineTaker(post.references(to), field);
                return isLine ? field + 4 - at : 0;
            }
        }
        return 0;
    }

    private static boolean callsLineTaker(List<Reference> references, int field) {
        for (Reference reference : references) {
            if (reference.offset() > field && reference.branch()) {
                return reference.target() instanceof Target.Outside outside && TAKE_A_LINE.contains(outside.name());
            }
        }
        return false;
    }

    @Override
    public boolean isShift(Piece from, Piece to, long before, long after) {
        return false;
    }
}
