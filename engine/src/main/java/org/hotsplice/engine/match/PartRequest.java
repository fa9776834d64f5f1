/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.List;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.image.TargetImage;
import org.hotsplice.update.UpdateId;

/**
 * What a part of an update is to change.
 *
 * @param id the update
 * @param part the part's number
 * @param image the target: the kernel itself or a module
 * @param kernel the kernel
 * @param exported what the kernel and its modules export
 * @param units the units of the target that change
 */
public record PartRequest(
        UpdateId id, int part, TargetImage image, KernelImage kernel, ModuleSymvers exported, List<RefUnit> units) {
    public PartRequest {
        units = List.copyOf(units);
    }
}
