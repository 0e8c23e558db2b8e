package io.pharos.server;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Host;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What paths about one profile say of whom and of when they ask. */
final class Persons {
    static final String PATH = "/api/profiles/{kind}/{value}";

    /** Further ahead nobody looks, and looking costs the more the further it is. */
    private static final Duration FARTHEST = Duration.ofDays(3660);

    private final Host host;
    private final InstantSource clock;

    Persons(Host host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    /** @throws Refusal if the workspace has no such kind, or the value names nobody */
    Identifier identifier(Call call) {
        var kind = call.variable("kind");
        var value = call.variable("value");
        return new Identification(host.workspace())
                .identifier(kind, value)
                .orElseThrow(() -> Refusal.of(
                        ProblemType.UNKNOWN_PROFILE,
                        "\"" + kind + "\" is no kind of identifier of this workspace, or the value names nobody."));
    }

    /** @throws Refusal if it lies too far ahead */
    Optional<Instant> moment(String parameter, Call call) {
        var moment = call.moment(parameter);
        var last = clock.instant().plus(FARTHEST);
        if (moment.filter(last::isBefore).isPresent()) {
            throw Refusal.of(
                    ProblemType.BAD_REQUEST,
                    "The query parameter " + parameter + " is " + moment.get() + "; expected a time at most "
                            + FARTHEST.toDays() + " days ahead.");
        }
        return moment;
    }

    Instant now() {
        return clock.instant();
    }

    static Refusal nobody(Identifier identifier, Optional<Instant> at) {
        return Refusal.of(
                ProblemType.UNKNOWN_PROFILE,
                "No profile is known by " + identifier
                        + at.map(moment -> " at " + moment).orElse("") + ".");
    }
}
