package dev.handoff.edge.http.search;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.handoff.edge.http.Calls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchResourceTest {

    private static final AtomicLong IDS = new AtomicLong(1000);

    private final long id = IDS.addAndGet(1000);

    @Test
    void whatIsStoredAndEmbeddedIsFoundByItsMeaning() {
        store("messages", """
                [{"id": %d, "author": "ann", "content": "The invoice must be paid by the end of March."},
                 {"id": %d, "author": "bob", "content": "My cat sleeps on the keyboard all day."}]""".formatted(id, id + 1)).body("stored", equalTo(2));
        store("atoms", "{\"id\": %d, \"title\": \"Pets\", \"content\": \"Dogs have to be walked.\"}".formatted(id))
                .body("stored", equalTo(1));

        embed("embed-messages-batch", "message_ids", id + ", " + (id + 1)).body("result.success", equalTo(2));
        embed("embed-atoms-batch", "atom_ids", "" + id).body("result.success", equalTo(1));

        search("q=when is payment due&k=1")
                .body("results", hasSize(1))
                .body("results[0].kind", equalTo("message"))
                .body("results[0].id", equalTo((int) id))
                .body("results[0].heading", equalTo("ann"))
                .body("results[0].text", containsString("invoice"))
                .body("results[0].score", greaterThan(0.2f));
        search("q=kitten").body("results[0].id", equalTo((int) id + 1)).body("results.size()", greaterThan(2));
        search("q=a walk with the dog&kind=atom").body("results[0].text", equalTo("Dogs have to be walked."));
    }

    @Test
    void whatIsEmbeddedIsSkippedUntilItChanges() {
        store("messages", "{\"id\": %d, \"content\": \"one\"}".formatted(id));
        var ids = id + ", " + id + ", " + (id + 1);

        embed("embed-messages-batch", "message_ids", ids)
                .body("result.keySet()", hasSize(3))
                .body("result", equalTo(java.util.Map.of("success", 1, "failed", 1, "skipped", 1)));
        embed("embed-messages-batch", "message_ids", ids)
                .body("result", equalTo(java.util.Map.of("success", 0, "failed", 1, "skipped", 2)));
        store("messages", "{\"id\": %d, \"content\": \"one\"}".formatted(id)).body("unchanged", equalTo(1));
        embed("embed-messages-batch", "message_ids", "" + id).body("result.skipped", equalTo(1));
        store("messages", "{\"id\": %d, \"content\": \"two\"}".formatted(id)).body("stored", equalTo(1));
        embed("embed-messages-batch", "message_ids", "" + id).body("result.success", equalTo(1));
    }

    @Test
    void aHundredAreABatchAndOneMoreIsRefused() {
        var hundred = IntStream.range(0, 100).mapToObj(i -> "" + (id + i)).collect(Collectors.joining(", "));

        embed("embed-messages-batch", "message_ids", hundred).body("result.failed", equalTo(100));
        json(task("embed-messages-batch", "message_ids", hundred + ", 1"))
                .post(Calls.TASKS)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("/input/message_ids"))
                .body("detail", containsString("100"));
    }

    @Test
    void aProviderThatIsNotReadyIsRefusedWithTheRemedy() {
        json("""
                {"type": "embed-atoms-batch", "input": {"atom_ids": [1], "provider_id": "ollama"}}""")
                .post(Calls.TASKS)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("/input/provider_id"))
                .body(
                        "errors[0].detail",
                        equalTo("ollama is not ready: set OLLAMA_BASE_URL, such as http://localhost:11434"));
    }

    @Test
    void longTextsAreFoundByAnyOfTheirChunksAfterRechunk() {
        var filler = "Nothing happens here, and nobody says anything of interest at all. ".repeat(30);
        store(
                "atoms",
                "{\"id\": %d, \"title\": \"Log\", \"content\": \"%sThe volcano erupted at noon.\"}"
                        .formatted(id, filler));
        var input = "{\"kind\": \"atom\", \"ids\": [%d, %d]}".formatted(id, id + 1);

        run("rechunk", input).body("result", equalTo(java.util.Map.of("cut", 1, "unchanged", 0, "failed", 1)));
        run("rechunk", input).body("result", equalTo(java.util.Map.of("cut", 0, "unchanged", 1, "failed", 1)));
        embed("embed-atoms-batch", "atom_ids", "" + id).body("result.success", equalTo(1));

        search("q=lava from a mountain&kind=atom&k=1")
                .body("results[0].id", equalTo((int) id))
                .body("results[0].text", containsString("volcano"))
                .body("results[0].text.length()", lessThanOrEqualTo(1000));
    }

    @Test
    void aBadItemIsToldAndKeepsNoOtherOneOut() {
        store("messages", """
                [{"id": %1$d, "content": "good"}, {"id": "x", "content": "bad"}, {"content": "no id"}, null,
                 {"id": %2$d, "content": "nul\\u0000"}, {"id": %1$d, "content": "twice"},
                 {"id": %2$d, "content": "x", "created_at": "yesterday"}, {"id": %2$d, "content": "x", "colour": "red"}]""".formatted(id, id + 1))
                .body("stored", equalTo(1))
                .body("failed", equalTo(7))
                .body("errors.place", hasItem(1))
                .body("errors.place.unique()", hasSize(7));
        json("{\"id\": 1}")
                .post("/api/messages")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-item"))
                .body("errors[0].field", equalTo("/content"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "\"x\""})
    void aBodyThatIsNoItemIsRefused(String body) {
        json(body).post("/api/atoms").then().statusCode(org.hamcrest.Matchers.oneOf(400, 422));
    }

    @ParameterizedTest
    @CsvSource({"k=5, q", "q=%20, q", "q=x&k=0, k", "q=x&k=101, k", "q=x&k=ten, k", "q=x&kind=post, kind", "q=x&p=1, p"
    })
    void aSearchThatIsNotUnderstoodIsRefused(String query, String field) {
        json().urlEncodingEnabled(false)
                .get("/api/search?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void textInLettersThatTheModelDoesNotKnowIsToldAndNotCompared() {
        json().get("/api/search?q=ነገ ጠዋት እንገናኝ")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-search"))
                .body("errors[0].field", equalTo("q"))
                .body("detail", containsString("doesn't know most of its letters"));
        json("{\"type\": \"embedding\", \"input\": {\"texts\": [\"hello\", \"ነገ ጠዋት\", \"🚀🚀\"]}}")
                .post(Calls.TASKS)
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("/input/texts/1", "/input/texts/2")));
    }

    @Test
    void textsOfATaskComeBackAsVectors() {
        run("embedding", "{\"texts\": [\"one\", \"two\"]}")
                .body("result.provider", equalTo("minilm"))
                .body("result.dimensions", equalTo(384))
                .body("result.vectors", hasSize(2))
                .body("result.vectors[1]", hasSize(384))
                .body("error", org.hamcrest.Matchers.nullValue());
        json().get("/api/search?q=x&kind=atom&k=100").then().body("results.findAll { it.score > 1.001 }", empty());
    }

    private static ValidatableResponse store(String items, String body) {
        return json(body).post("/api/" + items).then().statusCode(200);
    }

    private static ValidatableResponse embed(String type, String field, String ids) {
        return ended(Calls.submitBody(task(type, field, ids)));
    }

    private static ValidatableResponse run(String type, String input) {
        return ended(Calls.submitBody("{\"type\": \"%s\", \"input\": %s}".formatted(type, input)));
    }

    private static ValidatableResponse ended(String task) {
        awaitState(task, "SUCCEEDED");
        return get(task).then();
    }

    private static String task(String type, String field, String ids) {
        return "{\"type\": \"%s\", \"input\": {\"%s\": [%s]}}".formatted(type, field, ids);
    }

    private static ValidatableResponse search(String query) {
        return json().get("/api/search?" + query).then().statusCode(200);
    }
}
