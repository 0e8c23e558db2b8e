package io.pharos.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erases somebody from a running server. */
@CommandLine.Command(
        name = "erase",
        description = "Erase whoever is known by an identifier, with everything that is stored of them, for good.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "It needs an administrator's key in PHAROS_API_KEY."})
final class EraseCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--server", paramLabel = "URL", required = true, description = "The running server.")
    private String server = "";

    @Parameters(index = "0", paramLabel = "KIND", description = "anonymous, or a kind of the workspace's identifiers.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "The identifier's value.")
    private String value = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var path = "api/profiles/" + segment(kind) + "/" + segment(value);
        try (var remote = new Remote(server, Optional.ofNullable(System.getenv("PHAROS_API_KEY")))) {
            var response =
                    remote.send(path, () -> HttpRequest.newBuilder().DELETE(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(Remote.refusal(response, response.body()));
            }
            tell(JSON.readTree(response.body()));
            return 0;
        }
    }

    private static String segment(String text) {
        return Remote.encoded(text).replace("+", "%20");
    }

    private void tell(JsonNode report) {
        var out = spec.commandLine().getOut();
        out.println("erased at " + report.path("at").asString() + "; what is from before is refused until "
                + report.path("refused_until").asString());
        for (var identifier : report.path("identifiers")) {
            out.println("  " + identifier.path("kind").asString() + ":"
                    + identifier.path("value").asString());
        }
        for (var place : report.path("places")) {
            var removed = place.has("removed") ? place.path("removed").asLong() + " removed" : "";
            var gone = place.path("gone").asBoolean()
                    ? "nothing left"
                    : place.path("note").asString();
            out.printf(
                    "%-18s%s%s%n",
                    place.path("place").asString().replace('_', ' '), removed.isEmpty() ? "" : removed + "; ", gone);
        }
    }
}
