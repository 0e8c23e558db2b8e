package io.pharos.collect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shape of a request's body, which follows from its path and never from its content type. */
public enum Protocol {
    /** {@code /api/events}: one event or an array of events, Pharos's own form. */
    NATIVE,

    /** {@code /event}: one flat object, or a query string. */
    TEALIUM_EVENT,

    /** {@code /bulk-event}: events with what they share. */
    TEALIUM_BULK,

    /** {@code /vdata/i.gif}: a visitor's data in a query string. */
    TEALIUM_VISITOR_DATA,

    SEGMENT_TRACK,
    SEGMENT_IDENTIFY,
    SEGMENT_PAGE,
    SEGMENT_SCREEN,
    SEGMENT_GROUP,
    SEGMENT_ALIAS,

    /** {@code /v1/batch}, {@code /v1/import}: calls of any type. */
    SEGMENT_BATCH;

    private static final Map<String, Protocol> FIXED = Map.of(
            "/api/events", NATIVE,
            "/event", TEALIUM_EVENT,
            "/v3/collect/event", TEALIUM_EVENT,
            "/v3/collect/regional/event", TEALIUM_EVENT,
            "/bulk-event", TEALIUM_BULK,
            "/v3/collect/bulk-event", TEALIUM_BULK,
            "/v3/collect/regional/bulk-event", TEALIUM_BULK,
            "/vdata/i.gif", TEALIUM_VISITOR_DATA,
            "/beacon/v1/batch", SEGMENT_BATCH);

    private static final Map<String, Protocol> SEGMENT = Map.ofEntries(
            Map.entry("track", SEGMENT_TRACK),
            Map.entry("identify", SEGMENT_IDENTIFY),
            Map.entry("page", SEGMENT_PAGE),
            Map.entry("screen", SEGMENT_SCREEN),
            Map.entry("group", SEGMENT_GROUP),
            Map.entry("alias", SEGMENT_ALIAS),
            Map.entry("batch", SEGMENT_BATCH),
            Map.entry("import", SEGMENT_BATCH),
            Map.entry("t", SEGMENT_TRACK),
            Map.entry("i", SEGMENT_IDENTIFY),
            Map.entry("p", SEGMENT_PAGE),
            Map.entry("s", SEGMENT_SCREEN),
            Map.entry("g", SEGMENT_GROUP),
            Map.entry("a", SEGMENT_ALIAS),
            Map.entry("b", SEGMENT_BATCH));

    /** The protocol spoken at {@code path}, with or without a slash at its end; empty if events do not come in there. */
    public static Optional<Protocol> at(String path) {
        var plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var fixed = FIXED.get(plain);
        return fixed != null ? Optional.of(fixed) : segmentCall(plain).map(SEGMENT::get);
    }

    /** What stands after {@code /v1/}, {@code /PREFIX/v1/} or Jitsu's {@code /api/s/}. */
    private static Optional<String> segmentCall(String path) {
        var parts = path.split("/", -1);
        var last = parts[parts.length - 1];
        var underV1 = parts.length >= 3 && parts.length <= 4 && parts[parts.length - 2].equals("v1");
        var ours = path.startsWith("/api/") || path.startsWith("/console/");
        var jitsu = path.equals("/api/s/" + last) || path.equals("/api/s/s2s/" + last);
        return (underV1 && !ours) || jitsu ? Optional.of(last) : Optional.empty();
    }

    /** The type of a Segment call that does not say its own. */
    String segmentType() {
        return name().substring("SEGMENT_".length()).toLowerCase(Locale.ROOT);
    }
}
