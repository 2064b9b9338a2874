package dev.handoff.edge.http.file;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class FileResourceTest {

    private static final String FILES = "/api/files/";

    private final String folder = "files-" + UUID.randomUUID();

    @ConfigProperty(name = "handoff.storage.folder")
    Path storage;

    @Test
    void fileComesInAndGoesOutAgain() throws Exception {
        var name = folder + "/a talk/mönday.txt";
        var sound = "sound ".repeat(200_000);

        put(name, sound)
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/files/" + folder + "/a%20talk/m%C3%B6nday.txt"))
                .body("filename", equalTo(name))
                .body("size", equalTo(sound.length()));

        assertThat(Files.readString(storage.resolve(name))).isEqualTo(sound);
        var fetched = get(name);
        fetched.then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                .header("Content-Length", String.valueOf(sound.length()))
                .header("Accept-Ranges", "bytes")
                .header("ETag", matchesPattern("\"[0-9a-f]+\""));
        assertThat(fetched.asString()).isEqualTo(sound);
        put(name, "other").then().statusCode(200);
        assertThat(get(name).asString()).isEqualTo("other");
        assertThat(get(name).header("ETag")).isNotEqualTo(fetched.header("ETag"));
    }

    @Test
    void headTellsWhatGetWould() {
        var name = name("head.wav");
        put(name, "sound");

        given().head(FILES + name)
                .then()
                .statusCode(200)
                .header("Content-Length", "5")
                .header("Content-Type", "audio/wav")
                .header("ETag", get(name).header("ETag"))
                .header("Last-Modified", get(name).header("Last-Modified"));
        given().head(FILES + folder + "/nothing.wav").then().statusCode(404);
    }

    @Test
    void rangesAreSent() {
        var name = name("range.mp3");
        put(name, "0123456789");

        var part = given().header("Range", "bytes=2-5").get(FILES + name);
        part.then().statusCode(206).header("Content-Range", "bytes 2-5/10").header("Content-Length", "4");
        assertThat(part.asString()).isEqualTo("2345");
        given().header("Range", "bytes=10-")
                .get(FILES + name)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */10")
                .body("type", equalTo("/problems/range-not-satisfiable"));
        var tag = get(name).header("ETag");
        assertThat(given().header("Range", "bytes=0-1")
                        .header("If-Range", tag)
                        .get(FILES + name)
                        .statusCode())
                .isEqualTo(206);
        assertThat(given().header("Range", "bytes=0-1")
                        .header("If-Range", "\"another\"")
                        .get(FILES + name)
                        .asString())
                .isEqualTo("0123456789");
    }

    @Test
    void preconditionsAreKept() {
        var name = name("kept.txt");
        put(name, "sound");
        var tag = get(name).header("ETag");

        given().header("If-None-Match", tag)
                .get(FILES + name)
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().header("If-Match", "\"another\"")
                .get(FILES + name)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/precondition-failed"));
        given().header("If-Match", tag)
                .body("x")
                .put(FILES + name)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("If-Match"));
        assertThat(get(name).asString()).isEqualTo("sound");
    }

    @Test
    void emptyFilesAreFilesToo() {
        var name = name("empty.bin");

        given().put(FILES + name).then().statusCode(201).body("size", equalTo(0));

        assertThat(get(name)
                        .then()
                        .statusCode(200)
                        .header("Content-Length", "0")
                        .extract()
                        .asByteArray())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing.wav, 404, file-not-found",
        "nowhere/nothing.wav, 404, file-not-found",
        "%252e%252e/secret, 422, invalid-filename",
        "a%2F%2Fb, 422, invalid-filename",
        "a%5Cb, 422, invalid-filename",
        "%2Fetc/passwd, 422, invalid-filename",
        "http:%2F%2Fexample.org/a, 422, invalid-filename"
    })
    void whatIsNoFileIsRefused(String path, int status, String problem) {
        for (var method : new String[] {"GET", "PUT"}) {
            if (status == 404 && method.equals("PUT")) {
                continue;
            }
            given().urlEncodingEnabled(false)
                    .request(method, FILES + path)
                    .then()
                    .statusCode(status)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/" + problem));
        }
    }

    @Test
    void tooLargeIsRefusedByItsHeader() throws Exception {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            var head = "PUT /api/files/huge.wav HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.lines()
                            .takeWhile(line -> !line.startsWith("{"))
                            .toList()
                            .getFirst())
                    .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void foldersAndWaysOutAreRefused() throws Exception {
        put(name("inside.txt"), "sound");
        Files.createSymbolicLink(storage.resolve(folder).resolve("out"), Path.of("/etc/hostname"));

        get(folder).then().statusCode(409).body("type", equalTo("/problems/file-refused"));
        put(folder, "x").then().statusCode(409).body("type", equalTo("/problems/file-refused"));
        get(folder + "/out").then().statusCode(409).body("type", equalTo("/problems/file-refused"));
    }

    private String name(String file) {
        return folder + "/" + file;
    }

    private static Response put(String name, String content) {
        return given().contentType("audio/wav")
                .body(content.getBytes(StandardCharsets.UTF_8))
                .put(FILES + "{name}", name);
    }

    private static Response get(String name) {
        return given().get(FILES + "{name}", name);
    }
}
