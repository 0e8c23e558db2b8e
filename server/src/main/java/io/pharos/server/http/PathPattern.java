package io.pharos.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A path with named parts, such as {@code /api/profiles/{kind}/{value}}; what follows a name, as in {@code {source}.gif}, must
 * be there as it stands. A last part {@code {name*}} takes whatever follows. A name in the first place never takes a {@linkplain #RESERVED reserved} word. A slash at the end makes no
 * difference.
 */
record PathPattern(String template, List<Part> parts) {

    /** First segments that are the server's own; an account, a prefix or a profile cannot have these names. */
    static final Set<String> RESERVED = Set.of(
            "api",
            "v1",
            "v2",
            "v3",
            "views",
            "console",
            "health",
            "metrics",
            "docs",
            "problems",
            "openapi.json",
            "event",
            "bulk-event",
            "vdata",
            "t",
            "i",
            "integration",
            "beacon",
            "personalization",
            "sourceConfig");

    sealed interface Part {
        record Literal(String text) implements Part {}

        /** @param end of the segment, behind what is named */
        record Variable(String name, String end) implements Part {}

        record Rest(String name) implements Part {}
    }

    static PathPattern of(String template) {
        return new PathPattern(
                template, segments(template).stream().map(PathPattern::part).toList());
    }

    private static Part part(String segment) {
        if (!segment.startsWith("{")) {
            return new Part.Literal(segment);
        }
        var brace = segment.indexOf('}');
        var name = segment.substring(1, brace);
        return name.endsWith("*")
                ? new Part.Rest(name.substring(0, name.length() - 1))
                : new Part.Variable(name, segment.substring(brace + 1));
    }

    /** The segments of a path, still encoded; a slash at the end adds none. */
    static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        var from = path.startsWith("/") ? 1 : 0;
        while (from < path.length()) {
            var slash = path.indexOf('/', from);
            var end = slash < 0 ? path.length() : slash;
            segments.add(path.substring(from, end));
            from = end + 1;
        }
        return segments;
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }

    /** The values of the named parts, still encoded; empty if the path is another. */
    Optional<Map<String, String>> match(List<String> segments) {
        var values = new HashMap<String, String>();
        for (var i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Part.Rest(var name) -> {
                    values.put(name, String.join("/", segments.subList(Math.min(i, segments.size()), segments.size())));
                    return Optional.of(values);
                }
                case Part.Literal(var text) -> {
                    if (i >= segments.size() || !segments.get(i).equals(text)) {
                        return Optional.empty();
                    }
                }
                case Part.Variable(var name, var end) -> {
                    if (i >= segments.size()
                            || segments.get(i).length() <= end.length()
                            || !segments.get(i).endsWith(end)
                            || (i == 0 && RESERVED.contains(segments.get(i)))) {
                        return Optional.empty();
                    }
                    var segment = segments.get(i);
                    values.put(name, segment.substring(0, segment.length() - end.length()));
                }
            }
        }
        return segments.size() == parts.size() ? Optional.of(values) : Optional.empty();
    }

    /** Whether some path matches both. */
    boolean overlaps(PathPattern other) {
        for (var i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            var mine = i < parts.size() ? parts.get(i) : null;
            var theirs = i < other.parts.size() ? other.parts.get(i) : null;
            if (mine instanceof Part.Rest || theirs instanceof Part.Rest) {
                return true;
            }
            if (mine == null || theirs == null || disjoint(mine, theirs, i) || disjoint(theirs, mine, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean disjoint(Part one, Part two, int place) {
        return one instanceof Part.Literal(var text)
                && ((two instanceof Part.Literal(var other) && !text.equals(other))
                        || (two instanceof Part.Variable && place == 0 && RESERVED.contains(text)));
    }
}
