package io.pharos.model.read;

import io.pharos.model.Value;
import io.pharos.model.Value.Funnel.Done;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how far a funnel should have come: {@code { completed: true, steps: [cart, pay] }}. */
final class FunnelExpectations {
    private static final Keys KEYS = Keys.of("steps", "completed");
    private static final String FORM = "the steps done, such as { steps: [cart, pay] }";

    private final Tools tools;
    private final Problems problems;

    FunnelExpectations(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
    }

    /** @return without the moments of the steps and what they captured */
    Optional<Value> read(Yaml node, Declared.OfAttribute funnel) {
        var written = Fields.of(node, KEYS, FORM, problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var named = new LinkedHashSet<String>(fields.required("steps", FORM)
                .map(steps -> tools.scalars().each(steps, step -> step(step, funnel)))
                .orElse(List.of()));
        if (fields.value("steps").orElse(null) instanceof Yaml.Sequence(var spot, var items) && items.isEmpty()) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    spot,
                    "an empty list",
                    "one step at least",
                    "A funnel that has not begun is missing: " + funnel.name() + ": ~.");
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        var done = funnel.steps().stream()
                .filter(named::contains)
                .map(FunnelExpectations::done)
                .toList();
        var completed = named.contains(funnel.steps().getLast());
        return isSaid(fields, completed) ? Optional.of(new Value.Funnel(done, completed)) : Optional.empty();
    }

    private Optional<String> step(Yaml node, Declared.OfAttribute funnel) {
        return tools.scalars()
                .text(node, "the name of a step")
                .filter(step -> tools.declared()
                        .check(step, funnel.steps(), "a step of " + funnel.name(), node.spot(), problems));
    }

    private static Done done(String step) {
        return new Done(step, Instant.EPOCH, Map.of());
    }

    private boolean isSaid(Fields fields, boolean completed) {
        var said = fields.value("completed").flatMap(tools.scalars()::flag).orElse(completed);
        if (said != completed) {
            problems.add(
                    Code.CONFLICT,
                    fields.entry("completed").orElseThrow().key().spot(),
                    "completed: " + said + (completed ? " with" : " without") + " the last step",
                    "completed: " + completed);
        }
        return said == completed;
    }
}
