/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.image.TargetImage;
import org.hotsplice.engine.match.ModuleSymvers;
import org.hotsplice.engine.match.PartRequest;
import org.hotsplice.engine.match.RefFunction;
import org.hotsplice.engine.match.UnitMatch;
import org.hotsplice.engine.report.DataKind;
import org.hotsplice.engine.report.Surroundings;
import org.hotsplice.engine.users.ImageUsers;

/** What the shipped image of a part's target tells about the functions of one unit and what they use. */
final class TargetSurroundings implements Surroundings {
    private static final List<String> STATIC_CALL = List.of("__SCT__", "__SCK__");
    private static final String COLD = ".cold";

    private final Optional<UnitMatch> unit;
    private final TargetImage image;
    private final KernelImage kernel;
    private final ModuleSymvers exported;
    private final Map<Long, Set<ImageUsers.User>> users;
    private final Set<Long> ofUnit;

    private TargetSurroundings(Optional<UnitMatch> unit, PartRequest request, Map<Long, Set<ImageUsers.User>> users) {
        this.unit = unit;
        this.image = request.image();
        this.kernel = request.kernel();
        this.exported = request.exported();
        this.users = users;
        this.ofUnit = unit.map(TargetSurroundings::addresses).orElse(Set.of());
    }

    /** {@return what is known around each unit of the part, by the unit's name} */
    static Map<String, Surroundings> of(MatchStage.Part part) {
        Map<String, UnitMatch> units = new HashMap<>();
        part.plan().units().forEach(unit -> units.put(unit.ref().unit(), unit));
        Set<Long> changed = new TreeSet<>();
        part.plan().redirects().forEach(redirect -> Optional.ofNullable(units.get(redirect.unit()))
                .flatMap(unit -> address(unit, redirect.function()))
                .ifPresent(changed::add));
        Map<Long, Set<ImageUsers.User>> users = ImageUsers.find(part.request().image(), changed);
        Map<String, Surroundings> found = new HashMap<>();
        for (UnitChange change : part.changes()) {
            Optional<UnitMatch> unit = Optional.ofNullable(units.get(change.unit()));
            found.put(change.unit(), new TargetSurroundings(unit, part.request(), users));
        }
        return found;
    }

    private static Optional<Long> address(UnitMatch unit, String function) {
        return unit.ref().function(function).flatMap(unit::address);
    }

    private static Set<Long> addresses(UnitMatch unit) {
        return unit.ref().functions().stream()
                .map((RefFunction function) -> unit.address(function))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Users> users(String function) {
        return unit.flatMap(known -> address(known, function))
                .flatMap(address -> Optional.ofNullable(users.get(address)))
                .map(all -> new Users(callers(all), holders(all), isExported(function)));
    }

    private List<String> callers(Collection<ImageUsers.User> all) {
        return names(all.stream()
                .filter(user -> user.kind() == ImageUsers.Kind.CALL
                        && !ofUnit.contains(user.symbol().address())
                        && !isStaticCall(user.symbol())));
    }

    /** The trampoline of a static call is there for whoever has its key, which has the address. */
    private static List<String> holders(Collection<ImageUsers.User> all) {
        return names(
                all.stream().filter(user -> user.kind() == ImageUsers.Kind.ADDRESS || isStaticCall(user.symbol())));
    }

    private static boolean isStaticCall(ImageSymbol symbol) {
        return STATIC_CALL.stream().anyMatch(symbol.name()::startsWith);
    }

    private static List<String> names(Stream<ImageUsers.User> users) {
        return users.map(user -> shown(user.symbol())).distinct().sorted().toList();
    }

    private static String shown(ImageSymbol symbol) {
        String name = symbol.name();
        return isStaticCall(symbol)
                ? "static call " + name.substring(STATIC_CALL.get(0).length())
                : name.endsWith(COLD) ? name.substring(0, name.length() - COLD.length()) : name;
    }

    private boolean isExported(String function) {
        return exported.export(function)
                .filter(export -> export.moduleName().equals(image.target().replace('-', '_')))
                .isPresent();
    }

    @Override
    public Optional<DataKind> data(String name) {
        List<ImageSymbol> places = image.symbols(name);
        if (places.isEmpty()) {
            places = kernel.symbols(name);
        }
        if (places.isEmpty()) {
            // Another module's: what it is does not show in its name.
            return Optional.of(DataKind.VARIABLE);
        }
        ImageSymbol place = places.get(0);
        if (kernel.isPerCpu(place.address())) {
            return Optional.of(DataKind.PER_CPU);
        }
        return switch (place.type()) {
            case 'T', 't', 'W', 'w' -> Optional.empty();
            case 'R', 'r' -> Optional.of(DataKind.CONSTANT);
            default -> Optional.of(kernel.isReadOnly(place.address()) ? DataKind.CONSTANT : DataKind.VARIABLE);
        };
    }
}
