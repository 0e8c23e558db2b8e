package io.pharos.engine;

import io.pharos.model.Identifier;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one visitor: the state of the fold. Immutable; it means something only to an engine of the same
 * {@linkplain Engine#version version}, which {@linkplain Engine#read reads} it.
 */
public final class Profile {
    static final long NEVER = Long.MAX_VALUE;

    /** The moment of the last step, in milliseconds. */
    final long now;
    /** The last event folded; null for a stranger. */
    final @Nullable Position last;
    /** How many events have been folded. */
    final long events;

    /** In the order in which the events brought them. */
    final List<Identifier> identifiers;
    /** By slot; null is missing. */
    final @Nullable Value[] values;
    /** By slot, from {@link Layout#trackStart} on; null is missing. */
    final @Nullable Track[] tracks;

    final @Nullable Visit visit;
    final Membership badges;
    final Membership segments;
    /** When time alone next changes what some condition says. */
    final Flip flip;

    Profile(
            long now,
            @Nullable Position last,
            long events,
            List<Identifier> identifiers,
            @Nullable Value[] values,
            @Nullable Track[] tracks,
            @Nullable Visit visit,
            Membership badges,
            Membership segments,
            Flip flip) {
        this.now = now;
        this.last = last;
        this.events = events;
        this.identifiers = identifiers;
        this.values = values;
        this.tracks = tracks;
        this.visit = visit;
        this.badges = badges;
        this.segments = segments;
        this.flip = flip;
    }

    static Profile stranger(Layout layout) {
        return new Profile(
                Long.MIN_VALUE,
                null,
                0,
                List.of(),
                new Value[layout.kept()],
                new Track[layout.tracks()],
                null,
                Membership.NONE,
                Membership.NONE,
                Flip.NEVER);
    }

    Profile with(Flip next) {
        return next.equals(flip)
                ? this
                : new Profile(now, last, events, identifiers, values, tracks, visit, badges, segments, next);
    }

    /** Those its events carried, in the order in which they brought them. */
    public List<Identifier> identifiers() {
        return identifiers;
    }

    /** How many events have been folded into it; those that could not be applied are not among them. */
    public long events() {
        return events;
    }

    /** Whether no event has been folded into it. */
    public boolean isStranger() {
        return last == null;
    }

    /** The moment of the last step of the fold; the least instant for a stranger. */
    public Instant steppedAt() {
        return last == null ? Instant.MIN : Instant.ofEpochMilli(now);
    }
}
