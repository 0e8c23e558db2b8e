package io.pharos.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** A workspace that counts what visitors spend, and tells a receiver who has spent ten. */
final class Spending {
    static final String KEY = "till-key";

    private static final String WORKSPACE = """
            workspace: spending
            sources:
              till: { kind: server, key: till-key }
            attributes:
              total: { type: number, enrichments: [ increase: { by: amount } ] }
              count: { type: number, enrichments: [ increase: { by: 1 } ] }
            badges:
              big: { assign: { if: { total: { at_least: 10 } } } }
            connectors:
              hook: { kind: webhook, url: "RECEIVER" }
            actions:
              grown:
                connector: hook
                trigger: { badge_assigned: big }
                mapping: { who: "{{ profile.identifiers.anonymous }}" }
            """;

    private Spending() {}

    /** The workspace's file, with nobody to tell. */
    static Path write(Path folder) throws IOException {
        return write(folder, "http://127.0.0.1:1/");
    }

    static Path write(Path folder, String receiver) throws IOException {
        return Files.writeString(folder.resolve("spending.yaml"), WORKSPACE.replace("RECEIVER", receiver));
    }

    static String event(String visitor, String id, int amount) {
        return event(visitor, id, amount, "");
    }

    static String event(String visitor, String id, int amount, String note) {
        return """
                {"id":"%s","event":"purchase","visitor":"%s","attributes":{"amount":%d,"note":"%s"}}""".formatted(id, visitor, amount, note);
    }

    /** Sends events of one each, one after the other, all of which must be taken. */
    static void spend(PharosProcess server, String visitor, int from, int to) throws IOException {
        try (var http = new Http(server.address())) {
            for (var number = from; number < to; number++) {
                var answer = http.events(KEY, event(visitor, "e" + number, 1));
                Assertions.assertThat(answer.body()).contains("\"accepted\"");
            }
        }
    }

    /** Several events in one body. */
    static String batch(String visitor, int from, int to, String note) {
        return IntStream.range(from, to)
                .mapToObj(number -> event(visitor, "e" + number, 1, note))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static int count(Http http, String visitor) {
        return http.profile("anonymous", visitor)
                .path("attributes")
                .path("count")
                .asInt(0);
    }
}
