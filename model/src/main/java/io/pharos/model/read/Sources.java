package io.pharos.model.read;

import io.pharos.model.FileMapping;
import io.pharos.model.Source;
import io.pharos.model.Source.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where events come from. */
final class Sources {
    private static final Words<Kind> KINDS = Words.of(Kind.values())
            .later("kafka")
            .elsewhere("rudderstack", "segment")
            .elsewhere("jitsu", "segment")
            .elsewhere("pixel", "web")
            .elsewhere("app", "segment")
            .elsewhere("csv", "file");
    private static final Keys ALL = Treatments.keys(
            "kind",
            "key",
            "origins",
            "account",
            "profile",
            "keys",
            "app_ids",
            "format",
            "time",
            "event",
            "group_by",
            "lists",
            "compute",
            "id",
            "identify");

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;
    private final FileMappings files;
    private final Treatments treatments;
    private final Map<String, Spot> keys = new HashMap<>();
    private final Map<String, Spot> pairs = new HashMap<>();
    private final Map<String, Spot> appIds = new HashMap<>();

    Sources(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.files = new FileMappings(tools);
        this.treatments = new Treatments(tools);
    }

    Map<String, Source> read() {
        var sources = new LinkedHashMap<String, Source>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            if (entry.value() instanceof Yaml.Mapping mapping) {
                kind(mapping).ifPresent(kind -> {
                    var fields = Fields.of(mapping, keysOf(kind), problems);
                    sources.put(entry.name(), read(entry.name(), kind, fields));
                });
            } else {
                problems.wrongType(entry.value(), "a source such as { kind: web }");
            }
        }
        return sources;
    }

    /** The kind decides about the other keys, so it is read first; without one, any key of any kind is let pass. */
    private Optional<Kind> kind(Yaml.Mapping mapping) {
        var kind = mapping.entries().stream()
                .filter(entry -> entry.name().equals("kind"))
                .findFirst();
        if (kind.isEmpty()) {
            Fields.of(mapping, ALL, problems).required("kind", KINDS.expected());
        }
        return kind.flatMap(entry -> tools.scalars().word(entry.value(), KINDS));
    }

    private static Keys keysOf(Kind kind) {
        return switch (kind) {
            case WEB, SEGMENT -> Treatments.keys("kind", "key", "origins");
            case SERVER -> Treatments.keys("kind", "key");
            case TEALIUM -> Treatments.keys("kind", "account", "profile", "keys", "origins");
            case SNOWPLOW -> Treatments.keys("kind", "app_ids", "origins");
            case FILE -> FileMappings.KEYS;
        };
    }

    private Source read(String name, Kind kind, Fields fields) {
        var about = new Abouts(tools).read(name, fields, written);
        var key = fields.value("key").flatMap(this::key);
        var origins = fields.value("origins").map(new Origins(tools)::read).orElse(List.of());
        var tealium = kind == Kind.TEALIUM ? tealium(fields) : Optional.<Source.Tealium>empty();
        var appIds = kind == Kind.SNOWPLOW ? appIds(fields) : List.<String>of();
        var file = kind == Kind.FILE ? files.read(fields) : Optional.<FileMapping>empty();
        return new Source(name, kind, key, origins, treatments.read(fields), tealium, appIds, file, about);
    }

    private Optional<String> key(Yaml node) {
        var expected = "a key without blanks";
        var key = tools.scalars().text(node, expected);
        if (key.isPresent() && key.get().chars().anyMatch(Character::isWhitespace)) {
            problems.wrongType(node, expected);
            return Optional.empty();
        }
        key.ifPresent(text -> once(keys, text, "the key " + Shown.quoted(text), "a key of its own", node.spot()));
        return key;
    }

    private Optional<Source.Tealium> tealium(Fields fields) {
        var account = fields.required("account", "the account in the address")
                .flatMap(node -> tools.scalars().text(node, "an account"));
        var profile = fields.required("profile", "the profile in the address")
                .flatMap(node -> tools.scalars().text(node, "a profile"));
        var known = fields.value("keys")
                .map(node -> tools.scalars().texts(node, "a data source key"))
                .orElse(List.of());
        if (account.isEmpty() || profile.isEmpty()) {
            return Optional.empty();
        }
        var pair = account.get() + "/" + profile.get();
        once(pairs, pair, "account and profile " + Shown.quoted(pair), "a pair of its own", fields.spot());
        return Optional.of(new Source.Tealium(account.get(), profile.get(), known));
    }

    /** Without any, the source takes the rest, of which there is one. */
    private List<String> appIds(Fields fields) {
        var written = fields.value("app_ids");
        if (written.isEmpty()) {
            once(appIds, "", "no app_ids", "app_ids, since another source takes the rest", fields.spot());
            return List.of();
        }
        var ids = written.map(node -> tools.scalars().atLeastOne(node, "the id of an application"))
                .orElse(List.of());
        for (var id : ids) {
            once(appIds, id, "the application " + Shown.quoted(id), "an application of its own", fields.spot());
        }
        return ids;
    }

    private void once(Map<String, Spot> seen, String what, String found, String expected, Spot spot) {
        var first = seen.putIfAbsent(what, spot);
        if (first != null) {
            problems.add(
                    Code.CONFLICT, spot, found, expected, "The source in " + first.fileAndLine() + " has it already.");
        }
    }
}
