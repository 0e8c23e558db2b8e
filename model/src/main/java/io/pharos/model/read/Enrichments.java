package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the enrichments of one attribute: what is done, at which moments, under which condition. */
final class Enrichments {
    static final Words<When> WHEN = Words.of(When.values());
    private static final String FORM = "an enrichment such as { set: { to: plan } }";
    private static final List<String> VERBS =
            List.of("set", "clear", "increase", "decrease", "add", "remove", "lowercase", "split", "record");
    private static final Keys KEYS = Keys.of(
                    Stream.concat(VERBS.stream(), Stream.of("when", "if")).toArray(String[]::new))
            .elsewhere("where", "if", "condition", "if", "on", "when")
            .elsewhere("reset", "clear", "increment", "increase", "decrement", "decrease", "append", "add")
            .elsewhere("capture", "record", "entry", "record", "step", "steps, beside enrichments")
            .elsewhere(
                    "assign", "assign of a badge", "while", "while of a badge", "derive", "derive, beside enrichments");

    private final Tools tools;
    private final Problems problems;
    private final Conditions conditions;
    private final Operations operations;

    Enrichments(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.conditions = new Conditions(tools);
        this.operations = new Operations(tools);
    }

    Optional<Enrichment> read(Yaml node, Declared.OfAttribute attribute, Site.InDefinition site) {
        var fields = Fields.of(node, KEYS, FORM, problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var when = when(fields.get(), attribute);
        var condition = fields.get().value("if").flatMap(written -> conditions.read(written, site));
        var operation =
                attribute.type().flatMap(type -> operation(fields.get(), new Target(attribute.name(), type), site));
        return operation.map(known -> new Enrichment(when, condition, known));
    }

    private When when(Fields fields, Declared.OfAttribute attribute) {
        var when = fields.value("when").flatMap(written -> tools.scalars().word(written, WHEN));
        if (fields.has("when") && attribute.scope() == Scope.EVENT) {
            problems.add(
                    Code.WRONG_SCOPE,
                    fields.entry("when").orElseThrow().key().spot(),
                    "when, in an attribute of an event",
                    "no when",
                    "An attribute with the scope event is written at each event.");
        }
        return when.orElse(When.ANY_EVENT);
    }

    private Optional<Operation> operation(Fields fields, Target target, Site.InDefinition site) {
        var verbs = VERBS.stream().filter(fields::has).toList();
        if (verbs.isEmpty()) {
            if (fields.isUnderstood()) {
                problems.add(Code.MISSING_KEY, fields.spot(), "no operation", expected(target.type()));
            }
            return Optional.empty();
        }
        if (verbs.size() > 1) {
            problems.add(
                    Code.CONFLICT,
                    fields.spot(),
                    String.join(" and ", verbs) + " in one enrichment",
                    "one operation",
                    "Write a list of enrichments; they are done in the order written.");
            return Optional.empty();
        }
        var entry = fields.entry(verbs.getFirst()).orElseThrow();
        if (!Operations.of(target.type()).contains(entry.name())) {
            problems.add(
                    Code.NOT_FOR_TYPE,
                    entry.key().spot(),
                    Shown.quoted(entry.name()) + " of " + target.described(),
                    expected(target.type()));
            return Optional.empty();
        }
        return operations.read(entry, target, site);
    }

    private static String expected(Attribute.Type type) {
        var verbs = Operations.of(type);
        return verbs.size() == 1 ? verbs.getFirst() : "one of " + String.join(", ", verbs);
    }
}
