package io.pharos.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Sends requests over a few kept connections, in turn; loopback only. */
final class Load {
    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private Load() {}

    /** A request as it goes over the wire. */
    static byte[] post(String path, byte[] body) {
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer bench-key\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        var request = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://shop.example\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends all requests, as fast as the answers come; one answered with 503 is sent again.
     *
     * @return how many they were
     */
    static long send(int port, List<byte[]> requests, int connections) throws IOException, InterruptedException {
        inParallel(connections, port, (number, connection) -> {
            for (var i = number; i < requests.size(); i += connections) {
                connection.insist(requests.get(i));
            }
        });
        return requests.size();
    }

    /** Sends what {@code requests} makes for so long, and counts the answers of each of so many equal parts of that time. */
    static long[] perWindow(int port, IntFunction<byte[]> requests, int connections, Duration time, int windows)
            throws IOException, InterruptedException {
        var answered = new AtomicLongArray(windows);
        var start = System.nanoTime();
        inParallel(connections, port, (number, connection) -> {
            while (true) {
                connection.insist(requests.apply(number));
                var window = (System.nanoTime() - start) * windows / time.toNanos();
                if (window >= windows) {
                    return;
                }
                answered.incrementAndGet((int) window);
            }
        });
        return IntStream.range(0, windows).mapToLong(answered::get).toArray();
    }

    /** The length of the answer's body. */
    static int size(int port, byte[] request) throws IOException {
        try (var connection = new Connection(port)) {
            connection.isTaken(request);
            return connection.answered;
        }
    }

    /** Sends at a fixed rate and measures from the moment a request was due, in nanoseconds, sorted. */
    static long[] latencies(int port, List<byte[]> requests, int perSecond, int connections)
            throws IOException, InterruptedException {
        var latencies = new long[requests.size()];
        var start = System.nanoTime();
        inParallel(connections, port, (number, connection) -> {
            for (var i = number; i < requests.size(); i += connections) {
                var due = start + i * 1_000_000_000L / perSecond;
                for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (!connection.isTaken(requests.get(i))) {
                    throw new IOException("the server was too busy at a moderate rate");
                }
                latencies[i] = System.nanoTime() - due;
            }
        });
        Arrays.sort(latencies);
        return latencies;
    }

    private interface Work {
        void over(int number, Connection connection) throws IOException;
    }

    private static void inParallel(int connections, int port, Work work) throws IOException, InterruptedException {
        var all = IntStream.range(0, connections)
                .<Callable<Void>>mapToObj(number -> () -> {
                    try (var connection = new Connection(port)) {
                        work.over(number, connection);
                    }
                    return null;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** One kept connection; understands answers with a length. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private int answered;

        Connection(int port) throws IOException {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        void insist(byte[] request) throws IOException {
            while (!isTaken(request)) {
                LockSupport.parkNanos(10_000_000);
            }
        }

        /** False if the server asks to come again later. */
        boolean isTaken(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            var status = line();
            var length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            answered = length;
            return switch (status.substring(STATUS_FROM, STATUS_TO)) {
                case "200", "202" -> true;
                case "503" -> false;
                default -> throw new IOException("answered " + status);
            };
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
