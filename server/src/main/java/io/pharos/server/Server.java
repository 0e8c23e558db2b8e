package io.pharos.server;

import io.pharos.actions.Dispatcher;
import io.pharos.actions.Secrets;
import io.pharos.model.Problem;
import io.pharos.runtime.Host;
import io.pharos.server.access.AdminAccount;
import io.pharos.server.access.Doorman;
import io.pharos.server.access.LoginGate;
import io.pharos.server.access.Sessions;
import io.pharos.server.http.DocumentationRoutes;
import io.pharos.server.http.Front;
import io.pharos.server.http.Listener;
import io.pharos.server.http.Route;
import io.pharos.store.DiskStorage;
import java.net.BindException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A whole Pharos in one process. Its {@link #start} is the table of contents: each room, and what it is given. */
public final class Server implements AutoCloseable {
    private final String host;
    private final Deque<AutoCloseable> rooms = new ArrayDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private int port;
    private Supplier<Map<String, String>> keys = Map::of;
    private Optional<String> generatedPassword = Optional.empty();
    private List<Problem> warnings = List.of();
    private Optional<String> notPublished = Optional.empty();
    private List<Route> routes = List.of();

    private Server(String host) {
        this.host = host;
    }

    /**
     * Opens the data folder, publishes the workspace, and listens. On return the server answers.
     *
     * @throws StartFailed if that cannot be done as asked
     */
    public static Server start(ServerSettings settings) {
        var server = new Server(settings.host());
        try {
            server.open(settings);
            return server;
        } catch (RuntimeException failed) {
            server.close();
            throw failed instanceof StartFailed known ? known : explained(settings, failed);
        }
    }

    private void open(ServerSettings settings) {
        var clock = InstantSource.system();
        var threads = opened(Executors.newVirtualThreadPerTaskExecutor(), ExecutorService::shutdownNow);
        var folder = settings.workspace().map(WorkspaceFolder::read);
        var earlier = new EarlierStore(settings.data());
        var storage = DiskStorage.open(settings.data());

        var outgoing = new Outgoing(threads);
        var engine =
                opened(Host.open(storage, earlier.standIn(folder), outgoing, settings.engine(), clock), Host::close);
        earlier.forget();
        notPublished = folder.flatMap(given -> given.publish(engine));
        WorkspaceFolder.publishFirst(engine);
        var definitions = Definitions.of(engine, settings.data().resolve("source-keys.json"));
        keys = () -> definitions.inForce().keys();
        warnings = Definitions.warnings(definitions.inForce().publication().files());
        Secrets secrets = name ->
                Optional.ofNullable(settings.environment().get("PHAROS_SECRET_" + name.toUpperCase(Locale.ROOT)));
        var dispatcher = opened(
                new Dispatcher(engine.workspace(), outgoing, secrets, settings.data(), settings.deliveries(), clock),
                Dispatcher::close);
        outgoing.connect(engine, dispatcher);

        var account = AdminAccount.open(settings.data().resolve("admin.json"), settings.adminPassword());
        generatedPassword = account.generated();
        var sessions = new Sessions(clock);
        var doorman = new Doorman(settings.apiKey(), sessions);

        var meters = opened(new Meters(), Meters::close);
        meters.watch(engine);
        var rejections = new Rejections(clock);
        var intake = new Intake(
                definitions,
                engine,
                settings.trustedProxies(),
                new RateLimits(System::nanoTime),
                rejections,
                meters,
                clock);
        var views = new Views(engine, definitions);
        var feed = opened(new Feed(engine.journal()), Feed::close);
        definitions.whenChanged(feed::everythingChanged);
        var stats = new StatsJson(definitions, meters);

        var routes = new ArrayList<Route>();
        routes.addAll(new CollectRoutes(intake, views, threads).routes());
        routes.addAll(new SegmentRoutes(intake, threads).routes());
        routes.addAll(new TealiumRoutes(intake, threads).routes());
        routes.addAll(new SnowplowRoutes(intake, threads, settings.snowplowPath()).routes());
        var persons = new Persons(engine, clock);
        routes.addAll(new ProfileRoutes(engine, persons, new Arrivals(engine, threads), definitions).routes());
        routes.addAll(new PastRoutes(engine, persons, definitions).routes());
        routes.addAll(new IdentityRoutes(engine).routes());
        routes.addAll(new ErasureRoutes(engine, persons, rejections).routes());
        routes.addAll(new ViewRoutes(views, feed).routes());
        routes.addAll(new LiveRoutes(feed, engine.journal(), rejections).routes());
        routes.addAll(new WorkspaceRoutes(engine, definitions, settings.notice()).routes());
        routes.addAll(new PublishRoutes(engine, definitions).routes());
        routes.addAll(new DraftRoutes(new Drafts(settings.data().resolve("draft.json")), clock).routes());
        routes.addAll(new PlanRoutes(new Plans(engine, clock), settings.plans()).routes());
        routes.addAll(new DeliveryRoutes(engine).routes());
        routes.addAll(new TransferRoutes(engine, definitions, settings.data().resolve("uploads"), clock).routes());
        routes.addAll(new BackupRoutes(engine, storage, version()).routes());
        routes.addAll(new SessionRoutes(account.account(), sessions, new LoginGate(clock)).routes());
        routes.addAll(new OperationsRoutes(
                        engine,
                        meters,
                        json -> stats.write(engine.stats(), rejections.total(), clock.instant(), json),
                        stopping::get)
                .routes());
        routes.addAll(new ConsoleRoutes().routes());
        var table = DocumentationRoutes.describe(routes, version());
        this.routes = table.routes();

        var front = new Front(table, doorman::caller, settings.largestBody(), meters, threads);
        var listener = opened(Listener.open(settings.host(), settings.port(), front), Listener::close);
        opened(front, Front::closeStreams);
        port = listener.port();
    }

    /** Where it answers. */
    public URI address() {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + port);
    }

    /** The administrator's password, if this start made one; it is written nowhere. */
    public Optional<String> generatedPassword() {
        return generatedPassword;
    }

    /** The keys of the sources, by their names. */
    public Map<String, String> keys() {
        return keys.get();
    }

    /** What of the workspace is allowed but probably not meant. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** Why the folder it was started with is not in force, if it is not. */
    public Optional<String> notPublished() {
        return notPublished;
    }

    /** All that it can be asked. */
    List<Route> routes() {
        return routes;
    }

    /** The version that the build wrote into the jar's manifest. */
    public static String version() {
        return Optional.ofNullable(Server.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Takes nothing more, answers what was asked, writes everything back. Twice does no harm. */
    @Override
    public void close() {
        stopping.set(true);
        while (!rooms.isEmpty()) {
            try {
                rooms.pop().close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                org.slf4j.LoggerFactory.getLogger(Server.class).error("Something did not close as it should", failed);
            }
        }
    }

    /** Remembers how to close {@code room}: the last one opened goes first. */
    private <T> T opened(T room, java.util.function.Consumer<T> closing) {
        rooms.push(() -> closing.accept(room));
        return room;
    }

    private static StartFailed explained(ServerSettings settings, RuntimeException failed) {
        var address = settings.host() + ":" + settings.port();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BindException taken -> {
                    return new StartFailed(
                            "Cannot listen at " + address + ": " + taken.getMessage()
                                    + ". If something else uses the port, stop it or choose another with --port.",
                            failed);
                }
                case UnknownHostException _ -> {
                    return new StartFailed(
                            "Cannot listen at " + address + ": there is no address of that name. Choose one of this"
                                    + " machine with --host.",
                            failed);
                }
                case FileAlreadyExistsException file -> {
                    return new StartFailed(failed.getMessage() + ": " + file.getFile() + " is no folder", failed);
                }
                case FileSystemException file -> {
                    return new StartFailed(
                            failed.getMessage() + ": " + file.getFile() + ": "
                                    + Optional.ofNullable(file.getReason())
                                            .orElse(file.getClass().getSimpleName()),
                            failed);
                }
                default -> {}
            }
        }
        return new StartFailed(String.valueOf(failed.getMessage()), failed);
    }
}
