package dev.handoff.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.http.Outside;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person runs, pauses and resumes a schedule, by keyboard. */
@QuarkusTest
@TestProfile(Outside.class)
class SchedulesPageTest {

    private static final Path PICTURES = Path.of("target/page");

    @TestHTTPResource("/")
    URI page;

    @Test
    void scheduleIsPausedResumedAndRun() {
        try (var browser = Browser.at(page.toString())) {
            browser.look(1280, 900, "light");
            browser.open("#/schedules");
            browser.find("tbody tr");

            browser.tabTo("Pause daily");
            browser.press(Keys.ENTER);
            browser.find("dialog[open] input").sendKeys("holidays", Keys.ENTER);
            browser.awaitText("tbody", "holidays");
            browser.screenshot(PICTURES.resolve("schedules-light.png"));
            assertThat(browser.violations(List.of())).isEmpty();
            browser.look(360, 780, "dark");
            browser.screenshot(PICTURES.resolve("schedules-phone.png"));
            assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);

            browser.look(1280, 900, "light");
            browser.find("button[aria-label='Resume daily']").click();
            browser.find("dialog[open] .primary").click();
            browser.find("button[aria-label='Pause daily']");

            browser.find("button[aria-label='Run now daily']").click();
            browser.find("dialog[open] input").sendKeys("last night's failed", Keys.ENTER);
            browser.awaitText("h1", "process-message");
            browser.awaitText("section[aria-labelledby=input]", "of daily");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
