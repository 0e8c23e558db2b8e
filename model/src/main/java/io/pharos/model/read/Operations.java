package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Operand;
import java.util.List;
import java.util.Optional;

/** Reads what an enrichment does, such as {@code increase: { by: order_total }}. */
final class Operations {
    private static final Words<Keep> KEEP = Words.of(Keep.values());
    private static final Words<Occurrences> OCCURRENCES = Words.of(Occurrences.values());
    private static final Keys SET = Expressions.keys(Noun.WRITTEN, "with", "unit", "keep")
            .elsewhere("value", "to: { value: … }", "from", "to", "by", "to");
    private static final Keys BY = Keys.of("by");
    private static final Keys FROM = Keys.of("from");
    private static final Keys ITEM = Keys.of("item", "occurrences");
    private static final Keys KEY = Keys.of("key");

    private final Problems problems;
    private final Scalars scalars;
    private final Operands operands;
    private final Expressions expressions;
    private final Increases increases;
    private final Splits splits;
    private final Captures captures;

    Operations(Tools tools) {
        this.problems = tools.problems();
        this.scalars = tools.scalars();
        this.operands = new Operands(tools);
        this.expressions = new Expressions(tools);
        this.increases = new Increases(tools);
        this.splits = new Splits(tools);
        this.captures = new Captures(tools);
    }

    static List<String> of(Attribute.Type type) {
        return switch (type) {
            case STRING -> List.of("set", "clear", "lowercase", "split");
            case NUMBER -> List.of("set", "clear", "increase", "decrease");
            case BOOLEAN, DATE -> List.of("set", "clear");
            case SET_OF_STRINGS, LIST_OF_STRINGS -> List.of("set", "clear", "add", "remove", "lowercase");
            case LIST_OF_NUMBERS, LIST_OF_BOOLEANS -> List.of("set", "clear", "add", "remove");
            case TALLY -> List.of("set", "clear", "increase", "remove");
            case TIMELINE -> List.of("record", "clear");
            case FUNNEL -> List.of("clear");
        };
    }

    /** @param entry a verb that attributes of the target's type have, and what stands under it */
    Optional<Operation> read(Yaml.Entry entry, Target target, Site.InDefinition site) {
        var node = entry.value();
        var isTally = target.type() == Attribute.Type.TALLY;
        return switch (entry.name()) {
            case "set" -> set(node, target, site);
            case "clear" -> nothing(node, "clear").map(_ -> new Operation.Clear());
            case "lowercase" -> nothing(node, "lowercase").map(_ -> new Operation.Lowercase());
            case "increase" ->
                isTally ? increases.ofKeys(node, site) : by(node, site).map(Operation.Increase::new);
            case "decrease" -> by(node, site).map(Operation.Decrease::new);
            case "add" -> add(node, target, site);
            case "remove" -> isTally ? removeKey(node, site) : remove(node, target, site);
            case "split" -> splits.read(node, site);
            case "record" -> captures.record(node, site);
            default -> throw new IllegalArgumentException("no verb: " + entry.name());
        };
    }

    private Optional<Operation> set(Yaml node, Target target, Site.InDefinition site) {
        var fields = Fields.of(node, SET, "{ to: … }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var keep = fields.get()
                .value("keep")
                .flatMap(written -> scalars.word(written, KEEP).filter(known -> isFor(known, target, written)))
                .orElse(Keep.LAST);
        return expressions
                .read(fields.get(), Noun.WRITTEN, target, site)
                .map(expression -> new Operation.Set(expression, keep));
    }

    private boolean isFor(Keep keep, Target target, Yaml written) {
        var type = target.type();
        if ((keep != Keep.GREATEST && keep != Keep.LEAST)
                || type == Attribute.Type.NUMBER
                || type == Attribute.Type.DATE) {
            return true;
        }
        problems.add(
                Code.NOT_FOR_TYPE,
                written.spot(),
                Shown.found(written) + " of a " + Types.word(type).replace('_', ' '),
                "first or last",
                "Only numbers and dates have a greatest and a least.");
        return false;
    }

    /** Present if nothing stands there, as it should. */
    private Optional<Yaml> nothing(Yaml node, String verb) {
        var nothing = node instanceof Yaml.Mapping map
                ? map.entries().isEmpty()
                : node instanceof Yaml.Scalar scalar && scalar.isNull();
        if (!nothing) {
            problems.wrongType(node, "{}", "Write " + verb + ": {}.");
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private Optional<Operand> by(Yaml node, Site site) {
        return Fields.of(node, BY, "{ by: … }", problems)
                .flatMap(fields -> fields.required("by", "how much"))
                .flatMap(by -> operands.one(by, Wanted.NUMBER, site));
    }

    private Optional<Operation> add(Yaml node, Target target, Site site) {
        return Fields.of(node, FROM, "{ from: … }", problems)
                .flatMap(fields -> fields.required("from", "one item, or a list of them"))
                .flatMap(from -> operands.oneOrMore(from, Wanted.of(target.type()), site))
                .map(Operation.Add::new);
    }

    private Optional<Operation> removeKey(Yaml node, Site site) {
        return Fields.of(node, KEY, "{ key: … }", problems)
                .flatMap(fields -> fields.required("key", "one text, or a list of them"))
                .flatMap(key -> operands.oneOrMore(key, Wanted.TEXTS, site))
                .map(Operation.RemoveKey::new);
    }

    private Optional<Operation> remove(Yaml node, Target target, Site site) {
        var fields = Fields.of(node, ITEM, "{ item: … }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var item = fields.get()
                .required("item", "one item, or a list of them")
                .flatMap(written -> operands.oneOrMore(written, Wanted.of(target.type()), site));
        var occurrences = fields.get().value("occurrences").flatMap(written -> scalars.word(written, OCCURRENCES));
        if (fields.get().has("occurrences") && target.type() == Attribute.Type.SET_OF_STRINGS) {
            problems.add(
                    Code.NOT_FOR_TYPE,
                    fields.get().entry("occurrences").orElseThrow().key().spot(),
                    "occurrences in " + target.described(),
                    "item alone",
                    "A set has each item once.");
        }
        return item.map(known -> new Operation.Remove(known, occurrences.orElse(Occurrences.ALL)));
    }
}
