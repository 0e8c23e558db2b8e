package io.pharos.server.http;

import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One thing the server can be asked: all that is checked before its handler runs, and all that its description says.
 *
 * @param path with named parts in braces
 * @param summary a sentence for whoever reads the description
 * @param role what the caller must be; {@link Role#PUBLIC} asks nobody, and the handler checks for itself
 */
public record Route(
        List<HttpMethod> methods,
        PathPattern path,
        String summary,
        Scope scope,
        Role role,
        Origins origins,
        Body body,
        String bodySchema,
        Runs runs,
        List<Parameter> parameters,
        List<Answer> answers,
        Consumer<Call> handler) {

    /** Which foreign pages may call it from a browser. */
    public enum Origins {
        /** None. */
        SAME,
        /** All; the source's own list is checked when the source is known. */
        COLLECTION,
        /** Those the view lists; the handler says so. */
        VIEW
    }

    public enum Body {
        NONE,
        /** Read to its end, up to the server's limit, before the handler runs. */
        WHOLE,
        /** Left to the handler. */
        STREAM
    }

    /** Where the handler runs. */
    public enum Runs {
        ON_THE_LOOP,
        /** It takes long or waits, so it gets a virtual thread of its own. */
        ON_ITS_OWN_THREAD
    }

    /** A query parameter, for the description. */
    public record Parameter(String name, boolean required, String description) {}

    /** @param schema the name of a schema of the description; empty if the media type says all */
    public record Answer(int status, String mediaType, String schema, String description) {}

    public static Builder get(String path) {
        return new Builder(List.of(HttpMethod.GET), path);
    }

    public static Builder post(String path) {
        return new Builder(List.of(HttpMethod.POST), path).body(Body.WHOLE);
    }

    public static Builder put(String path) {
        return new Builder(List.of(HttpMethod.PUT), path).body(Body.WHOLE);
    }

    public static Builder delete(String path) {
        return new Builder(List.of(HttpMethod.DELETE), path);
    }

    public static Builder getOrPost(String path) {
        return new Builder(List.of(HttpMethod.GET, HttpMethod.POST), path).body(Body.WHOLE);
    }

    /** The path as OpenAPI writes it, which has no name for the rest of a path. */
    public String template() {
        return path.template().replace("*}", "}");
    }

    /** Whether the first segment of the path is the server's own. */
    public static boolean isReserved(String path) {
        return PathPattern.RESERVED.contains(PathPattern.segments(path).getFirst());
    }

    /** The named parts of the path. */
    List<String> variables() {
        return path.parts().stream()
                .<String>mapMulti((part, names) -> {
                    switch (part) {
                        case PathPattern.Part.Variable named -> names.accept(named.name());
                        case PathPattern.Part.Rest(var name) -> names.accept(name);
                        case PathPattern.Part.Literal _ -> {}
                    }
                })
                .toList();
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final List<HttpMethod> methods;
        private final String path;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private String summary = "";
        private Scope scope = Scope.ADMIN;
        private Role role = Role.ADMIN;
        private Origins origins = Origins.SAME;
        private Body body = Body.NONE;
        private String bodySchema = "";
        private Runs runs = Runs.ON_THE_LOOP;

        private Builder(List<HttpMethod> methods, String path) {
            this.methods = methods;
            this.path = path;
        }

        public Builder summary(String summary) {
            this.summary = summary;
            return this;
        }

        public Builder needs(Scope scope, Role role) {
            this.scope = scope;
            this.role = role;
            return this;
        }

        public Builder open(Scope scope) {
            return needs(scope, Role.PUBLIC);
        }

        public Builder origins(Origins origins) {
            this.origins = origins;
            return this;
        }

        public Builder body(Body body) {
            this.body = body;
            return this;
        }

        /** @param schema of the body, for the description */
        public Builder takes(String schema) {
            this.bodySchema = schema;
            return this;
        }

        public Builder slow() {
            this.runs = Runs.ON_ITS_OWN_THREAD;
            return this;
        }

        public Builder query(String name, String description) {
            parameters.add(new Parameter(name, false, description));
            return this;
        }

        public Builder requiredQuery(String name, String description) {
            parameters.add(new Parameter(name, true, description));
            return this;
        }

        public Builder answers(int status, String mediaType, String schema, String description) {
            answers.add(new Answer(status, mediaType, schema, description));
            return this;
        }

        public Route by(Consumer<Call> handler) {
            return new Route(
                    methods,
                    PathPattern.of(path),
                    summary,
                    scope,
                    role,
                    origins,
                    body,
                    bodySchema,
                    runs,
                    List.copyOf(parameters),
                    List.copyOf(answers),
                    handler);
        }
    }
}
