package io.pharos.actions;

import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at a time and says what follows from it. Safe for use by many threads. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Backoff backoff;
    private final InstantSource clock;
    private volatile Routes routes;

    Courier(Routes routes, List<Duration> retries, InstantSource clock) {
        this.routes = routes;
        this.backoff = new Backoff(retries);
        this.clock = clock;
    }

    sealed interface Verdict {
        record Settled(Outcome outcome) implements Verdict {}

        record Again(Duration pause) implements Verdict {}
    }

    void routes(Routes newer) {
        routes = newer;
    }

    String connector(String action) {
        return routes.connector(action);
    }

    /** @param number of the attempt, from 1 */
    Verdict attempt(Delivery delivery, int number) throws InterruptedException {
        var found = routes.of(delivery.action());
        if (found.isEmpty()) {
            return new Verdict.Settled(
                    new Outcome.Cancelled(clock.instant(), "there is no action " + delivery.action() + " any more"));
        }
        var route = found.get();
        return switch (route.body()) {
            case Parsed.Valid<Body> body -> attempt(delivery, number, route.sender(), body.value());
            case Parsed.Invalid<Body>(var problems) -> dead(delivery, number - 1, said(problems));
        };
    }

    private Verdict attempt(Delivery delivery, int number, Sender sender, Body body) throws InterruptedException {
        String rendered;
        try {
            rendered = body.render(delivery);
        } catch (Unrenderable e) {
            return dead(delivery, number - 1, "it could not be rendered: " + e.getMessage());
        }
        return switch (send(sender, new Sender.Message(delivery.id(), delivery.action(), rendered))) {
            case Attempt.Accepted(var answer) ->
                new Verdict.Settled(new Outcome.Delivered(clock.instant(), number, answer));
            case Attempt.Refused(var reason) -> dead(delivery, number, reason);
            case Attempt.Failed failed -> again(delivery, number, failed);
        };
    }

    private static Attempt send(Sender sender, Sender.Message message) throws InterruptedException {
        try {
            return sender.send(message);
        } catch (RuntimeException e) {
            // A fault of ours. It must not stop the deliveries behind this one for ever.
            LOG.error("Sending delivery {} went wrong inside Pharos", message.delivery(), e);
            return new Attempt.Failed("sending it went wrong inside Pharos; see the server's log");
        }
    }

    private Verdict again(Delivery delivery, int number, Attempt.Failed failed) {
        var wait = backoff.after(number, delivery.id(), failed.retryAfter());
        if (wait.isEmpty()) {
            return dead(delivery, number, failed.reason());
        }
        LOG.debug("Delivery {} of {} in {}: {}", delivery.id(), delivery.action(), wait.get(), failed.reason());
        return new Verdict.Again(wait.get());
    }

    private Verdict dead(Delivery delivery, int attempts, String reason) {
        LOG.warn(
                "Delivery {} of action {} was given up after {} attempts: {}",
                delivery.id(),
                delivery.action(),
                attempts,
                reason);
        return new Verdict.Settled(new Outcome.Dead(clock.instant(), attempts, reason));
    }

    private static String said(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(" "));
    }
}
