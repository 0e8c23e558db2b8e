package io.pharos.collect;

import io.pharos.collect.Collected.Cookie;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the events out of requests, whatever client sent them, for one published workspace. Immutable but for the counter
 * behind made ids; safe to use from any thread.
 */
public final class Collector {
    private final Senders senders;
    private final TealiumSenders tealiumSenders;
    private final SnowplowSenders snowplowSenders;
    private final PixelEvents pixelEvents;
    private final VisitorCookies cookies;
    private final UserAgents userAgents;
    private final ClientAddress clientAddress;
    private final Intake intake;
    private final IdMaker ids;

    private Collector(Workspace workspace, Sources sources, IdMaker ids) {
        var identification = new Identification(workspace);
        this.senders = new Senders(sources);
        this.tealiumSenders = new TealiumSenders(sources);
        this.snowplowSenders = new SnowplowSenders(sources);
        this.pixelEvents = new PixelEvents(sources);
        this.cookies = new VisitorCookies(identification);
        this.userAgents = new UserAgents(sources);
        this.clientAddress = new ClientAddress(sources);
        this.intake = new Intake(identification, workspace);
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
        return new Collector(workspace, new Sources(workspace, madeKeys), ids);
    }

    /** Whether some source is of that account and profile of Tealium. */
    public boolean declares(String account, String profile) {
        return tealiumSenders.declare(new Sources.Pair(account, profile));
    }

    /**
     * The events of {@code request} that came in at {@code arrival}, each fixed for good or refused by itself. Never
     * throws, whatever was sent.
     */
    public Collected collect(Request request, Instant arrival) {
        try {
            return switch (request.protocol()) {
                case NATIVE -> byKey(request, arrival, NativeEvents::read);
                case PIXEL -> Collected.of(fix(pixelEvents.read(Body.read(request.body()), request), request, arrival));
                case TEALIUM_EVENT, TEALIUM_BULK, TEALIUM_INTEGRATION -> byAccount(request, arrival, false);
                case TEALIUM_VISITOR_DATA, TEALIUM_TAG -> byAccount(request, arrival, true);
                case SNOWPLOW -> byApplication(request, arrival);
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

    private Collected byAccount(Request request, Instant arrival, boolean isPixel) {
        var drafts = TealiumEvents.read(Body.read(request.body()), request);
        drafts.forEach(draft -> tealiumSenders.name(draft, request));
        var cookie = isPixel ? cookies.tealium(drafts, request, () -> ids.next(arrival)) : Optional.<Cookie>empty();
        return ofUse(fix(drafts, request, arrival)).with(cookie);
    }

    private Collected byApplication(Request request, Instant arrival) {
        var drafts = SnowplowEvents.read(Body.read(request.body()), request);
        drafts.forEach(draft -> snowplowSenders.name(draft, request));
        var cookie = cookies.snowplow(drafts, request, () -> ids.next(arrival));
        return ofUse(fix(drafts, request, arrival)).with(cookie);
    }

    /** A request of which nothing can be used is refused, since these clients look at nothing but the status. */
    private static Collected ofUse(List<Collected.Outcome> outcomes) {
        var nothingToUse = !outcomes.isEmpty() && outcomes.stream().allMatch(Collected.Rejected.class::isInstance);
        if (!nothingToUse) {
            return Collected.of(outcomes);
        }
        var problem = outcomes.getFirst().problems().getFirst();
        var stranger = problem.code().equals(SnowplowSenders.UNKNOWN);
        return Collected.refused(stranger ? Collected.UNAUTHORISED : Collected.BAD_REQUEST, problem);
    }

    private List<Collected.Outcome> fix(List<Draft> drafts, Request request, Instant arrival) {
        drafts.forEach(draft -> userAgents.describe(draft, request));
        drafts.forEach(draft -> clientAddress.describe(draft, request));
        return drafts.stream()
                .map(draft -> intake.fix(draft, arrival, Event.Origin.LIVE, () -> ids.next(arrival)))
                .toList();
    }
}
