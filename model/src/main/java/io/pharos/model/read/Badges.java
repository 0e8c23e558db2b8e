package io.pharos.model.read;

import io.pharos.model.Condition;
import io.pharos.model.Workspace.Badge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads badges. {@code while: c} is short for: assign if c, remove if not c. */
final class Badges {
    private static final Keys KEYS =
            Keys.ofDefinition("icon", "colour", "assign", "remove", "while").elsewhere("if", "while");
    private static final Keys CHANGE = Keys.of("if", "when");
    private static final String FORM = "a badge such as { while: { lifetime_value: { at_least: 500 } } }";
    private static final Condition ALWAYS = new Condition.All(List.of());

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final Conditions conditions;

    Badges(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.conditions = new Conditions(tools);
    }

    Map<String, Badge> read(Map<String, Uses> uses) {
        var badges = new LinkedHashMap<String, Badge>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            var used = new Uses();
            uses.put(entry.name(), used);
            Fields.of(entry.value(), KEYS, FORM, problems)
                    .map(fields -> read(entry.name(), fields, Site.InDefinition.of(used)))
                    .ifPresent(badge -> badges.put(entry.name(), badge));
        }
        return badges;
    }

    private Badge read(String name, Fields fields, Site site) {
        var about = new Abouts(tools).read(name, fields, written);
        var icon = text(fields, "icon");
        var colour = text(fields, "colour");
        checkForm(fields);
        if (fields.has("while")) {
            var condition = fields.value("while").flatMap(node -> conditions.read(node, site));
            var assign = condition.map(holds -> new Badge.Change(Optional.empty(), holds));
            var remove = condition.map(holds -> new Badge.Change(Optional.empty(), new Condition.Not(holds)));
            return new Badge(name, icon, colour, assign, remove, about);
        }
        return new Badge(name, icon, colour, change(fields, "assign", site), change(fields, "remove", site), about);
    }

    private String text(Fields fields, String key) {
        return fields.value(key)
                .flatMap(node -> tools.scalars().text(node, "a text"))
                .orElse("");
    }

    private void checkForm(Fields fields) {
        if (fields.has("while")) {
            for (var key : List.of("assign", "remove")) {
                fields.entry(key)
                        .ifPresent(entry -> problems.add(
                                Code.CONFLICT,
                                entry.key().spot(),
                                key + " beside while",
                                "while alone, or assign and remove"));
            }
        } else if (!fields.has("assign") && fields.isUnderstood()) {
            problems.add(Code.MISSING_KEY, fields.spot(), "neither assign nor while", "one of them");
        }
    }

    private Optional<Badge.Change> change(Fields badge, String key, Site site) {
        var written = badge.value(key).flatMap(node -> Fields.of(node, CHANGE, "{ if: … }", problems));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        if (!fields.has("if") && !fields.has("when") && fields.isUnderstood()) {
            problems.add(Code.MISSING_KEY, fields.spot(), "neither if nor when", "one of them");
        }
        var when = fields.value("when").flatMap(node -> tools.scalars().word(node, Enrichments.WHEN));
        var condition = fields.value("if").flatMap(node -> conditions.read(node, site));
        return Optional.of(new Badge.Change(when, condition.orElse(ALWAYS)));
    }
}
