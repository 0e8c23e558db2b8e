package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compiles conditions. Rules are written out where they are used. */
final class Checks {
    private final Workspace workspace;
    private final Layout layout;
    private final Behaviours behaviours;
    private final Reads reads;
    private final Tests tests;
    private final Map<Condition.Sequence, Course> courses = new HashMap<>();

    Checks(Workspace workspace, Layout layout, Behaviours behaviours, Remembered remembered) {
        this.workspace = workspace;
        this.layout = layout;
        this.behaviours = behaviours;
        this.reads = new Reads(workspace, layout, remembered);
        this.tests = new Tests(workspace.zone(), reads);
    }

    Reads reads() {
        return reads;
    }

    Behaviours behaviours() {
        return behaviours;
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
            case Condition.FromImport(var expected) ->
                frame -> frame.event != null && workspace.isFromFile(frame.event) == expected;
            case Condition.RuleHolds(var rule) -> compile(rule(rule));
            case Condition.Wears(var badge) -> {
                var number = layout.badge(badge);
                yield frame -> frame.badges.has(number);
            }
            case Condition.InSegment(var segment) -> {
                var number = layout.segment(segment);
                yield frame -> frame.segments.has(number);
            }
            case Did did ->
                all(did.measures().stream()
                        .map(measure -> measured(did, measure))
                        .toList());
            case Condition.Sequence sequence -> {
                var course = course(sequence);
                var slot = layout.slot(behaviours.sequence(sequence));
                yield frame -> course.holds(frame.values[slot], frame.now);
            }
            case Condition.Compare compare -> compare(compare);
        };
    }

    private Check compare(Condition.Compare compare) {
        var read = reads.name(compare.name());
        if (compare.operator() instanceof Operator.Changed(var expected)) {
            return frame ->
                    frame.event != null && Objects.equals(read.value(frame), read.value(frame.asFound())) != expected;
        }
        var test = tests.compile(compare.operator());
        return frame -> test.holds(read.value(frame), frame);
    }

    private Check measured(Did did, Measure measure) {
        var figure = figure(did, measure);
        var compiled = measure.tests().stream().map(tests::compile).toArray(Tests.Test[]::new);
        return frame -> {
            var value = figure.value(frame);
            for (var test : compiled) {
                if (!test.holds(value, frame)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** What is measured. */
    Read figure(Did did, Measure measure) {
        var key = Behaviours.Key.of(did, measure);
        var slot = layout.slot(behaviours.name(key));
        var tracking = tracking(key);
        var window = did.within().map(span -> new Window(span, workspace.zone()));
        return frame -> tracking.figure(measure.figure(), window, frame.track(slot), frame.now);
    }

    Tracking tracking(Behaviours.Key key) {
        return behaviours.tracking(key, workspace.zone(), workspace.limits().exact());
    }

    Course course(Condition.Sequence sequence) {
        var known = courses.get(sequence);
        if (known == null) {
            known = new Course(sequence, workspace.zone(), this);
            courses.put(sequence, known);
        }
        return known;
    }

    /** What something is compared with, where that is a value and no moment. */
    Read comparand(Comparand comparand) {
        return tests.comparand(comparand);
    }

    /** The comparison, asked of a value at hand. */
    Tests.Test test(Condition.Compare comparison) {
        return tests.compile(comparison.operator());
    }

    Condition rule(String name) {
        var rule = workspace.rules().get(name);
        if (rule == null) {
            throw new IllegalArgumentException("a checked workspace names only rules it defines, found " + name);
        }
        return rule.condition();
    }

    private List<Check> compile(List<Condition> conditions) {
        return conditions.stream().map(this::compile).toList();
    }

    private static Check all(List<Check> conditions) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        var checks = conditions.toArray(Check[]::new);
        return frame -> {
            for (var check : checks) {
                if (!check.holds(frame)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Check any(List<Check> conditions) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        var checks = conditions.toArray(Check[]::new);
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
