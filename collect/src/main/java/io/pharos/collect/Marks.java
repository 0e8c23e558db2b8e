package io.pharos.collect;

/** Facts of intake that an event carries for good. */
final class Marks {
    /** The time was moved by more than a second: the sender's clock is wrong, or the event came from the future. */
    static final String CLOCK_CORRECTED = "clock_corrected";

    /** The sender named nobody, so the event got a visitor of its own. */
    static final String NO_VISITOR = "no_visitor";

    /** A property was left out because it could not be kept as it was sent. */
    static final String PROPERTY_DROPPED = "property_dropped";

    /** The sender's time could not be read; the event has the time of its arrival. */
    static final String TIME_UNREADABLE = "time_unreadable";

    /** The Tealium data source key is none that a source declares. */
    static final String UNKNOWN_DATASOURCE = "unknown_datasource";

    private Marks() {}
}
