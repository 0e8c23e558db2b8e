package io.pharos.server.http;

import io.pharos.server.access.Scope;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The interface, described by itself. */
public final class DocumentationRoutes {
    private static final String PAGE = "text/html; charset=utf-8";
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Buffer[] documents = {Buffer.buffer(), Buffer.buffer()};

    private DocumentationRoutes() {}

    /** {@code routes} and those that describe them all. */
    public static RouteTable describe(List<Route> routes, String version) {
        var documentation = new DocumentationRoutes();
        var all = new ArrayList<>(routes);
        all.addAll(documentation.routes());
        var table = new RouteTable(all);
        documentation.documents[0] = new OpenApi(table, version).document();
        documentation.documents[1] = Buffer.buffer(Pages.routes(table, version));
        return table;
    }

    private List<Route> routes() {
        return List.of(
                Route.get("/openapi.json")
                        .summary("This interface as OpenAPI 3.1.")
                        .open(Scope.DOCUMENTATION)
                        .answers(200, "application/json", "", "The document.")
                        .by(call -> call.answer(200, "application/json", documents[0])),
                Route.get("/docs")
                        .summary("This interface as a page to read.")
                        .open(Scope.DOCUMENTATION)
                        .answers(200, "text/html", "", "The page.")
                        .by(call -> page(call, documents[1])),
                Route.get("/problems/{code}")
                        .summary("What a kind of problem means, and what to do.")
                        .open(Scope.DOCUMENTATION)
                        .answers(200, "text/html", "", "The page.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no such kind.")
                        .by(DocumentationRoutes::problem));
    }

    private static void problem(Call call) {
        var code = call.variable("code");
        var type = ProblemType.of(code)
                .orElseThrow(() -> Refusal.of(ProblemType.NOT_FOUND, "No kind of problem is called " + code + "."));
        page(call, Buffer.buffer(Pages.problem(type)));
    }

    private static void page(Call call, Buffer page) {
        call.header("Content-Security-Policy", POLICY);
        call.answer(200, PAGE, page);
    }
}
