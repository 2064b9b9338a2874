package dev.handoff.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, redis://localhost:6379, redis://localhost:6379, false",
        "redis://localhost/, redis://localhost:6379, redis://localhost:6379, false",
        "redis://:s%40cret@cache:7000/3, redis://:s%40cret@cache:7000/3, redis://cache:7000/3, false",
        "rediss://user:a+b@cache, rediss://user:a%2Bb@cache:6379, rediss://cache:6379, true",
        "redis://[::1]:6380, redis://[::1]:6380, redis://[::1]:6380, false"
    })
    void urlBecomesTheClientsAndOneForPeople(String text, String client, String address, boolean tls) {
        var url = RedisUrl.parse(text);

        assertThat(url.text()).isEqualTo(client);
        assertThat(url.address()).isEqualTo(address);
        assertThat(url.tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://cache",
                "redis:cache",
                "redis://",
                "redis://cache/one",
                "redis://cache/0/1",
                "redis://cache?db=1",
                "redis://user:p#ss@cache",
                "redis://user:p ss@cache"
            })
    void anythingElseIsRefusedWithWhatItShouldLookLike(String text) {
        assertThatThrownBy(() -> RedisUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("REDIS_URL must look like redis://user:password@host:6379/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://my_redis", "rediss://user:secret@my_redis:6380/1"})
    void hostWithAnUnderscoreIsToldTheRemedy(String text) {
        assertThatThrownBy(() -> RedisUrl.parse(text))
                .hasMessageEndingWith("such as my_redis: give it another name, such as an alias of its container");
    }

    @Test
    void passwordIsInNoMessage() {
        assertThatThrownBy(() -> RedisUrl.parse("redis://user:se cret@cache"))
                .hasMessageNotContaining("cret")
                .hasNoCause();
        assertThatThrownBy(() -> RedisUrl.parse("http://user:secret@cache")).hasMessageNotContaining("secret");
    }
}
