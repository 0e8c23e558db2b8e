package io.pharos.server;

import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Route;
import io.pharos.server.http.StaticFiles;
import java.util.List;
import java.util.regex.Pattern;

/** The console: files of the class path, and one page for all addresses of its screens. */
final class ConsoleRoutes {
    private static final String PAGE = "index.html";
    private static final String ASSETS = "assets/";
    private static final Pattern SCREEN = Pattern.compile("visitors/.+|[a-z-]+(/[^.]*)?");

    private final StaticFiles files = new StaticFiles("ui");

    List<Route> routes() {
        return List.of(
                Route.get("/")
                        .summary("Go to the console.")
                        .open(Scope.CONSOLE)
                        .answers(302, "", "", "To /console/.")
                        .by(call -> call.redirect("/console/")),
                Route.get("/console/{file*}")
                        .summary("The console's page and files.")
                        .open(Scope.CONSOLE)
                        .slow()
                        .answers(200, "text/html", "", "A file; for the addresses of screens, the page.")
                        .by(this::file));
    }

    private void file(Call call) {
        if (call.request().path().equals("/console")) {
            call.redirect("/console/");
            return;
        }
        call.header("Content-Security-Policy", POLICY);
        call.header("X-Frame-Options", "DENY");
        call.header("Referrer-Policy", "same-origin");
        call.header("Cross-Origin-Opener-Policy", "same-origin");
        call.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        var name = call.variable("file");
        var asset = name.startsWith(ASSETS);
        // The names of assets change with their content; the page that names them must be asked for each time.
        call.header("Cache-Control", asset ? "public, max-age=31536000, immutable" : "no-cache");
        if (files.answer(call, name.isEmpty() ? PAGE : name)) {
            return;
        }
        if (!isScreen(name) || !files.answer(call, PAGE)) {
            call.header("Cache-Control", "no-store");
            call.refuse(ProblemType.NOT_FOUND, "The console has no file \"" + name + "\".");
        }
    }

    /** A dot makes the name of a file, except in the identifier of a visitor. */
    private static boolean isScreen(String name) {
        return SCREEN.matcher(name).matches() && !name.startsWith(ASSETS);
    }

    /** Scripts come from here only. Styles may stand in the page: the console's widgets are placed by them. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";
}
