package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoffTest {

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void nothingAskedMeansHelp() {
        assertThat(shell.run()).isZero();
        assertThat(shell.out()).contains("Usage: handoff", "Exit codes:", "3   the task was cancelled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "run",
                "submit",
                "status",
                "watch",
                "cancel",
                "retry",
                "list",
                "types",
                "schedules",
                "dead-letters",
                "events",
                "topics",
                "models",
                "database",
                "migrate",
                "doctor",
                "dispatch",
                "reroute",
                "bench",
                "config",
                "completion",
                "emulator"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(shell.run(command, "--help")).isZero();
        assertThat(shell.out()).startsWith("Usage: handoff " + command);
    }

    @Test
    void shellIsToldHowToComplete() {
        assertThat(shell.run("completion")).isZero();
        assertThat(shell.out()).startsWith("#!/usr/bin/env bash").contains("dead-letters", "--limit");
    }

    @Test
    void versionIsPrinted() {
        assertThat(shell.run("--version")).isZero();
        assertThat(shell.out()).startsWith("handoff ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense"})
    void unknownWordsAreAUsageError(String word) {
        assertThat(shell.run(word)).isEqualTo(2);
        assertThat(shell.err()).contains(word);
    }

    @Test
    void absentServerIsOneLineWithTheRemedy() throws IOException {
        try (var taken = new ServerSocket(0)) {
            shell.environment("HANDOFF_URL", "http://localhost:" + taken.getLocalPort());
        }

        assertThat(shell.run("list")).isEqualTo(4);
        assertThat(shell.err())
                .startsWith("handoff: no Handoff answers at http://localhost:")
                .contains("./handoff serve")
                .hasLineCount(1);
    }

    @Test
    void malformedAddressIsAUsageError() {
        shell.environment("HANDOFF_URL", "not an address");

        assertThat(shell.run("list")).isEqualTo(2);
        assertThat(shell.err()).contains("HANDOFF_URL must look like");
    }

    @Test
    void unknownAppEnvIsAUsageError() {
        shell.environment("APP_ENV", "staging");

        assertThat(shell.run("migrate")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("handoff: APP_ENV must be one of dev, test, production, was staging\n");
    }

    @Test
    void productionDemandsADatabase() {
        shell.environment("APP_ENV", "production");

        assertThat(shell.run("migrate")).isEqualTo(2);
        assertThat(shell.err()).startsWith("handoff: DATABASE_URL is not set");
    }

    @Test
    void fileThatIsNotThereIsAUsageError() {
        assertThat(shell.run("run", "transcribe", "no-such-file.wav")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("handoff: no file no-such-file.wav that could be read\n");
    }
}
