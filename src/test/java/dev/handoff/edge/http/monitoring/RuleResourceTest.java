package dev.handoff.edge.http.monitoring;

import static dev.handoff.edge.http.Calls.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RuleResourceTest {

    private static final String RULES = "/api/scan-rules";
    private static final String SCAMS = "{\"kind\":\"words\",\"entries\":[\"free crypto\"]}";

    private final String id = "r-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        json().delete(RULES + "/" + id);
    }

    @Test
    void ruleIsCreatedReadReplacedListedAndDeleted() {
        var created = put(SCAMS);
        created.then().statusCode(201).body("rule_id", equalTo(id)).body("kind", equalTo("words"));

        json().get(RULES + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", created.header("ETag"))
                .body("entries", contains("free crypto"));
        put("{\"kind\":\"hosts\",\"entries\":[\"a.example\",\"b.example\"]}")
                .then()
                .statusCode(200)
                .header("ETag", not(created.header("ETag")));
        json().get(RULES).then().body("rules.find { it.rule_id == '" + id + "' }.entries", equalTo(2));

        json().delete(RULES + "/" + id).then().statusCode(204);
        json().get(RULES + "/" + id).then().statusCode(404).body("type", equalTo("/problems/rule-not-found"));
        json().delete(RULES + "/" + id).then().statusCode(404);
    }

    @Test
    void changesOfAnotherVersionAreRefused() {
        var first = put(SCAMS).header("ETag");
        json(SCAMS).header("If-None-Match", "*").put(RULES + "/" + id).then().statusCode(412);
        json(SCAMS).header("If-Match", first).put(RULES + "/" + id).then().statusCode(200);

        json(SCAMS).header("If-Match", first).put(RULES + "/" + id).then().statusCode(412);
        json().header("If-Match", first).delete(RULES + "/" + id).then().statusCode(412);
    }

    @Test
    void everyChangeIsAudited() {
        put(SCAMS);
        put(SCAMS);
        json().delete(RULES + "/" + id);

        json().get("/api/audit?entity_type=scan_rule&entity_id=" + id)
                .then()
                .body("entries.action", contains("scan_rule.delete", "scan_rule.put", "scan_rule.put"))
                .body("entries[0].actor", equalTo("anonymous"));
    }

    @Test
    void refusedChangeIsNot() {
        json(SCAMS).header("If-Match", "\"1\"").put(RULES + "/" + id).then().statusCode(412);

        json().get("/api/audit?entity_id=" + id).then().body("entries.size()", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"words\"}                                       | /entries",
                "{\"kind\":\"words\",\"entries\":[]}                        | /entries",
                "{\"kind\":\"words\",\"entries\":[\"a\",null]}              | /entries/1",
                "{\"kind\":\"colours\",\"entries\":[\"a\"]}                 | /kind",
                "{\"kind\":\"words\",\"entries\":[\"a\"],\"x\":1}           | /x",
                "{\"kind\":\"patterns\",\"entries\":[\"a\",\"(\"]}          | /entries/1",
                "{\"kind\":\"claims\",\"entries\":[\"a\",\"ነገ ጠዋት\"]}      | /entries/1",
                "{\"rule_id\":\"other\",\"kind\":\"words\",\"entries\":[\"a\"]} | /rule_id",
                "[1]                                                        | ''"
            })
    void invalidRuleIsRefusedByField(String body, String field) {
        put(body)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-rule"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void thereMayNotBeTooManyPatterns() {
        var entries = String.join(",", Collections.nCopies(101, "\"a+b\""));

        put("{\"kind\":\"patterns\",\"entries\":[" + entries + "]}")
                .then()
                .statusCode(422)
                .body("detail", containsString("must have at most 100 entries"));
    }

    @Test
    void patternsMayNotTakeTooLongTogether() {
        var entries = String.join(",", Collections.nCopies(100, "\"(x+x+)+(x?){450}yN\""));

        put("{\"kind\":\"patterns\",\"entries\":[" + entries + "]}")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/entries"))
                .body("detail", containsString("must take at most"))
                .body("detail", containsString("; repeat less"));
    }

    @Test
    void idThatIsNoneIsRefused() {
        json(SCAMS).put(RULES + "/Not%20one").then().statusCode(422).body("errors.field", hasItem("/rule_id"));
        json().get(RULES + "/Not%20one").then().statusCode(404);
        json().get(RULES + "/a%00b").then().statusCode(404);
        json().delete(RULES + "/a%00b").then().statusCode(404);
    }

    private Response put(String body) {
        return json(body).put(RULES + "/" + id);
    }
}
