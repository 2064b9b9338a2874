package dev.handoff.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "http://localhost:8080",
                "http://[::1]:8080",
                "http://my_worker:8080",
                "http://team_a.workers.example/base"
            })
    void urlOfAServerIsTaken(String url) {
        assertThat(BaseUrl.of("WORKER_URL_BASE", Optional.of(url + "//"))).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my_worker:8080",
                "http://",
                "http://me@my_worker",
                "http://my_worker/?x",
                "http://my_worker:x",
                "ftp://my_worker"
            })
    void otherUrlIsRefused(String url) {
        assertThatExceptionOfType(DispatchMisconfigured.class)
                .isThrownBy(() -> BaseUrl.of("WORKER_URL_BASE", Optional.of(url)))
                .withMessageContaining(url);
    }
}
