package io.pharos.server;

import io.pharos.collect.Collected;
import io.pharos.collect.Protocol;
import io.pharos.collect.Request;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Treatment.Bots;
import io.pharos.runtime.Host;
import io.pharos.runtime.Overloaded;
import io.pharos.runtime.Receipt;
import io.pharos.server.access.Role;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The way of every event that comes in over HTTP: read it, hand it to the host, remember what could not be taken. */
final class Intake {
    private final Definitions definitions;
    private final Host host;
    private final TrustedProxies proxies;
    private final RateLimits rates;
    private final Rejections rejections;
    private final Meters meters;
    private final InstantSource clock;

    Intake(
            Definitions definitions,
            Host host,
            TrustedProxies proxies,
            RateLimits rates,
            Rejections rejections,
            Meters meters,
            InstantSource clock) {
        this.definitions = definitions;
        this.host = host;
        this.proxies = proxies;
        this.rates = rates;
        this.rejections = rejections;
        this.meters = meters;
        this.clock = clock;
    }

    /** What became of each event of a request, in the order sent. */
    record Taken(List<Result> results) {
        boolean nothing() {
            return results.stream().allMatch(result -> result.status() == Status.REJECTED);
        }
    }

    enum Status {
        ACCEPTED,
        WAITING,
        DUPLICATE,
        ERASED,
        DROPPED,
        QUARANTINED,
        REJECTED
    }

    /** @param id empty for an event of which none could be read */
    record Result(String id, Status status, List<Problem> problems) {}

    /** What a request holds; nothing is kept yet. */
    Collected read(Protocol protocol, Call call) {
        return read(protocol, call, call.body().getBytes());
    }

    /** The same where the request holds {@code body} somewhere else. */
    Collected read(Protocol protocol, Call call, byte[] body) {
        var request = new Request(
                protocol,
                call.variables(),
                call.query(),
                name -> call.request().getHeader(name),
                body,
                call.caller().role() == Role.ADMIN,
                () -> proxies.client(
                        call.request().remoteAddress().hostAddress(),
                        call.request().headers().getAll("X-Forwarded-For")));
        var collected = definitions.inForce().collector().collect(request, clock.instant());
        collected.cookie().ifPresent(cookie -> set(cookie, call));
        return collected;
    }

    /** Pages of other sites may send it back, which browsers allow behind TLS only. */
    private static void set(Collected.Cookie cookie, Call call) {
        var tls = SessionRoutes.overTls(call);
        call.request()
                .response()
                .addCookie(Cookie.cookie(cookie.name(), cookie.value())
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(tls ? CookieSameSite.NONE : CookieSameSite.LAX)
                        .setSecure(tls)
                        .setMaxAge(cookie.lifetime().toSeconds()));
    }

    /** Whether a source is of that account and profile of Tealium. */
    boolean isDeclared(String account, String profile) {
        return definitions.inForce().collector().declares(account, profile);
    }

    /** The visitor of all events; empty if there is none. */
    Optional<Identifier> oneVisitor(Collected collected) {
        var identification = definitions.inForce().identification();
        var visitors = collected.events().stream()
                .flatMap(event -> identification.routing(event).stream())
                .distinct()
                .toList();
        if (visitors.size() > 1) {
            throw Refusal.of(
                    ProblemType.SEVERAL_VISITORS,
                    "The events belong to " + visitors.getFirst() + " and " + visitors.get(1) + ", among others.");
        }
        return visitors.stream().findFirst();
    }

    /** Completes when all accepted events are durable and applied; with a {@link Refusal} if none of them was taken. */
    CompletableFuture<Taken> take(Collected collected, Call call) {
        var events = collected.events();
        var excess = rates.take(events, definitions.inForce().workspace().sources());
        if (excess.isPresent()) {
            meters.rateExceeded(excess.get().source(), events.size());
            return CompletableFuture.failedFuture(refusal(excess.get()));
        }
        remember(collected, call);
        var receipts = events.isEmpty()
                ? CompletableFuture.completedFuture(List.<Receipt>of())
                : host.ingest(events).exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
        return receipts.thenApply(all -> {
            count(collected.outcomes(), all);
            return new Taken(results(collected.outcomes(), all));
        });
    }

    /** Rejected events and refused requests are kept where a person can see them. */
    void remember(Collected collected, Call call) {
        var path = call.request().path();
        if (!collected.problems().isEmpty()) {
            rejections.add(path, "", collected.problems(), call.body().getBytes());
            meters.refused(collected.status());
        }
        for (var outcome : collected.outcomes()) {
            switch (outcome) {
                case Collected.Accepted _ -> {}
                case Collected.Rejected(var id, var problems) -> {
                    rejections.add(path, id.orElse(""), problems, call.body().getBytes());
                    meters.rejected();
                }
                // Counted only: crawlers come in thousands, and nobody can mend them.
                case Collected.Filtered filtered -> meters.bot(filtered.source(), filtered.bots());
            }
        }
    }

    private void count(List<Collected.Outcome> outcomes, List<Receipt> receipts) {
        var next = receipts.iterator();
        for (var outcome : outcomes) {
            if (outcome instanceof Collected.Accepted accepted) {
                var source = accepted.event().source();
                var receipt = next.next();
                meters.taken(source, receipt.status());
                receipt.problems().forEach(problem -> meters.problem(problem.code()));
                if (accepted.isOfBot()) {
                    meters.bot(source, Bots.MARK);
                }
            }
        }
    }

    private static List<Result> results(List<Collected.Outcome> outcomes, List<Receipt> receipts) {
        var results = new ArrayList<Result>(outcomes.size());
        var next = receipts.iterator();
        for (var outcome : outcomes) {
            results.add(
                    switch (outcome) {
                        case Collected.Accepted accepted -> result(next.next(), accepted.problems());
                        case Collected.Rejected(var id, var problems) ->
                            new Result(id.orElse(""), Status.REJECTED, problems);
                        case Collected.Filtered filtered ->
                            new Result(
                                    filtered.id().orElse(""),
                                    filtered.bots() == Bots.REJECT ? Status.REJECTED : Status.DROPPED,
                                    filtered.problems());
                    });
        }
        return results;
    }

    private static Result result(Receipt receipt, List<Problem> ofIntake) {
        var problems = new ArrayList<>(ofIntake);
        problems.addAll(receipt.problems());
        return new Result(
                receipt.id(),
                switch (receipt.status()) {
                    case ACCEPTED -> Status.ACCEPTED;
                    case WAITING -> Status.WAITING;
                    case DUPLICATE -> Status.DUPLICATE;
                    case ERASED -> Status.ERASED;
                    // Kept for good, but not part of the profile.
                    case FAILED -> Status.QUARANTINED;
                },
                problems);
    }

    private static Refusal refusal(RateLimits.Excess excess) {
        return Refusal.forNow(
                ProblemType.RATE_EXCEEDED,
                "Source \"" + excess.source() + "\" takes " + excess.rate().perSecond() + " events per second, and "
                        + excess.rate().burst() + " at once.",
                wholeSeconds(excess.retryAfter()));
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private Throwable refusal(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> refusal(wrapped.getCause());
            case Overloaded overloaded -> {
                meters.overloaded();
                yield Refusal.forNow(
                        ProblemType.BUSY,
                        "More events are waiting than may wait.",
                        wholeSeconds(overloaded.retryAfter()));
            }
            case IllegalArgumentException tooMany ->
                Refusal.of(ProblemType.TOO_LARGE, String.valueOf(tooMany.getMessage()));
            default -> failure;
        };
    }
}
