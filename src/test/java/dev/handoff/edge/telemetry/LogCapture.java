package dev.handoff.edge.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test writes to the log, for as long as it runs. */
public final class LogCapture implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final List<ExtLogRecord> records = Collections.synchronizedList(new ArrayList<>());
    private final ExtHandler recorder = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            records.add(entry);
        }
    };

    private LogCapture(String category) {
        logger = Logger.getLogger(category);
    }

    /** Everything that Handoff writes. */
    public static LogCapture ofHandoff() {
        return of("dev.handoff");
    }

    /** What one category and those below it write. */
    public static LogCapture of(String category) {
        return new LogCapture(category);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        logger.addHandler(recorder);
        level(Level.INFO);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.removeHandler(recorder);
        logger.setLevel(null);
    }

    /** Captures what is at least this important; INFO until it is told otherwise. */
    public void level(Level least) {
        logger.setLevel(least);
    }

    public List<ExtLogRecord> records() {
        return List.copyOf(records);
    }

    /** Each with its level before it. */
    public List<String> lines() {
        return records().stream().map(LogCapture::line).toList();
    }

    /** Each with the stack of what was thrown. */
    public List<String> stacks() {
        return records().stream()
                .map(entry -> new PatternFormatter("%s%e").format(entry))
                .toList();
    }

    static String text(ExtLogRecord entry) {
        return new PatternFormatter("%s").format(entry);
    }

    private static String line(ExtLogRecord entry) {
        return entry.getLevel() + " " + text(entry);
    }
}
