package io.pharos.model.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds circles in what depends on what. */
final class Cycles {
    private final Map<String, ? extends Collection<String>> dependencies;
    private final Set<String> done = new HashSet<>();
    private final List<List<String>> found = new ArrayList<>();

    private Cycles(Map<String, ? extends Collection<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /** Circles, each from a name back to itself; every circle has a name in common with one of them. */
    static List<List<String>> in(Map<String, ? extends Collection<String>> dependencies) {
        var cycles = new Cycles(dependencies);
        dependencies.keySet().forEach(cycles::walk);
        return cycles.found;
    }

    /** Depth first, with a stack of its own: chains may be longer than a thread's. */
    private void walk(String start) {
        if (!done.add(start)) {
            return;
        }
        var path = new ArrayList<String>();
        var onPath = new HashSet<String>();
        Deque<Iterator<String>> open = new ArrayDeque<>();
        enter(start, path, onPath, open);
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                onPath.remove(path.removeLast());
                continue;
            }
            var next = open.peek().next();
            if (onPath.contains(next)) {
                var cycle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
                cycle.add(next);
                found.add(cycle);
            } else if (done.add(next)) {
                enter(next, path, onPath, open);
            }
        }
    }

    private void enter(String name, List<String> path, Set<String> onPath, Deque<Iterator<String>> open) {
        path.add(name);
        onPath.add(name);
        Collection<String> reads = dependencies.containsKey(name) ? dependencies.get(name) : List.of();
        open.push(List.copyOf(reads).iterator());
    }
}
