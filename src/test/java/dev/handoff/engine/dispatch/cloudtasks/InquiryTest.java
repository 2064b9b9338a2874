package dev.handoff.engine.dispatch.cloudtasks;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.DispatchEvent.Noted;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Google is asked after a doorbell, and what its answers mean. */
class InquiryTest extends RouteToGoogle {

    @Test
    void oneCallTellsThatADoorbellIsUnderWay() {
        assertThat(route().isUnderWay(PurgedDoorbellTest.overdue())).isTrue();

        assertThat(api.askedAfter).hasSize(1);
    }

    @Test
    void nobodyAsksBeforeThePatienceIsOver() {
        var due = Instant.now().minus(Duration.ofMinutes(1));

        assertThat(route().isUnderWay(PurgedDoorbellTest.bell(due))).isFalse();

        assertThat(api.askedAfter).isEmpty();
    }

    @Test
    void freshDoorbellTakesNoOtherName() {
        api.answer(Status.ALREADY_EXISTS);

        route().ring(PurgedDoorbellTest.bell(Instant.now()), INPUT);

        assertThat(api.asked).hasSize(1);
    }

    /** Otherwise a queue that is behind would be given every doorbell once more every two minutes. */
    @ParameterizedTest
    @CsvSource({"PERMISSION_DENIED, roles/cloudtasks.viewer", "RESOURCE_EXHAUSTED, quota", "INTERNAL, INTERNAL"})
    void doorbellThatGoogleDoesNotTellAboutIsRungByItsFirstNameAlone(Status.Code code, String reason) {
        var route = route();
        var bell = PurgedDoorbellTest.overdue();
        api.answer(code.toStatus(), code.toStatus(), Status.ALREADY_EXISTS);

        assertThat(route.isUnderWay(bell)).isFalse();
        assertThat(route.isUnderWay(bell)).isFalse();
        route.ring(bell, INPUT);

        assertThat(api.asked).hasSize(1);
        assertThat(heard.notes()).containsOnlyOnce(Note.NOT_TOLD);
        assertThat(((Noted) heard.events.getFirst()).detail()).contains(reason);
    }

    @Test
    void answerAfterAFaultCountsAgain() {
        var route = route();
        var bell = PurgedDoorbellTest.overdue();
        api.answer(Status.PERMISSION_DENIED);

        assertThat(route.isUnderWay(bell)).isFalse();

        assertThat(route.isUnderWay(bell)).isTrue();
    }
}
