package io.pharos.server;

import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.Host;
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

    Views(Host host) {
        this.host = host;
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
        var view = host.workspace().views().get(name);
        if (view == null) {
            throw Refusal.of(ProblemType.UNKNOWN_VIEW, "The workspace has no view \"" + name + "\".");
        }
        var caller = call.caller();
        if (view.open()) {
            allowOrigin(view, call);
            return new Allowed(view, unrestricted());
        }
        if (!caller.may(Scope.VIEWS_READ, Role.VIEWER)) {
            throw Refusal.of(
                    caller.isKnown() ? ProblemType.NOT_ALLOWED : ProblemType.NOT_SIGNED_IN,
                    "The view \"" + name + "\" is not public; it needs an API key.");
        }
        return new Allowed(view, visibleTo(caller.role()));
    }

    /**
     * What the view shows of {@code visitor}. Only an anonymous id leads to a profile in a public view: an event sent with
     * a key that stands in web pages could name any other identifier, and so read what is known of somebody else.
     */
    CompletableFuture<Shown> read(Allowed allowed, Optional<Identifier> visitor) {
        return visitor.filter(identifier ->
                        !allowed.view().open() || identifier.kind().equals(Identifier.ANONYMOUS))
                .map(identifier ->
                        host.profile(identifier).thenApply(profile -> new Shown(allowed, profile.orElse(STRANGER))))
                .orElseGet(() -> CompletableFuture.completedFuture(new Shown(allowed, STRANGER)));
    }

    /** Restricted attributes are for those who may edit. */
    Predicate<String> visibleTo(Role role) {
        return role.covers(Role.EDITOR) ? _ -> true : unrestricted();
    }

    private Predicate<String> unrestricted() {
        var attributes = host.workspace().attributes();
        return name -> {
            var attribute = attributes.get(name);
            return attribute != null && !attribute.restricted();
        };
    }

    private static void allowOrigin(Workspace.View view, Call call) {
        var origin = call.header("Origin");
        if (origin.isEmpty()) {
            return;
        }
        if (!view.origins().contains(origin.get())) {
            throw Refusal.of(
                    ProblemType.FOREIGN_ORIGIN,
                    "The view \"" + view.name() + "\" does not list the origin " + origin.get() + ".");
        }
        Cors.allow(call.request(), call.request().response());
    }
}
