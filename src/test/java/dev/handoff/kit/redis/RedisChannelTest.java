package dev.handoff.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.process.Certificate;
import dev.handoff.process.TcpProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real servers that want to know who comes. */
class RedisChannelTest {

    /** May do what the documents say that it takes, and nothing else. */
    private static final String USER = "user handoff on >s@cret+1 resetchannels &handoff_* -@all"
            + " +hello +auth +ping +select +publish +subscribe";

    private static final TestRedis REDIS = new TestRedis(List.of("requirepass t0p:secret", USER));

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @ParameterizedTest
    @CsvSource({":t0p%3Asecret@, /3, 3", "handoff:s%40cret+1@, '', 0", "handoff:s%40cret%2B1@, /15, 15"})
    void loginAndDatabaseAreThoseOfTheUrl(String login, String path, int database) throws Exception {
        try (var channels = new RedisChannelsOf("redis://" + login + "127.0.0.1:" + REDIS.port() + path);
                var channel = channels.channels.channel("handoff_test")) {
            hear(channel);

            assertThat(channel.check()).isEmpty();
            assertThat(REDIS.ask("AUTH t0p:secret", "CLIENT LIST"))
                    .containsPattern(" db=" + database + " sub=1 .* user="
                            + login.replaceFirst("^:", "default:").replaceFirst(":.*", "") + "\\b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        ":wrong@, '', WRONGPASS",
        "nobody:s%40cret+1@, '', WRONGPASS",
        "'', '', NOAUTH",
        ":t0p%3Asecret@, /99, out of range"
    })
    void whatRedisRefusesIsToldWithoutThePassword(String login, String path, String reason) throws Exception {
        try (var channels = new RedisChannelsOf("redis://" + login + "127.0.0.1:" + REDIS.port() + path);
                var channel = channels.channels.channel("handoff_test")) {
            channel.subscribe(heard::add, () -> {});

            await().until(() -> !channels.events.isEmpty());
            assertThat(channels.events.getFirst())
                    .isInstanceOfSatisfying(RedisEvent.Disconnected.class, it -> assertThat(it.reason())
                            .contains(reason));
            assertThat(channel.check()).hasValueSatisfying(it -> assertThat(it).contains(reason));
            assertThat(channels.events.toString()).doesNotContain("s%40cret", "s@cret", "wrong@", "t0p");
            assertThat(channel.isConnected()).isFalse();
        }
    }

    @Test
    void channelThatTheUserMayNotHearIsRefused() throws Exception {
        try (var channels = new RedisChannelsOf("redis://handoff:s%40cret+1@127.0.0.1:" + REDIS.port());
                var channel = channels.channels.channel("others")) {
            channel.subscribe(heard::add, () -> {});

            await().until(() -> !channels.events.isEmpty());
            assertThat(channels.events.getFirst().toString()).contains("NOPERM");
        }
    }

    @Test
    void tlsIsSpokenWithTheHostOfTheCertificateAlone(@TempDir Path folder) throws Exception {
        var certificate = new Certificate(folder);
        var login = "rediss://:t0p%3Asecret@";
        try (var proxy = TcpProxy.toPlain(REDIS.port(), certificate.identity());
                var trusting = new RedisChannelsOf(Map.of(
                        "handoff.redis.url",
                        login + "localhost:" + proxy.port() + "/2",
                        "handoff.redis.ca",
                        certificate.certificatePem().toString()));
                var misled = new RedisChannelsOf(Map.of(
                        "handoff.redis.url",
                        login + "127.0.0.1:" + proxy.port(),
                        "handoff.redis.ca",
                        certificate.certificatePem().toString()));
                var strict = new RedisChannelsOf(login + "localhost:" + proxy.port())) {
            try (var channel = trusting.channels.channel("handoff_test")) {
                hear(channel);
                assertThat(channel.check()).isEmpty();
                assertThat(proxy.carried()).isPositive();
            }
            for (var refusing : List.of(misled, strict)) {
                try (var channel = refusing.channels.channel("handoff_test")) {
                    assertThat(channel.check()).isPresent();
                }
            }
        }
    }

    /** Returns when it is heard what is sent. */
    private void hear(RedisChannel channel) {
        channel.subscribe(heard::add, () -> {});
        await().until(channel::isConnected);
        channel.send("hello");
        await().until(() -> heard.contains("hello"));
    }
}
