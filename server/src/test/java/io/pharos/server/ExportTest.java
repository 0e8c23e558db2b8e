package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /api/export/profiles}: all profiles, one per line. */
final class ExportTest {
    private static final int VISITORS = 300;

    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @BeforeAll
    static void visitorsBuy() {
        var events = IntStream.range(0, VISITORS)
                .mapToObj(number -> """
                        {"id":"1","time":"2026-03-01T10:00:00Z","event":"purchase","visitor":"v%d","attributes":{"email":"V%d@example.com"}}""".formatted(number, number))
                .collect(Collectors.joining(",", "[", "]"));
        SERVER.sends(events).isOk();
        SERVER.sends("""
                {"id":"2","time":"2026-03-05T10:00:00Z","event":"purchase","visitor":"v7"}""").isOk();
    }

    @Test
    void everyProfileIsThereOnceSortedById() {
        var ids = export("").lines().stream()
                .map(profile -> profile.get("id").stringValue())
                .toList();

        assertThat(ids).hasSize(VISITORS).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aLineReadsLikeTheProfileItselfButHasNoVersion() {
        var line = export("")
                .text()
                .lines()
                .filter(text -> text.contains("\"anonymous:v7\""))
                .findFirst()
                .orElseThrow();
        var profile = SERVER.read("/api/profiles/email/v7@example.com").isOk().text();

        assertThat(withoutMoment(line)).isEqualTo(withoutMoment(profile.replace(",\"version\":1", "")));
    }

    @Test
    void theSameMomentGivesTheSameBytes() {
        var at = "?at=2026-03-10T00:00:00Z";

        assertThat(export(at).body()).isEqualTo(export(at).body());
        assertThat(export(at).lines().getFirst().get("as_of").stringValue()).isEqualTo("2026-03-10T00:00:00.000Z");
    }

    @Test
    void aMomentBeforeTheFirstEventHasNoProfiles() {
        assertThat(export("?at=2026-01-01T00:00:00Z").body()).isEmpty();
    }

    private static Answer export(String query) {
        var answer = SERVER.read("/api/export/profiles" + query).isOk();
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        return answer;
    }

    private static String withoutMoment(String profile) {
        return profile.replaceAll("\"as_of\":\"[^\"]+\"", "").strip();
    }
}
