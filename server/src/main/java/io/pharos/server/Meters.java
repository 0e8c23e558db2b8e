package io.pharos.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pharos.model.Treatment.Bots;
import io.pharos.runtime.Host;
import io.pharos.runtime.HostStats;
import io.pharos.runtime.Receipt;
import io.pharos.server.http.Front;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What Prometheus is told. */
final class Meters implements Front.Watch, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Answered, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Taken, Counter> events = new ConcurrentHashMap<>();
    private final Map<String, Counter> problems = new ConcurrentHashMap<>();
    private final Map<Integer, Counter> refused = new ConcurrentHashMap<>();
    private final Map<String, Counter> rateExceeded = new ConcurrentHashMap<>();
    private final Map<Crawled, Counter> bots = new ConcurrentHashMap<>();
    private final Counter rejected = Counter.builder("pharos.events.rejected")
            .description("Events that could not be read")
            .register(registry);
    private final Counter overloaded = Counter.builder("pharos.requests.overloaded")
            .description("Requests answered with 503 because too many events were waiting")
            .register(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private record Answered(String route, String method, int status) {}

    private record Crawled(String source, Bots outcome) {}

    private record Taken(String source, Receipt.Status status) {}

    Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    void watch(Host host) {
        gauge("pharos.profiles", "Profiles there are", host, HostStats::profiles);
        gauge("pharos.events.stored", "Events ever kept", host, HostStats::events);
        gauge("pharos.events.late", "Events that made their profile be folded again", host, HostStats::lateFolds);
        gauge("pharos.mailbox.events", "Events taken but not yet applied", host, HostStats::mailboxEvents);
        gauge(
                "pharos.deadlines.lag.seconds",
                "How long the oldest deadline has been due",
                host,
                stats -> stats.lag().toMillis() / 1000.0);
        gauge(
                "pharos.refold.version",
                "The version that profiles are brought under",
                host,
                stats -> stats.refold().version());
        gauge(
                "pharos.refold.done",
                "Profiles that are under it",
                host,
                stats -> stats.refold().done());
        gauge(
                "pharos.refold.left",
                "Profiles that are not under it yet",
                host,
                stats -> stats.refold().all() - stats.refold().done());
        gauge(
                "pharos.preparation.left",
                "Events to be looked at before a version comes into force that changes who is who",
                host,
                stats -> stats.preparation()
                        .map(preparation -> preparation.all() - preparation.done())
                        .orElse(0L));
        gauge(
                "pharos.healthy",
                "1 while the host takes events",
                host,
                stats -> stats.failure().isPresent() ? 0 : 1);
    }

    private void gauge(String name, String description, Host host, ToDoubleFunction<HostStats> value) {
        Gauge.builder(name, host, watched -> value.applyAsDouble(watched.stats()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void answered(String route, String method, int status, long nanos) {
        requests.computeIfAbsent(new Answered(route, method, status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void taken(String source, Receipt.Status status) {
        events.computeIfAbsent(new Taken(source, status), this::counter).increment();
    }

    /** Something of an event could not be used, or was cut, when it was applied. */
    void problem(String code) {
        problems.computeIfAbsent(
                        code,
                        known -> Counter.builder("pharos.events.problems")
                                .description("What could not be used of events, or was cut, when they were applied")
                                .tag("code", known)
                                .register(registry))
                .increment();
    }

    void refused(int status) {
        refused.computeIfAbsent(
                        status,
                        code -> Counter.builder("pharos.collection.refused")
                                .description("Requests with events that were refused as a whole")
                                .tag("status", Integer.toString(code))
                                .register(registry))
                .increment();
    }

    void rejected() {
        rejected.increment();
    }

    void overloaded() {
        overloaded.increment();
    }

    /** So many events of a request were refused, since one of their sources sends more than its rate allows. */
    void rateExceeded(String source, int count) {
        rateExceeded
                .computeIfAbsent(
                        source,
                        name -> Counter.builder("pharos.events.rate.exceeded")
                                .description("Events answered with 429 because their source sends more than its rate")
                                .tag("source", name)
                                .register(registry))
                .increment(count);
    }

    /** Events refused so since the server started. */
    long rateExceeded(String source) {
        var counter = rateExceeded.get(source);
        return counter == null ? 0 : (long) counter.count();
    }

    /** An event that a crawler sent. */
    void bot(String source, Bots outcome) {
        bots.computeIfAbsent(
                        new Crawled(source, outcome),
                        crawled -> Counter.builder("pharos.events.bots")
                                .description("Events of crawlers, and what became of them")
                                .tag("source", crawled.source())
                                .tag("outcome", word(crawled.outcome()))
                                .register(registry))
                .increment();
    }

    /** Events of crawlers of which that became, since the server started. */
    long bots(String source, Bots outcome) {
        var counter = bots.get(new Crawled(source, outcome));
        return counter == null ? 0 : (long) counter.count();
    }

    /** What became of them, as operators are told. */
    static String word(Bots outcome) {
        return switch (outcome) {
            case MARK -> "marked";
            case REJECT -> "rejected";
            case DROP -> "dropped";
        };
    }

    String text() {
        return registry.scrape();
    }

    private Timer timer(Answered answered) {
        return Timer.builder("pharos.http.requests")
                .description("Requests answered")
                .tag("route", answered.route())
                .tag("method", answered.method())
                .tag("status", Integer.toString(answered.status()))
                .register(registry);
    }

    private Counter counter(Taken taken) {
        return Counter.builder("pharos.events.taken")
                .description("Events by source and what became of them")
                .tag("source", taken.source())
                .tag("status", taken.status().name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
