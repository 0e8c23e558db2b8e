package io.pharos.model.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes nodes of one text in YAML 1.2, from the parser's events: its own node composer would resolve aliases and tags,
 * which are refused here, so that what stands in a place is what was written there.
 */
final class YamlComposer {
    static final int DEEPEST = 50;

    private final Problems problems;
    private final Spot file;
    private final Iterator<Event> events;

    private YamlComposer(Spot file, Iterator<Event> events, Problems problems) {
        this.file = file;
        this.events = events;
        this.problems = problems;
    }

    /** The document in {@code text}; a null scalar if there is none; broken if it cannot be read to its end. */
    static Yaml compose(String name, String text, Problems problems) {
        var file = Spot.ofFile(name);
        var settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setLabel(name)
                .build();
        var written = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            var events = new Parse(settings).parseString(written).iterator();
            return new YamlComposer(file, events, problems).document();
        } catch (TooDeep tooDeep) {
            problems.add(Code.LIMIT, tooDeep.spot, "more than " + DEEPEST + " levels", "at most so many");
        } catch (MarkedYamlEngineException e) {
            unreadable(at(file, e.getProblemMark()), said(e), problems);
        } catch (YamlEngineException e) {
            unreadable(file, String.valueOf(e.getMessage()), problems);
        }
        return new Yaml.Broken(file);
    }

    private Yaml document() {
        Yaml document = new Yaml.Scalar(file, "", true);
        var documents = 0;
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent event) {
                var node = node(event, file.at(line(event), column(event)), 1);
                if (documents++ == 0) {
                    document = node;
                } else {
                    problems.add(Code.YAML, node.spot(), "a second document", "one in each file");
                }
            }
        }
        return document;
    }

    private Yaml node(NodeEvent event, Spot spot, int depth) {
        refuseAnchorsAndTags(event, spot);
        return switch (event) {
            case ScalarEvent scalar -> new Yaml.Scalar(spot, scalar.getValue(), scalar.isPlain());
            case MappingStartEvent _ -> mapping(spot, deeper(spot, depth));
            case CollectionStartEvent _ -> sequence(spot, deeper(spot, depth));
            default -> new Yaml.Broken(spot);
        };
    }

    private static int deeper(Spot spot, int depth) {
        if (depth > DEEPEST) {
            throw new TooDeep(spot);
        }
        return depth + 1;
    }

    private Yaml sequence(Spot spot, int depth) {
        var items = new ArrayList<Yaml>();
        while (events.next() instanceof NodeEvent event) {
            items.add(node(event, spot.index(items.size()).at(line(event), column(event)), depth));
        }
        return new Yaml.Sequence(spot, items);
    }

    private Yaml mapping(Spot spot, int depth) {
        var entries = new ArrayList<Yaml.Entry>();
        Map<String, Spot> seen = new HashMap<>();
        while (events.next() instanceof NodeEvent event) {
            var key = key(event, spot, depth);
            var step = spot.key(key.map(Yaml.Scalar::text).orElse("?"));
            if (!(events.next() instanceof NodeEvent valueEvent)) {
                throw new IllegalStateException("a key without a value in " + spot.fileAndLine());
            }
            var value = node(valueEvent, step.at(line(valueEvent), column(valueEvent)), depth);
            key.filter(known -> isFirst(known, seen)).ifPresent(known -> entries.add(new Yaml.Entry(known, value)));
        }
        return new Yaml.Mapping(spot, entries);
    }

    private Optional<Yaml.Scalar> key(NodeEvent event, Spot mapping, int depth) {
        var spot = mapping.at(line(event), column(event));
        var key = node(event, spot, depth);
        if (key instanceof Yaml.Scalar scalar && !scalar.text().isEmpty() && !isMerge(scalar)) {
            return Optional.of(new Yaml.Scalar(
                    mapping.key(scalar.text()).at(spot.line(), spot.column()), scalar.text(), scalar.plain()));
        }
        if (!(key instanceof Yaml.Broken)) {
            var found = key instanceof Yaml.Scalar scalar && isMerge(scalar)
                    ? "a merge key"
                    : "a key that is " + Shown.found(key);
            problems.add(Code.YAML, spot, found, "a name", "Write out what you mean in its place.");
        }
        return Optional.empty();
    }

    private static boolean isMerge(Yaml.Scalar key) {
        return key.plain() && key.text().equals("<<");
    }

    private boolean isFirst(Yaml.Scalar key, Map<String, Spot> seen) {
        var first = seen.putIfAbsent(key.text(), key.spot());
        if (first != null) {
            problems.add(
                    Code.DUPLICATE_KEY,
                    key.spot(),
                    Shown.quoted(key.text()) + " once more",
                    "each key once",
                    "It stands in line " + first.line() + " already.");
        }
        return first == null;
    }

    private void refuseAnchorsAndTags(NodeEvent event, Spot spot) {
        if (event instanceof AliasEvent alias) {
            refuse(spot, "the alias *" + alias.getAlias().getValue());
        } else if (event.getAnchor().isPresent()) {
            refuse(spot, "the anchor &" + event.getAnchor().get().getValue());
        }
        tag(event).ifPresent(tag -> refuse(spot, "the tag " + tag));
    }

    private static Optional<String> tag(NodeEvent event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
    }

    private void refuse(Spot spot, String found) {
        problems.add(
                Code.YAML,
                spot,
                Shown.shortened(found, 80),
                "plain values, lists and maps",
                "Write out what you mean in its place.");
    }

    private static void unreadable(Spot spot, String said, Problems problems) {
        problems.add(
                Code.YAML,
                spot,
                "something that is no YAML",
                "YAML 1.2",
                "The parser says: " + Shown.shortened(said, 200) + ".");
    }

    private static String said(MarkedYamlEngineException e) {
        var context = e.getContext() == null ? List.<String>of() : List.of(e.getContext());
        var parts = new ArrayList<>(context);
        parts.add(String.valueOf(e.getProblem()));
        return String.join(", ", parts);
    }

    private static Spot at(Spot file, Optional<Mark> mark) {
        return mark.map(known -> file.at(known.getLine() + 1, known.getColumn() + 1))
                .orElse(file);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static int column(Event event) {
        return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
    }

    /** Leaves a text that goes too deep, from wherever that is found. */
    private static final class TooDeep extends RuntimeException {
        private final transient Spot spot;

        TooDeep(Spot spot) {
            super("deeper than " + DEEPEST + " in " + spot.fileAndLine(), null, false, false);
            this.spot = spot;
        }
    }
}
