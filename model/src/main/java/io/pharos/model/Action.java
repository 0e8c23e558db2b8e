package io.pharos.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something done in the world when a visitor's state changes. */
public record Action(
        String name, String connector, Trigger trigger, Optional<Condition> condition, Mapping mapping, About about) {
    public sealed interface Trigger {
        record Joined(String segment) implements Trigger {}

        record Left(String segment) implements Trigger {}

        record BadgeAssigned(String badge) implements Trigger {}

        record BadgeRemoved(String badge) implements Trigger {}
    }

    /** What an action sends: a tree whose leaves are templates or constants. */
    public sealed interface Mapping {
        /** {@code {{ profile.x }}} alone keeps the type of x; anything else makes text. */
        record Template(String text) implements Mapping {}

        record Constant(Value value) implements Mapping {}

        record Fields(Map<String, Mapping> fields) implements Mapping {
            public Fields {
                fields = Workspace.ordered(fields);
            }
        }

        record Elements(List<Mapping> elements) implements Mapping {
            public Elements {
                elements = List.copyOf(elements);
            }
        }
    }
}
