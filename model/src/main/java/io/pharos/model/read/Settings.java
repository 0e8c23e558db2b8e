package io.pharos.model.read;

import io.pharos.model.Nearest;
import io.pharos.model.Workspace.Limits;
import io.pharos.model.Workspace.Retention;
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
    private static final Keys LIMITS = Keys.of("text", "items", "exact", "identifiers");
    private static final int LARGEST_LIMIT = 1_000_000;
    private static final Keys RETENTION = Keys.of("profile", "erased");
    private static final Keys VISIT =
            Keys.of("timeout", "single_event_timeout", "mobile_timeout", "import_timeout", "longest");

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
        var timeout = length(fields, "timeout").orElse(Visits.DEFAULT.timeout());
        return new Visits(
                timeout,
                length(fields, "single_event_timeout").orElse(shorter(timeout, Visits.DEFAULT.singleEvent())),
                length(fields, "mobile_timeout").orElse(Visits.DEFAULT.mobile()),
                length(fields, "import_timeout").orElse(Visits.DEFAULT.imported()),
                length(fields, "longest").orElse(Visits.DEFAULT.longest()));
    }

    /** A second event makes no visit end sooner, unless that is written. */
    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    Limits limits() {
        var fields = sections.setting("limits").flatMap(node -> Fields.of(node, LIMITS, "{ text: 10000 }", problems));
        return new Limits(
                limit(fields, "text").orElse(Limits.DEFAULT.text()),
                limit(fields, "items").orElse(Limits.DEFAULT.items()),
                limit(fields, "exact").orElse(Limits.DEFAULT.exact()),
                limit(fields, "identifiers").orElse(Limits.DEFAULT.identifiers()));
    }

    private Optional<Integer> limit(Optional<Fields> fields, String key) {
        return fields.flatMap(known -> known.value(key))
                .flatMap(node -> new Numbers(problems).whole(node, 1, LARGEST_LIMIT));
    }

    Retention retention() {
        var fields = sections.setting("retention")
                .flatMap(node -> Fields.of(node, RETENTION, "{ profile: 400d }", problems));
        return new Retention(
                fields.flatMap(known -> length(known, "profile")),
                fields.flatMap(known -> length(known, "erased")).orElse(Retention.DEFAULT.erased()));
    }

    private Optional<Duration> length(Fields fields, String key) {
        return fields.value(key).flatMap(node -> spans.fixed(node, Duration.ofSeconds(1)));
    }

    /** Whether the workspace has the definitions that Pharos brings. */
    boolean preloaded() {
        return sections.setting("preloaded")
                .flatMap(new Scalars(problems)::flag)
                .orElse(false);
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
