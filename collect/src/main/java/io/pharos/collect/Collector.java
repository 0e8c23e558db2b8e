package io.pharos.collect;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the events out of requests, whatever client sent them, for one published workspace. Immutable but for the counter
 * behind made ids; safe to use from any thread.
 */
public final class Collector {
    private final Senders senders;
    private final TealiumSenders tealiumSenders;
    private final UserAgents userAgents;
    private final Intake intake;
    private final IdMaker ids;

    private Collector(Sources sources, Intake intake, IdMaker ids) {
        this.senders = new Senders(sources);
        this.tealiumSenders = new TealiumSenders(sources);
        this.userAgents = new UserAgents(sources);
        this.intake = intake;
        this.ids = ids;
    }

    /** @param madeKeys the keys made for sources that declare none, by source */
    public static Collector of(Workspace workspace, Map<String, String> madeKeys) {
        return of(workspace, madeKeys, new IdMaker(new SecureRandom()));
    }

    /** The same for other definitions: the ids it makes go on rising from those made before. */
    public Collector next(Workspace workspace, Map<String, String> madeKeys) {
        return of(workspace, madeKeys, ids);
    }

    private static Collector of(Workspace workspace, Map<String, String> madeKeys, IdMaker ids) {
        var intake = new Intake(new Identification(workspace));
        return new Collector(new Sources(workspace, madeKeys), intake, ids);
    }

    /**
     * The events of {@code request} that came in at {@code arrival}, each fixed for good or refused by itself. Never
     * throws, whatever was sent.
     */
    public Collected collect(Request request, Instant arrival) {
        try {
            return switch (request.protocol()) {
                case NATIVE -> byKey(request, arrival, NativeEvents::read);
                case TEALIUM_EVENT, TEALIUM_BULK, TEALIUM_VISITOR_DATA -> byAccount(request, arrival);
                case SEGMENT_TRACK,
                        SEGMENT_IDENTIFY,
                        SEGMENT_PAGE,
                        SEGMENT_SCREEN,
                        SEGMENT_GROUP,
                        SEGMENT_ALIAS,
                        SEGMENT_BATCH -> byKey(request, arrival, body -> SegmentBatch.read(body, request.protocol()));
            };
        } catch (Refused refused) {
            return Collected.refused(refused.status(), refused.problem());
        }
    }

    private Collected byKey(Request request, Instant arrival, Function<byte[], List<Draft>> reader) {
        var sender = senders.of(request);
        var drafts = reader.apply(Body.read(request.body()));
        drafts.forEach(draft -> senders.name(draft, sender, request));
        return Collected.of(fix(drafts, request, arrival));
    }

    /** A request of which nothing can be used is refused, since these clients look at nothing but the status. */
    private Collected byAccount(Request request, Instant arrival) {
        var drafts = TealiumEvents.read(Body.read(request.body()), request);
        drafts.forEach(draft -> tealiumSenders.name(draft, request));
        var outcomes = fix(drafts, request, arrival);
        var nothingToUse = !outcomes.isEmpty() && outcomes.stream().allMatch(Collected.Rejected.class::isInstance);
        return nothingToUse
                ? Collected.refused(
                        Collected.BAD_REQUEST, outcomes.getFirst().problems().getFirst())
                : Collected.of(outcomes);
    }

    private List<Collected.Outcome> fix(List<Draft> drafts, Request request, Instant arrival) {
        drafts.forEach(draft -> userAgents.describe(draft, request));
        return drafts.stream()
                .map(draft -> intake.fix(draft, arrival, Event.Origin.LIVE, () -> ids.next(arrival)))
                .toList();
    }
}
