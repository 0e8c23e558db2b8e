package io.pharos.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Puts things after what they depend on, and otherwise leaves them as written. */
final class Order {
    private Order() {}

    /**
     * @param dependencies of a thing; those not among {@code things} and the thing itself are ignored
     * @throws IllegalArgumentException if they go round in a circle; the message names the path
     */
    static <T> List<T> of(List<T> things, Function<T, ? extends Iterable<T>> dependencies) {
        var known = new LinkedHashSet<>(things);
        Set<T> done = new LinkedHashSet<>();
        for (var thing : things) {
            visit(thing, known, dependencies, done, new LinkedHashSet<>());
        }
        return List.copyOf(done);
    }

    private static <T> void visit(
            T thing, Set<T> known, Function<T, ? extends Iterable<T>> dependencies, Set<T> done, Set<T> path) {
        if (done.contains(thing) || !known.contains(thing)) {
            return;
        }
        if (!path.add(thing)) {
            var circle = new ArrayList<>(path);
            circle.add(thing);
            throw new IllegalArgumentException("definitions depend on each other in a circle: " + circle);
        }
        for (var dependency : dependencies.apply(thing)) {
            if (!dependency.equals(thing)) {
                visit(dependency, known, dependencies, done, path);
            }
        }
        path.remove(thing);
        done.add(thing);
    }
}
