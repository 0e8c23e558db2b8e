package io.pharos.cli.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a server does that takes its time to publish: what is published is there when it has been asked for three times. */
final class SlowServer implements AutoCloseable {
    private static final int LOOKS = 3;

    private final HttpServer server;
    private final AtomicInteger looks = new AtomicInteger();
    private volatile String files = "{}";
    private volatile boolean isSomebodyElses;

    private SlowServer(HttpServer server) {
        this.server = server;
    }

    static SlowServer open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var slow = new SlowServer(server);
        server.createContext("/api/workspace", exchange -> answer(exchange, 200, "{\"version\":1}"));
        server.createContext("/api/workspace/publish", slow::publish);
        server.createContext("/api/workspace/refold", exchange -> answer(exchange, 200, slow.refold()));
        server.createContext("/api/workspace/versions/2", exchange -> answer(exchange, 200, slow.version()));
        server.start();
        return slow;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What comes to be version 2 is not what was sent. */
    void somebodyElseIsFaster() {
        isSomebodyElses = true;
    }

    private void publish(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        files = JsonMapper.shared().readTree(body).path("files").toString();
        answer(exchange, 202, refold());
    }

    private String refold() {
        return looks.getAndIncrement() < LOOKS
                ? """
                {"version":1,"done":7,"all":7,"complete":true,"preparation":{"version":2,"done":%d,"all":400}}""".formatted(100 * looks.get())
                : "{\"version\":2,\"done\":7,\"all\":7,\"complete\":true}";
    }

    private String version() {
        return isSomebodyElses
                ? "{\"version\":2,\"who\":\"ben\",\"files\":{}}"
                : "{\"version\":2,\"who\":\"ada\",\"files\":" + files + "}";
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
