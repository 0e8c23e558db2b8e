package io.pharos.model.read;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace.Guard;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the kinds of identifiers, the strongest first. */
final class Identifiers {
    private static final Keys KEYS =
            Keys.ofDefinition("from", "normalise", "policy", "claim", "guard", "tealium_attribute");
    private static final Keys GUARD = Keys.of("shortest", "distinct", "block");
    private static final Words<Normaliser> NORMALISERS = Words.of(Normaliser.values());
    private static final Words<Policy> POLICIES = Words.of(Policy.values());
    private static final String FORM = "an identifier such as { from: email, normalise: [trim, lowercase] }";

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final Map<String, Spot> attributes = new HashMap<>();

    Identifiers(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
    }

    List<IdentifierKind> read() {
        var kinds = new ArrayList<IdentifierKind>();
        for (var entry : written.values()) {
            checkName(entry.key());
            read(entry).ifPresent(kinds::add);
        }
        return kinds;
    }

    private void checkName(Yaml.Scalar name) {
        if (name.text().equals(Identifier.ANONYMOUS)) {
            problems.add(
                    Code.RESERVED_NAME,
                    name.spot(),
                    Shown.quoted(name.text()),
                    "another name",
                    "It is the kind of the visitor's own id, which every workspace has.");
        } else {
            tools.scalars().checkSlug(name.text(), name.spot());
        }
    }

    private Optional<IdentifierKind> read(Yaml.Entry entry) {
        var written = Fields.of(entry.value(), KEYS, FORM, problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var about = new Abouts(tools).read(entry.name(), fields, this.written);
        var from = fields.required("from", "the property that carries it, or a list of them")
                .map(node -> tools.scalars().atLeastOne(node, "a property of the event"))
                .orElse(List.of());
        var normalise = fields.value("normalise")
                .map(node -> tools.scalars().each(node, item -> tools.scalars().word(item, NORMALISERS)))
                .orElse(List.of());
        var policy = fields.value("policy")
                .flatMap(node -> tools.scalars().word(node, POLICIES))
                .orElse(Policy.MERGE);
        var claim = fields.value("claim").flatMap(node -> claim(node, policy));
        var guard = fields.value("guard")
                .flatMap(node -> Fields.of(node, GUARD, "a guard such as { shortest: 6, block: [nobody] }", problems))
                .map(this::guard)
                .orElse(Guard.DEFAULT);
        return Optional.of(new IdentifierKind(
                entry.name(),
                from.stream().map(Names::withoutPrefix).toList(),
                normalise,
                policy,
                claim,
                guard,
                fields.value("tealium_attribute").flatMap(this::attribute),
                about));
    }

    private Optional<Duration> claim(Yaml node, Policy policy) {
        if (policy != Policy.SWITCH) {
            problems.add(
                    Code.CONFLICT,
                    node.spot(),
                    Shown.found(node),
                    "claim only where the policy is switch",
                    "Identifiers that merge claim whatever they were ever sent together with.");
            return Optional.empty();
        }
        return tools.spans().fixed(node, Duration.ZERO);
    }

    private Optional<String> attribute(Yaml node) {
        return new Numbers(problems).whole(node, 1, Integer.MAX_VALUE).map(number -> {
            var attribute = number.toString();
            var first = attributes.putIfAbsent(attribute, node.spot());
            if (first != null) {
                problems.add(
                        Code.CONFLICT,
                        node.spot(),
                        attribute,
                        "an attribute of its own",
                        "The identifier in " + first.fileAndLine() + " has it already.");
            }
            return attribute;
        });
    }

    private Guard guard(Fields fields) {
        return new Guard(
                fields.value("shortest").flatMap(this::length).orElse(Guard.DEFAULT.shortest()),
                fields.value("distinct").flatMap(this::length).orElse(Guard.DEFAULT.distinct()),
                fields.value("block")
                        .map(node -> tools.scalars().texts(node, "a value that names nobody"))
                        .map(texts -> texts.stream()
                                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toUnmodifiableSet()))
                        .orElse(Guard.DEFAULT.block()));
    }

    private Optional<Integer> length(Yaml node) {
        return new Numbers(problems).whole(node, 1, Identification.LONGEST);
    }
}
