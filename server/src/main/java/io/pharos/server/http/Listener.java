package io.pharos.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Listens at one address, with a few event loops behind it. */
public final class Listener implements AutoCloseable {
    private static final int LONGEST_ADDRESS = 64 * 1024;
    private static final int LARGEST_HEADERS = 32 * 1024;
    private static final int IDLE_SECONDS = 60;
    private static final int LAST_ANSWERS_SECONDS = 10;

    private final Vertx vertx;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private Listener(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * @param port 0 for any that is free
     * @throws java.io.UncheckedIOException if the address cannot be had
     */
    public static Listener open(String host, int port, Front front) {
        var loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var listener = new Listener(Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))));
        var options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                // There are no web sockets, and each handler in front of a request costs a little.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(LONGEST_ADDRESS)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setIdleTimeout(IDLE_SECONDS);
        // Any port that is free, but the same one for all loops.
        var address = port == 0 ? SocketAddress.sharedRandomPort(1, host) : SocketAddress.inetSocketAddress(port, host);
        try {
            await(listener.vertx.deployVerticle(
                    () -> listener.loop(options, address, front), new DeploymentOptions().setInstances(loops)));
        } catch (RuntimeException failed) {
            listener.close();
            throw failed;
        }
        return listener;
    }

    public int port() {
        return servers.getFirst().actualPort();
    }

    /** Takes no new connections, lets what was asked be answered, and closes the rest. */
    @Override
    public void close() {
        servers.forEach(server -> await(server.shutdown(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS)));
        await(vertx.close());
    }

    private VerticleBase loop(HttpServerOptions options, SocketAddress address, Front front) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                var server =
                        vertx.createHttpServer(options).requestHandler(front).invalidRequestHandler(front::invalid);
                return server.listen(address).onSuccess(servers::add);
            }
        };
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(String.valueOf(failed.getCause()), failed.getCause());
        }
    }
}
