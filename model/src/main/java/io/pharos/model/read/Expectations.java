package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.DefinitionTest.Expectation;
import io.pharos.model.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a test expects of a visitor at a moment. */
final class Expectations {
    private static final Keys KEYS = Keys.of(
            "at", "visitor", "badges", "not_badges", "segments", "not_segments", "attributes", "actions", "visits");
    private static final List<String> SPOKEN_OF =
            KEYS.known().subList(2, KEYS.known().size());
    private static final String FORM = "an expectation such as { at: 2026-03-01T10:00Z, visitor: ada, badges: [vip] }";

    private final Tools tools;
    private final Problems problems;
    private final Declared declared;
    private final Constants constants;
    private final FunnelExpectations funnels;
    private final Names names;

    Expectations(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.declared = tools.declared();
        this.constants = new Constants(tools);
        this.funnels = new FunnelExpectations(tools);
        this.names = new Names(tools);
    }

    Optional<Expectation> read(Yaml node) {
        var written = Fields.of(node, KEYS, FORM, problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var at = fields.required("at", "the moment").flatMap(tools.moments()::moment);
        var visitor = fields.required("visitor", "whose profile")
                .flatMap(name -> tools.scalars().text(name, "the visitor's anonymous id"));
        if (SPOKEN_OF.stream().noneMatch(fields::has) && fields.isUnderstood()) {
            problems.add(Code.MISSING_KEY, fields.spot(), "nothing expected", "one of " + String.join(", ", SPOKEN_OF));
        }
        var badges = named(fields, "badges", "a badge", declared.badges());
        var notBadges = named(fields, "not_badges", "a badge", declared.badges());
        var segments = named(fields, "segments", "a segment", declared.segments());
        var notSegments = named(fields, "not_segments", "a segment", declared.segments());
        var attributes = fields.value("attributes").map(this::attributes).orElse(Map.of());
        var actions = fields.has("actions")
                ? Optional.of(named(fields, "actions", "an action", declared.actions()))
                : Optional.<List<String>>empty();
        var visits = fields.value("visits").flatMap(count -> tools.numbers().whole(count, 0, Integer.MAX_VALUE));
        return at.flatMap(moment -> visitor.map(who -> new Expectation(
                node.spot().place(),
                moment,
                who,
                badges,
                notBadges,
                segments,
                notSegments,
                attributes,
                actions,
                visits)));
    }

    private List<String> named(Fields fields, String key, String what, Collection<String> known) {
        return fields.value(key)
                .map(node -> tools.scalars()
                        .each(
                                node,
                                item -> tools.scalars()
                                        .text(item, "the name of " + what)
                                        .filter(name -> declared.check(name, known, what, item.spot(), problems))))
                .orElse(List.of());
    }

    private Map<String, Optional<Value>> attributes(Yaml node) {
        var expected = new LinkedHashMap<String, Optional<Value>>();
        if (!(node instanceof Yaml.Mapping mapping)) {
            problems.wrongType(node, "values by attribute, such as { lifetime_value: 500 }");
            return expected;
        }
        for (var entry : mapping.entries()) {
            names.lasting(entry.name(), "a declared attribute", entry.key().spot())
                    .ifPresent(attribute -> expected.put(attribute.name(), value(entry.value(), attribute)));
        }
        return expected;
    }

    private Optional<Value> value(Yaml node, Declared.OfAttribute attribute) {
        return node instanceof Yaml.Scalar scalar && scalar.isNull()
                ? Optional.empty()
                : attribute.type().flatMap(type -> value(node, attribute, type));
    }

    private Optional<Value> value(Yaml node, Declared.OfAttribute attribute, Attribute.Type type) {
        return switch (type) {
            case FUNNEL -> funnels.read(node, attribute);
            case TIMELINE -> {
                problems.add(
                        Code.NOT_FOR_TYPE,
                        node.spot(),
                        Shown.found(node) + " for "
                                + Subject.ofType(attribute.name(), type).described(),
                        "~ for one that is missing",
                        "Derive the count of its entries, or their sum, and expect that.");
                yield Optional.empty();
            }
            case STRING,
                    NUMBER,
                    BOOLEAN,
                    DATE,
                    SET_OF_STRINGS,
                    TALLY,
                    LIST_OF_STRINGS,
                    LIST_OF_NUMBERS,
                    LIST_OF_BOOLEANS -> constants.typed(node, type);
        };
    }
}
