package io.pharos.model.read;

import io.pharos.model.About;
import io.pharos.model.Connector;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where actions go. */
final class Connectors {
    private enum Kind {
        WEBHOOK,
        LOG
    }

    private static final Words<Kind> KINDS = Words.of(Kind.values())
            .later("email", "pixel", "kafka", "jdbc", "file", "s3")
            .elsewhere("http", "webhook");
    private static final Words<String> METHODS = Words.<String>none()
            .and("GET", "GET")
            .and("POST", "POST")
            .and("PUT", "PUT")
            .and("PATCH", "PATCH")
            .and("DELETE", "DELETE");
    private static final Keys WEBHOOK = Keys.ofDefinition("kind", "url", "method", "headers", "auth", "timeout")
            .later("throttle", "allow_restricted");
    private static final Keys LOG = Keys.ofDefinition("kind", "file").later("throttle", "allow_restricted");
    private static final Keys AUTH = Keys.of("bearer").later("basic");
    private static final Keys SECRET = Keys.of("secret");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private final Tools tools;
    private final Problems problems;
    private final Map<String, Yaml.Entry> written;

    Connectors(Map<String, Yaml.Entry> written, Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.written = written;
    }

    Map<String, Connector> read() {
        var connectors = new LinkedHashMap<String, Connector>();
        for (var entry : written.values()) {
            tools.scalars().checkSlug(entry.name(), entry.key().spot());
            if (entry.value() instanceof Yaml.Mapping mapping) {
                kind(mapping)
                        .flatMap(kind -> read(entry.name(), kind, mapping))
                        .ifPresent(connector -> connectors.put(entry.name(), connector));
            } else {
                problems.wrongType(entry.value(), "a connector such as { kind: webhook, url: https://… }");
            }
        }
        return connectors;
    }

    private Optional<Kind> kind(Yaml.Mapping mapping) {
        var kind = mapping.entries().stream()
                .filter(entry -> entry.name().equals("kind"))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add(Code.MISSING_KEY, mapping.spot(), "no kind", "kind: " + KINDS.expected());
        }
        return kind.flatMap(entry -> tools.scalars().word(entry.value(), KINDS));
    }

    private Optional<Connector> read(String name, Kind kind, Yaml.Mapping mapping) {
        var fields = Fields.of(mapping, kind == Kind.WEBHOOK ? WEBHOOK : LOG, problems);
        var about = new Abouts(tools).read(name, fields, written);
        return switch (kind) {
            case WEBHOOK -> webhook(name, fields, about);
            case LOG -> Optional.of(new Connector.Log(name, fields.value("file").flatMap(this::file), about));
        };
    }

    private Optional<Connector> webhook(String name, Fields fields, About about) {
        var url = fields.required("url", "the address to call").flatMap(this::url);
        var method = fields.value("method").flatMap(node -> tools.scalars().word(node, METHODS));
        var headers = fields.value("headers").map(this::headers).orElse(Map.of());
        var secret = fields.value("auth").flatMap(this::bearer);
        var timeout = fields.value("timeout").flatMap(node -> tools.spans().fixed(node, Duration.ofSeconds(1)));
        return url.map(address -> new Connector.Webhook(
                name, address, method.orElse("POST"), headers, secret, timeout.orElse(TIMEOUT), about));
    }

    private Optional<URI> url(Yaml node) {
        var expected = "a web address such as https://crm.example/hooks";
        var text = tools.scalars().text(node, expected);
        if (text.filter(address -> address.contains("{{")).isPresent()) {
            problems.notAvailable(node.spot(), "{{ … }} in an address", expected);
            return Optional.empty();
        }
        var address = text.flatMap(Connectors::webAddress);
        if (text.isPresent() && address.isEmpty()) {
            problems.wrongType(node, expected);
        }
        if (address.filter(known -> known.getRawUserInfo() != null).isPresent()) {
            problems.add(
                    Code.CONFLICT,
                    node.spot(),
                    "a password in an address",
                    "auth: { bearer: { secret: … } }",
                    "Secrets are named in definitions, never written.");
            return Optional.empty();
        }
        return address;
    }

    private static Optional<URI> webAddress(String text) {
        try {
            var address = URI.create(text);
            var web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> headers(Yaml node) {
        var headers = new LinkedHashMap<String, String>();
        if (!(node instanceof Yaml.Mapping mapping)) {
            problems.wrongType(node, "headers by name, such as { X-Shop: main }");
            return headers;
        }
        for (var entry : mapping.entries()) {
            if (!HEADER.matcher(entry.name()).matches()) {
                problems.add(Code.BAD_NAME, entry.key().spot(), Shown.quoted(entry.name()), "the name of a header");
            }
            tools.scalars().text(entry.value(), "a text").ifPresent(text -> {
                if (HEADER_VALUE.matcher(text).matches()) {
                    headers.put(entry.name(), text);
                } else {
                    problems.wrongType(entry.value(), "a text on one line, without characters beyond Latin-1");
                }
            });
        }
        return headers;
    }

    private Optional<String> bearer(Yaml node) {
        var form = "{ bearer: { secret: NAME } }";
        var bearer =
                Fields.of(node, AUTH, form, problems).flatMap(fields -> fields.required("bearer", "{ secret: NAME }"));
        if (bearer.orElse(null) instanceof Yaml.Scalar written) {
            // Not shown: it may be the secret itself.
            problems.add(
                    Code.WRONG_TYPE,
                    written.spot(),
                    "a text",
                    "{ secret: NAME }",
                    "Secrets are named in definitions, never written.");
            return Optional.empty();
        }
        return bearer.flatMap(inner -> Fields.of(inner, SECRET, "{ secret: NAME }", problems))
                .flatMap(fields -> fields.required("secret", "the name of a secret"))
                .flatMap(tools.scalars()::secretName);
    }

    /** Below the data folder, wherever that is. */
    private Optional<String> file(Yaml node) {
        var expected = "a path below the data folder, such as out/actions.jsonl";
        var file = tools.scalars().text(node, expected);
        var outside = file.filter(path -> path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || path.chars().anyMatch(Character::isISOControl)
                || List.of(path.split("/", -1)).stream().anyMatch(part -> part.isEmpty() || part.startsWith(".")));
        if (outside.isPresent()) {
            problems.wrongType(node, expected);
            return Optional.empty();
        }
        return file;
    }
}
