package io.pharos.cli;

import io.pharos.model.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Publishes a workspace on a running server. */
@CommandLine.Command(
        name = "apply",
        description = "Publish a workspace on a running server, and follow profiles until all are under it.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The key is taken from PHAROS_API_KEY. The workspace is put in the place of the version that the server has"
                    + " when the command begins; if somebody publishes in between, it is refused. With --base it is refused"
                    + " if that is not the version there is.",
            "Nothing is set off for what visitors are by the new definitions, unless --fire is said."
        })
final class ApplyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @Parameters(paramLabel = "DIR", description = "A folder of YAML files, or one file.")
    private Path folder = Path.of(".");

    @Option(names = "--server", paramLabel = "URL", required = true, description = "Such as http://127.0.0.1:8080.")
    private String server = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who look at the versions later.")
    private String note = "";

    @Option(names = "--base", paramLabel = "VERSION", description = "The version that the workspace was made from.")
    private @Nullable Long base;

    @Option(
            names = "--fire",
            description =
                    "Set off what joining a segment or getting a badge sets off, once for everybody who is in it by"
                            + " these definitions and was not before.")
    private boolean fire;

    @Option(names = "--no-wait", description = "Do not wait until profiles have followed.")
    private boolean noWait;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        var files = Definitions.texts(folder, out);
        if (files.isEmpty()) {
            return 1;
        }
        try (var remote = new Remote(server, Optional.ofNullable(System.getenv("PHAROS_API_KEY")))) {
            var from = base == null ? published(remote) : OptionalLong.of(base);
            return from.isPresent() && publish(remote, files.get(), from.getAsLong(), out) ? 0 : 1;
        }
    }

    private OptionalLong published(Remote remote) throws IOException, InterruptedException {
        var response = get(remote, "api/workspace");
        if (response.statusCode() != 200) {
            spec.commandLine().getErr().println(Remote.refusal(response, response.body()));
            return OptionalLong.empty();
        }
        return OptionalLong.of(JSON.readTree(response.body()).path("version").asLong());
    }

    private boolean publish(Remote remote, SortedMap<String, String> files, long from, PrintWriter out)
            throws IOException, InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("files", files);
        body.put("base", from);
        body.put("note", note);
        body.put("fire", fire);
        var json = JSON.writeValueAsString(body);
        var response = remote.send(
                "api/workspace/publish",
                () -> HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)),
                BodyHandlers.ofString());
        if (response.statusCode() == 202) {
            return prepared(remote, files, from, out);
        }
        if (response.statusCode() != 200) {
            return refused(response, out);
        }
        var answer = JSON.readTree(response.body());
        problems(answer.path("warnings")).forEach(warning -> out.println("warning: " + warning));
        var version = answer.path("version").asLong();
        if (!answer.path("published").asBoolean()) {
            out.println("Version " + version + " has these very files already; nothing was published.");
            return true;
        }
        out.println("Version " + version + " is in force, in the place of version "
                + answer.path("base").asLong() + ".");
        out.flush();
        return follow(remote, version, answer.path("refold"), out);
    }

    /** A version that changes who is who comes into force when the server has looked at all events. */
    private boolean prepared(Remote remote, SortedMap<String, String> files, long from, PrintWriter out)
            throws IOException, InterruptedException {
        var version = from + 1;
        var refold = looked(remote);
        var all = refold.map(now -> now.at("/preparation/all").asLong()).orElse(0L);
        try (var progress = Progress.of(spec.commandLine().getErr(), "Events", all)) {
            while (refold.isPresent() && refold.get().has("preparation")) {
                progress.reach(refold.get().at("/preparation/done").asLong());
                Thread.sleep(LOOK_AGAIN);
                refold = looked(remote);
            }
        }
        if (refold.isEmpty()) {
            return false;
        }
        var response = get(remote, "api/workspace/versions/" + version);
        if (response.statusCode() != 200) {
            spec.commandLine().getErr().println(Remote.refusal(response, response.body()));
            return false;
        }
        var published = JSON.readTree(response.body());
        if (!JSON.valueToTree(files).equals(published.path("files"))) {
            spec.commandLine()
                    .getErr()
                    .println("version " + version + " is another one, by "
                            + published.path("who").asString() + "; nothing was published");
            return false;
        }
        out.println("Version " + version + " is in force, in the place of version " + from + ".");
        out.flush();
        return follow(remote, version, refold.get(), out);
    }

    /** How far the server is; empty if it does not tell. */
    private Optional<JsonNode> looked(Remote remote) throws IOException, InterruptedException {
        var response = get(remote, "api/workspace/refold");
        if (response.statusCode() != 200) {
            spec.commandLine().getErr().println(Remote.refusal(response, response.body()));
            return Optional.empty();
        }
        return Optional.of(JSON.readTree(response.body()));
    }

    private boolean refused(HttpResponse<String> response, PrintWriter out) {
        var problems = response.statusCode() == 422
                ? problems(JSON.readTree(response.body()).path("problems"))
                : List.<Problem>of();
        if (problems.isEmpty()) {
            spec.commandLine().getErr().println(Remote.refusal(response, response.body()));
        } else {
            Definitions.tell(problems, out);
        }
        return false;
    }

    /** Until all profiles are under the version, or another takes its place. */
    private boolean follow(Remote remote, long version, JsonNode begun, PrintWriter out)
            throws IOException, InterruptedException {
        var refold = begun;
        try (var progress = Progress.of(
                spec.commandLine().getErr(), "Profiles", begun.path("all").asLong())) {
            while (!noWait && !refold.path("complete").asBoolean()) {
                progress.reach(refold.path("done").asLong());
                Thread.sleep(LOOK_AGAIN);
                var next = looked(remote);
                if (next.isEmpty()) {
                    return false;
                }
                refold = next.get();
                if (refold.path("version").asLong() != version) {
                    out.println("Version " + refold.path("version").asLong() + " was published meanwhile.");
                    return true;
                }
            }
        }
        var done = refold.path("done").asLong();
        var all = refold.path("all").asLong();
        out.println(
                done == all
                        ? "All " + all + " profiles are under it."
                        : done + " of " + all + " profiles are under it; the others follow.");
        return true;
    }

    private static HttpResponse<String> get(Remote remote, String path) throws IOException, InterruptedException {
        return remote.send(path, HttpRequest::newBuilder, BodyHandlers.ofString());
    }

    private static List<Problem> problems(JsonNode list) {
        var problems = new ArrayList<Problem>();
        for (var each : list) {
            var place = new Problem.Place(
                    each.path("file").asString(""),
                    each.path("line").asInt(0),
                    each.path("column").asInt(0),
                    each.path("path").asString(each.path("where").asString("")));
            problems.add(new Problem(
                    each.path("code").asString(""),
                    place,
                    each.path("found").asString(""),
                    each.path("expected").asString(""),
                    each.path("hint").asString("")));
        }
        return problems;
    }
}
