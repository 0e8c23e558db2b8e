package io.pharos.engine;

import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.Optional;

/**
 * Folds events into profiles under one workspace. A profile is a pure function of its events and the workspace: the
 * engine has no clock, no randomness, no I/O and no threads, so it may be called from any thread, and calling it again
 * gives the same answer.
 */
public final class Engine {
    private final Workspace workspace;

    private Engine(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Compiles {@code workspace}, which must have come out of the reader and so be consistent. */
    public static Engine of(Workspace workspace) {
        return new Engine(workspace);
    }

    public Workspace workspace() {
        return workspace;
    }

    /** Identifies what of the workspace profiles depend on; a profile folded under another has to be folded again. */
    public long version() {
        return Pending.<Long>yet();
    }

    /** A visitor of whom nothing is known. */
    public Profile stranger() {
        return Pending.yet();
    }

    /**
     * Folds {@code event} into {@code profile}; what falls due up to its time, included, happens first.
     *
     * @throws IllegalArgumentException unless the event {@linkplain #follows follows}: the caller folds again instead
     */
    public Step apply(Profile profile, Event event) {
        return Pending.yet();
    }

    /** Whether {@code event} comes after everything the profile has been folded from and advanced to. */
    public boolean follows(Profile profile, Event event) {
        return Pending.yet();
    }

    /**
     * Lets time pass: everything due up to {@code to}, included, happens. The profile then stands at the last moment that
     * was due, not at {@code to}; if nothing was due, it is unchanged.
     */
    public Step advance(Profile profile, Instant to) {
        return Pending.yet();
    }

    /** The next moment at which something happens by time alone; empty if nothing ever will. */
    public Optional<Instant> due(Profile profile) {
        return Pending.yet();
    }

    /** The profile as it reads at {@code at}, which is not before the profile's last step. */
    public Snapshot read(Profile profile, Instant at) {
        return Pending.yet();
    }

    /** Compact bytes, with a version of their form. */
    public byte[] encode(Profile profile) {
        return Pending.yet();
    }

    /**
     * The profile that was encoded; empty if it was folded under another {@linkplain #version version} and so has to be
     * folded again.
     *
     * @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows
     */
    public Optional<Profile> decode(byte[] bytes) {
        return Pending.yet();
    }
}
