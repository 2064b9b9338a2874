package dev.handoff.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import dev.handoff.task.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFieldsTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().findAndRegisterModules().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private record Input(String user, String password, List<Account> accounts, Optional<Account> main, Object more) {}

    private record Account(String mail, String apiToken) {}

    private static final TaskType<Input, String> TYPE = TaskType.of("secretive", Input.class, String.class)
            .secret("password", "accounts.api_token", "main.api_token");

    private static final SecretFields SECRETS = SecretFields.of(TYPE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"user\":\"a\",\"password\":\"b\"} | {\"user\":\"a\",\"password\":\"•••\"}",
                "{\"password\":12.50} | {\"password\":\"•••\"}",
                "{\"password\":{\"a\":[1]}} | {\"password\":\"•••\"}",
                "{\"password\":null} | {\"password\":null}",
                "{\"user\":12345678901234567890123} | {\"user\":12345678901234567890123}",
                "{\"accounts\":[{\"mail\":\"m\",\"api_token\":\"t\"},{}]} | {\"accounts\":[{\"mail\":\"m\",\"api_token\":\"•••\"},{}]}",
                "{\"accounts\":\"t\"} | {\"accounts\":\"•••\"}",
                "\"no JSON with b\" | \"•••\"",
            })
    void inputIsShownWithMasks(String input, String shown) {
        assertThat(SECRETS.masked(json(input)).toString()).isEqualTo(shown);
    }

    @Test
    void resultOfAnotherFormIsShown() {
        assertThat(SECRETS.maskedResult(json("\"done\"")).toString()).isEqualTo("\"done\"");
    }

    @Test
    void textTellsNoSecretHoweverItIsWritten() {
        var input =
                json("{\"user\":\"jane\",\"password\":\"a b\\\"c\",\"accounts\":[{\"api_token\":4711}],\"main\":null}");

        var told = SECRETS.masked("jane: a b\"c, {\"p\":\"a b\\\"c\"}, ?p=a+b%22c, 4711", input);

        assertThat(told).isEqualTo("jane: •••, {\"p\":\"•••\"}, ?p=•••, •••");
    }

    @Test
    void longSecretIsReplacedBeforeItsParts() {
        var input = json("{\"password\":\"open\",\"main\":{\"api_token\":\"open sesame\"}}");

        assertThat(SECRETS.masked("open sesame, open", input)).isEqualTo("•••, •••");
    }

    @Test
    void otherDataTellNoSecret() {
        var input = json("{\"user\":\"jane\",\"password\":\"4711\"}");

        var told = SECRETS.masked(json("{\"a\":[\"is 4711\",4711,1.5,true,null],\"user\":\"jane\"}"), input);

        assertThat(told.toString()).isEqualTo("{\"a\":[\"is •••\",\"•••\",1.5,true,null],\"user\":\"jane\"}");
    }

    @Test
    void maskIsReplacedByWhatTheEarlierInputHas() {
        var earlier = json("{\"password\":\"b\",\"accounts\":[{\"api_token\":\"t\"}]}");

        var restored = SECRETS.restored(
                json(
                        "{\"user\":\"•••\",\"password\":\"•••\",\"accounts\":[{\"api_token\":\"new\"},{\"api_token\":\"•••\"}]}"),
                earlier);

        assertThat(restored)
                .isEqualTo(
                        json(
                                "{\"user\":\"•••\",\"password\":\"b\",\"accounts\":[{\"api_token\":\"new\"},{\"api_token\":\"•••\"}]}"));
        assertThat(SECRETS.masks(restored)).extracting(Violation::field).containsExactly("/accounts/1/api_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "accounts.api_token", "main.mail", "more.anything"})
    void fieldsOfInputAndResultMayBeSecret(String field) {
        FieldNames.check(TYPE.secret(field), JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pasword", "accounts.apiToken", "main.mail.host", "user.name"})
    void misspeltSecretStopsTheStart(String field) {
        var handler = new Secretive(TYPE.secret(field));

        assertThatThrownBy(() -> new TaskTypes(List.of(handler), Optional.empty(), JSON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secretive keeps " + field + " secret");
    }

    @Test
    void misspeltFieldToCorrelateByStopsTheStart() {
        assertThatThrownBy(() -> FieldNames.check(TYPE.correlate("user_id"), JSON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secretive correlates by user_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", "a b", "/a"})
    void secretIsANameOfAField(String field) {
        assertThatThrownBy(() -> TYPE.secret(field)).isInstanceOf(IllegalArgumentException.class);
    }

    private record Secretive(TaskType<Input, String> type) implements TaskHandler<Input, String> {

        @Override
        public String handle(Input input, TaskRun run) {
            return "";
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
