package io.pharos.model.read;

import io.pharos.model.Condition;
import io.pharos.model.Workspace.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How large rules are when the rules in them are written out: thirty short ones can be a thousand million conditions. */
final class RuleSizes {
    static final int MOST_CONDITIONS = 10_000;
    static final int MOST_LEVELS = 200;
    private static final Size TOO_LARGE = new Size(MOST_CONDITIONS + 1L, MOST_LEVELS + 1);

    private final Map<String, Rule> rules;
    private final Map<String, Size> known = new HashMap<>();

    private record Size(long conditions, int levels) {
        boolean fits() {
            return conditions <= MOST_CONDITIONS && levels <= MOST_LEVELS;
        }
    }

    private RuleSizes(Map<String, Rule> rules) {
        this.rules = rules;
    }

    /** The first rule that is too large, if one is; none may contain itself. */
    static Optional<String> tooLarge(Map<String, Rule> rules) {
        var sizes = new RuleSizes(rules);
        return rules.keySet().stream().filter(rule -> !sizes.of(rule, 0).fits()).findFirst();
    }

    /** @param outer how many levels there are around the rule */
    private Size of(String rule, int outer) {
        var found = known.get(rule);
        if (found != null) {
            return found;
        }
        var written = rules.get(rule);
        var size = written == null ? new Size(1, 1) : of(written.condition(), outer);
        known.put(rule, size);
        return size;
    }

    private Size of(Condition condition, int outer) {
        if (outer > MOST_LEVELS) {
            return TOO_LARGE; // and no deeper, so that the stack is never the limit
        }
        return switch (condition) {
            case Condition.All(var conditions) -> around(conditions, outer);
            case Condition.Any(var conditions) -> around(conditions, outer);
            case Condition.Not(var negated) -> around(List.of(negated), outer);
            case Condition.RuleHolds(var rule) -> {
                var inner = of(rule, outer + 1);
                yield new Size(inner.conditions(), inner.levels() + 1);
            }
            case Condition.Did(var event, var _, var _) ->
                around(event.where().stream().toList(), outer);
            case Condition.Sequence sequence ->
                around(
                        sequence.events().stream()
                                .flatMap(event -> event.where().stream())
                                .toList(),
                        outer);
            case Condition.EventNamed _,
                    Condition.FromImport _,
                    Condition.Wears _,
                    Condition.InSegment _,
                    Condition.Compare _ -> new Size(1, 1);
        };
    }

    private Size around(List<Condition> conditions, int outer) {
        var sum = 1L;
        var levels = 0;
        for (var condition : conditions) {
            var inner = of(condition, outer + 1);
            sum = Math.min(sum + inner.conditions(), TOO_LARGE.conditions());
            levels = Math.max(levels, inner.levels());
        }
        return new Size(sum, levels + 1);
    }
}
