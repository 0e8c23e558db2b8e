package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.util.List;
import java.util.Optional;

/** Reads what an enrichment does, such as {@code increase: { by: order_total }}. */
final class Operations {
    private static final Words<Keep> KEEP = Words.of(Keep.values());
    private static final Keys SET = Keys.of("to", "keep")
            .later(
                    "join",
                    "with",
                    "format",
                    "ratio",
                    "product",
                    "sum",
                    "difference",
                    "between",
                    "change_in",
                    "average_of",
                    "max_of",
                    "min_of",
                    "sum_of",
                    "parse",
                    "without",
                    "pairs",
                    "unit");
    private static final Keys BY = Keys.of("by");
    private static final Keys FROM = Keys.of("from");
    private static final Keys ITEM = Keys.of("item").later("occurrences");
    private static final Keys KEY = Keys.of("key");
    private static final Keys KEYS_BY = Keys.of("keys", "key", "by");
    private static final Operand ONE = new Operand.Constant(Value.Amount.ONE);

    private final Problems problems;
    private final Scalars scalars;
    private final Operands operands;
    private final Declared declared;

    Operations(Tools tools) {
        this.declared = tools.declared();
        this.problems = tools.problems();
        this.scalars = tools.scalars();
        this.operands = new Operands(tools);
    }

    static List<String> of(Attribute.Type type) {
        return switch (type) {
            case STRING, BOOLEAN, DATE -> List.of("set", "clear");
            case NUMBER -> List.of("set", "clear", "increase", "decrease");
            case SET_OF_STRINGS -> List.of("set", "clear", "add", "remove");
            case TALLY -> List.of("set", "clear", "increase", "remove");
        };
    }

    /** @param entry a verb that attributes of {@code type} have, and what stands under it */
    Optional<Operation> read(Yaml.Entry entry, Attribute.Type type, Site site) {
        var node = entry.value();
        return switch (entry.name()) {
            case "set" -> set(node, type, site);
            case "clear" -> clear(node);
            case "increase" ->
                type == Attribute.Type.TALLY
                        ? increaseKeys(node, site)
                        : by(node, site).map(Operation.Increase::new);
            case "decrease" -> by(node, site).map(Operation.Decrease::new);
            case "add" -> texts(node, FROM, "from", site).map(Operation.Add::new);
            case "remove" ->
                type == Attribute.Type.TALLY
                        ? texts(node, KEY, "key", site).map(Operation.RemoveKey::new)
                        : texts(node, ITEM, "item", site).map(Operation.Remove::new);
            default -> throw new IllegalArgumentException("no verb: " + entry.name());
        };
    }

    private Optional<Operation> set(Yaml node, Attribute.Type type, Site site) {
        var fields = Fields.of(node, SET, "{ to: … }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var keep = fields.get()
                .value("keep")
                .flatMap(written -> scalars.word(written, KEEP).filter(known -> isFor(known, type, written)))
                .orElse(Keep.LAST);
        return fields.get()
                .required("to", "what it is set to")
                .flatMap(to -> type == Attribute.Type.SET_OF_STRINGS
                        ? operands.oneOrMore(to, type, site)
                        : operands.one(to, type, site))
                .map(to -> new Operation.Set(to, keep));
    }

    private boolean isFor(Keep keep, Attribute.Type type, Yaml written) {
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

    private Optional<Operation> clear(Yaml node) {
        var nothing = node instanceof Yaml.Mapping map
                ? map.entries().isEmpty()
                : node instanceof Yaml.Scalar scalar && scalar.isNull();
        if (!nothing) {
            problems.wrongType(node, "{}", "Write clear: {}.");
            return Optional.empty();
        }
        return Optional.of(new Operation.Clear());
    }

    private Optional<Operand> by(Yaml node, Site site) {
        return Fields.of(node, BY, "{ by: … }", problems)
                .flatMap(fields -> fields.required("by", "how much"))
                .flatMap(by -> operands.one(by, Attribute.Type.NUMBER, site));
    }

    private Optional<Operand> texts(Yaml node, Keys keys, String key, Site site) {
        return Fields.of(node, keys, "{ " + key + ": … }", problems)
                .flatMap(fields -> fields.required(key, "one text, or a list of them"))
                .flatMap(written -> operands.oneOrMore(written, Attribute.Type.SET_OF_STRINGS, site));
    }

    private Optional<Operation> increaseKeys(Yaml node, Site site) {
        var fields = Fields.of(node, KEYS_BY, "{ keys: …, by: … }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (fields.get().has("keys") && fields.get().has("key")) {
            problems.add(Code.CONFLICT, fields.get().spot(), "key and keys", "one of them");
            return Optional.empty();
        }
        if (isTally(fields.get().value("keys"))) {
            problems.notAvailable(
                    fields.get().spot(), "increase by a tally", "keys: a text, a list of texts or a set of strings");
            return Optional.empty();
        }
        var keys = fields.get().has("key")
                ? fields.get().value("key").flatMap(key -> operands.one(key, Attribute.Type.SET_OF_STRINGS, site))
                : fields.get()
                        .required("keys", "the keys to increase")
                        .flatMap(written -> operands.oneOrMore(written, Attribute.Type.SET_OF_STRINGS, site));
        var by = fields.get().has("by")
                ? fields.get().value("by").flatMap(written -> operands.oneOrMore(written, Attribute.Type.NUMBER, site))
                : Optional.of(ONE);
        return keys.isPresent() && by.isPresent()
                ? Optional.of(new Operation.IncreaseKeys(keys.get(), by.get()))
                : Optional.empty();
    }

    private boolean isTally(Optional<Yaml> keys) {
        return keys.orElse(null) instanceof Yaml.Scalar scalar
                && declared.attribute(scalar.text())
                        .flatMap(Declared.OfAttribute::type)
                        .equals(Optional.of(Attribute.Type.TALLY));
    }
}
