package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LiveTokenResourceTest {

    private static final String TOKENS = "/api/live/tokens";

    @Inject
    ScopedTokens tokens;

    @Test
    void tokenOpensWhatItWasAskedFor() {
        var id = UUID.randomUUID();
        var answer = ask("{\"tasks\": [\"" + id + "\"], \"subjects\": [\"run-7\"], \"ttl\": \"2m\"}")
                .statusCode(200)
                .extract();

        var grant = tokens.read(answer.path("token")).orElseThrow();
        assertThat(grant.scope().tasks()).extracting(Object::toString).containsExactly(id.toString());
        assertThat(grant.scope().groups()).isEmpty();
        assertThat(grant.scope().subjects()).containsExactly("run-7");
        assertThat(grant.until()).isEqualTo(Instant.parse(answer.path("expires_at")));
        assertThat(grant.until()).isCloseTo(Instant.now().plusSeconds(120), Assertions.within(Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "25h", "1d1s", "-1m", "soon", "", "PT", "9999999999999999999h"})
    void timeThatIsTooLongOrNoneIsRefused(String ttl) {
        ask("{\"subjects\": [\"run-7\"], \"ttl\": \"" + ttl + "\"}")
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-scope"))
                .body("errors[0].field", equalTo("/ttl"))
                .body("detail", containsString("from 1s to 24h"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tasks\": []}",
                "{\"tasks\": [\"x\"]}",
                "{\"tasks\": [null]}",
                "{\"groups\": [\"018f\"]}",
                "{\"subjects\": [\"\"]}",
                "{\"subjects\": [\"a\\u0000b\"]}"
            })
    void scopeThatNamesNothingIsRefused(String body) {
        ask(body).statusCode(422).body("type", equalTo("/problems/invalid-scope"));
    }

    @Test
    void scopeIsBounded() {
        var subjects = Collections.nCopies(51, 0).stream()
                .map(_ -> "\"" + UUID.randomUUID() + "\"")
                .toList();
        var all = "{\"subjects\": " + subjects + "}";
        var most = "{\"subjects\": " + subjects.subList(1, 51) + "}";

        ask(all).statusCode(422).body("detail", containsString("named 51"));
        String token = ask(most).statusCode(200).extract().path("token");
        assertThat(token).hasSizeLessThan(4_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"task\": []}", "{\"tasks\": 1}"})
    void bodyThatIsSomethingElseIsRefused(String body) {
        ask(body).statusCode(400).contentType("application/problem+json");
    }

    private static ValidatableResponse ask(String body) {
        return json(body).post(TOKENS).then();
    }
}
