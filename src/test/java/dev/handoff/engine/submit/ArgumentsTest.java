package dev.handoff.engine.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.engine.TaskTypes;
import dev.handoff.kit.json.JsonRules;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static final ObjectMapper JSON = mapper();

    private record Speech(String resourceId, List<Map<String, Object>> audioChunks, Optional<String> userName) {}

    private record Handler<I>(TaskType<I, String> type) implements TaskHandler<I, String> {
        @Override
        public String handle(I input, TaskRun run) {
            return "";
        }
    }

    private final Arguments arguments = new Arguments(
            new TaskTypes(
                    List.of(
                            new Handler<>(TaskType.of("process-speech", Speech.class, String.class)),
                            new Handler<>(TaskType.of("open", JsonNode.class, String.class))),
                    Optional.empty(),
                    JSON),
            JSON);

    private static ObjectMapper mapper() {
        var json = new ObjectMapper().findAndRegisterModules();
        new JsonRules().customize(json);
        return json;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | {} | {}",
                "[\"r1\"] | {} | {\"resource_id\":\"r1\"}",
                "[\"r1\", [{\"a\": 1}], null] | {} | {\"resource_id\":\"r1\",\"audio_chunks\":[{\"a\":1}],\"user_name\":null}",
                "[\"r1\"] | {\"user_name\": \"Ann\"} | {\"resource_id\":\"r1\",\"user_name\":\"Ann\"}",
                "[1, 2] | {\"other\": 3} | {\"resource_id\":1,\"audio_chunks\":2,\"other\":3}",
            })
    void placesAreThoseOfTheRecord(String args, String named, String input) throws Exception {
        assertThat(input("process_speech", args, named)).hasToString(input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "process-speech | [1, 2, 3, 4] | {} |  | at most 3 elements, had 4; process-speech takes resource_id, audio_chunks, user_name",
                "process-speech | [1, 2] | {\"audio_chunks\": 3} | /1 | audio_chunks a second value",
                "process-speech | \"r1\" | {} |  | must be an array",
                "open | [1] | {} |  | takes no arguments by their places; give an input",
            })
    void whatHasNoPlaceIsRefused(String type, String args, String named, String field, String message) {
        assertThatThrownBy(() -> input(type, args, named))
                .asInstanceOf(InstanceOfAssertFactories.type(Invalid.class))
                .satisfies(it -> assertThat(it.violations()).singleElement().satisfies(rule -> {
                    assertThat(rule.field())
                            .isEqualTo(Optional.ofNullable(field).orElse(""));
                    assertThat(rule.message()).contains(message);
                }));
    }

    @Test
    void addressesAfterTheLastFieldGetTheNamesThatAreLeftOut() throws Exception {
        assertThat(input("process-speech", "[1, 2, 3, \"postgresql+asyncpg://u@h/d\", \"redis://h\"]", "{}"))
                .hasToString("{\"resource_id\":1,\"audio_chunks\":2,\"user_name\":3,"
                        + "\"db_url\":\"postgresql+asyncpg://u@h/d\",\"redis_url\":\"redis://h\"}");
        assertThatThrownBy(() -> input("process-speech", "[1, 2, 3, \"a://\", \"b://\", \"c://\"]", "{}"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void unknownTypeIsNotFound() {
        assertThatThrownBy(() -> input("nothing", "[1]", "{}")).isInstanceOf(NotFound.class);
    }

    private JsonNode input(String type, String args, String named) throws JsonProcessingException {
        return arguments.input(type, JSON.readTree(args), (ObjectNode) JSON.readTree(named));
    }
}
