package io.pharos.model.read;

import io.pharos.model.Nearest;
import io.pharos.model.Workspace.Visits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads what concerns the workspace as a whole. */
final class Settings {
    static final String NAME = "workspace";
    private static final Duration LIVE = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Keys VISIT = Keys.of("timeout", "mobile_timeout", "longest");

    private final Sections sections;
    private final Problems problems;
    private final Spans spans;

    Settings(Sections sections, Problems problems) {
        this.sections = sections;
        this.problems = problems;
        this.spans = new Spans(problems);
    }

    String name() {
        return sections.setting("workspace")
                .flatMap(node -> new Scalars(problems).slug(node, "the name of the workspace"))
                .orElse(NAME);
    }

    ZoneId zone() {
        return sections.setting("timezone")
                .flatMap(node -> zone(node, problems))
                .orElse(ZoneOffset.UTC);
    }

    static Optional<ZoneId> zone(Yaml node, Problems problems) {
        var expected = "a time zone such as Europe/Berlin or UTC";
        var text = new Scalars(problems).text(node, expected);
        try {
            return text.map(ZoneId::of);
        } catch (DateTimeException e) {
            var hint = Nearest.hint(
                    text.orElse(""),
                    ZoneId.getAvailableZoneIds().stream().sorted().toList());
            problems.add(Code.UNKNOWN_VALUE, node.spot(), Shown.found(node), expected, hint);
            return Optional.empty();
        }
    }

    Visits visits() {
        var written = sections.setting("visit").flatMap(node -> Fields.of(node, VISIT, "{ timeout: 30m }", problems));
        if (written.isEmpty()) {
            return Visits.DEFAULT;
        }
        var fields = written.get();
        return new Visits(
                length(fields, "timeout").orElse(Visits.DEFAULT.timeout()),
                length(fields, "mobile_timeout").orElse(Visits.DEFAULT.mobileTimeout()),
                length(fields, "longest").orElse(Visits.DEFAULT.longest()));
    }

    private Optional<Duration> length(Fields fields, String key) {
        return fields.value(key).flatMap(node -> spans.fixed(node, Duration.ofSeconds(1)));
    }

    Duration live() {
        return sections.setting("live")
                .flatMap(node -> spans.fixed(node, Duration.ZERO))
                .orElse(LIVE);
    }

    Duration settle() {
        return sections.setting("settle")
                .flatMap(node -> spans.fixed(node, Duration.ZERO))
                .orElse(SETTLE);
    }
}
