package io.pharos.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
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
            walk(thing, known, dependencies, done);
        }
        return List.copyOf(done);
    }

    /** Depth first, with a stack of its own: chains may be longer than a thread's. */
    private static <T> void walk(T start, Set<T> known, Function<T, ? extends Iterable<T>> dependencies, Set<T> done) {
        var path = new LinkedHashSet<T>();
        Deque<Iterator<T>> open = new ArrayDeque<>();
        var next = start;
        while (true) {
            if (known.contains(next) && !done.contains(next) && !isLast(next, path)) {
                if (!path.add(next)) {
                    var circle = new ArrayList<>(path);
                    circle.add(next);
                    throw new IllegalArgumentException("definitions depend on each other in a circle: " + circle);
                }
                open.push(dependencies.apply(next).iterator());
            }
            while (!open.isEmpty() && !open.peek().hasNext()) {
                open.pop();
                done.add(path.removeLast());
            }
            if (open.isEmpty()) {
                return;
            }
            next = open.peek().next();
        }
    }

    private static <T> boolean isLast(T thing, SequencedSet<T> path) {
        return !path.isEmpty() && path.getLast().equals(thing);
    }
}
