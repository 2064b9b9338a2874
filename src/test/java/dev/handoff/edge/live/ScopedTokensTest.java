package dev.handoff.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.edge.http.ApiConfig;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

class ScopedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String KEY = "0123456789abcdef";
    private static final Scope SCOPE = new Scope(
            Set.of(TaskId.parse("018f0000-0000-7000-8000-000000000001")),
            Set.of(GroupId.parse("018f0000-0000-7000-8000-000000000002")),
            Set.of("run 7"));

    private final ScopedTokens tokens = tokens(Optional.empty(), KEY, NOW);

    @Test
    void instancesWithTheSameKeyReadEachOthersTokens() {
        var signed = tokens.sign(SCOPE, Duration.ofMinutes(15));

        var read = tokens(Optional.empty(), KEY, NOW.plusSeconds(899)).read(signed.token());

        assertThat(read).hasValue(new ScopedTokens.Grant(SCOPE, NOW.plusSeconds(900)));
        assertThat(signed.until()).isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void tokenEnds() {
        var token = tokens.sign(SCOPE, Duration.ofMinutes(15)).token();

        assertThat(tokens(Optional.empty(), KEY, NOW.plusSeconds(900)).read(token))
                .isEmpty();
    }

    @Test
    void tokenOfAnotherSecretOpensNothing() {
        var token = tokens.sign(SCOPE, Duration.ofMinutes(15)).token();

        assertThat(tokens(Optional.empty(), "another key, 16 or more", NOW).read(token))
                .isEmpty();
        assertThat(tokens(Optional.of("a secret of its own"), KEY, NOW).read(token))
                .isEmpty();
        assertThat(tokens(Optional.empty(), null, NOW).read(token)).isEmpty();
    }

    @Test
    void everyChangedCharacterSpoilsTheToken() {
        var token = tokens.sign(SCOPE, Duration.ofMinutes(15)).token();

        // The last character carries bits that no byte has: another one may mean the same.
        for (int i = 0; i < token.length() - 1; i++) {
            var changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThat(tokens.read(changed)).as("character %s", i).isEmpty();
        }
    }

    @Test
    void tokenWithoutASignatureOpensNothing() {
        var payload = tokens.sign(SCOPE, Duration.ofMinutes(15)).token().split("\\.")[1];
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"live+jwt\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(tokens.read(header + "." + payload + ".")).isEmpty();
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("a.b.c")).isEmpty();
    }

    @Test
    void keyOfTheApiItselfSignsNothing() throws Exception {
        var forged = new JsonWebSignature();
        forged.setAlgorithmHeaderValue("HS256");
        forged.setHeader("typ", "live+jwt");
        forged.setPayload("{\"iss\":\"handoff\",\"exp\":" + NOW.plusSeconds(60).getEpochSecond()
                + ",\"tasks\":[],\"groups\":[],\"subjects\":[\"run 7\"]}");
        forged.setDoKeyValidation(false);
        forged.setKey(new HmacKey(KEY.getBytes(StandardCharsets.UTF_8)));

        assertThat(tokens.read(forged.getCompactSerialization())).isEmpty();
    }

    private static ScopedTokens tokens(Optional<String> secret, String key, Instant now) {
        var config = Settings.of(
                LiveConfig.class,
                secret.map(it -> Map.of("handoff.live.secret", it)).orElse(Map.of()));
        var api = Settings.of(ApiConfig.class, key == null ? Map.of() : Map.of("handoff.api.key", key));
        return new ScopedTokens(config, api, Clock.fixed(now, ZoneOffset.UTC));
    }
}
