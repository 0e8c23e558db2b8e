package io.pharos.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a plan has found, for people: what changes, in numbers of visitors, with a few of them by name. */
final class PlanText {
    private static final int EXAMPLES = 3;
    private static final int LONGEST_VALUE = 60;

    private final JsonNode report;
    private final boolean isWhole;
    private final long visitors;

    PlanText(JsonNode report) {
        this.report = report;
        this.isWhole = report.at("/sample/all").asBoolean();
        this.visitors = report.at("/sample/of").asLong();
    }

    void print(PrintWriter out) {
        out.println(heading());
        out.println(figure(report.path("changed")) + " of " + number(visitors)
                + " visitors would have another segment, badge or value.");
        if (report.has("persons")) {
            persons(report.path("persons")).print(out);
        }
        groups("segments").print(out);
        groups("badges").print(out);
        attributes().print(out);
        actions().print(out);
        out.println();
        report.path("notes").forEach(note -> out.println(note.asString("")));
    }

    private String heading() {
        var moment = report.path("as_of").asString("");
        var draft = "What the draft of " + report.path("workspace").asString("") + " would change, as of " + moment;
        return isWhole
                ? draft + ", of all visitors."
                : draft + ", estimated from "
                        + number(report.at("/sample/profiles").asLong()) + " visitors; ± holds for 95 of 100 samples.";
    }

    private static Table persons(JsonNode persons) {
        var table = new Table("Persons", "published", "draft");
        table.row(
                "all",
                number(persons.path("published").asLong()),
                number(persons.path("draft").asLong()));
        table.note(number(persons.path("merging").asLong()) + " would be one with others");
        regrouped("of", persons.path("merges"), table);
        table.note(number(persons.path("splitting").asLong()) + " would be several");
        regrouped("as", persons.path("splits"), table);
        return table;
    }

    private static void regrouped(String word, JsonNode persons, Table table) {
        persons.valueStream()
                .limit(EXAMPLES)
                .forEach(each -> table.note("  " + identifier(each) + ", " + word + " "
                        + number(each.path("persons").asLong()) + " persons with "
                        + number(each.path("events").asLong()) + " events"));
    }

    private Table groups(String field) {
        var table = new Table(capitalised(field), "published", "draft", "enter", "leave");
        var changing = rows(field, group -> isMoving(group) || isNews(group));
        for (var group : changing) {
            table.row(
                    name(group),
                    isIn(group, "published")
                            ? number(group.at("/published/size/estimate").asLong())
                            : "-",
                    isIn(group, "draft")
                            ? number(group.at("/draft/size/estimate").asLong())
                            : "-",
                    signed("+", group.path("entering")),
                    signed("-", group.path("leaving")));
            names("enter", group.path("enterers"), table);
            names("leave", group.path("leavers"), table);
        }
        return rest(field, changing.size(), table);
    }

    private static void names(String what, JsonNode examples, Table table) {
        if (!examples.isEmpty()) {
            var some = examples.valueStream().limit(EXAMPLES).map(PlanText::identifier);
            var more = examples.size() > EXAMPLES ? Stream.of("…") : Stream.<String>empty();
            table.note(what + ": " + String.join(", ", Stream.concat(some, more).toList()));
        }
    }

    private Table attributes() {
        var table = new Table("Attributes", "visitors with another value");
        var changing = rows("attributes", attribute -> isChanged(attribute) || isNews(attribute));
        for (var attribute : changing) {
            table.row(name(attribute), figure(attribute.path("changed")));
            attribute
                    .path("examples")
                    .valueStream()
                    .limit(EXAMPLES)
                    .forEach(example -> table.note(identifier(example) + ": " + value(example.path("published")) + " → "
                            + value(example.path("draft"))));
        }
        return rest("attributes", changing.size(), table);
    }

