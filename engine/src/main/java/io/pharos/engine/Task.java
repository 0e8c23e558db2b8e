package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Enrichment.When;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A compiled enrichment.
 *
 * @param number of the enrichment in its attribute, from 0
 * @param eventNames the event has to have one of them; any, if there are none
 * @param check null if there is nothing to ask beyond the event's name, by which the task is found
 * @param since in milliseconds: earlier moments are not seen
 */
record Task(
        int slot,
        int number,
        When when,
        Set<String> eventNames,
        @Nullable Check check,
        Write write,
        long since) {
    static final long ALWAYS = Long.MIN_VALUE;

    /** @param condition of which the part that asks for the event's name is left to whoever looks for tasks by it */
    static Task of(
            int slot, int number, When when, Optional<Condition> condition, Write write, long since, Checks checks) {
        var names = condition.map(known -> eventNames(known, checks)).orElse(Set.of());
        var beyond = when == When.VISIT_ENDED ? condition : condition.flatMap(known -> beyondName(known, checks));
        return new Task(
                slot,
                number,
                when,
                names,
                beyond.<@Nullable Check>map(checks::compile).orElse(null),
                write,
                since);
    }

    void run(Frame frame) {
        if (frame.now >= since && isMoment(frame) && (check == null || check.holds(frame))) {
            write.to(slot, frame);
        }
    }

    private boolean isMoment(Frame frame) {
        return switch (when) {
            case NEW_VISITOR -> frame.moments.newVisitor();
            case NEW_VISIT -> frame.moments.newVisit();
            case ANY_EVENT, VISIT_ENDED -> true;
        };
    }

    boolean takes(String eventName) {
        return eventNames.isEmpty() || eventNames.contains(eventName);
    }

    /** The names of which the event must have one for the condition to hold; empty if it may hold for any. */
    private static Set<String> eventNames(Condition condition, Checks checks) {
        return switch (condition) {
            case Condition.EventNamed(var names) -> new LinkedHashSet<>(names);
            case Condition.RuleHolds(var rule) -> eventNames(checks.rule(rule), checks);
            case Condition.All(var conditions) ->
                conditions.stream()
                        .map(inner -> eventNames(inner, checks))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(Set.of());
            case Condition.Any(var conditions) -> {
                var each = conditions.stream()
                        .map(inner -> eventNames(inner, checks))
                        .toList();
                yield each.stream().anyMatch(Set::isEmpty)
                        ? Set.of()
                        : each.stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
            }
            case Condition.Not _,
                    Condition.FromImport _,
                    Condition.Wears _,
                    Condition.InSegment _,
                    Condition.Did _,
                    Condition.Sequence _,
                    Condition.Compare _ -> Set.of();
        };
    }

    /** What is left to ask of an event that has one of the {@link #eventNames}. */
    private static Optional<Condition> beyondName(Condition condition, Checks checks) {
        if (eventNames(condition, checks).isEmpty()) {
            return Optional.of(condition);
        }
        return switch (condition) {
            case Condition.EventNamed _ -> Optional.empty();
            case Condition.RuleHolds(var rule) -> beyondName(checks.rule(rule), checks);
            case Condition.All(var conditions) -> beyondName(conditions, checks);
            case Condition.Any _,
                    Condition.Not _,
                    Condition.FromImport _,
                    Condition.Wears _,
                    Condition.InSegment _,
                    Condition.Did _,
                    Condition.Sequence _,
                    Condition.Compare _ -> Optional.of(condition);
        };
    }

    /** The names are those of the first condition that has any. */
    private static Optional<Condition> beyondName(List<Condition> conditions, Checks checks) {
        var left = new ArrayList<>(conditions);
        var named = 0;
        while (eventNames(left.get(named), checks).isEmpty()) {
            named++;
        }
        var beyond = beyondName(left.remove(named), checks);
        if (beyond.isPresent()) {
            left.add(named, beyond.get());
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(new Condition.All(left));
    }
}
