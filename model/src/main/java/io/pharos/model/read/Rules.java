package io.pharos.model.read;

import io.pharos.model.Workspace.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads rules: a condition under its name, beside which may stand what is said about it; a list then stands under {@code if}. */
final class Rules {
    private static final Keys ABOUT = Keys.ofDefinition();

    private final Tools tools;
    private final Map<String, Yaml.Entry> written;
    private final Conditions conditions;

    Rules(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.written = written;
        this.conditions = new Conditions(tools);
    }

    Map<String, Rule> read(Map<String, Uses> uses) {
        var rules = new LinkedHashMap<String, Rule>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            var used = new Uses();
            uses.put(entry.name(), used);
            read(entry, Site.InDefinition.of(used)).ifPresent(rule -> rules.put(entry.name(), rule));
        }
        return rules;
    }

    private Optional<Rule> read(Yaml.Entry entry, Site site) {
        if (!(entry.value() instanceof Yaml.Mapping mapping)) {
            return conditions
                    .read(entry.value(), site)
                    .map(condition -> new Rule(entry.name(), condition, Abouts.of(entry.name())));
        }
        var said = new Yaml.Mapping(
                mapping.spot(), mapping.entries().stream().filter(Rules::isSaid).toList());
        var about = new Abouts(tools).read(entry.name(), Fields.of(said, ABOUT, tools.problems()), written);
        var rest = mapping.entries().stream().filter(each -> !isSaid(each)).toList();
        var condition = rest.size() == 1 && rest.getFirst().name().equals("if")
                ? rest.getFirst().value()
                : new Yaml.Mapping(mapping.spot(), rest);
        return conditions.read(condition, site).map(known -> new Rule(entry.name(), known, about));
    }

    /** Operators are a map, what is said is none: so a property called {@code name} can still be compared. */
    private static boolean isSaid(Yaml.Entry entry) {
        return ABOUT.known().contains(entry.name()) && !(entry.value() instanceof Yaml.Mapping);
    }
}
