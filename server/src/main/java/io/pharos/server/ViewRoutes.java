package io.pharos.server;

import io.pharos.model.Identifier;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.EventStream;
import io.pharos.server.http.Json;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What pages read for personalisation. The anonymous id is all that leads to a profile here: with any other identifier a
 * page could read what is known of somebody else.
 */
final class ViewRoutes {
    private static final int QUEUE = 16;
    private static final int LISTENERS = 5_000;

    private final Views views;
    private final Feed feed;
    private final AtomicInteger listeners = new AtomicInteger();

    ViewRoutes(Views views, Feed feed) {
        this.views = views;
        this.feed = feed;
    }

    List<Route> routes() {
        return List.of(
                described(
                                Route.get("/views/{view}"),
                                "Read the values a view chose, for one visitor. Of a visitor nobody knows it is empty.")
                        .answers(200, "application/json", "View", "The chosen values.")
                        .by(this::read),
                described(
                                Route.get("/views/{view}/stream"),
                                "Follow a view of one visitor: a server-sent event view now, and at each change.")
                        .answers(200, "text/event-stream", "View", "Until one side closes the connection.")
                        .by(this::follow));
    }

    private static Route.Builder described(Route.Builder route, String summary) {
        return route.summary(summary)
                .open(Scope.VIEWS_READ)
                .origins(Route.Origins.VIEW)
                .requiredQuery("visitor", "The anonymous id.")
                .answers(401, ProblemDocument.MEDIA_TYPE, "Problem", "The view is not public; it needs a key.")
                .answers(403, ProblemDocument.MEDIA_TYPE, "Problem", "The view does not list the page's origin.")
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no such view.");
    }

    private void read(Call call) {
        var allowed = views.forRequest(call.variable("view"), call);
        var visitor = Identifier.anonymous(call.requiredQuery("visitor"));
        call.when(views.read(allowed, Optional.of(visitor)), shown -> call.json(shown::write));
    }

    private void follow(Call call) {
        var allowed = views.forRequest(call.variable("view"), call);
        var visitor = Identifier.anonymous(call.requiredQuery("visitor"));
        if (listeners.incrementAndGet() > LISTENERS) {
            listeners.decrementAndGet();
            throw Refusal.forNow(ProblemType.BUSY, LISTENERS + " listeners are all that may follow at once.", 30);
        }
        var follower = new Follower(allowed.view().name(), visitor, call);
        follower.begin();
        follower.stream.untilClosed(() -> {
            follower.end();
            listeners.decrementAndGet();
        });
    }

    /** Reads the view again whenever its profile changed, one read at a time, and sends what is new. */
    private final class Follower {
        private final String view;
        private final Call call;
        private final Identifier visitor;
        private final EventStream stream;
        private final AtomicBoolean reading = new AtomicBoolean();
        private final AtomicBoolean stale = new AtomicBoolean();
        private final Runnable changed = this::changed;
        private byte[] sent = {};
        /** The id of the visitor's profile; empty if there is none. */
        private String watched = "";

        private boolean ended;

        Follower(String view, Identifier visitor, Call call) {
            this.view = view;
            this.call = call;
            this.visitor = visitor;
            this.stream = call.stream(QUEUE);
        }

        void begin() {
            feed.watch(visitor.toString(), changed);
            changed();
        }

        synchronized void end() {
            ended = true;
            feed.leave(visitor.toString(), changed);
            leave();
        }

        private void changed() {
            stale.set(true);
            readIfStale();
        }

        private void readIfStale() {
            if (stale.get() && reading.compareAndSet(false, true)) {
                stale.set(false);
                var _ = read().whenComplete((shown, failure) -> {
                    if (failure == null) {
                        show(shown);
                    }
                    reading.set(false);
                    readIfStale();
                });
            }
        }

        /** As the definitions are that are in force by now; if they allow it no more, that was all. */
        private CompletableFuture<Views.Shown> read() {
            try {
                return views.read(views.allowed(view, call), Optional.of(visitor));
            } catch (Refusal refusal) {
                stream.close();
                return CompletableFuture.failedFuture(refusal);
            }
        }

        private synchronized void show(Views.Shown shown) {
            if (ended) {
                return;
            }
            follow(shown.profile().id());
            var json = Json.bytes(shown::write);
            if (!Arrays.equals(json, sent)) {
                sent = json;
                stream.send("view", json);
            }
        }

        /** A profile may go by another identifier than the visitor's, and by another one from some moment on. */
        private void follow(String profile) {
            if (!profile.equals(watched)) {
                leave();
                watched = profile;
                if (isOther()) {
                    feed.watch(watched, changed);
                }
                stale.set(true);
            }
        }

        private void leave() {
            if (isOther()) {
                feed.leave(watched, changed);
            }
        }

        /** Whether there is more to watch than the visitor. */
        private boolean isOther() {
            return !watched.isEmpty() && !watched.equals(visitor.toString());
        }
    }
}
