package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into profiles under one workspace. A profile is a pure function of its events and the workspace: the
 * engine has no clock, no randomness, no I/O and no threads, so it may be called from any thread, and calling it again
 * gives the same answer.
 */
public final class Engine {
    /** As many bytes of a profile as {@link #peek} looks at. */
    public static final int PEEK_BYTES = 32;

    private final Workspace workspace;
    private final Program program;
    private final Steps steps;

    private Engine(Workspace workspace) {
        this.workspace = workspace;
        this.program = new Program(workspace);
        this.steps = new Steps(program, new Nobody());
    }

    /**
     * Compiles {@code workspace}, which must have come out of the reader and so be consistent.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static Engine of(Workspace workspace) {
        return new Engine(workspace);
    }

    public Workspace workspace() {
        return workspace;
    }

    /** Identifies what of the workspace profiles depend on; a profile folded under another has to be folded again. */
    public long version() {
        return program.version;
    }

    /** A visitor of whom nothing is known. */
    public Profile stranger() {
        return Profile.stranger(program.layout);
    }

    /**
     * Folds {@code event} into {@code profile}; what falls due up to its time, included, happens first.
     *
     * @throws IllegalArgumentException unless the event {@linkplain #follows follows}: the caller folds again instead
     */
    public Step apply(Profile profile, Event event) {
        if (!follows(profile, event)) {
            throw new IllegalArgumentException("event " + event.id() + " of " + event.time()
                    + " comes before the profile's last step at " + profile.steppedAt());
        }
        var transitions = new ArrayList<Transition>();
        var problems = new ArrayList<Problem>();
        var ready = steps.advance(profile, event.time().toEpochMilli(), transitions);
        return new Step(steps.event(ready, event, transitions, problems), transitions, problems);
    }

    /**
     * An event that {@link EventCodec} has encoded, to be folded: properties that these definitions never look at are missing.
     * That is less than half of the work, where events carry much that nobody asks for.
     *
     * @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows
     */
    public Event event(byte[] bytes) {
        return EventCodec.decode(bytes, program.properties);
    }

    /** Whether {@code event} comes after everything the profile has been folded from and advanced to. */
    public boolean follows(Profile profile, Event event) {
        if (profile.last == null) {
            return true;
        }
        return event.time().toEpochMilli() >= profile.now && Position.of(event).compareTo(profile.last) > 0;
    }

    /**
     * Lets time pass: everything due up to {@code to}, included, happens. The profile then stands at the last moment at
     * which something happened, not at {@code to}.
     */
    public Step advance(Profile profile, Instant to) {
        var transitions = new ArrayList<Transition>();
        return new Step(steps.advance(profile, to.toEpochMilli(), transitions), transitions, List.of());
    }

    /**
     * The next moment at which something happens by time alone; empty if nothing ever will. Where that cannot be told far
     * ahead, a moment until which nothing happens: {@link #advance} to it, and ask again.
     */
    public Optional<Instant> due(Profile profile) {
        var due = steps.due(profile);
        return due == Profile.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
    }

    /**
     * What time alone will bring after {@code from}, up to {@code until}, included: the first {@code limit} transitions, in
     * the order in which they happen.
     *
     * @throws IllegalArgumentException if {@code from} is before the profile's last step
     */
    public List<Transition> coming(Profile profile, Instant from, Instant until, int limit) {
        requireNotBefore(profile, from);
        var standing = advance(profile, from).profile();
        var coming = new ArrayList<Transition>();
        for (var due = due(standing); isUpTo(until, due) && coming.size() < limit; due = due(standing)) {
            var step = advance(standing, due.orElseThrow());
            coming.addAll(step.transitions());
            standing = step.profile();
        }
        return List.copyOf(coming.subList(0, Math.min(limit, coming.size())));
    }

    private static boolean isUpTo(Instant until, Optional<Instant> due) {
        return due.isPresent() && !due.get().isAfter(until);
    }

    /**
     * The attributes that read differently at {@code at} in two states of one profile.
     *
     * @throws IllegalArgumentException if {@code at} is before the last step of one of them
     */
    public List<Change> changes(Profile before, Profile after, Instant at) {
        requireNotBefore(before, at);
        requireNotBefore(after, at);
        return program.reading.changes(program.look(before, at.toEpochMilli()), program.look(after, at.toEpochMilli()));
    }

    /** The events of one profile, in any order and each of them once, to be folded again and asked what happened. */
    public History history(Collection<Event> events) {
        return new History(program, events);
    }

    /**
     * The profile as it reads at {@code at}: everything due until then has happened.
     *
     * @throws IllegalArgumentException if {@code at} is before the profile's last step
     */
    public Snapshot read(Profile profile, Instant at) {
        requireNotBefore(profile, at);
        return program.reading.of(advance(profile, at).profile(), program, at);
    }

    private static void requireNotBefore(Profile profile, Instant at) {
        if (at.isBefore(profile.steppedAt())) {
            throw new IllegalArgumentException(
                    "the profile stands at " + profile.steppedAt() + " and cannot be read at the earlier " + at);
        }
    }

    /**
     * Whether {@code condition} holds of a profile as it stands.
     *
     * @param event what may be read of the event; null if there is none
     */
    public boolean holds(Condition condition, Profile profile, @Nullable Event event, Instant at) {
        return program.check(condition).holds(program.look(profile, event, at.toEpochMilli()));
    }

    /** Compact bytes, with a version of their form. */
    public byte[] encode(Profile profile) {
        return ProfileCodec.encode(profile, program);
    }

    /**
     * The profile that was encoded; empty if it was folded under another {@linkplain #version version} and so has to be
     * folded again.
     *
     * @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows
     */
    public Optional<Profile> decode(byte[] bytes) {
        return ProfileCodec.decode(bytes, program);
    }

    /** What the first {@value #PEEK_BYTES} bytes of an encoded profile tell, whatever it was folded under. */
    public static Encoded peek(byte[] first) {
        return ProfileCodec.peek(first);
    }

    /** From how many events an encoded profile was folded, at a fraction of what decoding it costs. */
    public static long events(byte[] encoded) {
        return ProfileCodec.events(encoded);
    }
}
