package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Enrichment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads attributes: first what they are, so that others can refer to them, then how they come by their values. */
final class Attributes {
    private static final Words<Scope> SCOPES = Words.of(Scope.values());
    private static final Keys KEYS = Keys.ofDefinition("scope", "type", "restricted", "since", "enrichments", "derive")
            .later("keep", "steps", "within", "reset", "integer");
    private static final String FORM = "an attribute such as { type: string, enrichments: [ { set: { to: plan } } ] }";

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final Enrichments enrichments;
    private final Derivations derivations;

    Attributes(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.enrichments = new Enrichments(tools);
        this.derivations = new Derivations(tools);
    }

    /** What is written about an attribute apart from its definition. What is wrong with it is reported here, once. */
    static Map<String, Declared.OfAttribute> declarations(Map<String, Yaml.Entry> written, Problems problems) {
        var scalars = new Scalars(problems);
        var declarations = new LinkedHashMap<String, Declared.OfAttribute>();
        written.forEach((name, entry) -> {
            checkName(entry.key(), scalars, problems);
            var scope = value(entry, "scope").flatMap(node -> scalars.word(node, SCOPES));
            var type = value(entry, "type").flatMap(node -> scalars.word(node, Types.WORDS));
            var restricted = value(entry, "restricted").flatMap(scalars::flag);
            declarations.put(
                    name, new Declared.OfAttribute(name, scope.orElse(Scope.VISITOR), type, restricted.orElse(false)));
        });
        return declarations;
    }

    private static void checkName(Yaml.Scalar name, Scalars scalars, Problems problems) {
        if (Names.RESERVED.contains(name.text())) {
            problems.add(
                    Code.RESERVED_NAME,
                    name.spot(),
                    Shown.quoted(name.text()),
                    "a name that is no word of the language");
        } else {
            scalars.checkSlug(name.text(), name.spot());
        }
    }

    private static Optional<Yaml> value(Yaml.Entry attribute, String key) {
        return attribute.value() instanceof Yaml.Mapping map
                ? map.entries().stream()
                        .filter(entry -> entry.name().equals(key))
                        .map(Yaml.Entry::value)
                        .findFirst()
                : Optional.empty();
    }

    Map<String, Attribute> read(Map<String, Uses> uses) {
        var attributes = new LinkedHashMap<String, Attribute>();
        for (var entry : written.values()) {
            var declared = tools.declared().attributes().get(entry.name());
            if (declared != null) {
                var used = new Uses();
                uses.put(entry.name(), used);
                read(entry, declared, used).ifPresent(attribute -> attributes.put(entry.name(), attribute));
            }
        }
        return attributes;
    }

    private Optional<Attribute> read(Yaml.Entry entry, Declared.OfAttribute declared, Uses uses) {
        var known = Fields.of(entry.value(), KEYS, FORM, problems);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var fields = known.get();
        fields.required("type", Types.WORDS.expected());
        var about = new Abouts(tools).read(entry.name(), fields, written);
        var since = fields.value("since").flatMap(tools.moments()::moment);
        var definition = definition(fields, declared, uses);
        return definition.flatMap(how -> declared.type()
                .map(type -> new Attribute(
                        declared.name(), declared.scope(), type, declared.restricted(), since, how, about)));
    }

    private Optional<Definition> definition(Fields fields, Declared.OfAttribute attribute, Uses uses) {
        if (!fields.has("derive")) {
            return written(fields, attribute, uses);
        }
        for (var other : List.of("enrichments", "since")) {
            fields.entry(other)
                    .ifPresent(entry -> problems.add(
                            Code.CONFLICT,
                            entry.key().spot(),
                            other + " beside derive",
                            "one of them",
                            "A derived attribute always equals its expression; it sees no events itself."));
        }
        return fields.value("derive")
                .flatMap(node -> derivations.read(node, attribute, uses))
                .map(Definition.Derived::new);
    }

    private Optional<Definition> written(Fields fields, Declared.OfAttribute attribute, Uses uses) {
        if (!fields.has("enrichments")) {
            problems.warn(
                    Code.NEVER_WRITTEN,
                    fields.spot(),
                    "neither enrichments nor derive",
                    "one of them",
                    attribute.name() + " never has a value.");
            return Optional.of(new Definition.Written(List.of()));
        }
        var site = new Site.InDefinition(Optional.of(attribute.name()), uses);
        var read = new ArrayList<Enrichment>();
        for (var item : fields.value("enrichments")
                .map(node -> tools.scalars().items(node, "a list of enrichments"))
                .orElse(List.of())) {
            enrichments.read(item, attribute, site).ifPresent(read::add);
        }
        return Optional.of(new Definition.Written(read));
    }
}
