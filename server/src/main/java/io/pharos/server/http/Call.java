package io.pharos.server.http;

import io.pharos.model.Value;
import io.pharos.model.ValueText;
import io.pharos.server.access.Caller;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** One request on its way to one answer. The answer may be given from any thread, once. */
public final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final HttpServerRequest request;
    private final Context context;
    private final Map<String, String> variables;
    private final Caller caller;
    private final BooleanSupplier stillAllowed;
    private final Buffer body;
    private final Set<EventStream> streams;
    private final Optional<Upload> upload;

    Call(
            HttpServerRequest request,
            Context context,
            Map<String, String> variables,
            Caller caller,
            BooleanSupplier stillAllowed,
            Buffer body,
            Set<EventStream> streams,
            boolean streamed) {
        this.request = request;
        this.context = context;
        this.variables = variables;
        this.caller = caller;
        this.stillAllowed = stillAllowed;
        this.body = body;
        this.streams = streams;
        this.upload = streamed ? Optional.of(Upload.begin(this)) : Optional.empty();
    }

    public HttpServerRequest request() {
        return request;
    }

    public Caller caller() {
        return caller;
    }

    /** What was sent, if the route has it read; still compressed if it was. */
    public Buffer body() {
        return body;
    }

    /** A named part of the path, decoded. */
    public String variable(String name) {
        var encoded = variables.getOrDefault(name, "");
        return Percent.decode(encoded)
                .orElseThrow(() -> Refusal.of(
                        ProblemType.BAD_REQUEST,
                        "The path holds \"" + encoded + "\", which is no percent-encoded UTF-8."));
    }

    /** All named parts of the path, decoded. */
    public Map<String, String> variables() {
        return variables.keySet().stream().collect(Collectors.toMap(name -> name, this::variable));
    }

    /** Names and values of the query, decoded, in the order sent. */
    public List<Map.Entry<String, String>> query() {
        return QueryString.parse(request.query());
    }

    public Optional<String> query(String name) {
        return query().stream()
                .filter(parameter -> parameter.getKey().equals(name))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    public String requiredQuery(String name) {
        return query(name)
                .orElseThrow(() -> Refusal.of(
                        ProblemType.BAD_REQUEST, "The query parameter " + name + " is missing from the address."));
    }

    /** The query parameter {@code limit}; {@code otherwise} if none was sent. */
    public int limit(int otherwise, int most) {
        return number("limit", 1, most).orElse(otherwise);
    }

    /** A whole number of the query, cut to what is allowed. */
    public Optional<Integer> number(String name, int least, int most) {
        return query(name).map(text -> {
            try {
                return Math.clamp(Long.parseLong(text), least, most);
            } catch (NumberFormatException _) {
                throw Refusal.of(
                        ProblemType.BAD_REQUEST,
                        "The query parameter " + name + " is \"" + text + "\"; expected a whole number from " + least
                                + " to " + most + ".");
            }
        });
    }

    /** A time of the query; one without an offset is of UTC. */
    public Optional<Instant> moment(String name) {
        return query(name)
                .map(text -> ValueText.moment(text, ZoneOffset.UTC)
                        .map(Value.Moment::at)
                        .orElseThrow(() -> Refusal.of(
                                ProblemType.BAD_REQUEST,
                                "The query parameter " + name + " is \"" + text
                                        + "\"; expected a time such as 2026-03-01T10:00:00Z.")));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    public void header(String name, String value) {
        request.response().putHeader(name, value);
    }

    public void json(Consumer<JsonGenerator> writer) {
        answer(200, "application/json", Json.of(writer));
    }

    public void empty(int status) {
        onContext(() -> request.response().setStatusCode(status).end());
    }

    public void redirect(String to) {
        header("Location", to);
        empty(302);
    }

    public void answer(int status, String mediaType, Buffer content) {
        onContext(() -> {
            var response = request.response();
            if (response.ended() || response.closed() || response.headWritten()) {
                return;
            }
            var unread = upload.filter(body -> !body.isWhole()).isPresent();
            if (unread) {
                Leftover.announce(request);
            }
            response.setStatusCode(status).putHeader("Content-Type", mediaType);
            if (request.method().equals(HttpMethod.HEAD)) {
                response.putHeader("Content-Length", Integer.toString(content.length()))
                        .end();
            } else {
                response.end(content);
            }
            if (unread) {
                Leftover.forget(request);
            }
        });
    }

    public void refuse(ProblemType type, String detail) {
        refuse(Refusal.of(type, detail));
    }

    public void refuse(Refusal refusal) {
        refusal.retryAfterSeconds().ifPresent(seconds -> header("Retry-After", Long.toString(seconds)));
        answer(
                refusal.document().type().status(),
                ProblemDocument.MEDIA_TYPE,
                refusal.document().toJson());
    }

    /** Answers when {@code future} completes; if it fails, with what the failure means. */
    public <T> void when(CompletableFuture<T> future, Consumer<T> answer) {
        when(future, answer, this::fail);
    }

    /** The same for routes with refusals of their own. */
    public <T> void when(CompletableFuture<T> future, Consumer<T> answer, Consumer<Throwable> refuse) {
        var _ = future.whenComplete((value, failure) -> {
            try {
                if (failure == null) {
                    answer.accept(value);
                } else {
                    refuse.accept(cause(failure));
                }
            } catch (RuntimeException unexpected) {
                fail(unexpected);
            }
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Answers with what {@code failure} means; one that should not have happened is logged. */
    public void fail(Throwable failure) {
        switch (cause(failure)) {
            case Refusal refusal -> refuse(refusal);
            default -> {
                var id = Long.toHexString(System.nanoTime());
                LOG.error("{} {} failed ({})", request.method(), request.path(), id, failure);
                refuse(ProblemType.FAULT, "The server's log has it under " + id + ".");
            }
        }
    }

    /** Answers with a stream of events, which stays open until one side closes it or the caller may no longer ask for it. */
    public EventStream stream(int queue) {
        return EventStream.open(request, context, queue, streams, stillAllowed);
    }

    /** Answers 200 with lines, from the thread that calls. */
    public LongAnswer lines() {
        return new LongAnswer(this, "application/x-ndjson");
    }

    /** Answers 200 with a file to be kept under that name, from the thread that calls. */
    public LongAnswer file(String name, String mediaType) {
        header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new LongAnswer(this, mediaType);
    }

    /**
     * Waits until the body, which the route leaves to its handler, is in {@code file}.
     *
     * @throws java.io.EOFException if the body broke off
     * @throws IOException if the file cannot be written
     */
    public void bodyInto(Path file) throws IOException, InterruptedException {
        upload.orElseThrow().into(file);
    }

    /** Runs {@code answer} where the connection lives. */
    void onContext(Runnable answer) {
        if (context.equals(Vertx.currentContext())) {
            answer.run();
        } else {
            context.runOnContext(_ -> answer.run());
        }
    }
}
