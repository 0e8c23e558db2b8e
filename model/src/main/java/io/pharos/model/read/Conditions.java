package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads conditions: a map with one key, or a list of which all hold. */
final class Conditions {
    static final String FORM = "a condition such as { event: purchase }, or a list of them";

    /** The conditions that are written with a name, or yes or no, alone. */
    private static final List<String> SCALAR_WORDS = List.of("event", "rule", "badge", "segment", "from_import");

    private static final List<String> WORDS =
            List.of("all", "any", "not", "event", "rule", "badge", "segment", "did", "sequence", "from_import");

    private final Tools tools;
    private final Problems problems;
    private final Names names;
    private final Operators operators;
    private final Behaviours behaviours;
    private final Sequences sequences;

    Conditions(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.names = new Names(tools);
        this.operators = new Operators(tools);
        var matchings = new Matchings(tools, this);
        this.behaviours = new Behaviours(tools, matchings, operators);
        this.sequences = new Sequences(tools, matchings);
    }

    Optional<Condition> read(Yaml node, Site site) {
        return switch (node) {
            case Yaml.Sequence list -> Optional.of(new Condition.All(each(list.items(), site)));
            case Yaml.Mapping map
            when map.entries().size() == 1 -> read(map.entries().getFirst(), site);
            case Yaml.Mapping(var spot, var entries)
            when entries.size() > 1 -> {
                severalKeys(spot, entries);
                entries.forEach(entry -> read(entry, site));
                yield Optional.empty();
            }
            case Yaml.Mapping _, Yaml.Scalar _, Yaml.Broken _ -> {
                problems.wrongType(node, FORM);
                yield Optional.empty();
            }
        };
    }

    private void severalKeys(Spot spot, List<Yaml.Entry> entries) {
        var found = entries.stream().map(Yaml.Entry::name).collect(Collectors.joining(", ", "the keys ", ""));
        var list = entries.stream()
                .limit(5)
                .map(entry -> "{ " + Shown.inline(entry) + " }")
                .collect(Collectors.joining(", ", "[ ", " ]"));
        problems.add(
                Code.ONE_CONDITION,
                spot,
                Shown.shortened(found, 100),
                "one key",
                "If all must hold, write a list: " + Shown.shortened(list, 200));
    }

    private List<Condition> each(List<Yaml> items, Site site) {
        var conditions = new ArrayList<Condition>();
        items.forEach(item -> read(item, site).ifPresent(conditions::add));
        return conditions;
    }

    private Optional<Condition> read(Yaml.Entry entry, Site site) {
        var value = entry.value();
        return switch (entry.name()) {
            case "all" -> list(value, site).map(Condition.All::new);
            case "any" -> list(value, site).map(Condition.Any::new);
            case "not" -> read(value, site).map(Condition.Not::new);
            case "event" -> definition(entry, site).flatMap(known -> event(entry, known));
            case "from_import" -> definition(entry, site).flatMap(known -> fromImport(entry, known));
            case "rule" ->
                definition(entry, site)
                        .flatMap(known -> named(
                                value,
                                "a rule",
                                tools.declared().rules(),
                                known.uses().rules()))
                        .map(Condition.RuleHolds::new);
            case "badge" ->
                ofVisitor(entry, site)
                        .flatMap(known -> named(
                                value,
                                "a badge",
                                tools.declared().badges(),
                                known.uses().badges()))
                        .map(Condition.Wears::new);
            case "segment" ->
                ofVisitor(entry, site)
                        .flatMap(known -> named(
                                value,
                                "a segment",
                                tools.declared().segments(),
                                known.uses().segments()))
                        .map(Condition.InSegment::new);
            case "did" -> ofVisitor(entry, site).flatMap(known -> behaviours.read(entry, known));
            case "sequence" -> ofVisitor(entry, site).flatMap(known -> sequences.read(entry, known));
            case "consent", "score" -> {
                problems.notAvailable(entry.key().spot(), entry.name(), String.join(", ", WORDS) + " or an attribute");
                yield Optional.empty();
            }
            default -> compare(entry, site);
        };
    }

    private Optional<List<Condition>> list(Yaml value, Site site) {
        if (value instanceof Yaml.Sequence list) {
            return Optional.of(each(list.items(), site));
        }
        problems.wrongType(value, "a list of conditions");
        return Optional.empty();
    }

