package io.pharos.model.read;

import io.pharos.model.Action;
import io.pharos.model.Action.Mapping;
import io.pharos.model.Action.Trigger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is done in the world when a visitor changes. */
final class Actions {
    private static final Keys KEYS = Keys.ofDefinition("connector", "trigger", "if", "mapping")
            .later("delay", "cancel_if", "once", "cap", "group", "quiet_hours", "holdout", "consent", "batch", "order")
            .elsewhere("on", "trigger", "when", "trigger", "true", "trigger");
    private static final Keys TRIGGER = Keys.of("joined", "left", "badge_assigned", "badge_removed")
            .later("in", "event", "attribute_changed", "visit_started", "visit_ended", "schedule", "manual");
    private static final String FORM = "an action such as { connector: crm, trigger: { joined: a_segment } }";
    private static final Mapping NOTHING = new Mapping.Fields(Map.of());

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final Conditions conditions;

    Actions(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.conditions = new Conditions(tools);
    }

    Map<String, Action> read(Map<String, Uses> uses) {
        var actions = new LinkedHashMap<String, Action>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            var used = new Uses();
            uses.put(entry.name(), used);
            Fields.of(entry.value(), KEYS, FORM, problems)
                    .flatMap(fields -> read(entry.name(), fields, Site.InDefinition.of(used)))
                    .ifPresent(action -> actions.put(entry.name(), action));
        }
        return actions;
    }

    private Optional<Action> read(String name, Fields fields, Site site) {
        var about = new Abouts(tools).read(name, fields, written);
        var connector = fields.required("connector", "where it goes")
                .flatMap(node -> named(node, "a connector", tools.declared().connectors()));
        var trigger = fields.required("trigger", "{ joined: a_segment }").flatMap(this::trigger);
        var condition = fields.value("if").flatMap(node -> conditions.read(node, site));
        var mapping = fields.value("mapping").flatMap(new Mappings(tools)::read);
        return connector.flatMap(
                to -> trigger.map(when -> new Action(name, to, when, condition, mapping.orElse(NOTHING), about)));
    }

    private Optional<Trigger> trigger(Yaml node) {
        var written = Fields.of(node, TRIGGER, "{ joined: a_segment }", problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var kinds = TRIGGER.known().stream().filter(fields::has).toList();
        if (kinds.size() != 1 && fields.isUnderstood()) {
            var found = kinds.isEmpty() ? "no trigger" : String.join(" and ", kinds);
            problems.add(
                    kinds.isEmpty() ? Code.MISSING_KEY : Code.CONFLICT,
                    fields.spot(),
                    found,
                    "one of " + String.join(", ", TRIGGER.known()),
                    several(kinds));
        }
        return kinds.size() == 1
                ? fields.value(kinds.getFirst()).flatMap(value -> trigger(kinds.getFirst(), value))
                : Optional.empty();
    }

    private static String several(List<String> kinds) {
        return kinds.isEmpty() ? "" : "Write an action for each.";
    }

    private Optional<Trigger> trigger(String kind, Yaml value) {
        return switch (kind) {
            case "joined" -> segment(value).map(Trigger.Joined::new);
            case "left" -> segment(value).map(Trigger.Left::new);
            case "badge_assigned" -> badge(value).map(Trigger.BadgeAssigned::new);
            case "badge_removed" -> badge(value).map(Trigger.BadgeRemoved::new);
            default -> throw new IllegalArgumentException("no trigger: " + kind);
        };
    }

    private Optional<String> segment(Yaml node) {
        return named(node, "a segment", tools.declared().segments());
    }

    private Optional<String> badge(Yaml node) {
        return named(node, "a badge", tools.declared().badges());
    }

    private Optional<String> named(Yaml node, String what, Collection<String> known) {
        return tools.scalars()
                .text(node, "the name of " + what)
                .filter(name -> tools.declared().check(name, known, what, node.spot(), problems));
    }
}
