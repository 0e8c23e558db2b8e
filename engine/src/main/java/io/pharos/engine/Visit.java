package io.pharos.engine;

import io.pharos.model.Event;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The visit that is open. Times are in milliseconds.
 *
 * @param last the time of its last event so far
 * @param timeout how long it lasts after its last event
 * @param later how long it does as soon as it has two events; the first has fixed both
 * @param properties those of its last event that something reads when the visit ends
 */
record Visit(long start, long last, long timeout, long later, Map<String, Value> properties) {
    private static final String PLATFORM = "platform";
    private static final String OWN_TIMEOUT = "_dc_ttl_";
    /** The properties that a visit looks at. */
    static final Set<String> READ = Set.of(PLATFORM, OWN_TIMEOUT);

    private static final BigDecimal SHORTEST = BigDecimal.valueOf(5_000);
    private static final BigDecimal LONGEST = BigDecimal.valueOf(1_800_000);
    private static final Set<String> WEB = Set.of("web");
    private static final Set<String> MOBILE = Set.of("android", "ios", "win", "bb10", "native_mobile");

    static Visit begunBy(Event event, Workspace workspace, Map<String, Value> properties) {
        var visits = workspace.visits();
        var time = event.time().toEpochMilli();
        var platform = event.properties().get(PLATFORM);
        if (workspace.isFromFile(event)) {
            return begun(time, visits.imported(), visits.imported(), properties);
        }
        var own = platform == null ? ownTimeout(event.properties().get(OWN_TIMEOUT)) : null;
        if (own != null) {
            return begun(time, own, own, properties);
        }
        if (isOneOf(platform, MOBILE)) {
            return begun(time, visits.mobile(), visits.mobile(), properties);
        }
        var isWeb = platform == null || isOneOf(platform, WEB);
        return begun(time, isWeb ? visits.singleEvent() : visits.timeout(), visits.timeout(), properties);
    }

    private static Visit begun(long time, Duration timeout, Duration later, Map<String, Value> properties) {
        return new Visit(time, time, timeout.toMillis(), later.toMillis(), properties);
    }

    private static @Nullable Duration ownTimeout(@Nullable Value asked) {
        var millis = asked == null ? null : Coercion.number(asked);
        return millis == null || millis.compareTo(SHORTEST) < 0 || millis.compareTo(LONGEST) > 0
                ? null
                : Duration.ofMillis(millis.longValue());
    }

    private static boolean isOneOf(@Nullable Value platform, Set<String> platforms) {
        return platform instanceof Value.Text(var text) && platforms.contains(text);
    }

    Visit goneOn(Event event, Map<String, Value> properties) {
        return new Visit(start, event.time().toEpochMilli(), later, later, properties);
    }

    /** When it ends if nothing more happens. */
    long end(Duration longest) {
        return Math.min(last + timeout, start + longest.toMillis());
    }
}
