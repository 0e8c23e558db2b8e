package io.pharos.server;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.ValueText;
import io.pharos.runtime.Erasure;
import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Somebody wants to be forgotten. */
final class ErasureRoutes {
    private static final String READ =
            "Somebody is reading everything as it was before, such as a plan. It goes within minutes"
                    + " after they have ended.";
    private static final String BACKUPS =
            "A backup made before this has what it had. Whoever restores one erases again.";
    private static final String DESTINATIONS =
            "What was sent before is with whom it was sent to, the files of connectors of"
                    + " kind log included. Tell them.";

    private final Host host;
    private final Persons persons;
    private final Rejections rejections;

    ErasureRoutes(Host host, Persons persons, Rejections rejections) {
        this.host = host;
        this.persons = persons;
        this.rejections = rejections;
    }

    List<Route> routes() {
        return List.of(Route.delete(Persons.PATH)
                .summary(
                        "Erase whoever is known by an identifier, with everything that is stored of them, and refuse what"
                                + " was sent before and comes late. Cannot be undone. On a device that people share it erases what"
                                + " is the device's alone.")
                .needs(Scope.PROFILES_WRITE, Role.ADMIN)
                .answers(200, "application/json", "Erasure", "They are erased; what is gone where.")
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "Nobody is known by it.")
                .by(this::erase));
    }

    private void erase(Call call) {
        var identifier = persons.identifier(call);
        call.when(host.erase(identifier), erasure -> {
            if (erasure.isEmpty()) {
                call.refuse(isShared(identifier) ? device(identifier) : Persons.nobody(identifier, Optional.empty()));
            } else {
                var rejected = rejections.forget(erasure.get().identifiers());
                call.json(json -> write(erasure.get(), rejected, json));
            }
        });
    }

    private boolean isShared(Identifier identifier) {
        return identifier.isAnonymous() && new Identification(host.workspace()).switches();
    }

    private static Refusal device(Identifier identifier) {
        return Refusal.of(
                ProblemType.UNKNOWN_PROFILE,
                identifier
                        + " is a device, which people share in this workspace, and nothing is the device's alone. Erase whoever"
                        + " used it by another identifier.");
    }

    private static void write(Erasure erasure, long rejected, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("at", ValueText.time(erasure.at()));
        json.writeStringProperty("refused_until", ValueText.time(erasure.refusedUntil()));
        json.writeName("identifiers");
        json.writeStartArray();
        for (var identifier : erasure.identifiers()) {
            json.writeStartObject();
            json.writeStringProperty("kind", identifier.kind());
            json.writeStringProperty("value", identifier.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeName("places");
        json.writeStartArray();
        gone("profile", erasure.profiles(), json);
        gone("events", erasure.events(), json);
        gone("events_of_others", erasure.mentions(), json);
        gone("identifiers", erasure.identifiers().size() + erasure.links() + erasure.sightings(), json);
        gone("deliveries", erasure.deliveries(), json);
        place("journal", true, "", json);
        gone("rejections", rejected, json);
        place("disk", erasure.isOffDisk(), erasure.isOffDisk() ? "" : READ, json);
        place("backups", false, BACKUPS, json);
        place("destinations", false, DESTINATIONS, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void gone(String name, long removed, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("place", name);
        json.writeNumberProperty("removed", removed);
        json.writeBooleanProperty("gone", true);
        json.writeEndObject();
    }

    private static void place(String name, boolean isGone, String note, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("place", name);
        json.writeBooleanProperty("gone", isGone);
        if (!note.isEmpty()) {
            json.writeStringProperty("note", note);
        }
        json.writeEndObject();
    }
}
