package io.pharos.collect;

import java.util.Locale;
import java.util.Map;

/** The shape of what a request holds, which follows from its path and never from its content type. */
public enum Protocol {
    /** {@code /api/events}: one event or an array of events, Pharos's own form. */
    NATIVE,

    /** {@code /t/{source}.gif}: one event in a query string, a form or an object. */
    PIXEL,

    /** {@code /event}: one flat object, or a query string. */
    TEALIUM_EVENT,

    /** {@code /bulk-event}: events with what they share. */
    TEALIUM_BULK,

    /** {@code /integration/event/…}: any JSON, one event or an array of them; account and profile are in the path. */
    TEALIUM_INTEGRATION,

    /** {@code /vdata/i.gif}: a visitor's data in a query string. */
    TEALIUM_VISITOR_DATA,

    /** {@code /{account}/{profile}/2/i.gif}: what the browser's tag knows, as JSON in the field {@code data}. */
    TEALIUM_TAG,

    SEGMENT_TRACK,
    SEGMENT_IDENTIFY,
    SEGMENT_PAGE,
    SEGMENT_SCREEN,
    SEGMENT_GROUP,
    SEGMENT_ALIAS,

    /** {@code /v1/batch}, {@code /v1/import}: calls of any type. */
    SEGMENT_BATCH,

    /** {@code /i}, {@code /com.snowplowanalytics.snowplow/tp2}: the payloads of trackers, in a query string or JSON. */
    SNOWPLOW;

    /** What stands at the end of the paths of the Segment family. */
    public static final Map<String, Protocol> SEGMENT_CALLS = Map.ofEntries(
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

    /** The type of a Segment call that does not say its own. */
    String segmentType() {
        return name().substring("SEGMENT_".length()).toLowerCase(Locale.ROOT);
    }
}
