package io.pharos.model.read;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Matching;
import java.util.List;
import java.util.Optional;

/** Reads which events are meant: those of a name, and those of which a condition held. */
final class Matchings {
    private static final String NAMES = "the name of an event, or a list of names";

    private final Scalars scalars;
    private final Conditions conditions;

    Matchings(Tools tools, Conditions conditions) {
        this.scalars = tools.scalars();
        this.conditions = conditions;
    }

    /**
     * @param names the key under which the names stand; without it any event is meant
     * @param where the site of the condition
     */
    Matching read(Fields fields, String names, Site.InDefinition where) {
        var named =
                fields.value(names).map(node -> scalars.atLeastOne(node, NAMES)).orElse(List.of());
        Optional<Condition> condition = fields.value("where").flatMap(node -> conditions.read(node, where));
        return new Matching(named, condition);
    }
}
