package io.pharos.model.read;

import io.pharos.model.Workspace.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads rules: a condition under its name, or under {@code if} where more is said about it. */
final class Rules {
    private static final Keys KEYS = Keys.ofDefinition("if");

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
        var name = entry.name();
        if (entry.value() instanceof Yaml.Mapping mapping
                && mapping.entries().stream().anyMatch(each -> each.name().equals("if"))) {
            var fields = Fields.of(mapping, KEYS, tools.problems());
            var about = new Abouts(tools).read(name, fields, written);
            return fields.value("if")
                    .flatMap(node -> conditions.read(node, site))
                    .map(condition -> new Rule(name, condition, about));
        }
        return conditions.read(entry.value(), site).map(condition -> new Rule(name, condition, Abouts.of(name)));
    }
}
