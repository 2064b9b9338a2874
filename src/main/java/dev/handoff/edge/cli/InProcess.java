package dev.handoff.edge.cli;

import dev.handoff.kit.config.AppEnv;
import dev.handoff.kit.config.DatabaseUrlSource;
import dev.handoff.kit.config.InvalidSetting;
import dev.handoff.kit.config.PlainConfig;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.OwnPostgres;
import dev.handoff.kit.database.embedded.PostgresFailed;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.PrintWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Quarkus in this process, with a database if it has none. */
final class InProcess {

    /** For commands whose answer is for people: no server, and nothing but warnings, which go to stderr. */
    static final Map<String, String> QUIET = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.log.console.level", "WARN",
            "quarkus.log.console.stderr", "true");

    /**
     * For a command that runs one task. The task runs here, wherever tasks go and whatever servers serve otherwise. Other tasks that the sweeper took
     * meanwhile are given back at once. Events and schedules are left to servers, which may have a broker for them.
     */
    static final Map<String, String> BRIEF = Map.of(
            "handoff.engine.serve", "",
            "handoff.engine.drain", "0s",
            "handoff.bus.relay", "false",
            "handoff.dispatch.routes", "",
            "handoff.cloud-tasks.enabled", "false",
            "handoff.rabbitmq.enabled", "false",
            "handoff.nats.enabled", "false",
            "handoff.scheduler.schedules", "",
            "handoff.worker.use-in-dev", "false",
            "handoff.worker.loopback", "false");

    /** For commands that look at the database and must not take tasks out of it. */
    static final Map<String, String> IDLE = Map.of(
            "quarkus.scheduler.enabled", "false",
            "quarkus.flyway.migrate-at-start", "false");

    private static final String DATABASE = "handoff";
    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    private final Map<String, String> environment;
    private final PrintWriter err;

    InProcess(Map<String, String> environment, PrintWriter err) {
        this.environment = environment;
        this.err = err;
    }

    /** Runs an application to its end, and makes sure beforehand that the database answers. */
    int run(Class<? extends QuarkusApplication> application, Map<String, String> settings, String... arguments) {
        return withDatabase(() -> {
            checkDatabase();
            return quarkus(application, settings, arguments);
        });
    }

    /**
     * Works while there is a database, which may be a server of our own. When the process is told to end, Quarkus stops
     * first and that server last.
     */
    int withDatabase(IntSupplier work) {
        var env = AppEnv.of(environment.get("APP_ENV"));
        if (environment.containsKey("APP_ENV") || !environment.containsKey("QUARKUS_PROFILE")) {
            System.setProperty("quarkus.profile", env.profile());
        }
        var config = checkedSettings();
        Misspelt.warnings(environment).forEach(warning -> tell("handoff: " + warning));
        var finished = new CountDownLatch(1);
        // A JVM halts as soon as its hooks have ended, wherever the main thread is by then.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(finished)));
        try {
            var own = ownDatabase(env, config);
            try {
                return work.getAsInt();
            } finally {
                own.ifPresent(InProcess::leave);
            }
        } finally {
            finished.countDown();
        }
    }

    /** @throws InvalidSetting with everything that is wrong with the settings, in one message */
    SmallRyeConfig checkedSettings() {
        try {
            return PlainConfig.checked(environment, Mappings.ALL);
        } catch (ConfigValidationException e) {
            throw new InvalidSetting(IntStream.range(0, e.getProblemCount())
                    .mapToObj(e::getProblem)
                    .map(problem -> problem.getMessage().replaceFirst("^(\\S+: )?SRCFG\\d+: ", ""))
                    .collect(Collectors.joining("; ")));
        }
    }

    /** @throws PostgresFailed if the database can't be reached, with the reason */
    void checkDatabase() {
        var config = PlainConfig.of(environment);
        var url = value(config, JDBC_URL);
        try {
            DriverManager.setLoginTimeout(10);
            DriverManager.getConnection(url, value(config, USER), value(config, PASSWORD))
                    .close();
        } catch (SQLException e) {
            throw new PostgresFailed(
                    "no database at " + url.replaceFirst("\\?.*", "") + ": " + e.getMessage() + " See DATABASE_URL", e);
        }
    }

    /** The database that Quarkus will find, while there is one. */
    DatabaseUrl database() {
        var config = PlainConfig.of(environment);
        try {
            return DatabaseUrl.ofJdbc(
                    value(config, JDBC_URL), value(config, USER), config.getOptionalValue(PASSWORD, String.class));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("the database's address " + e.getMessage());
        }
    }

    int quarkus(Class<? extends QuarkusApplication> application, Map<String, String> settings, String... arguments) {
        settings.forEach(System::setProperty);
        var code = new AtomicInteger(ExitCode.BUG);
        var failure = new AtomicReference<Throwable>();
        Quarkus.run(
                application,
                (exit, cause) -> {
                    code.set(exit);
                    failure.set(cause);
                },
                arguments);
        if (failure.get() != null) {
            throw explained(failure.get());
        }
        return code.get();
    }

    private Optional<OwnPostgres> ownDatabase(AppEnv env, SmallRyeConfig config) {
        if (config.getOptionalValue(REACTIVE_URL, String.class).isPresent()) {
            return Optional.empty();
        }
        if (env == AppEnv.PRODUCTION) {
            throw new InvalidSetting("DATABASE_URL is not set, and with APP_ENV=production it must be:"
                    + " postgresql://user:password@host:5432/database");
        }
        var postgres = OwnPostgres.start(PlainConfig.data(config), this::tell);
        System.setProperty(
                DatabaseUrlSource.VARIABLE, postgres.database(DATABASE).full());
        return Optional.of(postgres);
    }

    private static void leave(OwnPostgres own) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            // The application is started anew in this process, and finds the server by the property that is set
            // already.
            Runtime.getRuntime().addShutdownHook(new Thread(own::close));
            return;
        }
        System.clearProperty(DatabaseUrlSource.VARIABLE);
        own.close();
    }

    private static RuntimeException explained(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof QuarkusBindException bind) {
                return Refused.unavailable(
                        "port " + bind.getPort() + " is in use; set PORT to another one, or end what uses it");
            }
            if (cause instanceof ConfigurationException) {
                return new InvalidSetting(cause.getMessage());
            }
        }
        return failure instanceof RuntimeException passed ? passed : new IllegalStateException(failure);
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }

    private void tell(String notice) {
        err.println(notice);
        err.flush();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
