package io.pharos.server.http;

import io.pharos.server.access.Role;
import io.vertx.core.http.HttpMethod;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Plain pages to read, without scripts. */
final class Pages {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            code { font: 0.9em ui-monospace, monospace; }
            section { border-top: 1px solid #8884; padding: 0.75rem 0; }
            h2 { font-size: 1rem; margin: 0; }
            p, ul { margin: 0.25rem 0; }
            .needs { opacity: 0.75; }
            </style>
            </head>
            <body>
            """;
    private static final String FOOT = "</body>\n</html>\n";

    private Pages() {}

    static String routes(RouteTable table, String version) {
        var sections = table.routes().stream()
                .sorted(Comparator.comparing(Route::scope)
                        .thenComparing(route -> route.path().template()))
                .map(Pages::section)
                .collect(Collectors.joining());
        return HEAD.replace("%s", "Pharos HTTP interface")
                + "<h1>Pharos HTTP interface</h1>\n<p>Version " + escape(version)
                + ", also as <a href=\"/openapi.json\">OpenAPI</a>. Send <code>Authorization: Bearer KEY</code>."
                + " Errors are problem documents (RFC 9457), whose <code>type</code> leads to an explanation.</p>\n"
                + sections + FOOT;
    }

    static String problem(ProblemType type) {
        return HEAD.replace("%s", escape(type.title()))
                + "<h1>" + escape(type.title()) + "</h1>\n<p>Status " + type.status() + ", type <code>" + type.path()
                + "</code>.</p>\n<p>" + escape(type.advice()) + "</p>\n" + FOOT;
    }

    private static String section(Route route) {
        var methods = route.methods().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        var parameters = route.parameters().stream()
                .map(each -> "<li><code>?" + each.name() + "=</code> " + escape(each.description()) + "</li>\n")
                .collect(Collectors.joining());
        var answers = route.answers().stream()
                .map(each -> "<li>" + each.status() + ": " + escape(each.description()) + "</li>\n")
                .collect(Collectors.joining());
        return "<section>\n<h2><code>" + methods + " " + escape(route.template()) + "</code></h2>\n<p>"
                + escape(route.summary()) + "</p>\n<p class=\"needs\">" + needs(route) + "</p>\n<ul>\n" + parameters
                + answers + "</ul>\n</section>\n";
    }

    private static String needs(Route route) {
        return route.role() == Role.PUBLIC
                ? "Open; scope " + route.scope().word() + "."
                : "Needs the role " + route.role().word() + " and the scope "
                        + route.scope().word() + ".";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
