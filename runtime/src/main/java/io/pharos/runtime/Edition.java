package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Identification;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Definitions in force from one place of the log on, ready to be applied.
 *
 * @param number of the publication
 * @param since when what profiles are folded by came into force: earlier than the publication if that changed nothing folded
 * @param fires whether memberships that came about at that moment set something off
 */
record Edition(
        long number,
        Instant since,
        boolean fires,
        Engine engine,
        HeadRule rule,
        Identification identification,
        Triggers triggers,
        Retention retention) {
    /** Before anything was published. */
    static final Edition NONE = of(
            0,
            Instant.EPOCH,
            false,
            Engine.of(new Workspace(
                    "pharos",
                    ZoneOffset.UTC,
                    Workspace.Visits.DEFAULT,
                    Workspace.Limits.DEFAULT,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30),
                    Workspace.Retention.DEFAULT,
                    Map.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    List.of())));

    static Edition of(long number, Instant since, boolean fires, Engine engine) {
        return new Edition(
                number,
                since,
                fires,
                engine,
                new HeadRule(engine),
                new Identification(engine.workspace()),
                new Triggers(engine),
                Retention.of(engine.workspace()));
    }

    /** The one after this. What it does not change goes on as it is: also who is still to be told about the change before. */
    Edition next(Publication publication, Engine next) {
        return next.version() == engine.version()
                ? of(publication.number(), since, fires, next)
                : of(publication.number(), publication.at(), publication.fire(), next);
    }

    Workspace workspace() {
        return engine.workspace();
    }

    /** Identifies what profiles are folded by. */
    long fingerprint() {
        return engine.version();
    }
}
