package io.pharos.model.read;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Expression;
import java.util.Optional;

/** Reads the expression that a derived attribute always equals. */
final class Derivations {
    private static final Keys KEYS = Expressions.keys(Noun.DERIVED, "with")
            .elsewhere("to", "set, in enrichments", "change_in", "set, in enrichments", "set", "set, in enrichments");
    private static final String FORM = "an expression such as { top_key: { of: a_tally } }";

    private final Problems problems;
    private final Expressions expressions;

    Derivations(Tools tools) {
        this.problems = tools.problems();
        this.expressions = new Expressions(tools);
    }

    Optional<Expression> read(Yaml.Entry derive, Declared.OfAttribute attribute, Uses uses) {
        if (attribute.scope() == Scope.EVENT) {
            problems.add(
                    Code.WRONG_SCOPE,
                    derive.key().spot(),
                    "derive, in an attribute of an event",
                    "enrichments",
                    "An attribute with the scope event is written at each event.");
        }
        var site = Site.InDefinition.ofDerivation(uses);
        return Fields.of(derive.value(), KEYS, FORM, problems)
                .flatMap(fields -> attribute
                        .type()
                        .flatMap(type ->
                                expressions.read(fields, Noun.DERIVED, new Target(attribute.name(), type), site)));
    }
}
