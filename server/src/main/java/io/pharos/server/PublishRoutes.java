package io.pharos.server;

import io.pharos.runtime.Host;
import io.pharos.runtime.Proposal;
import io.pharos.runtime.Publication;
import io.pharos.runtime.PublishResult;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.Json;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Putting other definitions in force, and what was in force before. */
final class PublishRoutes {
    private static final int WAIT_SECONDS = 2;

    private final Host host;
    private final Definitions definitions;

    PublishRoutes(Host host, Definitions definitions) {
        this.host = host;
        this.definitions = definitions;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/workspace/versions")
                        .summary("List every version that was published, latest first.")
                        .needs(Scope.WORKSPACE_READ, Role.VIEWER)
                        .slow()
                        .answers(200, "application/json", "Versions", "Who published when, and why.")
                        .by(this::list),
                Route.get("/api/workspace/versions/{number}")
                        .summary("Read a version with its files. To go back to it, publish its files again.")
                        .needs(Scope.WORKSPACE_READ, Role.EDITOR)
                        .slow()
                        .answers(200, "application/json", "Version", "The version.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no version of that number.")
                        .by(this::version),
                Route.get("/api/workspace/refold")
                        .summary(
                                "How far profiles have come on their way under the published definitions, and how far a"
                                        + " version is that changes who is who and is to come into force.")
                        .needs(Scope.WORKSPACE_READ, Role.VIEWER)
                        .answers(200, "application/json", "Refold", "The progress.")
                        .by(call -> call.json(json -> PublicationJson.write(host.stats(), json))),
                Route.post("/api/workspace/publish")
                        .summary(
                                "Put definitions in force: at once for what comes in, and for profiles in the background. It"
                                        + " says from which version they were made, and is refused if another was published since."
                                        + " Nothing is set off for the past, unless fire is true: then those who are in a segment or"
                                        + " wear a badge now and did not before set off what joining it sets off.")
                        .needs(Scope.WORKSPACE_WRITE, Role.PUBLISHER)
                        .takes("Publish")
                        .slow()
                        .answers(
                                200,
                                "application/json",
                                "Published",
                                "They are in force; or were already, as they are.")
                        .answers(
                                202,
                                "application/json",
                                "Refold",
                                "They change who is who and come into force when all events have been looked at: what says"
                                        + " how far that is says so as well.")
                        .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is not as expected.")
                        .answers(409, ProblemDocument.MEDIA_TYPE, "Problem", "Another version was published since.")
                        .answers(
                                422,
                                ProblemDocument.MEDIA_TYPE,
                                "Problem",
                                "They cannot be published. All that is wrong with them is told, with its place.")
                        .by(this::publish));
    }

    private void list(Call call) {
        call.json(json -> {
            json.writeStartObject();
            json.writeName("versions");
            json.writeStartArray();
            host.versions(version -> {
                json.writeStartObject();
                PublicationJson.fields(version, json);
                json.writeEndObject();
                return true;
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void version(Call call) {
        var number = call.variable("number");
        var version =
                number.matches("[0-9]{1,18}") ? host.version(Long.parseLong(number)) : Optional.<Publication>empty();
        if (version.isEmpty()) {
            throw Refusal.of(
                    ProblemType.NOT_FOUND,
                    "There is no version " + number + "; the latest is "
                            + definitions.inForce().version() + ".");
        }
        call.json(json -> {
            json.writeStartObject();
            PublicationJson.fields(version.get(), json);
            PublicationJson.files(version.get().files(), json);
            json.writeEndObject();
        });
    }

    private void publish(Call call) {
        var body = WorkspaceBody.read(call);
        var who = call.caller().name();
        var proposal = new Proposal(body.files(), body.base(), who, body.note(), Optional.empty(), body.fire());
        var result = await(definitions.publish(proposal));
        if (result.isEmpty()) {
            call.answer(202, "application/json", Json.of(json -> PublicationJson.write(host.stats(), json)));
            return;
        }
        switch (result.get()) {
            case PublishResult.Published(var publication) -> answer(call, publication, true);
            case PublishResult.Unchanged(var publication) -> answer(call, publication, false);
            case PublishResult.Stale(var base, var latest) ->
                throw Refusal.of(
                        ProblemType.STALE_BASE,
                        "The files were made from version " + base + ", but version " + latest.number()
                                + " is published, by " + latest.who() + ".");
            case PublishResult.Refused(var problems) ->
                throw Refusal.of(new ProblemDocument(
                        ProblemType.CANNOT_PUBLISH,
                        problems.size() == 1 ? problems.getFirst().toString() : problems.size() + " problems",
                        problems));
        }
    }

    /** Empty if it takes longer than somebody waits; it goes on. */
    private static Optional<PublishResult> await(CompletableFuture<PublishResult> result) {
        try {
            return Optional.of(result.get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it could not be published", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Refusal.of(ProblemType.NOT_READY, "The server is stopping.");
        }
    }

    private void answer(Call call, Publication publication, boolean isNew) {
        var warnings = Definitions.warnings(publication.files());
        call.json(json -> {
            json.writeStartObject();
            PublicationJson.fields(publication, json);
            json.writeBooleanProperty("published", isNew);
            json.writeName("warnings");
            ProblemDocument.write(warnings, json);
            json.writeName("refold");
            PublicationJson.write(host.stats(), json);
            json.writeEndObject();
        });
    }
}
