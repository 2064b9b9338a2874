package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final List<Object> told = new ArrayList<>();
    private long now;
    private final Refusals refusals = new Refusals(events(), () -> now);

    @Test
    void fewWrongCredentialsCostNoWait() {
        refuse(Refusals.BURST - 1);

        assertThat(refusals.pause("a")).isEmpty();
        assertThat(told).hasSize(Refusals.BURST - 1).contains(new AuthRefused("a", "wrong"));
    }

    @Test
    void manyCostOneThatGrowsToAMinute() {
        refuse(Refusals.BURST);
        assertThat(refusals.pause("a")).contains(Duration.ofSeconds(2));

        refuse(1);
        assertThat(refusals.pause("a")).contains(Duration.ofSeconds(4));

        refuse(100);
        assertThat(refusals.pause("a")).contains(Duration.ofMinutes(1));
    }

    @Test
    void afterThePauseCredentialsAreLookedAtAgain() {
        refuse(Refusals.BURST);
        pass(Duration.ofSeconds(2));

        assertThat(refusals.pause("a")).isEmpty();
    }

    @Test
    void othersDoNotWait() {
        refuse(Refusals.BURST + 10);

        assertThat(refusals.pause("b")).isEmpty();
    }

    @Test
    void addressFromWhichSomebodyWasLetInDoesNotWait() {
        refusals.letIn("a");
        refuse(Refusals.BURST + 10);
        assertThat(refusals.pause("a")).isEmpty();

        pass(Duration.ofMinutes(10));
        refuse(Refusals.BURST + 10);

        assertThat(refusals.pause("a")).isPresent();
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        refuse(Refusals.BURST + 10);
        pass(Duration.ofMinutes(11));

        refuse(1);

        assertThat(refusals.pause("a")).isEmpty();
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            refusals.refused("a", "wrong");
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @SuppressWarnings("unchecked")
    private Event<AuthRefused> events() {
        return (Event<AuthRefused>) Proxy.newProxyInstance(
                Event.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (_, _, arguments) -> told.add(arguments[0]));
    }
}
