package io.pharos.model;

import java.util.Optional;

/**
 * What is done with the events of a source as they come in.
 *
 * @param rate how many events are taken; without one, as many as the server can
 */
public record Treatment(Optional<Rate> rate) {
    /** Events are taken as they are sent. */
    public static final Treatment NONE = new Treatment(Optional.empty());

    /** @param burst how many events may come at once after a pause */
    public record Rate(int perSecond, int burst) {}
}
