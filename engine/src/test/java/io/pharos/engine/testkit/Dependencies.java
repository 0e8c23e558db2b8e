package io.pharos.engine.testkit;

import io.pharos.model.Condition;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which order definitions are evaluated: what is read comes before what reads it, else as written. */
final class Dependencies {
    private final Workspace workspace;
    private final Leaves leaves;
    private final Uses uses;

    Dependencies(Workspace workspace) {
        this.workspace = workspace;
        this.leaves = new Leaves(workspace);
        this.uses = new Uses(leaves);
    }

    List<String> attributes() {
        return order(workspace.attributes().keySet(), this::readBy);
    }

    /** Badges as {@link Wears} and segments as {@link InSegment}, since both may have one name. */
    List<Condition> memberships() {
        var nodes = new ArrayList<Condition>();
        workspace.badges().keySet().forEach(badge -> nodes.add(new Wears(badge)));
        workspace.segments().keySet().forEach(segment -> nodes.add(new InSegment(segment)));
        return order(nodes, this::readBy);
    }

    private static <T> List<T> order(Collection<T> nodes, Function<T, Set<T>> readBy) {
        var ordered = new LinkedHashSet<T>();
        while (ordered.size() < nodes.size()) {
            ordered.add(nodes.stream()
                    .filter(node -> !ordered.contains(node) && ordered.containsAll(readBy.apply(node)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a circle among " + nodes)));
        }
        return List.copyOf(ordered);
    }

    private Set<Condition> readBy(Condition membership) {
        var read = membership instanceof Wears(var badge)
                ? leaves.of(workspace.badges().get(badge))
                : leaves.of(workspace.segments().get(((InSegment) membership).segment()));
        return read.filter(leaf -> leaf instanceof Wears || leaf instanceof InSegment)
                .collect(Collectors.toSet());
    }

    /** The attribute itself is not waited for, for its value so far is read; unless an event is judged by it first. */
    private Set<String> readBy(String name) {
        var attribute = workspace.attributes().get(name);
        return Stream.concat(uses.of(attribute).filter(other -> !other.equals(name)), uses.throughBehaviour(attribute))
                .collect(Collectors.toSet());
    }
}
