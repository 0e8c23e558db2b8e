package io.pharos.server;

import io.pharos.model.Identification;
import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.OptionalLong;

/** One profile, by any identifier it is known by. */
final class ProfileRoutes {
    /** Asked for by those who know what is to come: an answer about now would mislead them. */
    private static final List<String> LATER = List.of("at", "after");

    private final Host host;
    private final Views views;
    private final long version;

    ProfileRoutes(Host host, Views views, long version) {
        this.host = host;
        this.views = views;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/profiles/{kind}/{value}")
                .summary(
                        "Read a profile by an identifier: the kind anonymous, or one of the workspace's kinds. The value"
                                + " is normalised as its kind says. Restricted attributes are shown to editors and above only.")
                .needs(Scope.PROFILES_READ, Role.VIEWER)
                .answers(200, "application/json", "Profile", "The profile as it is now.")
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "Nobody is known by it.")
                .by(this::read));
    }

    private void read(Call call) {
        for (var later : LATER) {
            if (call.query(later).isPresent()) {
                throw Refusal.of(
                        ProblemType.BAD_REQUEST,
                        "The query parameter " + later + " is not available yet; a profile is read as it is now.");
            }
        }
        var kind = call.variable("kind");
        var value = call.variable("value");
        var identifier = new Identification(host.workspace()).identifier(kind, value);
        if (identifier.isEmpty()) {
            call.refuse(ProblemType.UNKNOWN_PROFILE, "\"" + kind + "\" is no kind of identifier of this workspace.");
            return;
        }
        var shown = views.visibleTo(call.caller().role());
        call.when(host.profile(identifier.get()), profile -> {
            if (profile.isEmpty()) {
                call.refuse(ProblemType.UNKNOWN_PROFILE, "No profile is known by " + identifier.get() + ".");
            } else {
                call.json(json -> ProfileJson.write(profile.get(), shown, OptionalLong.of(version), json));
            }
        });
    }
}
