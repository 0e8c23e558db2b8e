package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Name;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads attributes: first what they are, so that others can refer to them, then how they come by their values. */
final class Attributes {
    private static final Words<Scope> SCOPES = Words.of(Scope.values());
    private static final Keys KEYS = Keys.ofDefinition(
            "scope",
            "type",
            "integer",
            "restricted",
            "since",
            "keep",
            "steps",
            "within",
            "reset",
            "enrichments",
            "derive");
    private static final String FORM = "an attribute such as { type: string, enrichments: [ { set: { to: plan } } ] }";

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final Definitions definitions;

    Attributes(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.definitions = new Definitions(tools);
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
                    name,
                    new Declared.OfAttribute(
                            name,
                            scope.orElse(Scope.VISITOR),
                            type,
                            restricted.orElse(false),
                            Funnels.names(value(entry, "steps"))));
        });
        return declarations;
    }

    private static void checkName(Yaml.Scalar name, Scalars scalars, Problems problems) {
        if (Name.RESERVED.contains(name.text())) {
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
        return definitions
                .read(fields, declared, uses)
                .flatMap(how -> declared.type()
                        .map(type -> new Attribute(
                                declared.name(),
                                declared.scope(),
                                type,
                                how.shape(),
                                declared.restricted(),
                                since,
                                how.definition(),
                                about)));
    }
}
