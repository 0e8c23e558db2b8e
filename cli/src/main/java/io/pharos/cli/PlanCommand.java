package io.pharos.cli;

import io.pharos.runtime.PlanSettings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server what a folder of definitions would change there. */
@CommandLine.Command(
        name = "plan",
        description = "Say what definitions would change on a running server, without changing anything.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The key is taken from PHAROS_API_KEY. Interrupting the command cancels the plan on the server.",
            "Exit codes: 0 the plan is shown, 1 the definitions have problems or the server could not be asked."
        })
final class PlanCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "api/workspace/plan";
    private static final long PAUSE_MILLIS = 300;

    @Parameters(paramLabel = "DIR", description = "The draft: a folder of YAML files, or one file.")
    private Path folder = Path.of(".");

    @Option(names = "--server", paramLabel = "URL", required = true, description = "Such as http://127.0.0.1:8080.")
    private String server = "";

    @Option(
            names = "--sample",
            paramLabel = "N|all",
            description = "Look at about so many visitors, the same ones each time, or at all (20000).")
    private String sample = "20000";

    @Option(names = "--days", paramLabel = "N", description = "Look back so many days (30).")
    private int days = 30;

    @Option(names = "--json", description = "Write what the server answers.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        checkOptions();
        var err = spec.commandLine().getErr();
        if (Definitions.read(folder, err).isEmpty()) {
            return 1;
        }
        var request = Definitions.texts(folder, err).map(this::request);
        if (request.isEmpty()) {
            return 1;
        }
        try (var remote = new Remote(server, Optional.ofNullable(System.getenv("PHAROS_API_KEY")))) {
            var answer =
                    send(remote, PATH, () -> HttpRequest.newBuilder().POST(BodyPublishers.ofString(request.get())));
            if (answer.statusCode() == 422) {
                return tellProblems(JSON.readTree(answer.body()));
            }
            var plan = ended(remote, read(answer));
            if (json) {
                out.println(plan);
            } else {
                new PlanText(plan.path("report")).print(out);
            }
            return 0;
        }
    }

    /** @throws Failures.Wrong if an option is out of its range */
    private void checkOptions() {
        if (days < 1 || days > PlanSettings.MOST_DAYS) {
            throw new Failures.Wrong("--days is " + days + "; expected a number from 1 to " + PlanSettings.MOST_DAYS);
        }
        if (!sample.equals("all") && !sample.matches("[1-9][0-9]{0,8}")) {
            throw new Failures.Wrong("--sample is \"" + sample + "\"; expected a number of visitors from 1, or all");
        }
    }

    private String request(SortedMap<String, String> files) {
        return JSON.writeValueAsString(Map.of(
                "files",
                files,
                "sample",
                sample.equals("all") ? sample : Integer.valueOf(sample),
                "period",
                Map.of("days", days)));
    }

    private int tellProblems(JsonNode refusal) {
        var err = spec.commandLine().getErr();
        var problems = refusal.path("problems");
        for (var problem : problems) {
            var hint = problem.path("hint").asString("");
            err.println(problem.path("where").asString("") + ": found "
                    + problem.path("found").asString("") + ", expected "
                    + problem.path("expected").asString("") + "." + (hint.isEmpty() ? "" : " " + hint));
        }
        err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        return 1;
    }

    private JsonNode ended(Remote remote, JsonNode plan) throws IOException, InterruptedException {
        if (isRunning(plan)) {
            var path = PATH + "/" + plan.path("id").asString("");
            var interrupted = new Thread(() -> cancel(remote, path), "cancel");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                plan = awaited(remote, path, plan);
            } finally {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        }
        if (!plan.path("state").asString("").equals("done")) {
            throw new IOException("the plan is " + plan.path("state").asString("")
                    + (plan.has("failure") ? ": " + plan.path("failure").asString("") : ""));
        }
        return plan;
    }

    private JsonNode awaited(Remote remote, String path, JsonNode plan) throws IOException, InterruptedException {
        var err = spec.commandLine().getErr();
        var visitors = plan.at("/progress/of").asLong();
        err.printf(
                "Looking at %,d visitors: about %,.0f s%n",
                visitors, plan.at("/progress/seconds_left").asDouble());
        try (var progress = Progress.of(err, "Simulating", visitors)) {
            while (isRunning(plan)) {
                Thread.sleep(PAUSE_MILLIS);
                plan = read(send(remote, path, HttpRequest::newBuilder));
                progress.reach(plan.at("/progress/profiles").asLong());
            }
        }
        return plan;
    }

    private static boolean isRunning(JsonNode plan) {
        return plan.path("state").asString("").equals("running");
    }

    private static void cancel(Remote remote, String path) {
        try {
            send(remote, path, () -> HttpRequest.newBuilder().DELETE());
        } catch (IOException _) {
            // it ends by itself
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpResponse<String> send(Remote remote, String path, Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        return remote.send(path, request, BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(Remote.refusal(answer, answer.body()));
        }
        return JSON.readTree(answer.body());
    }
}
