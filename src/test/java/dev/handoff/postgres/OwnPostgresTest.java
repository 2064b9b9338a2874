package dev.handoff.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPostgresTest {

    @TempDir
    Path folder;

    @Test
    void dataSurvivesARestart() throws Exception {
        try (var first = OwnPostgres.start(folder, System.err::println);
                var connection = first.database("shop").connect()) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (var second = OwnPostgres.start(folder, System.err::println);
                var connection = second.database("shop").connect();
                var rows = connection.createStatement().executeQuery("SELECT answer FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }
}
