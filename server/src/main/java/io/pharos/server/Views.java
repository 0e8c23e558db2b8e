package io.pharos.server;

import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.Host;
import io.pharos.runtime.ReadProfile;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.Cors;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** Who may read which view, and what it shows. */
final class Views {
    private static final Snapshot STRANGER =
            new Snapshot("", new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Instant.EPOCH);

    private final Host host;
    private final Definitions definitions;

    Views(Host host, Definitions definitions) {
        this.host = host;
        this.definitions = definitions;
    }

    /** A view that the caller may read. Public views never show restricted attributes, whoever asks. */
    record Allowed(Workspace.View view, Predicate<String> shown) {}

    /** A view of one profile at one moment. */
    record Shown(Allowed allowed, Snapshot profile) {
        String name() {
            return allowed.view().name();
        }

        void write(JsonGenerator json) {
            ProfileJson.write(allowed.view(), profile, allowed.shown(), json);
        }
    }

    /**
     * The view of that name, if the request may have it; the page's origin is then allowed to read the answer.
     *
     * @throws Refusal if there is none, or not for this caller or page
     */
    Allowed forRequest(String name, Call call) {
        var allowed = allowed(name, call);
        if (allowed.view().open() && call.header("Origin").isPresent()) {
            Cors.allow(call.request(), call.request().response());
        }
        return allowed;
    }

    /**
     * The same for a request whose answer has begun: the view may be another by now, or gone.
     *
     * @throws Refusal if there is none any more, or not for this caller or page
     */
    Allowed allowed(String name, Call call) {
        var inForce = definitions.inForce();
        var view = inForce.workspace().views().get(name);
        if (view == null) {
            throw Refusal.of(ProblemType.UNKNOWN_VIEW, "The workspace has no view \"" + name + "\".");
        }
        var caller = call.caller();
        if (view.open()) {
            requireOrigin(view, call);
            return new Allowed(view, inForce.unrestricted());
        }
        if (!caller.may(Scope.VIEWS_READ, Role.VIEWER)) {
            throw Refusal.of(
                    caller.isKnown() ? ProblemType.NOT_ALLOWED : ProblemType.NOT_SIGNED_IN,
                    "The view \"" + name + "\" is not public; it needs an API key.");
        }
        return new Allowed(view, inForce.visibleTo(caller.role()));
    }

    /**
     * What the view shows of {@code visitor}. Only an anonymous id leads to a profile in a public view: an event sent with
     * a key that stands in web pages could name any other identifier, and so read what is known of somebody else.
     */
    CompletableFuture<Shown> read(Allowed allowed, Optional<Identifier> visitor) {
        return visitor.filter(identifier ->
                        !allowed.view().open() || identifier.kind().equals(Identifier.ANONYMOUS))
                .map(identifier -> host.profile(identifier)
                        .thenApply(profile -> new Shown(
                                allowed, profile.map(ReadProfile::snapshot).orElse(STRANGER))))
                .orElseGet(() -> CompletableFuture.completedFuture(new Shown(allowed, STRANGER)));
    }

    private static void requireOrigin(Workspace.View view, Call call) {
        var origin = call.header("Origin");
        if (origin.isPresent() && !view.origins().contains(origin.get())) {
            throw Refusal.of(
                    ProblemType.FOREIGN_ORIGIN,
                    "The view \"" + view.name() + "\" does not list the origin " + origin.get() + ".");
        }
    }
}