    private Optional<Site.InDefinition> definition(Yaml.Entry entry, Site site) {
        if (site instanceof Site.InDefinition definition) {
            return Optional.of(definition);
        }
        problems.add(
                Code.UNKNOWN_NAME,
                entry.key().spot(),
                Shown.quoted(entry.name()),
                "columns compared with constants, since a row is no event yet",
                "A column of that name is written event." + entry.name() + ".");
        return Optional.empty();
    }

    /** Something true of a visitor; where past events are described, there is nothing but such an event. */
    private Optional<Site.InDefinition> ofVisitor(Yaml.Entry entry, Site site) {
        var known = definition(entry, site);
        if (known.filter(definition -> definition.reach() == Site.Reach.WHERE).isPresent()) {
            problems.add(
                    Code.CONFLICT,
                    entry.key().spot(),
                    entry.name() + " in a where",
                    "properties of the event, and attributes",
                    "What is true of the visitor is asked beside it.");
            return Optional.empty();
        }
        return known;
    }

    private Optional<Condition> fromImport(Yaml.Entry entry, Site.InDefinition site) {
        site.uses()
                .event()
                .add(new Uses.OfEvent("from_import", false, entry.key().spot()));
        return tools.scalars().flag(entry.value()).map(Condition.FromImport::new);
    }

    private Optional<Condition> event(Yaml.Entry entry, Site.InDefinition site) {
        site.uses().event().add(new Uses.OfEvent("event", false, entry.key().spot()));
        var events = tools.scalars().atLeastOne(entry.value(), "the name of an event, or a list of names");
        return events.isEmpty() ? Optional.empty() : Optional.of(new Condition.EventNamed(events));
    }

    private Optional<String> named(Yaml value, String what, Collection<String> known, List<Uses.Use> uses) {
        var name = tools.scalars()
                .text(value, "the name of " + what)
                .filter(text -> tools.declared().check(text, known, what, value.spot(), problems));
        name.ifPresent(text -> uses.add(new Uses.Use(text, value.spot())));
        return name;
    }

    private Optional<Condition> compare(Yaml.Entry entry, Site site) {
        if (isMisspelledWord(entry)) {
            return Optional.empty();
        }
        var name = names.resolve(entry.key(), site);
        var subject = name.flatMap(known -> subject(known, entry.name(), site));
        if (name.isEmpty() || subject.isEmpty()) {
            return Optional.empty();
        }
        List<Condition> tests = new ArrayList<>();
        for (var operator : operators.read(entry.value(), subject.get(), site)) {
            tests.add(new Condition.Compare(name.get(), operator));
        }
        return tests.size() == 1 ? Optional.of(tests.getFirst()) : Optional.of(new Condition.All(tests));
    }

    /** Whether it is no comparison, and its name is nearly that of another kind of condition. */
    private boolean isMisspelledWord(Yaml.Entry entry) {
        var isComparison = entry.value() instanceof Yaml.Mapping map
                && (map.entries().isEmpty()
                        || map.entries().stream()
                                .anyMatch(each -> OperatorWord.of(each.name()).isPresent()));
        var word = Nearest.to(entry.name(), entry.value() instanceof Yaml.Scalar ? SCALAR_WORDS : WORDS);
        if (isComparison
                || word.isEmpty()
                || tools.declared().attribute(entry.name()).isPresent()) {
            return false;
        }
        var expected = String.join(", ", WORDS) + " or a comparison such as { country: { is: DE } }";
        problems.add(
                Code.UNKNOWN_KEY,
                entry.key().spot(),
                Shown.quoted(entry.name()),
                expected,
                "Did you mean " + word.get() + "?");
        return true;
    }

    /** Empty if the type is not known because it could not be read. */
    private Optional<Subject> subject(Name name, String written, Site site) {
        return switch (name) {
            case Name.Property _ ->
                Optional.of(site instanceof Site.InColumns ? Subject.column(written) : Subject.property(written));
            case Name.EventTime _ -> Optional.of(Subject.ofType(written, Attribute.Type.DATE));
            case Name.OfIdentifier _ -> Optional.of(Subject.ofType(written, Attribute.Type.STRING));
            case Name.OfAttribute(var attribute) ->
                tools.declared().attribute(attribute).flatMap(known -> Subject.attribute(written, known));
        };
    }
}
