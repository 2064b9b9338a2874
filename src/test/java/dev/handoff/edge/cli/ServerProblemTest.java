package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProblemTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"detail": "it is stored", "task_id": "1"}         | it is stored, task 1
            {"detail": "it is stored", "task_ids": ["1", "2"]} | it is stored, task 1, task 2
            {"detail": "it is not"}                            | it is not
            """)
    void tasksThatAreStoredAllTheSameAreNamed(String document, String said) throws Exception {
        var problem = ServerProblem.of(503, new ObjectMapper().readTree(document));

        assertThat(problem.text().replace("\n  ", ", ")).isEqualTo(said);
    }
}
