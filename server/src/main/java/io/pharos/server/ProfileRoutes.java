package io.pharos.server;

import io.pharos.model.Identifier;
import io.pharos.runtime.Host;
import io.pharos.runtime.ReadProfile;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** One profile, by any identifier it is known by, as it is or as it was. */
final class ProfileRoutes {
    private static final int WAIT = 2_000;
    private static final int LONGEST_WAIT = 10_000;

    private final Host host;
    private final Persons persons;
    private final Arrivals arrivals;
    private final Definitions definitions;

    ProfileRoutes(Host host, Persons persons, Arrivals arrivals, Definitions definitions) {
        this.host = host;
        this.persons = persons;
        this.arrivals = arrivals;
        this.definitions = definitions;
    }

    List<Route> routes() {
        return List.of(Route.get(Persons.PATH)
                .summary(
                        "Read a profile by an identifier: the kind anonymous, or one of the workspace's kinds. The value"
                                + " is normalised as its kind says. Restricted attributes are shown to editors and above only.")
                .needs(Scope.PROFILES_READ, Role.VIEWER)
                .query("at", "As it was at that time, under the published definitions; now unless told.")
                .query("after", "When the event of that id is in it, which is waited for.")
                .query("wait", "For after: so many milliseconds at most (2000 unless told, at most 10000).")
                .answers(
                        200,
                        "application/json",
                        "Profile",
                        "The profile as it is now, or was, all of it under the version it names.")
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "Nobody is known by it, or the event is not in.")
                .by(this::read));
    }

    private void read(Call call) {
        var identifier = persons.identifier(call);
        var at = persons.moment("at", call);
        var wait = Duration.ofMillis(call.number("wait", 0, LONGEST_WAIT).orElse(WAIT));
        var shown = definitions.inForce().visibleTo(call.caller().role());
        var ready = call.query("after")
                .map(event -> arrivals.await(identifier, event, wait))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
        call.when(ready.thenCompose(_ -> profile(identifier, at)), profile -> {
            if (profile.isEmpty()) {
                call.refuse(Persons.nobody(identifier, at));
            } else {
                var version = OptionalLong.of(profile.get().version());
                call.json(json -> ProfileJson.write(profile.get().snapshot(), shown, version, json));
            }
        });
    }

    private CompletableFuture<Optional<ReadProfile>> profile(Identifier identifier, Optional<Instant> at) {
        return at.map(moment -> host.past()
                        .profile(identifier, moment)
                        .thenApply(was -> was.map(snapshot ->
                                new ReadProfile(snapshot, definitions.inForce().version()))))
                .orElseGet(() -> host.profile(identifier));
    }
}
