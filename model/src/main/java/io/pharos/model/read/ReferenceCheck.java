package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks what only the whole can tell: that nothing depends on itself, and that each definition can see what it reads.
 */
final class ReferenceCheck {
    private final Tools tools;
    private final Problems problems;
    private final Sections sections;
    private final Map<String, Uses> attributes = new LinkedHashMap<>();
    private final Map<String, Uses> rules = new LinkedHashMap<>();
    private final Map<String, Uses> badges = new LinkedHashMap<>();
    private final Map<String, Uses> segments = new LinkedHashMap<>();
    private final Map<String, Uses> actions = new LinkedHashMap<>();
    private final RuleUses byRules = new RuleUses(rules);

    ReferenceCheck(Tools tools, Sections sections) {
        this.tools = tools;
        this.problems = tools.problems();
        this.sections = sections;
    }

    Map<String, Uses> attributes() {
        return attributes;
    }

    Map<String, Uses> rules() {
        return rules;
    }

    Map<String, Uses> badges() {
        return badges;
    }

    Map<String, Uses> segments() {
        return segments;
    }

    Map<String, Uses> actions() {
        return actions;
    }

    void check(Workspace workspace) {
        if (!rulesInCircles()) {
            rulesTooLarge(workspace.rules());
        }
        attributesInCircles(workspace.attributes());
        badgesAndSegmentsInCircles();
        var derivations = new DerivationCheck(tools, workspace.attributes());
        derivations.check(attributes);
        var reach = new ReachCheck(tools, rules);
        Stream.of(attributes, rules, badges, segments, actions)
                .flatMap(uses -> uses.values().stream())
                .forEach(uses -> {
                    derivations.checkLimits(uses);
                    reach.ofBehaviours(uses);
                });
        segments.forEach(reach::ofSegment);
        badges.forEach((name, uses) -> {
            if (isWhile(name)) {
                reach.ofWhile(name, uses);
            }
        });
        actions.forEach(reach::ofAction);
    }

    private boolean isWhile(String badge) {
        return definition("badges", badge)
                .filter(entry -> entry.value() instanceof Yaml.Mapping mapping
                        && mapping.entries().stream()
                                .anyMatch(each -> each.name().equals("while")))
                .isPresent();
    }

    private boolean rulesInCircles() {
        var dependencies = new LinkedHashMap<String, List<String>>();
        rules.forEach((name, uses) -> dependencies.put(name, rulesIn(uses)));
        var cycles = Cycles.in(dependencies);
        for (var cycle : cycles) {
            report(cycle, definition("rules", cycle.getFirst()), "rules that do not need each other");
        }
        return !cycles.isEmpty();
    }

    /** Those among the past events that are described, too: a rule cannot be written out in itself. */
    private static List<String> rulesIn(Uses uses) {
        return Stream.concat(
                        uses.rules().stream(), uses.behaviours().stream().flatMap(each -> each.uses().rules().stream()))
                .map(Uses.Use::name)
                .toList();
    }

    private void rulesTooLarge(Map<String, Rule> readRules) {
        RuleSizes.tooLarge(readRules)
                .map(sections.definitions("rules")::get)
                .ifPresent(entry -> problems.add(
                        Code.LIMIT,
                        entry.key().spot(),
                        "the rule " + Shown.quoted(entry.name()) + ", too large when the rules in it are written out",
                        "at most " + RuleSizes.MOST_CONDITIONS + " conditions and " + RuleSizes.MOST_LEVELS
                                + " levels"));
    }

    private void attributesInCircles(Map<String, Attribute> read) {
        var derived = read.values().stream()
                .filter(attribute -> attribute.definition() instanceof Definition.Derived)
                .map(Attribute::name)
                .collect(Collectors.toSet());
        for (var circle : new AttributeOrder(attributes, derived, byRules).circles()) {
            report(circle, definition("attributes", circle.getFirst()), "attributes of which one comes first");
        }
    }

    private void badgesAndSegmentsInCircles() {
        var dependencies = new LinkedHashMap<String, List<String>>();
        badges.forEach((name, uses) -> dependencies.put("badge " + name, memberships(uses)));
        segments.forEach((name, uses) -> dependencies.put("segment " + name, memberships(uses)));
        for (var cycle : Cycles.in(dependencies)) {
            // The badge that is worn where no other is depends on all others: it is one of these that has to change.
            var written = cycle.stream()
                    .flatMap(member -> membership(member).stream())
                    .filter(entry -> !Preloaded.has(entry.key().spot()))
                    .findFirst();
            report(cycle, written, "badges and segments of which one comes first");
        }
    }

    /** @param member such as {@code badge vip} */
    private Optional<Yaml.Entry> membership(String member) {
        var kindAndName = member.split(" ", 2);
        return definition(kindAndName[0] + "s", kindAndName[1]);
    }

    private List<String> memberships(Uses uses) {
        return Stream.concat(
                        byRules.all(uses, Uses::badges).stream().map(use -> "badge " + use.name()),
                        byRules.all(uses, Uses::segments).stream().map(use -> "segment " + use.name()))
                .toList();
    }

    private Optional<Yaml.Entry> definition(String section, String name) {
        return Optional.ofNullable(sections.definitions(section).get(name));
    }

    private void report(List<String> cycle, Optional<Yaml.Entry> at, String expected) {
        at.ifPresent(entry -> problems.add(Code.CYCLE, entry.key().spot(), String.join(" → ", cycle), expected));
    }
}
