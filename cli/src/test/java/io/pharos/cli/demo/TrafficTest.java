package io.pharos.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TrafficTest {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Crowd crowd = new Crowd(
            new Catalogue(List.of(new Product("22423", "CAKESTAND", BigDecimal.TEN)), List.of("12346")), "test", 1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(busy.getAndSet(false) ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aCallThatFindsTheServerBusyIsMadeAgain() throws InterruptedException {
        busy.set(true);
        var traffic = Traffic.start(address(), crowd);
        try {
            var first = take();
            assertThat(take()).isEqualTo(first);
            assertThat(take()).isNotEqualTo(first);
        } finally {
            traffic.stop();
        }
    }

    @Test
    void nothingIsSentOnceItIsStopped() throws InterruptedException {
        var traffic = Traffic.start(address(), crowd);
        take();
        traffic.stop();
        received.clear();
        assertThat(received.poll(2, TimeUnit.SECONDS)).isNull();
    }

    private String take() throws InterruptedException {
        var body = received.poll(30, TimeUnit.SECONDS);
        assertThat(body).as("a call within 30 seconds").isNotNull();
        return String.valueOf(body);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
