package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Derivation;
import io.pharos.model.Attribute.Scope;
import java.util.Optional;

/** Reads the expression that a derived attribute always equals. */
final class Derivations {
    private static final Keys KEYS = Keys.of("top_key")
            .later(
                    "top_keys",
                    "keys_above",
                    "value_of",
                    "count_of",
                    "elapsed",
                    "between",
                    "ratio",
                    "product",
                    "sum",
                    "difference",
                    "average_of",
                    "max_of",
                    "min_of",
                    "sum_of",
                    "rolling_sum",
                    "rolling_average",
                    "rolling_max",
                    "rolling_count",
                    "longest_gap");
    private static final Keys OF = Keys.of("of");
    private static final String FORM = "{ top_key: { of: a_tally } }";

    private final Tools tools;
    private final Problems problems;
    private final Names names;

    Derivations(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.names = new Names(tools);
    }

    Optional<Derivation> read(Yaml node, Declared.OfAttribute attribute, Uses uses) {
        if (attribute.scope() == Scope.EVENT) {
            problems.notAvailable(node.spot(), "derive", "enrichments, in an attribute with the scope event");
        }
        return Fields.of(node, KEYS, FORM, problems)
                .flatMap(fields -> fields.required("top_key", "{ of: a_tally }"))
                .filter(_ -> isFor(attribute, node))
                .flatMap(topKey -> Fields.of(topKey, OF, "{ of: a_tally }", problems))
                .flatMap(fields -> fields.required("of", "a tally"))
                .flatMap(of -> tally(of, uses))
                .map(Derivation.TopKey::new);
    }

    private boolean isFor(Declared.OfAttribute attribute, Yaml node) {
        var type = attribute.type().orElse(Attribute.Type.STRING);
        if (type != Attribute.Type.STRING) {
            var found = "top_key for " + Subject.ofType(attribute.name(), type).described();
            problems.add(Code.NOT_FOR_TYPE, node.spot(), found, "an attribute of the type string");
        }
        return type == Attribute.Type.STRING;
    }

    private Optional<String> tally(Yaml node, Uses uses) {
        var attribute =
                tools.scalars().text(node, "the name of a tally").flatMap(name -> names.attribute(name, node.spot()));
        if (attribute.isEmpty()) {
            return Optional.empty();
        }
        var name = attribute.get().name();
        var type = attribute.get().type().orElse(Attribute.Type.TALLY);
        if (type != Attribute.Type.TALLY) {
            var found = Subject.ofType(name, type).described();
            problems.add(Code.NOT_FOR_TYPE, node.spot(), found, "an attribute of the type tally");
            return Optional.empty();
        }
        uses.attributes().add(new Uses.Use(name, node.spot()));
        return Optional.of(name);
    }
}
