package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Workspace;
import java.util.List;
import java.util.Set;

/** Compiles conditions. Rules are written out where they are used. */
final class Checks {
    private final Workspace workspace;
    private final Layout layout;
    private final Reads reads;
    private final Tests tests;

    Checks(Workspace workspace, Layout layout) {
        this.workspace = workspace;
        this.layout = layout;
        this.reads = new Reads(layout);
        this.tests = new Tests(workspace.zone(), reads);
    }

    Check compile(Condition condition) {
        return switch (condition) {
            case Condition.All(var conditions) -> all(compile(conditions));
            case Condition.Any(var conditions) -> any(compile(conditions));
            case Condition.Not(var negated) -> {
                var check = compile(negated);
                yield frame -> !check.holds(frame);
            }
            case Condition.EventNamed(var names) -> {
                var known = Set.copyOf(names);
                yield frame -> frame.event != null && known.contains(frame.event.name());
            }
            case Condition.RuleHolds(var rule) -> compile(rule(rule));
            case Condition.Wears(var badge) -> {
                var number = layout.badge(badge);
                yield frame -> frame.badges.has(number);
            }
            case Condition.InSegment(var segment) -> {
                var number = layout.segment(segment);
                yield frame -> frame.segments.has(number);
            }
            case Condition.Compare(var name, var operator) -> {
                var read = reads.name(name);
                var test = tests.compile(operator);
                yield frame -> test.holds(read.value(frame), frame);
            }
        };
    }

    /** The comparison of an attribute, asked of what may lie in its slot. */
    Tests.Test ofSlot(Condition.Compare comparison) {
        var test = tests.compile(comparison.operator());
        return comparison.name() instanceof Name.OfAttribute(var attribute)
                        && layout.tallyBehind(attribute).isPresent()
                ? (value, frame) -> test.holds(Reads.favourite(value), frame)
                : test;
    }

    Condition rule(String name) {
        var rule = workspace.rules().get(name);
        if (rule == null) {
            throw new IllegalArgumentException("a checked workspace names only rules it defines, found " + name);
        }
        return rule.condition();
    }

    private Check[] compile(List<Condition> conditions) {
        return conditions.stream().map(this::compile).toArray(Check[]::new);
    }

    private static Check all(Check[] checks) {
        if (checks.length == 1) {
            return checks[0];
        }
        return frame -> {
            for (var check : checks) {
                if (!check.holds(frame)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Check any(Check[] checks) {
        if (checks.length == 1) {
            return checks[0];
        }
        return frame -> {
            for (var check : checks) {
                if (check.holds(frame)) {
                    return true;
                }
            }
            return false;
        };
    }
}
