package io.pharos.server;

import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The draft: definitions that are being worked on, kept until they are published or thrown away. */
final class DraftRoutes {
    private static final String PATH = "/api/workspace/draft";

    private final Drafts drafts;
    private final InstantSource clock;

    DraftRoutes(Drafts drafts, InstantSource clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH)
                        .summary("Read the draft. Its ETag is what saving it again is sent with.")
                        .needs(Scope.WORKSPACE_READ, Role.EDITOR)
                        .slow()
                        .answers(200, "application/json", "Draft", "The files, and the version they were made from.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no draft.")
                        .by(this::read),
                conditional(Route.put(PATH))
                        .summary("Save the draft, whatever is wrong with it. If-Match carries the ETag of the draft it"
                                + " replaces, so that nobody's work is overwritten.")
                        .needs(Scope.WORKSPACE_WRITE, Role.EDITOR)
                        .takes("NewDraft")
                        .slow()
                        .answers(200, "application/json", "Draft", "It is kept.")
                        .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is not as expected.")
                        .by(this::save),
                conditional(Route.delete(PATH))
                        .summary("Throw the draft away.")
                        .needs(Scope.WORKSPACE_WRITE, Role.EDITOR)
                        .slow()
                        .answers(204, "", "", "There is none any more.")
                        .by(this::delete));
    }

    private static Route.Builder conditional(Route.Builder route) {
        return route.answers(412, ProblemDocument.MEDIA_TYPE, "Problem", "Somebody else has saved another draft.")
                .answers(
                        428,
                        ProblemDocument.MEDIA_TYPE,
                        "Problem",
                        "There is a draft already, and If-Match is missing.");
    }

    private void read(Call call) {
        answer(
                call,
                drafts.read()
                        .orElseThrow(() -> Refusal.of(
                                ProblemType.NOT_FOUND,
                                "There is no draft; the published definitions are at /api/workspace.")));
    }

    private void save(Call call) {
        var body = WorkspaceBody.read(call);
        var draft =
                new Draft(body.files(), body.base(), body.note(), call.caller().name(), clock.instant());
        answer(call, drafts.save(draft, known(call)));
    }

    private void delete(Call call) {
        drafts.delete(known(call));
        call.empty(204);
    }

    private static Optional<String> known(Call call) {
        return call.header("If-Match").map(tag -> tag.strip().replaceAll("^\"|\"$", ""));
    }

    private static void answer(Call call, Drafts.Kept kept) {
        call.header("ETag", "\"" + kept.tag() + "\"");
        call.answer(200, "application/json", Buffer.buffer(kept.json()));
    }
}
