package io.pharos.actions;

import io.pharos.model.Connector;
import io.pharos.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What about a connector could never be sent to, found before it is published. */
final class ConnectorCheck {
    static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Those of the HTTP client's own, and that by which a receiver tells repetitions. */
    private static final Set<String> HEADERS_OF_OURS =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "idempotency-key");

    private final String path;
    private final List<Problem> problems = new ArrayList<>();

    private ConnectorCheck(Connector connector) {
        this.path = "connectors." + connector.name();
    }

    static List<Problem> of(Connector connector) {
        var check = new ConnectorCheck(connector);
        switch (connector) {
            case Connector.Webhook webhook -> check.webhook(webhook);
            case Connector.Log log -> log.file().ifPresent(check::file);
        }
        return check.problems;
    }

    private void webhook(Connector.Webhook webhook) {
        var url = webhook.url();
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
            problem("url", url.toString(), "an address such as https://crm.example/hooks", "");
        } else if (url.getUserInfo() != null) {
            problem(
                    "url",
                    "a user name or password",
                    "an address without them",
                    "Use auth: { bearer: { secret: … } }.");
        }
        if (!METHODS.contains(webhook.method())) {
            problem("method", webhook.method(), "GET, POST, PUT, PATCH or DELETE", "");
        }
        if (webhook.timeout().isZero() || webhook.timeout().isNegative()) {
            problem("timeout", webhook.timeout().toString(), "a time longer than nothing", "");
        }
        webhook.headers().forEach((name, value) -> header(webhook, name, value));
    }

    private void header(Connector.Webhook webhook, String name, String value) {
        var lowercase = name.toLowerCase(Locale.ROOT);
        if (HEADERS_OF_OURS.contains(lowercase)) {
            problem("headers", name, "headers that are not set by Pharos itself", "Leave it out.");
        } else if (lowercase.equals("authorization") && webhook.bearerSecret().isPresent()) {
            problem("headers", name + " beside auth", "one of them", "Leave one of them out.");
        } else if (!Headers.isName(name)) {
            problem("headers", "the name " + name, "letters, digits and hyphens", "");
        } else if (!Headers.isValue(value)) {
            problem("headers", "the value of " + name, "a text on one line, without characters beyond Latin-1", "");
        }
    }

    private void file(String file) {
        if (!LogFiles.isName(file)) {
            problem(
                    "file",
                    file,
                    "a file name, in folders below the data folder's actions if you like",
                    "Write it without .. and without a leading slash, such as crm/joined.jsonl.");
        }
    }

    private void problem(String field, String found, String expected, String hint) {
        problems.add(new Problem(
                "connector." + field, new Problem.Place("", 0, 0, path + "." + field), found, expected, hint));
    }
}
