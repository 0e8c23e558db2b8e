package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import io.pharos.runtime.Publication;
import io.pharos.runtime.Refold;
import io.pharos.server.access.Role;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How definitions are shown. */
final class WorkspaceJsonTest {

    @Test
    void whatNobodyHasWrittenIsShownAsBuiltIn() {
        var shown = shown("""
                preloaded: true
                badges: { vip: { assign: { if: { event: purchase } } } }
                """);

        assertThat(named(shown.get("badges"), "unbadged").get("builtIn").booleanValue())
                .isTrue();
        assertThat(named(shown.get("attributes"), "first_visit").get("builtIn").booleanValue())
                .isTrue();
        assertThat(named(shown.get("badges"), "vip").has("builtIn")).isFalse();
    }

    private static JsonNode shown(String yaml) {
        var files = new TreeMap<>(Map.of("shop.yaml", yaml));
        var parsed = (Parsed.Valid<Workspace>) new WorkspaceReader().read(files);
        var publication = new Publication(1, Instant.EPOCH, 0, "ada", "", Optional.empty(), false, files);
        var refold = new Refold(1, 0, 0, Optional.empty());
        var text = new StringWriter();
        try (var json = JsonMapper.shared().createGenerator(text)) {
            new WorkspaceJson(publication, parsed.value(), Map.of(), refold, Optional.empty()).write(Role.VIEWER, json);
        }
        return JsonMapper.shared().readTree(text.toString());
    }

    private static JsonNode named(JsonNode definitions, String name) {
        return definitions
                .valueStream()
                .filter(each -> each.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
