package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Summary;
import java.util.List;
import java.util.Optional;

/** Reads expressions about the entries of a timeline, such as {@code rolling_sum: { of: orders, field: total, within: 30d }}. */
final class TimelineExpressions {
    private static final Keys ROLLING = Keys.of("of", "field", "within");
    private static final Keys ROLLING_COUNT = Keys.of("of", "within");
    private static final Keys LONGEST_GAP = Keys.of("of", "unit", "whole");

    private final Tools tools;
    private final Problems problems;
    private final Names names;
    private final TimeExpressions times;

    TimelineExpressions(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.names = new Names(tools);
        this.times = new TimeExpressions(tools);
    }

    /** @param target decides whether the field must be a number or a tally, where the summary keeps what it is */
    Optional<Expression> rolling(Summary summary, Yaml node, Target target, Site.InDefinition site) {
        var fields = Fields.of(node, ROLLING, "{ of: a_timeline, field: … }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var timeline = timeline(fields.get(), site);
        var written = fields.get().required("field", "what is captured in its entries");
        var field = written.flatMap(name -> tools.scalars().text(name, "the name of a captured field"));
        var within = fields.get().value("within").flatMap(tools.spans()::positive);
        if (timeline.isEmpty() || field.isEmpty()) {
            return Optional.empty();
        }
        var spot = written.orElseThrow().spot();
        var possible = possible(summary, target.type());
        site.uses().fields().add(new Uses.OfField(timeline.get(), field.get(), possible, spot));
        return Optional.of(new Expression.Rolling(summary, timeline.get(), field, within));
    }

    private static List<Attribute.Type> possible(Summary summary, Attribute.Type target) {
        return switch (summary) {
            case SUM, AVERAGE ->
                target == Attribute.Type.TALLY
                        ? List.of(Attribute.Type.TALLY)
                        : List.of(Attribute.Type.NUMBER, Attribute.Type.STRING);
            case MAX, MIN -> List.of(Attribute.Type.NUMBER, Attribute.Type.STRING, Attribute.Type.TALLY);
            case COUNT -> throw new IllegalArgumentException("a count is of entries, not of a field");
        };
    }

    Optional<Expression> rollingCount(Yaml node, Site.InDefinition site) {
        var fields = Fields.of(node, ROLLING_COUNT, "{ of: a_timeline }", problems);
        var timeline = fields.flatMap(known -> timeline(known, site));
        var within = fields.flatMap(known -> known.value("within")).flatMap(tools.spans()::positive);
        return timeline.map(of -> new Expression.Rolling(Summary.COUNT, of, Optional.empty(), within));
    }

    Optional<Expression> longestGap(Yaml node, Site.InDefinition site) {
        var fields = Fields.of(node, LONGEST_GAP, "{ of: a_timeline, unit: days }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var timeline = timeline(fields.get(), site);
        var unit = times.unit(fields.get());
        var whole = times.whole(fields.get());
        return timeline.flatMap(of -> unit.map(known -> new Expression.LongestGap(of, known, whole)));
    }

    private Optional<String> timeline(Fields fields, Site.InDefinition site) {
        return fields.required("of", "a timeline")
                .flatMap(node -> names.attributeOf(node, List.of(Attribute.Type.TIMELINE), site));
    }
}
