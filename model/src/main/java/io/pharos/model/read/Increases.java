package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.util.Optional;

/** Reads how a tally is increased: one key, many of them, or by all of another tally. */
final class Increases {
    private static final Keys KEYS = Keys.of("keys", "key", "by");
    private static final Operand ONE = new Operand.Constant(Value.Amount.ONE);

    private final Problems problems;
    private final Declared declared;
    private final Operands operands;

    Increases(Tools tools) {
        this.problems = tools.problems();
        this.declared = tools.declared();
        this.operands = new Operands(tools);
    }

    Optional<Operation> ofKeys(Yaml node, Site site) {
        var written = Fields.of(node, KEYS, "{ keys: …, by: … }", problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        if (fields.has("keys") && fields.has("key")) {
            problems.add(Code.CONFLICT, fields.spot(), "key and keys", "one of them");
            return Optional.empty();
        }
        var keys = fields.has("key")
                ? fields.value("key").flatMap(key -> operands.one(key, Wanted.TEXTS, site))
                : fields.required("keys", "the keys to increase").flatMap(many -> keys(many, site));
        var by = fields.has("by") ? fields.value("by").flatMap(amounts -> by(amounts, keys, site)) : Optional.of(ONE);
        return keys.flatMap(known -> by.map(amount -> new Operation.IncreaseKeys(known, amount)));
    }

    private Optional<Operand> keys(Yaml node, Site site) {
        return node instanceof Yaml.Sequence
                ? operands.oneOrMore(node, Wanted.TEXTS, site)
                : operands.one(node, Wanted.TEXTS.or(Attribute.Type.TALLY), site);
    }

    /** One amount for all keys, or a list in step with them; a tally has no order to be in step with. */
    private Optional<Operand> by(Yaml node, Optional<Operand> keys, Site site) {
        if (keys.filter(this::isTally).isEmpty()) {
            return operands.oneOrMore(node, Wanted.NUMBERS, site);
        }
        if (node instanceof Yaml.Sequence) {
            problems.wrongType(
                    node, "one number", "The keys of a tally are in no order that a list could be in step with.");
            return Optional.empty();
        }
        return operands.one(node, Wanted.NUMBER, site);
    }

    private boolean isTally(Operand operand) {
        return operand instanceof Operand.Named(Name name)
                && declared.type(name).equals(Optional.of(Attribute.Type.TALLY));
    }
}
