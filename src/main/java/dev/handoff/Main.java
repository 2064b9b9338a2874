package dev.handoff;

import dev.handoff.edge.cli.Handoff;
import dev.handoff.edge.http.connection.ConnectionWatch;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where everything begins: the command line decides whether Quarkus is needed at all. */
@QuarkusMain
public final class Main {

    public static void main(String... arguments) {
        // Must be there before anything logs, or Quarkus can't take over logging later.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        ConnectionWatch.begin();
        int code = Handoff.commandLine(System.getenv()).execute(arguments);
        // System.exit, but in quarkus:dev, which goes on after an application has ended.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, null);
    }
}
