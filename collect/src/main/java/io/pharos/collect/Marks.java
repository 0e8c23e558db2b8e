package io.pharos.collect;

import io.pharos.model.Identification;

/** Facts of intake that an event carries for good. */
final class Marks {
    /** The user agent is a crawler, or another program that reads pages for nobody in particular. */
    static final String BOT = "bot";

    /** The time was moved by more than a second: the sender's clock is wrong, or the event came from the future. */
    static final String CLOCK_CORRECTED = "clock_corrected";

    /** The sender named nobody, so the event got a visitor of its own. */
    static final String NO_VISITOR = Identification.NO_VISITOR;

    /** A property was left out because it could not be kept as it was sent. */
    static final String PROPERTY_DROPPED = "property_dropped";

    /** A time the sender gave could not be read, and was not used. */
    static final String TIME_UNREADABLE = "time_unreadable";

    /** The Tealium data source key is none that a source declares. */
    static final String UNKNOWN_DATASOURCE = "unknown_datasource";

    private Marks() {}
}
