package io.pharos.collect;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/**
 * Reads the events out of requests, whatever client sent them, for one published workspace. Immutable but for the counter
 * behind made ids; safe to use from any thread.
 */
public final class Collector {
    private final Senders senders;
    private final Intake intake;
    private final IdMaker ids;

    private Collector(Senders senders, Intake intake, IdMaker ids) {
        this.senders = senders;
        this.intake = intake;
        this.ids = ids;
    }

    /** @param madeKeys the keys made for sources that declare none, by source */
    public static Collector of(Workspace workspace, Map<String, String> madeKeys) {
        return of(workspace, madeKeys, new IdMaker(new SecureRandom()));
    }

    static Collector of(Workspace workspace, Map<String, String> madeKeys, IdMaker ids) {
        var sources = new Sources(workspace, madeKeys);
        return new Collector(new Senders(sources), new Intake(new Identification(workspace)), ids);
    }

    /**
     * The events of {@code request} that came in at {@code arrival}, each fixed for good or refused by itself. Never
     * throws, whatever was sent.
     */
    public Collected collect(Request request, Instant arrival) {
        try {
            var sender = senders.of(request);
            var body = Body.read(request.body());
            var drafts = switch (request.protocol()) {
                case NATIVE -> NativeEvents.read(body);
                case TEALIUM_EVENT,
                        TEALIUM_VISITOR_DATA,
                        TEALIUM_BULK,
                        SEGMENT_TRACK,
                        SEGMENT_IDENTIFY,
                        SEGMENT_PAGE,
                        SEGMENT_SCREEN,
                        SEGMENT_GROUP,
                        SEGMENT_ALIAS,
                        SEGMENT_BATCH ->
                    throw Refused.request(
                            501, "request.not-available", "request", "another protocol", "native events", "");
            };
            var outcomes = new ArrayList<Collected.Outcome>(drafts.size());
            for (var draft : drafts) {
                senders.name(draft, sender, request);
                outcomes.add(intake.fix(draft, arrival, Event.Origin.LIVE, () -> ids.next(arrival)));
            }
            return Collected.of(outcomes);
        } catch (Refused refused) {
            return Collected.refused(refused.status(), refused.problem());
        }
    }
}
