package dev.handoff.edge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.Gate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium without a window, in which a person looks at the page. */
public final class Browser implements AutoCloseable {

    private static final String REMEDY = "install Debian's packages chromium and chromium-driver, as .ci/prepare does";
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/lib/chromium", "/snap/bin");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChromeDriver driver;
    private final String page;

    private Browser(ChromeDriver driver, String page) {
        this.driver = driver;
        this.page = page;
    }

    /**
     * @param page its address, with a slash at the end
     * @throws org.opentest4j.TestAbortedException if the machine has no Chromium, but for the gate, which fails
     */
    public static Browser at(String page) {
        var chromium = Gate.require(program("chromium"), REMEDY);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Gate.require(program("chromedriver"), REMEDY))
                .usingAnyFreePort()
                .build();
        var options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--accept-lang=en");
        return new Browser(new ChromeDriver(service, options), page);
    }

    private static Optional<File> program(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name).toFile())
                .filter(File::canExecute)
                .findFirst();
    }

    /** Opens a screen anew, as a link from elsewhere does. */
    public void open(String hash) {
        driver.get("about:blank");
        driver.get(page + hash);
    }

    /** An element that is there or comes soon. */
    public WebElement find(String selector) {
        await(selector).atMost(PATIENCE).until(() -> !all(selector).isEmpty());
        return all(selector).getFirst();
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits until the element's text has this in it. */
    public void awaitText(String selector, String text) {
        await(selector + " says " + text).atMost(PATIENCE).untilAsserted(() -> assertThat(String.valueOf(script(
                        "return document.querySelector(arguments[0])?.textContent.replace(/\\s+/g, ' ')", selector)))
                .contains(text));
    }

    /** Waits until this stands in a field. */
    public void awaitValue(String selector, String value) {
        await(selector).atMost(PATIENCE).untilAsserted(() -> assertThat(
                        String.valueOf(script("return document.querySelector(arguments[0])?.value", selector)))
                .contains(value));
    }

    /** Waits until nothing matches. */
    public void awaitNone(String selector) {
        await(selector).atMost(PATIENCE).until(() -> all(selector).isEmpty());
    }

    String text(String selector) {
        return find(selector).getText();
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        for (var key : keys) {
            driver.switchTo().activeElement().sendKeys(key);
        }
    }

    /** Goes on by tabulator until the focus is at an element with this text. */
    void tabTo(String text) {
        for (int i = 0; i < 60; i++) {
            press(Keys.TAB);
            if (focused().contains(text)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not get to " + text + "; it is at " + focused());
    }

    private String focused() {
        return String.valueOf(script("const at = document.activeElement; "
                + "return (at.labels?.[0]?.textContent ?? at.textContent) + (at.getAttribute('aria-label') ?? '')"));
    }

    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What the console says that is wrong, such as a breach of the policy; refusals of the server are answers. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(entry -> !entry.contains("Failed to load resource"))
                .toList();
    }

    /**
     * What axe says against the page as it is now, in a line each.
     *
     * @param rules those that are looked at; all if there are none
     */
    List<?> violations(List<String> rules) {
        if (!Boolean.TRUE.equals(script("return 'axe' in window"))) {
            script(axe());
        }
        return (List<?>) driver.executeAsyncScript("""
                const [rules, done] = arguments;
                const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, {runOnly: rules.length ? {type: 'rule', values: rules} : all})
                    .then(found => done(found.violations.flatMap(rule =>
                        rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + (node.failureSummary ?? '')))))
                    .catch(broken => done(['axe: ' + broken]));""", rules);
    }

    private static String axe() {
        try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param scheme light or dark */
    void look(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void network(boolean connected) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !connected, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
