package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Shape;
import java.util.List;
import java.util.Optional;

/** Reads what some types of attributes say beyond their name. */
final class Shapes {
    private static final Keys KEEP = Keys.of("for", "entries").elsewhere("within", "for", "count", "entries");
    private static final String KEEP_FORM = "{ for: 90d, entries: 1000 }";
    private static final int ENTRIES = 1000;
    private static final int MOST_ENTRIES = 100_000;

    private final Tools tools;
    private final Problems problems;

    Shapes(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
    }

    /** Of any type but a funnel: that one comes with enrichments, see {@link Funnels}. */
    Shape read(Fields fields, Attribute.Type type) {
        return switch (type) {
            case NUMBER, TALLY ->
                fields.value("integer").flatMap(tools.scalars()::flag).orElse(false) ? new Shape.Whole() : Shape.PLAIN;
            case TIMELINE -> timeline(fields);
            case STRING, BOOLEAN, DATE, SET_OF_STRINGS, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS, FUNNEL ->
                Shape.PLAIN;
        };
    }

    private Shape timeline(Fields fields) {
        var keep = fields.value("keep").flatMap(this::keep);
        if (keep.isPresent()
                && keep.get().isUnderstood()
                && !keep.get().has("for")
                && !keep.get().has("entries")) {
            problems.add(Code.MISSING_KEY, keep.get().spot(), "neither for nor entries", "one of them, or both");
        }
        return new Shape.Timeline(
                keep.flatMap(known -> known.value("for")).flatMap(tools.spans()::positive),
                keep.flatMap(known -> known.value("entries"))
                        .flatMap(node -> tools.numbers().whole(node, 1, MOST_ENTRIES))
                        .orElse(ENTRIES));
    }

    private Optional<Fields> keep(Yaml node) {
        if (node instanceof Yaml.Scalar scalar && !scalar.isNull()) {
            var key = Numbers.isOne(scalar) ? "entries" : "for";
            problems.wrongType(node, KEEP_FORM, "Write { " + key + ": " + Shown.inline(node) + " }.");
            return Optional.empty();
        }
        return Fields.of(node, KEEP, KEEP_FORM, problems);
    }

    /** Reports the keys that say something of other types. */
    void check(Fields fields, Target target) {
        checkFor(
                fields,
                target,
                List.of("integer"),
                "a number or a tally",
                List.of(Attribute.Type.NUMBER, Attribute.Type.TALLY));
        checkFor(fields, target, List.of("keep"), "a timeline", List.of(Attribute.Type.TIMELINE));
        checkFor(fields, target, List.of("steps", "within", "reset"), "a funnel", List.of(Attribute.Type.FUNNEL));
    }

    private void checkFor(
            Fields fields, Target target, List<String> keys, String expected, List<Attribute.Type> types) {
        for (var key : keys) {
            if (fields.has(key) && !types.contains(target.type())) {
                problems.add(
                        Code.NOT_FOR_TYPE,
                        fields.entry(key).orElseThrow().key().spot(),
                        key + " of " + target.described(),
                        key + " of " + expected,
                        key.equals("keep") ? "Which value stays is said within set: { to: …, keep: first }." : "");
            }
        }
    }
}
