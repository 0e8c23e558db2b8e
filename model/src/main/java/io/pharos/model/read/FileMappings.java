package io.pharos.model.read;

import io.pharos.model.FileMapping;
import io.pharos.model.FileMapping.Format;
import io.pharos.model.FileMapping.NamedWhen;
import io.pharos.model.FileMapping.TimeColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how the rows of a file become events. */
final class FileMappings {
    static final Keys KEYS = Keys.ofDefinition(
            "kind", "format", "time", "event", "group_by", "lists", "compute", "id", "identify", "mapping", "defaults");
    private static final List<String> NEED_TIME = List.of("event", "group_by", "lists", "compute", "id", "identify");
    private static final Words<Format> FORMATS = Words.of(Format.values());
    private static final Keys TIME = Keys.of("column", "format", "zone");
    private static final Keys EVENT = Keys.of("when", "else");
    private static final Keys WHEN = Keys.of("if", "name");
    private static final Keys COMPUTE = Keys.of("sum_of_products");
    private static final String COLUMN = "the name of a column";

    private static final EventNames NONE = new EventNames(List.of(), Optional.empty());

    private record EventNames(List<NamedWhen> named, Optional<String> otherwise) {}

    private final Tools tools;
    private final Problems problems;
    private final Scalars scalars;
    private final Conditions conditions;

    FileMappings(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.scalars = tools.scalars();
        this.conditions = new Conditions(tools);
    }

    Optional<FileMapping> read(Fields fields) {
        var format = fields.required("format", FORMATS.expected()).flatMap(node -> scalars.word(node, FORMATS));
        var ownForm = format.equals(Optional.of(Format.JSONL)) && !fields.has("time");
        if (ownForm) {
            refuseMapping(fields);
        }
        var time = ownForm
                ? Optional.<TimeColumn>empty()
                : fields.required("time", "{ column: …, format: … }").flatMap(this::time);
        var event = ownForm
                ? NONE
                : fields.required("event", "the name of the events")
                        .map(this::eventNames)
                        .orElse(NONE);
        var lists =
                fields.value("lists").map(node -> scalars.texts(node, COLUMN)).orElse(List.of());
        if (fields.has("lists") && !fields.has("group_by")) {
            problems.add(
                    Code.MISSING_KEY,
                    fields.entry("lists").orElseThrow().key().spot(),
                    "lists without group_by",
                    "group_by: " + COLUMN,
                    "Rows that are not put together have one value in each column.");
        }
        return format.map(known -> new FileMapping(
                known,
                time,
                event.named(),
                event.otherwise(),
                column(fields, "group_by"),
                lists,
                fields.value("compute").map(this::computed).orElse(Map.of()),
                column(fields, "id"),
                column(fields, "identify")));
    }

    private void refuseMapping(Fields fields) {
        for (var key : NEED_TIME) {
            fields.entry(key)
                    .ifPresent(entry -> problems.add(
                            Code.CONFLICT,
                            entry.key().spot(),
                            key + " without time",
                            "time: { column: …, format: … } beside it",
                            "Lines without a time column are events in Pharos's own form, which need no mapping."));
        }
    }

    private Optional<String> column(Fields fields, String key) {
        return fields.value(key).flatMap(node -> scalars.text(node, COLUMN));
    }

    private Optional<TimeColumn> time(Yaml node) {
        var written = Fields.of(node, TIME, "{ column: …, format: … }", problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var column = fields.required("column", COLUMN).flatMap(name -> scalars.text(name, COLUMN));
        var format = fields.required("format", TimePatterns.FORM).flatMap(new TimePatterns(problems, scalars)::toRead);
        var zone = fields.value("zone")
                .flatMap(name -> Settings.zone(name, problems))
                .orElse(tools.zone());
        return column.flatMap(name -> format.map(pattern -> new TimeColumn(name, pattern, zone)));
    }

    private EventNames eventNames(Yaml node) {
        var expected = "the name of the events, or { when: …, else: … }";
        if (!(node instanceof Yaml.Mapping mapping)) {
            return new EventNames(List.of(), scalars.text(node, expected));
        }
        var fields = Fields.of(mapping, EVENT, problems);
        var named = new ArrayList<NamedWhen>();
        fields.required("when", "[ { if: …, name: … } ]")
                .map(list -> scalars.items(list, "a list such as [ { if: …, name: … } ]"))
                .orElse(List.of())
                .forEach(item -> namedWhen(item).ifPresent(named::add));
        var otherwise = fields.required("else", "the name of the other events");
        return new EventNames(named, otherwise.flatMap(name -> scalars.text(name, "the name of the other events")));
    }

    private Optional<NamedWhen> namedWhen(Yaml node) {
        var written = Fields.of(node, WHEN, "{ if: …, name: … }", problems);
        var condition = written.flatMap(fields -> fields.required("if", "a condition on columns"))
                .flatMap(read -> conditions.read(read, new Site.InColumns()));
        var name = written.flatMap(fields -> fields.required("name", "the name of the event"))
                .flatMap(read -> scalars.text(read, "the name of the event"));
        return condition.flatMap(known -> name.map(text -> new NamedWhen(known, text)));
    }

    private Map<String, List<String>> computed(Yaml node) {
        var computed = new LinkedHashMap<String, List<String>>();
        if (!(node instanceof Yaml.Mapping map)) {
            problems.wrongType(node, "properties by name, such as { total: { sum_of_products: [a, b] } }");
            return computed;
        }
        for (var entry : map.entries()) {
            Fields.of(entry.value(), COMPUTE, "{ sum_of_products: [a, b] }", problems)
                    .flatMap(fields -> fields.required("sum_of_products", "two columns"))
                    .flatMap(this::twoColumns)
                    .ifPresent(columns -> computed.put(entry.name(), columns));
        }
        return computed;
    }

    private Optional<List<String>> twoColumns(Yaml node) {
        if (node instanceof Yaml.Sequence list && list.items().size() == 2) {
            return Optional.of(scalars.texts(node, COLUMN)).filter(columns -> columns.size() == 2);
        }
        problems.wrongType(node, "a list of two columns");
        return Optional.empty();
    }
}
