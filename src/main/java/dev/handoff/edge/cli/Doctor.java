package dev.handoff.edge.cli;

import dev.handoff.kit.config.AppEnv;
import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.thread.Parallel;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;

/** Looks for what is wrong. */
@Command(
        name = "doctor",
        description = "Checks what Handoff needs here; each line says ok, or what is wrong and how to mend it.")
final class Doctor extends LocalCommand {

    @Override
    public Integer call() {
        var here = inProcess();
        if (!tell(Finding.of("configuration", () -> configuration(here)))) {
            return ExitCode.DEAD;
        }
        try {
            return here.withDatabase(() -> {
                boolean reached = tell(Finding.of("database", () -> reached(here)));
                return reached ? here.quarkus(Application.class, both(InProcess.QUIET, InProcess.IDLE)) : ExitCode.DEAD;
            });
        } catch (RuntimeException e) {
            tell(new Finding("start", Finding.State.PROBLEM, e.getMessage()));
            return ExitCode.DEAD;
        }
    }

    private String configuration(InProcess here) {
        here.checkedSettings();
        return "APP_ENV is " + AppEnv.of(environment().get("APP_ENV")) + "; handoff config shows all settings";
    }

    private static String reached(InProcess here) {
        here.checkDatabase();
        return "answers";
    }

    private boolean tell(Finding finding) {
        out().println(finding);
        out().flush();
        return finding.ok();
    }

    /** What can only be asked when Quarkus is there. */
    @Singleton
    @Unremovable
    static final class Application implements QuarkusApplication {

        private static final Duration MAX_SKEW = Duration.ofSeconds(1);

        private final DataSource database;
        private final Flyway flyway;
        private final DispatchCheck dispatch;
        private final Ffmpeg ffmpeg;
        private final SpeechModel speech;
        private final VoiceCheck voices;
        private final LanguageModelCheck model;
        private final BacklogCheck backlog;
        private final RedisCheck redis;
        private final LoginCheck login;

        Application(
                DataSource database,
                Flyway flyway,
                DispatchCheck dispatch,
                Ffmpeg ffmpeg,
                SpeechModel speech,
                VoiceCheck voices,
                LanguageModelCheck model,
                BacklogCheck backlog,
                RedisCheck redis,
                LoginCheck login) {
            this.database = database;
            this.flyway = flyway;
            this.dispatch = dispatch;
            this.ffmpeg = ffmpeg;
            this.speech = speech;
            this.voices = voices;
            this.model = model;
            this.backlog = backlog;
            this.redis = redis;
            this.login = login;
        }

        @Override
        public int run(String... arguments) {
            // Far ends are slow to answer, or to be silent: all are asked at a time.
            var findings = Parallel.map(
                            List.<Supplier<List<Finding>>>of(
                                    one("server", this::server),
                                    one("clock", this::clock),
                                    one("migrations", this::migrations),
                                    dispatch::findings,
                                    one("tasks", backlog::finding),
                                    one("redis", redis::finding),
                                    one("login", login::finding),
                                    one("ffmpeg", ffmpeg::version),
                                    one("speech", this::speech),
                                    one("voice", voices::finding),
                                    one("model", model::finding)),
                            Supplier::get)
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            findings.forEach(System.out::println);
            return findings.stream().allMatch(Finding::ok) ? ExitCode.OK : ExitCode.DEAD;
        }

        private static Supplier<List<Finding>> one(String subject, Finding.Question question) {
            return () -> List.of(Finding.of(subject, question));
        }

        private String server() throws SQLException {
            try (var connection = database.getConnection()) {
                var facts = connection.getMetaData();
                return "PostgreSQL " + facts.getDatabaseProductVersion() + " at " + facts.getURL();
            }
        }

        private String clock() throws SQLException {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT clock_timestamp()")) {
                rows.next();
                var theirs = rows.getObject(1, OffsetDateTime.class).toInstant();
                var skew = Duration.between(theirs, Instant.now()).abs();
                if (skew.compareTo(MAX_SKEW) > 0) {
                    throw Refused.usage("differs from the database's by " + skew.toMillis()
                            + " ms; let both machines get their time from the same servers");
                }
                return "differs from the database's by " + skew.toMillis() + " ms";
            }
        }

        private String migrations() {
            var pending = flyway.info().pending();
            if (pending.length > 0) {
                throw Refused.usage(Arrays.stream(pending)
                        .map(migration -> migration.getVersion().toString())
                        .collect(Collectors.joining(", ", "not applied yet: ", "; run ./handoff migrate")));
            }
            return "all applied, the last is " + flyway.info().current().getVersion();
        }

        private String speech() {
            return speech.ready()
                    .map(engine -> engine + " is ready")
                    .orElseThrow(() -> Refused.usage("no engine is ready; run ./handoff models pull"));
        }
    }
}
