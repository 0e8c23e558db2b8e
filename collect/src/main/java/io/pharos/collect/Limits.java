package io.pharos.collect;

/** How much one request or event may hold. Far above what clients send, and low enough that none can exhaust memory. */
final class Limits {
    /** Bytes of a body after decompression. */
    static final int INFLATED_BYTES = 10 * 1024 * 1024;

    /** Beyond this size a body that shrinks more than {@link #INFLATION} times is taken for an attack. */
    static final int SUSPICIOUS_BYTES = 1024 * 1024;

    static final int INFLATION = 1_000;

    /** Objects and arrays inside one another. */
    static final int DEPTH = 64;

    /** Events of one request, and problems said of one event. */
    static final int EVENTS = 10_000;

    static final int PROBLEMS = 100;

    static final int PROPERTIES = 2_000;

    /** Properties that the events of one request share, counted once for each event: little in the body, much afterwards. */
    static final int SHARED_PROPERTIES = 1_000_000;

    /** Characters of a place in an event, where a problem names it. */
    static final int PLACE_LENGTH = 200;

    /** Characters of a property's name. */
    static final int NAME_LENGTH = 500;

    /** Characters of an event's id, visitor or name. */
    static final int ID_LENGTH = 500;

    /** Characters of a text. */
    static final int TEXT_LENGTH = 65_536;

    /** Values in one list, and in the lists that one array of objects becomes. */
    static final int LIST_VALUES = 20_000;

    /** Characters of a user agent's text that are read, so that none is costly: the longest in use have some 400. */
    static final int USER_AGENT_LENGTH = 500;

    /** User agents whose reading is remembered; there may be twice as many for a while. */
    static final int USER_AGENTS = 2_000;

    /** Characters of a number as sent, so that none is costly to read. */
    static final int NUMBER_LENGTH = 1_000;

    /** Bytes of one line of a file of events. */
    static final int LINE_BYTES = 10 * 1024 * 1024;

    private Limits() {}
}
