package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Person.OpenVisit;
import io.pharos.model.Event;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long visits last. */
record Visiting(Workspace workspace) {
    private static final Set<String> MOBILE = Set.of("android", "ios", "win", "bb10", "native_mobile");

    /** The visit goes on with {@code event}, or starts with it. */
    OpenVisit with(@Nullable OpenVisit open, Event event) {
        var visits = workspace.visits();
        var first = open == null ? event : open.first();
        var events = open == null ? 1 : open.events() + 1;
        var idle = event.time().plus(timeout(first, events));
        var longest = first.time().plus(visits.longest());
        return new OpenVisit(first, event, events, idle.isBefore(longest) ? idle : longest);
    }

    private Duration timeout(Event first, int events) {
        var visits = workspace.visits();
        if (workspace.isFromFile(first)) {
            return visits.imported();
        }
        var platform = first.property("platform");
        if (platform.isEmpty() && asked(first).isPresent()) {
            return asked(first).get();
        }
        if (platform.isEmpty() || platform.get().equals(new Value.Text("web"))) {
            return events == 1 ? visits.singleEvent() : visits.timeout();
        }
        return platform.get() instanceof Value.Text(var name) && MOBILE.contains(name)
                ? visits.mobile()
                : visits.timeout();
    }

    /** What the event itself asks for, if that is between five seconds and half an hour. */
    private static Optional<Duration> asked(Event event) {
        return event.property("_dc_ttl_")
                .flatMap(value -> new Conversions(ZoneOffset.UTC).number(value))
                .filter(millis -> millis.compareTo(BigDecimal.valueOf(5000)) >= 0
                        && millis.compareTo(BigDecimal.valueOf(1_800_000)) <= 0)
                .map(millis -> Duration.ofMillis(millis.longValue()));
    }
}
