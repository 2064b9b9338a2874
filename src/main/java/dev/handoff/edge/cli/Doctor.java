package dev.handoff.edge.cli;

import dev.handoff.edge.doctor.Checkup;
import dev.handoff.edge.doctor.Finding;
import dev.handoff.kit.config.AppEnv;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
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

        private final Checkup checkup;

        Application(Checkup checkup) {
            this.checkup = checkup;
        }

        @Override
        public int run(String... arguments) {
            var findings = checkup.findings();
            findings.forEach(System.out::println);
            return findings.stream().allMatch(Finding::ok) ? ExitCode.OK : ExitCode.DEAD;
        }
    }
}
