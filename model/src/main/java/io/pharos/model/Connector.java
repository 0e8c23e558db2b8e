package io.pharos.model;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where actions go. Secrets are named, never written. */
public sealed interface Connector {
    String name();

    About about();

    record Webhook(
            String name,
            URI url,
            String method,
            Map<String, String> headers,
            Optional<String> bearerSecret,
            Duration timeout,
            About about)
            implements Connector {
        public Webhook {
            headers = Workspace.ordered(headers);
        }
    }

    /** Lines of JSON, in a file below the data folder, or in the server's own log. */
    record Log(String name, Optional<String> file, About about) implements Connector {}
}
