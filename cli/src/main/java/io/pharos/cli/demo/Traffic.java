package io.pharos.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a crowd shop at a server, each call at its time, until it is stopped. */
final class Traffic {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    /** Behind by more than this, say after a laptop slept, the crowd goes on from now instead of catching up. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(5);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI server;
    private final Crowd crowd;
    private final Thread thread;

    private Traffic(URI server, Crowd crowd) {
        this.server = server;
        this.crowd = crowd;
        this.thread = Thread.ofVirtual().name("demo-shoppers").unstarted(this::run);
    }

    static Traffic start(URI server, Crowd crowd) {
        var traffic = new Traffic(server, crowd);
        traffic.thread.start();
        return traffic;
    }

    /** Returns when the last call has been answered or given up. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        client.shutdownNow();
    }

    private void run() {
        try {
            var began = System.nanoTime();
            while (true) {
                var happening = crowd.next();
                var ahead = happening.at().minusNanos(System.nanoTime() - began);
                if (ahead.isPositive()) {
                    Thread.sleep(ahead);
                } else if (ahead.plus(MOST_BEHIND).isNegative()) {
                    began = System.nanoTime() - happening.at().toNanos();
                }
                make(happening.call());
            }
        } catch (InterruptedException _) {
            // Closed: the shop is, too.
        }
    }

    /** Tries until the server answers; a call that came through after all has an id, and changes nothing the second time. */
    private void make(Call call) throws InterruptedException {
        while (true) {
            try {
                var status = send(call);
                if (status != TOO_MANY_REQUESTS && status != UNAVAILABLE) {
                    return;
                }
            } catch (IOException noAnswer) {
                LOG.debug("No answer from {}", call.path(), noAnswer);
            }
            Thread.sleep(BEFORE_ANOTHER_TRY);
        }
    }

    private int send(Call call) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(call.path()))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400
                && answer.statusCode() != TOO_MANY_REQUESTS
                && answer.statusCode() != UNAVAILABLE) {
            LOG.warn("{} was answered {}: {}", call.path(), answer.statusCode(), answer.body());
        }
        return answer.statusCode();
    }
}