    private Table actions() {
        var table = new Table(
                "Actions triggered in %d days".formatted(report.path("days").size()), "published", "draft");
        var changing = rows(
                "actions",
                action -> isNews(action) || !action.at("/published/per_day").equals(action.at("/draft/per_day")));
        for (var action : changing) {
            table.row(
                    name(action),
                    isIn(action, "published") ? fired(action.path("published")) : "-",
                    isIn(action, "draft") ? fired(action.path("draft")) : "-");
        }
        return rest("actions", changing.size(), table);
    }

    private List<JsonNode> rows(String field, Predicate<JsonNode> wanted) {
        return report.path(field).valueStream().filter(wanted).toList();
    }

    private Table rest(String field, int told, Table table) {
        var rest = report.path(field).size() - told;
        if (rest > 0) {
            var those = told == 0 ? (rest == 1 ? "it" : "all " + rest) : rest == 1 ? "1 other" : rest + " others";
            table.end(those + (rest == 1 ? " stays as it is" : " stay as they are"));
        }
        return table;
    }

    private static boolean isMoving(JsonNode group) {
        return group.at("/entering/count").asLong() > 0
                || group.at("/leaving/count").asLong() > 0;
    }

    private static boolean isChanged(JsonNode attribute) {
        return attribute.at("/changed/count").asLong() > 0;
    }

    private static boolean isNews(JsonNode definition) {
        return !definition.path("presence").asString("").equals("both");
    }

    private static boolean isIn(JsonNode definition, String workspace) {
        var presence = definition.path("presence").asString("");
        return presence.equals("both") || presence.equals(workspace);
    }

    private static String name(JsonNode definition) {
        var name = definition.path("name").asString("");
        var title = definition.path("title").asString(name);
        var mark = switch (definition.path("presence").asString("")) {
            case "draft" -> ", new";
            case "published" -> ", removed";
            default -> "";
        };
        return (title.equals(name) ? name : title + " (" + name + ")") + mark;
    }

    private static String identifier(JsonNode example) {
        return example.path("kind").asString("") + ":" + example.path("value").asString("");
    }

    private static String value(JsonNode value) {
        var text = value.isMissingNode() ? "nothing" : value.isString() ? value.stringValue() : value.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    private String signed(String sign, JsonNode figure) {
        return (figure.path("estimate").asLong() == 0 ? "" : sign) + figure(figure);
    }

    /** A number of visitors. */
    private String figure(JsonNode figure) {
        return withError(
                figure.path("estimate").asLong(),
                Math.round(figure.path("error").asDouble() * visitors));
    }

    private String fired(JsonNode fired) {
        return withError(fired.path("estimate").asLong(), fired.path("error").asLong());
    }

    private String withError(long estimate, long error) {
        return isWhole ? number(estimate) : number(estimate) + " ± " + number(error);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Lines whose cells stand below each other, numbers to the right. Not thread-safe. */
    private static final class Table {
        private static final String INDENT = "  ";

        private final List<List<String>> rows = new ArrayList<>();
        private final String title;

        Table(String title, String... columns) {
            this.title = title;
            rows.add(Stream.concat(Stream.of(title), Stream.of(columns)).toList());
        }

        void row(String name, String... figures) {
            rows.add(Stream.concat(Stream.of(INDENT + name), Stream.of(figures)).toList());
        }

        /** A line of its own that belongs to the row before. */
        void note(String text) {
            rows.add(List.of(INDENT + INDENT + text));
        }

        /** A line of its own. */
        void end(String text) {
            rows.add(List.of(INDENT + text));
        }

        void print(PrintWriter out) {
            if (rows.size() == 1) {
                return;
            }
            out.println();
            var isEmpty = rows.stream().skip(1).allMatch(row -> row.size() == 1);
            for (var row : rows) {
                out.println(row.size() == 1 ? row.getFirst() : isEmpty ? title : line(row));
            }
        }

        private String line(List<String> row) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                var padding = " ".repeat(width(column) - cell.length());
                line.append(column == 0 ? cell + padding : "   " + padding + cell);
            }
            return line.toString();
        }

        private int width(int column) {
            return rows.stream()
                    .filter(row -> row.size() > 1)
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
        }
    }
}
