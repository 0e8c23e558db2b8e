package io.pharos.model.read;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Condition.Sequence.Absence;
import io.pharos.model.Condition.Sequence.Step;
import io.pharos.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads ordered behaviour: {@code sequence: [ { event: cart_add }, { event: purchase, absent_for: 2h } ]}. */
final class Sequences {
    private static final Keys KEYS = Keys.of("steps", "within");
    private static final Keys STEP = Keys.of("event", "where", "within", "absent", "absent_for")
            .elsewhere("events", "event", "if", "where", "not", "absent", "without", "absent");
    private static final String FORM = "a list of steps such as [ { event: cart_add }, { event: purchase } ]";
    private static final String STEP_FORM = "a step such as { event: purchase }";

    private final Tools tools;
    private final Problems problems;
    private final Matchings matchings;

    Sequences(Tools tools, Matchings matchings) {
        this.tools = tools;
        this.problems = tools.problems();
        this.matchings = matchings;
    }

    Optional<Condition> read(Yaml.Entry entry, Site.InDefinition site) {
        var where = site.where(entry.name());
        if (!(entry.value() instanceof Yaml.Mapping mapping)) {
            return steps(entry.value(), where, Optional.empty());
        }
        var fields = Fields.of(mapping, KEYS, problems);
        var within = fields.value("within").flatMap(tools.spans()::positiveFixed);
        return fields.required("steps", FORM).flatMap(node -> steps(node, where, within));
    }

    private Optional<Condition> steps(Yaml node, Site.InDefinition where, Optional<Span> within) {
        var items = tools.scalars().items(node, FORM);
        if (node instanceof Yaml.Sequence && items.isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), Shown.found(node), "one step at least");
        }
        var draft = new Draft();
        for (var i = 0; i < items.size(); i++) {
            var isLast = i == items.size() - 1;
            Fields.of(items.get(i), STEP, STEP_FORM, problems).ifPresent(step -> add(step, isLast, draft, where));
        }
        return draft.steps.isEmpty() ? Optional.empty() : Optional.of(new Sequence(draft.steps, draft.ending, within));
    }

    private void add(Fields step, boolean isLast, Draft draft, Site.InDefinition where) {
        if (step.has("absent")) {
            addAbsent(step, isLast, draft, where);
        } else if (step.has("absent_for")) {
            addEnding(step, isLast, draft, where);
        } else {
            addStep(step, draft, where);
        }
    }

    private void addStep(Fields step, Draft draft, Site.InDefinition where) {
        if (!step.has("event") && !step.has("where") && step.isUnderstood()) {
            problems.add(Code.MISSING_KEY, step.spot(), "neither event nor where", "one of them, or both");
        }
        var within = step.value("within").flatMap(tools.spans()::positiveFixed);
        if (draft.isFirst()) {
            refuse(
                    step,
                    "within",
                    "in the first step",
                    "within in a later step",
                    "It is the time since the step before.");
        }
        draft.add(matchings.read(step, "event", where), within);
    }

    private void addAbsent(Fields step, boolean isLast, Draft draft, Site.InDefinition where) {
        for (var key : List.of("event", "within", "absent_for")) {
            refuse(step, key, "beside absent", "absent and where", "");
        }
        var event = matchings.read(step, "absent", where);
        if (draft.isFirst() || isLast) {
            problems.add(
                    Code.CONFLICT,
                    step.entry("absent").orElseThrow().key().spot(),
                    "absent in the " + (draft.isFirst() ? "first" : "last") + " step",
                    "absent between two steps",
                    isLast ? "After the last of them, write { event: …, absent_for: 2h }." : "");
        }
        draft.absent(event);
    }

    private void addEnding(Fields step, boolean isLast, Draft draft, Site.InDefinition where) {
        refuse(step, "within", "beside absent_for", "absent_for alone", "");
        var event = matchings.read(step, "event", where);
        var length = step.value("absent_for").flatMap(tools.spans()::positiveFixed);
        if (draft.isFirst() || !isLast || !draft.isEmptyBetween()) {
            problems.add(
                    Code.CONFLICT,
                    step.entry("absent_for").orElseThrow().key().spot(),
                    draft.isFirst()
                            ? "absent_for without a step before it"
                            : isLast ? "absent_for after absent" : "absent_for before another step",
                    "absent_for in the last step, after one that happens");
        }
        length.ifPresent(known -> draft.ending = Optional.of(new Absence(event, known)));
    }

    private void refuse(Fields step, String key, String where, String expected, String hint) {
        step.entry(key)
                .ifPresent(entry -> problems.add(Code.CONFLICT, entry.key().spot(), key + " " + where, expected, hint));
    }

    /** A sequence while its steps are read. */
    private static final class Draft {
        private final List<Step> steps = new ArrayList<>();
        private final List<Matching> between = new ArrayList<>();
        private Optional<Absence> ending = Optional.empty();

        boolean isFirst() {
            return steps.isEmpty();
        }

        boolean isEmptyBetween() {
            return between.isEmpty();
        }

        void absent(Matching event) {
            between.add(event);
        }

        void add(Matching event, Optional<Span> within) {
            steps.add(new Step(event, within, between));
            between.clear();
        }
    }
}
