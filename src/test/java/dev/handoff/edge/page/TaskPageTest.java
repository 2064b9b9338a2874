package dev.handoff.edge.page;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees of a task besides its input and result: its files, its relatives, its trace. */
@QuarkusTest
class TaskPageTest {

    private static final String LATER = """
            {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""";

    private static final String FILES = "section[aria-labelledby=files] ";
    private static final String TREE = "section[aria-labelledby=relatives] ";

    private static Browser browser;

    @TestHTTPResource("/")
    URI page;

    @Inject
    Statements statements;

    @BeforeEach
    void start() {
        if (browser == null) {
            browser = Browser.at(page.toString());
        }
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void pictureThatATaskMadeIsShown() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 20, BufferedImage.TYPE_INT_RGB), "png", picture);

        open(made("output/picture.png", picture.toByteArray()));

        browser.find(FILES + "img");
        await().until(() -> browser.script("return document.querySelector('img.preview').naturalWidth")
                .equals(32L));
        browser.awaitText(FILES, "image/png");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void soundThatATaskMadeIsPlayed() throws IOException {
        var format = new AudioFormat(8000, 16, 1, true, false);
        var silence = new AudioInputStream(new ByteArrayInputStream(new byte[16_000]), format, 8000);
        var sound = new ByteArrayOutputStream();
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, sound);

        open(made("output/silence.wav", sound.toByteArray()));

        browser.find(FILES + "audio");
        browser.script("document.querySelector('audio').preload = 'metadata'");
        await().until(() -> browser.script("return document.querySelector('audio').duration")
                .equals(1L));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void textThatOnlyLooksLikeAFileIsNone() {
        open(finished("output/nobody-has-made-it.png"));

        browser.awaitText("section[aria-labelledby=result]", "nobody-has-made-it.png");
        browser.awaitText("dl", "Trace");
        assertThat(browser.all(FILES)).isEmpty();
    }

    @Test
    void tasksThatBelongTogetherAreATree() {
        var top = submitBody(LATER);
        var task = childOf(top);
        var child = childOf(task);
        var grandchild = childOf(child);
        open(task);

        browser.awaitText(TREE + "ul ul [aria-current=true]", "process-message");
        browser.find(TREE + "a[href='#/tasks/" + top + "']");
        browser.find(TREE + "a[href='#/tasks/" + child + "']");
        browser.find(TREE + "summary").click();
        browser.find(TREE + "details[open] a[href='#/tasks/" + grandchild + "']");
        assertThat(browser.violations(List.of("nested-interactive", "target-size")))
                .isEmpty();
    }

    private static void open(String task) {
        browser.open("#/tasks/" + task);
    }

    /** A task whose result names a file. */
    private static String made(String name, byte[] content) {
        given().contentType("application/octet-stream")
                .body(content)
                .put("/api/files/" + name)
                .then()
                .statusCode(oneOf(200, 201));
        return finished(name);
    }

    private static String finished(String text) {
        var task = submit("{\"text\": \"" + text + "\"}");
        awaitState(task, "SUCCEEDED");
        return task;
    }

    private String childOf(String parent) {
        var child = submitBody(LATER);
        statements.run(
                "UPDATE task SET parent_id = $2 WHERE id = $1",
                Tuple.of(UUID.fromString(child), UUID.fromString(parent)));
        return child;
    }
}
