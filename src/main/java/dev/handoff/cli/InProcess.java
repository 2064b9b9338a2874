package dev.handoff.cli;

import dev.handoff.config.AppEnv;
import dev.handoff.config.DatabaseUrlSource;
import dev.handoff.config.InvalidSetting;
import dev.handoff.config.PlainConfig;
import dev.handoff.postgres.OwnPostgres;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Quarkus in this process, with a database if it has none. */
final class InProcess {

    /** For commands whose answer is for people: no server, and nothing but warnings, which go to stderr. */
    static final Map<String, String> QUIET = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.log.console.level", "WARN",
            "quarkus.log.console.stderr", "true");

    /** For a command that runs one task: what the sweeper took of others' work meanwhile is given back at once. */
    static final Map<String, String> BRIEF = Map.of("handoff.engine.drain", "0s");

    /** For commands that look at the database and must not take tasks out of it. */
    static final Map<String, String> IDLE = Map.of(
            "quarkus.scheduler.enabled", "false",
            "quarkus.flyway.migrate-at-start", "false");

    private static final String DATABASE = "handoff";

    private final Map<String, String> environment;
    private final PrintWriter err;

    InProcess(Map<String, String> environment, PrintWriter err) {
        this.environment = environment;
        this.err = err;
    }

    /**
     * Runs an application to its end. When the process is told to end, Quarkus stops first and the database last.
     *
     * @return the application's exit code
     */
    int run(Class<? extends QuarkusApplication> application, Map<String, String> settings, String... arguments) {
        var env = AppEnv.of(environment.get("APP_ENV"));
        if (environment.containsKey("APP_ENV") || !environment.containsKey("QUARKUS_PROFILE")) {
            System.setProperty("quarkus.profile", env.profile());
        }
        settings.forEach(System::setProperty);
        var finished = new CountDownLatch(1);
        // A JVM halts when its hooks have ended, wherever the main thread may be by then.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitForever(finished)));
        try {
            var database = ownDatabase(env);
            try {
                return quarkus(application, arguments);
            } finally {
                database.ifPresent(OwnPostgres::close);
            }
        } finally {
            finished.countDown();
        }
    }

    /** Empty if there is one already. */
    Optional<OwnPostgres> ownDatabase(AppEnv env) {
        var config = PlainConfig.of(environment);
        if (config.getOptionalValue("quarkus.datasource.reactive.url", String.class)
                .isPresent()) {
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

    private int quarkus(Class<? extends QuarkusApplication> application, String... arguments) {
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

    private static RuntimeException explained(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof QuarkusBindException) {
            return Refused.unavailable("PORT is in use: " + root.getMessage() + "; set PORT to another one");
        }
        return failure instanceof RuntimeException passed ? passed : new IllegalStateException(failure);
    }

    private void tell(String notice) {
        err.println(notice);
        err.flush();
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
