package io.pharos.model.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in the files of a workspace, put together by section: a section may be spread over several files. */
final class Sections {
    private static final Keys KEYS = Keys.of(
                    "workspace",
                    "timezone",
                    "visit",
                    "limits",
                    "live",
                    "settle",
                    "retention",
                    "preloaded",
                    "sources",
                    "identifiers",
                    "attributes",
                    "rules",
                    "badges",
                    "segments",
                    "connectors",
                    "actions",
                    "views",
                    "tests")
            .later("consent", "events");
    private static final Set<String> SETTINGS =
            Set.of("workspace", "timezone", "visit", "limits", "live", "settle", "retention", "preloaded");

    private final Problems problems;
    private final Map<String, Yaml.Entry> settings = new TreeMap<>();
    private final Map<String, Map<String, Yaml.Entry>> definitions = new TreeMap<>();
    private final List<Yaml> tests = new ArrayList<>();
    private boolean complete = true;

    private Sections(Problems problems) {
        this.problems = problems;
    }

    static Sections of(SortedMap<String, String> files, Problems problems) {
        var sections = new Sections(problems);
        files.forEach(sections::addFile);
        return sections;
    }

    /** Puts the definitions that Pharos brings before those that are written; a name that both have is reported. */
    void begin(Map<String, Map<String, Yaml.Entry>> builtIn) {
        builtIn.forEach((section, brought) -> {
            var all = new LinkedHashMap<>(brought);
            for (var entry : definitions(section).values()) {
                if (all.putIfAbsent(entry.name(), entry) != null) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            entry.key().spot(),
                            Shown.quoted(entry.name()) + ", which is built in",
                            "another name",
                            "Pharos brings it along where the workspace says preloaded: true.");
                }
            }
            definitions.put(section, all);
        });
    }

    /** Whether all files could be read; if not, what seems to be missing may stand in one that could not. */
    boolean complete() {
        return complete;
    }

    Optional<Yaml> setting(String key) {
        return Optional.ofNullable(settings.get(key)).map(Yaml.Entry::value);
    }

    /** The definitions of a section by name, in the order written. */
    Map<String, Yaml.Entry> definitions(String section) {
        return definitions.getOrDefault(section, Map.of());
    }

    List<Yaml> tests() {
        return tests;
    }

    private void addFile(String name, String text) {
        if (text.length() > WorkspaceFiles.MOST_BYTES) {
            WorkspaceFiles.tooLarge(name, problems);
            complete = false;
            return;
        }
        switch (YamlComposer.compose(name, text, problems)) {
            case Yaml.Mapping file ->
                file.entries().stream().filter(entry -> isKnown(entry, file)).forEach(this::addSection);
            case Yaml.Scalar scalar when scalar.isNull() -> {}
            case Yaml.Broken _ -> complete = false;
            case Yaml other -> problems.wrongType(other, "sections such as attributes: and segments:");
        }
    }

    private boolean isKnown(Yaml.Entry entry, Yaml.Mapping file) {
        var single = new Yaml.Mapping(file.spot(), List.of(entry));
        return Fields.of(single, KEYS, problems).has(entry.name());
    }

    private void addSection(Yaml.Entry section) {
        var value = section.value();
        if (SETTINGS.contains(section.name())) {
            addOnce(settings, section, section.key());
        } else if (value instanceof Yaml.Scalar scalar && scalar.isNull()) {
            definitions.computeIfAbsent(section.name(), _ -> new LinkedHashMap<>());
        } else if (section.name().equals("tests")) {
            addTests(value);
        } else if (value instanceof Yaml.Mapping map) {
            var known = definitions.computeIfAbsent(section.name(), _ -> new LinkedHashMap<>());
            map.entries().forEach(entry -> addOnce(known, entry, entry.key()));
        } else {
            problems.wrongType(value, "definitions by name");
            complete = false;
        }
    }

    private void addTests(Yaml value) {
        if (value instanceof Yaml.Sequence list) {
            tests.addAll(list.items());
        } else {
            problems.wrongType(value, "a list of tests");
        }
    }

    private void addOnce(Map<String, Yaml.Entry> known, Yaml.Entry entry, Yaml.Scalar key) {
        var first = known.putIfAbsent(entry.name(), entry);
        if (first != null) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    key.spot(),
                    Shown.quoted(key.text()) + " once more",
                    "each name once",
                    "It stands in " + first.key().spot().fileAndLine() + " already.");
        }
    }
}
