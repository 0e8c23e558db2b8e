package io.pharos.collect;

/** Says which source a Snowplow event comes from: by the id of its application, which is all that a tracker tells. */
final class SnowplowSenders {
    static final String UNKNOWN = "event.unknown-application";

    private final Sources sources;

    SnowplowSenders(Sources sources) {
        this.sources = sources;
    }

    /**
     * Names the draft's source, or rejects the draft.
     *
     * @throws Refused if the source does not take events from that page
     */
    void name(Draft draft, Request request) {
        var application = draft.writeKey == null ? "" : draft.writeKey;
        var source = sources.ofApplication(application);
        if (source.isEmpty()) {
            draft.reject(
                    UNKNOWN,
                    ".aid",
                    application.isEmpty() ? "nothing" : Json.found(application),
                    "an application whose events a source takes",
                    "Declare a source of kind snowplow with it among its app_ids, or one without app_ids.");
            return;
        }
        Senders.requireAllowedOrigin(source.get(), request);
        draft.source = source.get().name();
    }
}
