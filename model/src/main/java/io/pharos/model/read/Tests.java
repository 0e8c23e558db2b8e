package io.pharos.model.read;

import io.pharos.model.DefinitionTest;
import io.pharos.model.Event;
import io.pharos.model.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tests that people write beside their definitions. */
final class Tests {
    private static final Keys KEYS =
            Keys.of("name", "notes", "events", "expect").later("holdout");
    private static final String FORM = "a test such as { name: …, events: […], expect: […] }";

    private final Tools tools;
    private final Problems problems;
    private final List<Yaml> written;
    private final TestEvents events;
    private final Expectations expectations;
    private final Map<String, Spot> names = new HashMap<>();

    Tests(List<Yaml> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
        this.events = new TestEvents(tools);
        this.expectations = new Expectations(tools);
    }

    List<DefinitionTest> read() {
        var tests = new ArrayList<DefinitionTest>();
        for (var node : written) {
            Fields.of(node, KEYS, FORM, problems).flatMap(this::read).ifPresent(tests::add);
        }
        return tests;
    }

    private Optional<DefinitionTest> read(Fields fields) {
        var name = fields.required("name", "what it shows").flatMap(this::name);
        fields.value("notes").ifPresent(node -> tools.scalars().text(node, "some text"));
        var happening = events.read(list(fields, "events", "a list of events"));
        var visitors = happening.stream().map(Event::visitor).distinct().toList();
        var expected = list(fields, "expect", "a list of expectations").stream()
                .flatMap(node -> expectations.read(node).stream()
                        .peek(expectation -> warnOfStranger(expectation.visitor(), visitors, node.spot())))
                .toList();
        return name.map(text -> new DefinitionTest(text, fields.spot().place(), happening, expected));
    }

    /** Nothing holds of somebody without events, so that {@code not_badges} of a misspelled name would pass. */
    private void warnOfStranger(String visitor, List<String> visitors, Spot spot) {
        if (!visitors.contains(visitor)) {
            problems.warn(
                    Code.UNKNOWN_NAME,
                    spot,
                    "the visitor " + Shown.quoted(visitor),
                    "one that has an event in this test",
                    Nearest.hint(visitor, visitors));
        }
    }

    private List<Yaml> list(Fields fields, String key, String expected) {
        return fields.required(key, expected)
                .map(node -> tools.scalars().items(node, expected))
                .orElse(List.of());
    }

    private Optional<String> name(Yaml node) {
        var name = tools.scalars().text(node, "what it shows");
        var first = name.flatMap(text -> Optional.ofNullable(names.putIfAbsent(text, node.spot())));
        first.ifPresent(spot -> problems.add(
                Code.DUPLICATE_NAME,
                node.spot(),
                Shown.found(node) + " once more",
                "each name once",
                "It stands in " + spot.fileAndLine() + " already."));
        return name;
    }
}
