package io.pharos.model.read;

import io.pharos.model.MappingRule;
import io.pharos.model.MappingRule.Change;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads how the properties of a source's events are changed as they come in. */
final class MappingRules {
    private static final List<String> WORDS = List.of("rename", "copy", "constant", "lowercase", "drop");
    private static final Keys KEYS = Keys.of("rename", "copy", "constant", "lowercase", "drop", "if")
            .elsewhere("set", "constant", "remove", "drop", "clear", "drop", "when", "if", "event", "if");
    private static final Keys IF = Keys.of("event");
    private static final String IF_FORM = "the events that it is for, such as { event: purchase }";
    private static final String RULES = "a list of rules such as [ rename: { mail: email } ]";
    private static final String RULE = "a rule such as { rename: { mail: email } }";
    private static final String NAMES = "property names by their old names, such as { mail: email }";
    private static final String PROPERTY = "the name of a property";

    private final Problems problems;
    private final Scalars scalars;
    private final Constants constants;

    MappingRules(Tools tools) {
        this.problems = tools.problems();
        this.scalars = tools.scalars();
        this.constants = new Constants(tools);
    }

    List<MappingRule> read(Yaml node) {
        var rules = new ArrayList<MappingRule>();
        for (var item : scalars.items(node, RULES)) {
            Fields.of(item, KEYS, RULE, problems).flatMap(this::rule).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<MappingRule> rule(Fields fields) {
        var events = fields.value("if").map(this::events).orElse(List.of());
        var words = WORDS.stream().filter(fields::has).toList();
        if (words.size() == 1) {
            return fields.value(words.getFirst()).map(node -> new MappingRule(events, changes(words.getFirst(), node)));
        }
        if (fields.isUnderstood()) {
            var found = words.isEmpty() ? "none of them" : String.join(" and ", words);
            var hint = words.isEmpty() ? "" : "Write a rule for each, in the order in which they are to act.";
            problems.add(Code.MISSING_KEY, fields.spot(), found, "one of " + String.join(", ", WORDS), hint);
        }
        return Optional.empty();
    }

    private List<String> events(Yaml node) {
        return Fields.of(node, IF, IF_FORM, problems)
                .flatMap(fields -> fields.required("event", "the name of an event, or a list"))
                .map(names -> scalars.atLeastOne(names, "the name of an event"))
                .orElse(List.of());
    }

    private List<Change> changes(String word, Yaml node) {
        return switch (word) {
            case "rename" -> names(node, Change.Rename::new);
            case "copy" -> names(node, Change.Copy::new);
            case "constant" -> constants(node);
            case "lowercase" ->
                properties(node).stream().<Change>map(Change.Lowercase::new).toList();
            case "drop" ->
                properties(node).stream().<Change>map(Change.Drop::new).toList();
            default -> throw new IllegalArgumentException("no word of a rule: " + word);
        };
    }

    private List<String> properties(Yaml node) {
        return scalars.atLeastOne(node, PROPERTY);
    }

    private List<Change> names(Yaml node, BiFunction<String, String, Change> change) {
        var changes = new ArrayList<Change>();
        for (var entry : entries(node, NAMES)) {
            scalars.text(entry.value(), PROPERTY).ifPresent(to -> changes.add(change.apply(entry.name(), to)));
        }
        return changes;
    }

    private List<Change> constants(Yaml node) {
        var changes = new ArrayList<Change>();
        for (var entry : entries(node, "values by property, such as { channel: web }")) {
            value(entry.value()).ifPresent(value -> changes.add(new Change.Constant(entry.name(), value)));
        }
        return changes;
    }

    /** The entries of a map that has some. */
    List<Yaml.Entry> entries(Yaml node, String expected) {
        if (node instanceof Yaml.Mapping map && !map.entries().isEmpty()) {
            return map.entries();
        }
        problems.wrongType(node, expected);
        return List.of();
    }

    /** A text, a number, true or false, or a list of these. */
    Optional<Value> value(Yaml node) {
        return node instanceof Yaml.Sequence list
                ? Optional.of(new Value.Items(scalars.each(list, constants::byLooks)))
                : constants.byLooks(node);
    }
}
